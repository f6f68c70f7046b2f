"""The routes as data, the one proposed, and their last days."""

import re
from copy import deepcopy
from datetime import date
from importlib import resources

import pytest
import yaml
from pydantic import ValidationError

from sangfroid.casework import routes
from sangfroid.casework.routes import Route, Rules, deadlines, proposed_route, rules, stands_in_public, texts
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Channel, Level, Pattern, Review
from sangfroid.storage.tables import FAILURES, ROUTES, VERDICTS
from sangfroid.web.api.schemas import CaseMoveInput


def raw():
    """The file as it stands."""
    return yaml.safe_load(resources.files("sangfroid.casework").joinpath("routes.yaml").read_text("utf-8"))


def test_the_database_and_the_api_know_the_same_names():
    fields = CaseMoveInput.model_json_schema()["properties"]
    assert list(ROUTES) == [route.value for route in Route] == fields["route"]["anyOf"][0]["enum"]
    assert list(VERDICTS) == fields["verdict"]["anyOf"][0]["enum"]
    assert list(FAILURES) == fields["failure"]["anyOf"][0]["enum"]


def test_naming_and_warning_are_a_managers_and_wait_for_a_person():
    for step in ("name_it", "warn"):
        assert (rules().steps[step].who, rules().steps[step].confirmed) == ("manager", True)
    assert all(rule.confirmed for name, rule in rules().steps.items() if name in {"google_form", "police"})
    assert not rules().steps["settle"].confirmed


def test_what_speaks_of_pressure_never_happens_in_public():
    assert all(not rule.confirmed for rule in rules().steps.values() if rule.place == "public")


def test_the_complaint_is_settled_before_anything_is_refused_or_named():
    steps = rules().routes[Route.BEFORE_REVIEW].steps
    assert steps.index("settle") < steps.index("stand_firm") < steps.index("name_it") < steps.index("warn")
    posted = rules().routes[Route.REVIEW_POSTED].steps
    assert posted.index("settle") < posted.index("no_trade")


