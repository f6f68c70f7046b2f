"""`make bench`: every bench in a process of its own, one after the other.

python -m tests.bench --data ../shared/data [--only server]
"""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

#: What each bench is given, and how many seconds it may take: under seven minutes together.
BENCHES: dict[str, tuple[tuple[str, ...], int]] = {
    "analysis": (("--passes", "2"), 75),
    "drafting": (("--seconds", "4"), 45),
    "streams": (("--seconds", "20"), 75),
    "extension": ((), 90),
    "server": ((), 110),
}


def _missing(name: str, data: Path) -> str | None:
    """Why a bench cannot run here."""
    if name == "analysis" and not (data / "reviews").is_dir():
        return f"{data} has no folder of reviews"
    if name == "extension":
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            return "Playwright is not installed"
        with sync_playwright() as playwright:
            if not (shutil.which("chromium") or Path(playwright.chromium.executable_path).exists()):
                return "there is no Chromium (.ci/chromium brings one)"
    return None


def _run(name: str, data: Path) -> bool:
    """Runs one bench, says how it ended, and whether it ran to its end."""
    given, seconds = BENCHES[name]
    print(f"\n== {name}", flush=True)
    missing = _missing(name, data)
    if missing:
        print(f"cannot run: {missing}", flush=True)
        return True
    command = [sys.executable, "-m", f"tests.bench.{name}_bench", *given]
    if name == "analysis":
        command += ["--data", str(data)]
    begun = time.monotonic()
    try:
        status = subprocess.run(command, timeout=seconds).returncode
    except subprocess.TimeoutExpired:
        print(f"stopped after {seconds} s")
        return False
    print(
        f"({time.monotonic() - begun:.0f} s)" if status == 0 else f"failed with exit status {status}",
        flush=True,
    )
    return status == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with reviews/*.jsonl")
    parser.add_argument("--only", choices=tuple(BENCHES))
    arguments = parser.parse_args()
    chosen = [arguments.only] if arguments.only else list(BENCHES)
    ended = [_run(name, arguments.data) for name in chosen]
    sys.exit(0 if all(ended) else 1)


if __name__ == "__main__":
    main()
