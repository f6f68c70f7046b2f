"""`make evaluate`: how well the analysis does on labelled texts."""

import argparse
import importlib
import pkgutil
from pathlib import Path

import tests.evaluate

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with reviews/*.jsonl")
    parser.add_argument("--only", help="one report by its name, for instance tone")
    arguments = parser.parse_args()
    for found in pkgutil.iter_modules(tests.evaluate.__path__):
        if found.name in ("__main__", "reading", "drafts", "scenarios") or arguments.only not in (
            None,
            found.name,
        ):
            continue
        module = importlib.import_module(f"tests.evaluate.{found.name}")
        print(f"\n== {found.name}: {(module.__doc__ or '').splitlines()[0]}")
        module.report(arguments.data)
