"""What all pages share: texts, the bar at the top, times."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Flask, g, render_template
from flask_wtf.csrf import generate_csrf

from sangfroid.services.actor import actor
from sangfroid.services.people import colleagues
from sangfroid.web import language
from sangfroid.web.runtime import runtime

blueprint = Blueprint("console", __name__)


def install(app: Flask) -> None:
    """Gives the templates what they use. Output is escaped everywhere."""
    app.jinja_env.autoescape = True
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_shared)
    app.add_template_filter(_when, "when")
    app.add_template_filter(_day, "day")


def page(template: str, http_status: int = 200, **values: Any) -> tuple[str, int]:
    """A page."""
    return render_template(template, **values), http_status


def _shared() -> dict[str, Any]:
    known = g.get("known")
    return {
        "t": _text,
        "language": language.shown_language(),
        "languages": language.SCREEN_LANGUAGES,
        "csrf_token": generate_csrf,
        "person": actor(known) if known else None,
        "figures": _figures(known) if known and known.demo else [],
    }


def _text(key: str, **values: Any) -> str:
    return language.text(key, language.shown_language(), **values)


def _figures(known: Any) -> list[Mapping[str, str]]:
    """The other people of the demonstration, whom a person may try out."""
    if known.has_password or known.token_id is not None:
        return []
    everybody = colleagues(runtime().database, known.establishments)
    return [one for one in everybody if one["id"] != known.id]


def _when(iso: str) -> str:
    """A time as people write it, in UTC; the page's script says it in the reader's own zone."""
    from babel.dates import format_datetime

    time = datetime.fromisoformat(iso)
    shown: str = format_datetime(time, "d MMM y, HH:mm", locale=language.shown_language())
    return f"{shown} UTC"


def _day(iso: str) -> str:
    """A date as people write it."""
    from babel.dates import format_date

    shown: str = format_date(date.fromisoformat(iso), "d MMMM y", locale=language.shown_language())
    return shown
