"""Who asks, their tokens, and connecting an extension."""

from typing import Any

from flask import Blueprint, request

from sangfroid import __version__
from sangfroid.services.establishments import list_establishments
from sangfroid.services.pair import begin_pairing, exchange_pairing
from sangfroid.services.tokens import list_tokens, revoke_token
from sangfroid.web import auth
from sangfroid.web.api import answers
from sangfroid.web.api.operation import operation, writing
from sangfroid.web.api.schemas import ExchangeInput, PairingInput
from sangfroid.web.limits import EXCHANGES, PAIRINGS
from sangfroid.web.runtime import runtime

blueprint = Blueprint("access", __name__)


@operation(blueprint, "GET", "/me", answers={200: answers.Me})
def me() -> dict[str, Any]:
    """Say who asks, and what they work with."""
    actor, known, work = auth.current_actor(), auth.known(), runtime()
    assert known is not None
    return {
        "user": {"id": actor.id, "name": actor.name, "role": actor.role},
        "establishments": list_establishments(work.database, actor),
        "server": {"version": __version__},
        "model": {"host": work.engines.model_host} if work.engines.model_host else None,
        "token": {"id": known.token_id, "name": known.token_name, "scopes": list(known.scopes)}
        if known.token_id
        else None,
    }


@operation(blueprint, "GET", "/tokens", answers={200: answers.Tokens})
def tokens() -> dict[str, Any]:
    """List one's tokens that still work."""
    return {"tokens": list_tokens(runtime().database, auth.current_actor())}


# As long as ids are, so that /tokens/exchange is no token's address.
@writing(blueprint, "DELETE", "/tokens/<string(length=32):id>", answers={200: answers.Nothing}, errors=(404,))
def revoke(id: str) -> dict[str, Any]:
    """Revoke a token; a token may end itself."""
    revoke_token(runtime().database, auth.current_actor(), id, runtime().now())
    runtime().remembered.forget()
    return {}


@operation(
    blueprint,
    "POST",
    "/pairings",
    body=PairingInput,
    answers={201: answers.Pairing},
    errors=(400, 413, 415, 422, 429),
    signed_in=False,
)
def pair(body: PairingInput) -> dict[str, Any]:
    """Ask to be connected; a signed-in person confirms in the console."""
    runtime().limiter.hit(PAIRINGS, "pairings", request.remote_addr or "?")
    return begin_pairing(
        runtime().database, body.challenge, body.client, body.extension_version, runtime().now()
    )


@operation(
    blueprint,
    "POST",
    "/tokens/exchange",
    body=ExchangeInput,
    answers={200: answers.Exchanged, 202: answers.Waiting},
    errors=(400, 403, 413, 415, 422, 429),
    signed_in=False,
)
def exchange(body: ExchangeInput) -> Any:
    """Fetch the token of a confirmed pairing, once."""
    runtime().limiter.hit(EXCHANGES, "exchanges", request.remote_addr or "?")
    found = exchange_pairing(runtime().database, body.pairing, body.verifier, runtime().now())
    if found is None:
        return {"status": "waiting"}, 202
    return {**found, "server": {"version": __version__}}
