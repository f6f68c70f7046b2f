"""Counters in the text format of Prometheus. Each process counts for itself."""

from collections import Counter
from threading import Lock

#: Said in each help line: with several processes a scrape sees one of them.
_SCOPE = ", counted by this process since it started."

HELP = {
    "sangfroid_requests_total": f"Requests by route, method and status{_SCOPE}",
    "sangfroid_drafts_total": f"Drafts by engine{_SCOPE}",
    "sangfroid_findings_total": f"Findings of guards by guard and severity{_SCOPE}",
}


class Metrics:
    """Counts by name and labels."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()

    def count(self, name: str, **labels: str) -> None:
        """Adds one."""
        key = (name, tuple(labels.items()))
        with self._lock:
            self._counts[key] += 1

    def render(self) -> str:
        """All counters, names in order."""
        with self._lock:
            counts = sorted(self._counts.items())
        lines: list[str] = []
        for name, meaning in HELP.items():
            lines += [f"# HELP {name} {meaning}", f"# TYPE {name} counter"]
            for (counted, labels), number in counts:
                if counted == name:
                    shown = ",".join(f'{key}="{_escaped(value)}"' for key, value in labels)
                    lines.append(f"{name}{{{shown}}} {number}")
        return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
