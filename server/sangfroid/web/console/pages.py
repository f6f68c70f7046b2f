"""What all pages share: texts, the bar at the top, times."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, g, render_template, request
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
        "in_language": _in_language,
        "languages": language.SCREEN_LANGUAGES,
        "csrf_token": generate_csrf,
        "person": actor(known) if known else None,
        "figures": _figures(known) if known and known.demo else [],
    }


def _in_language(tag: str) -> str:
    """The address of this page in another language; what was chosen on it stays, what was done does not."""
    kept = {key: value for key, value in request.args.items() if key not in {"lang", "token", "done"}}
    return f"{request.path}?{urlencode({**kept, 'lang': tag})}"


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
    """A date as people write it; what a page gave instead of a date stays as it is."""
    from babel.dates import format_date

    try:
        day = datetime.fromisoformat(iso).date()
    except ValueError:
        return iso
    shown: str = format_date(day, "d MMMM y", locale=language.shown_language())
    return shown
