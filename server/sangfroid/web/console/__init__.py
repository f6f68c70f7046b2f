"""HTML pages; one module for each."""

from sangfroid.web.console import cases, connections, demo, facts, home, house, incidents, queue, sign_in
from sangfroid.web.console.pages import blueprint

__all__ = [
    "blueprint",
    "cases",
    "connections",
    "demo",
    "facts",
    "home",
    "house",
    "incidents",
    "queue",
    "sign_in",
]
