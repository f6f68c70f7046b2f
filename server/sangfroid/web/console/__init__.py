"""HTML pages; one module for each."""

from sangfroid.web.console import connections, demo, facts, home, house, incidents, queue, sign_in
from sangfroid.web.console.pages import blueprint

__all__ = ["blueprint", "connections", "demo", "facts", "home", "house", "incidents", "queue", "sign_in"]
