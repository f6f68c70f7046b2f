"""`make train`: rebuilds the weights shipped with the analysis."""

import argparse
from pathlib import Path

from sangfroid.analysis.cues import training as pressure
from tests.train import language

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with reviews/*.jsonl")
    data = parser.parse_args().data
    language.train(data)
    pressure.main([str(Path(__file__).parents[1] / "corpus"), str(data / "reviews")])
