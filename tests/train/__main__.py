"""`make train`: rebuilds the weights shipped with the analysis, the drafts and the guards."""

import argparse
from pathlib import Path

from sangfroid.analysis import opinions_training as opinions
from sangfroid.analysis.cues import training as cues
from sangfroid.drafting import hearts_training as hearts
from sangfroid.drafting import likely_training as likely
from sangfroid.drafting import second_reading_training as second_reading
from sangfroid.drafting.guards import classifier_training as guards
from tests.train import language

TESTS = Path(__file__).parents[1]

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with reviews/*.jsonl")
    parser.add_argument(
        "--only",
        choices=("language", "cues", "opinions", "likely", "second_reading", "hearts", "guards"),
        help="one set of weights",
    )
    arguments = parser.parse_args()
    if arguments.only in (None, "language"):
        language.train(arguments.data)
    if arguments.only in (None, "cues"):
        cues.main([str(TESTS / "corpus"), str(arguments.data / "reviews")])
    if arguments.only in (None, "opinions"):
        opinions.main([str(TESTS / "corpus")])
    if arguments.only in (None, "likely"):
        likely.main([str(TESTS / "corpus")])
    if arguments.only in (None, "second_reading"):
        second_reading.main([str(TESTS / "corpus")])
    if arguments.only in (None, "hearts"):
        hearts.main([str(TESTS / "corpus")])
    if arguments.only in (None, "guards"):
        guards.main([str(TESTS)])
