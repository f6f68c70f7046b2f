"""`make evaluate` prints every report there is."""

import inspect
from pathlib import Path

import pytest

from tests.evaluate.__main__ import REPORTS

#: What `make evaluate-drafts` prints, and what only reads texts.
NOT_HERE = {"drafts", "exact", "reading", "scenarios"}
FOLDER = Path(__file__).parents[1] / "evaluate"


def test_every_report_is_printed():
    assert set(REPORTS) == {path.stem for path in FOLDER.glob("[a-z]*.py")} - NOT_HERE


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_a_report_is_given_the_folder_of_the_data_and_says_what_it_measures(name):
    given = inspect.signature(REPORTS[name].report).parameters.values()
    assert [one.annotation for one in given] == [Path]
    assert REPORTS[name].__doc__
