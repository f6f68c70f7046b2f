"""The application: made in a function, from settings and the collaborators it works with."""

import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from sangfroid.config import Settings
from sangfroid.services.engines import Engines
from sangfroid.services.engines import engines as real_engines
from sangfroid.services.engines import warm as warm_engines
from sangfroid.storage.database import open_database
from sangfroid.web import auth, bodies, cors, errors, headers, probes
from sangfroid.web.api import blueprint as api
from sangfroid.web.console import blueprint as console
from sangfroid.web.console import pages
from sangfroid.web.extension_files import blueprint as extension_files
from sangfroid.web.limits import Limiter
from sangfroid.web.metrics import Metrics
from sangfroid.web.remembered import Remembered
from sangfroid.web.runtime import Runtime, install

if TYPE_CHECKING:
    from sangfroid.drafting.model import ModelClient


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    model: "ModelClient | None" = None,
    engines: Engines | None = None,
    warm: bool = False,
) -> Flask:
    """An application on its own database connection.

    Args:
        settings: with `database_url` and `secret_key` filled in (`prepare_data_folder` does).
        clock: the time in UTC; tests bring their own.
        model: replaces the configured language model.
        engines: replaces analysis, drafting and guards as a whole.
        warm: reads lexicons and phrases in the background, so that the first draft does not wait for them.
    """
    app = Flask("sangfroid.web")
    https = (settings.public_url or "").startswith("https://")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_body_bytes,
        SESSION_COOKIE_NAME=f"sangfroid_{settings.port}",  # a browser shares cookies between ports
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
    )
    # An address is one address. Merged, "//" would be answered by a redirect that trusts the Host header.
    app.url_map.merge_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.compact = True  # type: ignore[attr-defined]
    if settings.public_url is not None:  # a proxy stands in front, and says who is asking
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    _log_to_standard_error(settings)
    install(
        app,
        Runtime(
            settings=settings,
            database=open_database(settings),
            engines=engines or real_engines(settings, model),
            clock=clock,
            limiter=Limiter(settings.redis_url),
            metrics=Metrics(),
            remembered=Remembered(),
        ),
    )
    headers.install(app)
    bodies.install(app, settings.threads)
    errors.install(app)
    auth.install(app)
    cors.install(app, settings)
    pages.install(app)
    app.register_blueprint(api, url_prefix="/api/v1")
    app.register_blueprint(console)
    app.register_blueprint(extension_files, url_prefix="/extension")
    app.register_blueprint(probes.blueprint)
    if warm:
        work: Runtime = app.extensions["sangfroid"]
        Thread(target=warm_engines, args=(work.engines,), name="warm", daemon=True).start()
    return app


def _log_to_standard_error(settings: Settings) -> None:
    log = logging.getLogger("sangfroid")
    log.setLevel(settings.log_level.upper())
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        log.addHandler(handler)
