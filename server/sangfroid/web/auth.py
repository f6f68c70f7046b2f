"""Who sends a request: a token, or the session of the console. A request with both is the token's."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Request, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect

from sangfroid.domain.errors import InvalidInput, NotFound, NotSignedIn
from sangfroid.services.actor import Actor, actor
from sangfroid.services.identity import fingerprint
from sangfroid.services.sign_in import known_person
from sangfroid.services.tokens import looks_like_token, token_owner
from sangfroid.storage.people import Known
from sangfroid.web.language import asked_language, preferred_language
from sangfroid.web.runtime import runtime

View = TypeVar("View", bound=Callable[..., Any])

_OPEN = ("/static/", "/extension/", "/healthz", "/readyz", "/metrics")


class ConsoleSessions(SecureCookieSessionInterface):
    """Sessions of the console; a request that brings a token has none, and none is worked out for it."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a request."""
        if "Authorization" in request.headers or self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}

csrf = CSRFProtect()


def install(app: Flask) -> None:
    """Identifies the sender before each request, and protects what a session may change."""
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        WTF_CSRF_HEADERS=["X-CSRFToken"],
    )
    csrf.init_app(app)
    app.session_interface = ConsoleSessions()
    app.before_request(_identify)


def _identify() -> None:
    g.known, g.bad_token = None, False
    _refuse_nul()
    header = request.headers.get("Authorization")
    g.language = asked_language() if header is not None else preferred_language()
    if request.path.startswith(_OPEN):
        return
    if header is not None:
        g.known = _known_by(header)
        g.bad_token = g.known is None
    elif "user" in session:
        g.known = known_person(runtime().database, session["user"], session.get("version", 0))
        if g.known is None:
            session.clear()


def _known_by(header: str) -> Known | None:
    kind, _, token = header.partition(" ")
    token = token.strip()
    if kind.lower() == "bearer" and looks_like_token(token):
        work = runtime()
        sha256, now = fingerprint(token), work.now()
        found = work.remembered.find(sha256, now)
        if found is None:
            found = token_owner(work.database, sha256, now)
            if found is not None:
                work.remembered.keep(sha256, found, now)
        return found
    return None


def _refuse_nul() -> None:
    """No address has one and nobody types one, and PostgreSQL can neither store nor compare it."""
    if "\x00" in request.path:
        raise NotFound("there is nothing here")
    if request.mimetype in _FORMS and any("\x00" in value for value in request.form.values()):
        raise InvalidInput("the form holds a character that cannot be stored")


def protect() -> None:
    """Refuses a session's write that does not come from our own pages. Tokens need no such proof."""
    if request.method not in {"GET", "HEAD", "OPTIONS"} and not by_token():
        csrf.protect()


def by_token() -> bool:
    """Whether the sender is known by a token."""
    return g.known is not None and g.known.token_id is not None


def known() -> Known | None:
    """Who sends the request."""
    return cast("Known | None", g.known)


def current_actor() -> Actor:
    """Who asks.

    Raises:
        NotSignedIn: nobody known.
    """
    if g.known is None:
        raise NotSignedIn(
            "the token is not valid, or was revoked" if g.bad_token else "sign in, or send a token"
        )
    return actor(g.known, g.language)


def sign_in(person: Known) -> None:
    """Begins a session; nothing of a former one is kept."""
    language = session.get("language")
    session.clear()
    session.permanent = True
    session["user"], session["version"] = person.id, person.session_version
    if language:
        session["language"] = language


def sign_out() -> None:
    """Ends the session."""
    session.clear()


def signed_in(view: View) -> View:
    """A page for people who have signed in; what it changes is protected."""

    @wraps(view)
    def guarded(*arguments: Any, **values: Any) -> Any:
        current_actor()
        protect()
        return view(*arguments, **values)

    return cast("View", guarded)


def safe_next(address: str | None) -> str | None:
    """A path on this server, or None: never another host, however it is spelt."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if any(character in address for character in "\\\r\n\t"):
        return None
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else None
