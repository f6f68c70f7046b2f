"""`make evaluate`: how well the analysis does on labelled texts."""

import argparse
from pathlib import Path

from tests.evaluate import blackmail, guards, hearts, language, opinions, risks, situations, themes, tone

#: Each module's `report` prints what it measures, given the folder of the data.
REPORTS = {
    module.__name__.rpartition(".")[2]: module
    for module in (blackmail, guards, hearts, language, opinions, risks, situations, themes, tone)
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with reviews/*.jsonl")
    parser.add_argument("--only", choices=REPORTS, help="one report")
    arguments = parser.parse_args()
    for name in [arguments.only] if arguments.only else REPORTS:
        print(f"\n== {name}: {(REPORTS[name].__doc__ or '').splitlines()[0]}")
        REPORTS[name].report(arguments.data)
