"""Signing in, by the one-time address or by a password, and out."""

from typing import Any

from flask import redirect, request, url_for

from sangfroid.domain.errors import NotSignedIn, TooManyRequests
from sangfroid.services.sign_in import AddressUsed, sign_in_by_password, sign_in_by_token
from sangfroid.web import auth
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.limits import SIGN_IN_BY_ADDRESS, SIGN_IN_BY_NAME
from sangfroid.web.runtime import runtime


@blueprint.get("/sign-in")
def sign_in() -> Any:
    """Uses up a one-time address, or asks for name and password."""
    token = request.args.get("token")
    if token is None:
        if auth.known() is not None:
            return redirect(_after())
        return page("sign_in.html", next=request.args.get("next", ""), problem=None)
    if request.method == "HEAD":  # a preview looks without using
        return page("sign_in.html", next="", problem=None)
    try:
        runtime().limiter.hit(SIGN_IN_BY_ADDRESS, "address", request.remote_addr or "?")
        person = sign_in_by_token(runtime().database, token, runtime().now())
    except AddressUsed:
        if auth.known() is not None:  # the same browser opened its address again
            return redirect(url_for("console.home"))
        return page("address_used.html", 401)
    auth.sign_in(person)
    return redirect(_after())


@blueprint.post("/sign-in")
def sign_in_with_password() -> Any:
    """Checks name and password. Few tries a minute, counted by name and by address."""
    auth.protect()
    login, password = request.form.get("login", "")[:200], request.form.get("password", "")[:1000]
    try:
        runtime().limiter.hit(SIGN_IN_BY_ADDRESS, "address", request.remote_addr or "?")
        runtime().limiter.hit(SIGN_IN_BY_NAME, "login", login.strip().lower())
        person = sign_in_by_password(runtime().database, login, password)
    except (NotSignedIn, TooManyRequests) as error:
        limited = isinstance(error, TooManyRequests)
        body, status = page(
            "sign_in.html",
            429 if limited else 401,
            next=request.form.get("next", ""),
            login=login,
            problem="limited" if limited else "wrong",
        )
        headers = {"Retry-After": str(error.details["retry_after"])} if limited else {}
        return body, status, headers
    auth.sign_in(person)
    return redirect(_after())


@blueprint.post("/sign-out")
@auth.signed_in
def sign_out() -> Any:
    """Ends the session."""
    auth.sign_out()
    return redirect(url_for("console.sign_in"))


def _after() -> str:
    return auth.safe_next(request.values.get("next")) or url_for("console.home")