def broken(change):
    content = deepcopy(raw())
    change(content)
    return content


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found["deadlines"]["press_law_fr"]["sources"][0].update(mark="NV"),
        lambda found: found["deadlines"]["press_law_fr"]["sources"][0].update(mark="A"),
        lambda found: found["deadlines"]["press_law_fr"].update(sources=[]),
        lambda found: found["deadlines"]["press_law_fr"].update(days=90),
        lambda found: found["deadlines"]["press_law_fr"].pop("months"),
        lambda found: found["steps"]["notice"]["sources"][0].update(url="javascript:alert(1)"),
        lambda found: found["steps"]["warn"].update(who="everybody"),
        lambda found: found["steps"].update(unused={"who": "anyone", "place": "house"}),
        lambda found: found["routes"]["stranger"]["steps"].append("pay"),
        lambda found: found["routes"]["stranger"]["steps"].append("gather"),
        lambda found: found["routes"].pop("stranger"),
        lambda found: found.pop("as_of"),
        lambda found: found.update(colour="blue"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(change):
    Rules.model_validate(raw())
    with pytest.raises(ValidationError):
        Rules.model_validate(broken(change))


@pytest.mark.parametrize("language", LANGUAGES)
class TestTexts:
    def test_every_step_and_last_day_is_said(self, language):
        said = texts(language)
        assert set(said.steps) == set(rules().steps)
        assert set(said.deadlines) == set(rules().deadlines)
        assert set(said.routes) == set(Route)

    def test_nobody_is_called_guilty(self, language):
        accusing = re.compile(
            r"blackmail|chantage|extors|extorsion|erpress|ricatt|chantaj|afpers|chantagem|\bcrim|délit|delit|"
            r"coupable|guilty|schuld(?:ig\b|ige)|culpable|colpevol|culpad",
            re.IGNORECASE,
        )
        texts_ = [
            one
            for kind in ("routes", "steps", "deadlines")
            for one in getattr(texts(language), kind).values()
        ]
        assert [one for one in texts_ if accusing.search(f"{one.title} {one.text}")] == []

    def test_nothing_is_promised_that_is_not_there(self, language):
        promised = re.compile(r"dossier|rapport|report pack|télévers|upload|export", re.IGNORECASE)
        texts_ = list(texts(language).steps.values())
        assert [one for one in texts_ if promised.search(f"{one.title} {one.text}")] == []

    def test_titles_are_not_shared(self, language):
        titles = [one.title for one in texts(language).steps.values()]
        assert len(set(titles)) == len(titles)


def test_languages_do_not_repeat_one_another():
    for kind in ("routes", "steps"):
        for name in getattr(texts("fr"), kind):
            said = [getattr(texts(language), kind)[name].text for language in LANGUAGES]
            assert len(set(said)) == len(LANGUAGES), name


def test_french_spaces_are_french():
    for kind in ("routes", "steps", "deadlines"):
        for name, one in getattr(texts("fr"), kind).items():
            assert not re.search(r" [;:!?»]|« |'", f"{one.title} {one.text}"), name


def test_another_language_is_told_in_english():
    assert texts("sv") is not texts("fr")
    assert texts("sv").steps["listen"] == texts("en").steps["listen"]
    assert texts("pt-BR").steps["listen"] == texts("pt").steps["listen"]


def test_a_language_that_says_less_is_refused(monkeypatch):
    whole = routes._load

    def shorter(file, schema):
        found = whole(file, schema)
        if file != "texts/nl.yaml":
            return found
        return found.model_copy(update={"steps": {k: v for k, v in found.steps.items() if k != "warn"}})

    monkeypatch.setattr(routes, "_load", shorter)
    texts.cache_clear()
    try:
        texts("de")
        with pytest.raises(InvalidData, match="warn"):
            texts("nl")
    finally:
        texts.cache_clear()


@pytest.mark.parametrize(
    ("level", "pattern", "posted", "route"),
    [
        (Level.EXPLICIT, Pattern.CONDITIONAL, False, Route.BEFORE_REVIEW),
        (Level.EXPLICIT, Pattern.CONDITIONAL, True, Route.REVIEW_POSTED),
        (Level.EXPLICIT, Pattern.ORGANISED, True, Route.STRANGER),
        (Level.EXPLICIT, Pattern.ORGANISED, False, Route.STRANGER),
        (Level.SUSPECTED, Pattern.ORGANISED, False, Route.BEFORE_REVIEW),
        (Level.SUSPECTED, Pattern.ORGANISED, True, Route.REVIEW_POSTED),
        (Level.EXPLICIT, Pattern.MASS, False, Route.BEFORE_REVIEW),
        (Level.EXPLICIT, Pattern.RETROACTIVE, False, Route.REVIEW_POSTED),
        (Level.SUSPECTED, Pattern.IMPLIED, False, Route.BEFORE_REVIEW),
        (Level.NONE, None, False, Route.BEFORE_REVIEW),
        (Level.NONE, None, True, Route.REVIEW_POSTED),
    ],
)
def test_the_route_proposed(level, pattern, posted, route):
    assert proposed_route(level, pattern, posted=posted) is route


@pytest.mark.parametrize(
    ("review", "posted"),
    [
        (Review("a", rating=1), True),
        (Review("a", published="2026-10-01"), True),
        (Review("a"), False),
        (Review("a", rating=1, channel=Channel.EMAIL), False),
        (Review("a", published="2026-10-01", channel=Channel.CHAT), False),
    ],
)
def test_what_stands_in_public(review, posted):
    assert stands_in_public(review) is posted


class TestLastDays:
    """Counted from the days given."""

    @pytest.mark.parametrize(
        ("published", "due"),
        [
            (date(2026, 11, 10), date(2027, 2, 9)),
            (date(2026, 11, 30), date(2027, 2, 27)),
            (date(2027, 11, 30), date(2028, 2, 28)),
            (date(2026, 1, 31), date(2026, 4, 29)),
            (date(2026, 10, 1), date(2026, 12, 31)),
            (date(2026, 9, 30), date(2026, 12, 29)),
            (None, None),
            (date(9999, 12, 1), None),
        ],
    )
    def test_three_months_from_publication(self, published, due):
        (one,) = deadlines(Route.REVIEW_POSTED, occurred=date(2026, 11, 20), published=published)
        assert (one.name, one.due, one.until_posted) == ("press_law_fr", due, False)

    def test_the_same_day_from_the_words(self):
        (one,) = deadlines(Route.BEFORE_REVIEW, occurred=date(2026, 11, 20), published=date(2026, 10, 1))
        assert (one.name, one.due, one.until_posted) == ("tripadvisor_report", date(2026, 11, 20), True)
        assert {source.mark for source in one.sources} == {"V"}

    def test_none_where_none_is_known(self):
        assert deadlines(Route.STRANGER, occurred=date(2026, 11, 20), published=None) == ()
