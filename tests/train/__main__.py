"""`make train`: rebuilds the weights shipped with the analysis."""

import argparse
from pathlib import Path

from sangfroid.analysis.cues import training as cues
from tests.train import language

CORPUS = Path(__file__).parents[1] / "corpus"

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with reviews/*.jsonl")
    parser.add_argument("--only", choices=("language", "cues"), help="one set of weights")
    arguments = parser.parse_args()
    if arguments.only in (None, "language"):
        language.train(arguments.data)
    if arguments.only in (None, "cues"):
        cues.main([str(CORPUS), str(arguments.data / "reviews")])
