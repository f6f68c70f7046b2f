"""What one process works with: made once by the application, reached from any request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

from sangfroid.config import Settings
from sangfroid.services.engines import Engines
from sangfroid.storage.database import Database
from sangfroid.web.limits import Limiter
from sangfroid.web.metrics import Metrics
from sangfroid.web.remembered import Remembered

_KEY = "sangfroid"


@dataclass(frozen=True, slots=True)
class Runtime:
    """Settings and collaborators."""

    settings: Settings
    database: Database
    engines: Engines
    clock: Callable[[], datetime]
    limiter: Limiter
    metrics: Metrics
    remembered: Remembered

    def now(self) -> datetime:
        """The time of day, UTC."""
        return self.clock()


def install(app: Flask, runtime: Runtime) -> None:
    """Gives the application its runtime."""
    app.extensions[_KEY] = runtime


def runtime() -> Runtime:
    """The runtime of the current application."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Runtime)
    return found
