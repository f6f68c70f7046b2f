"""Who asks, and what they may touch."""

from dataclasses import dataclass

from sangfroid.domain.errors import InvalidInput, NotAllowed, NotFound
from sangfroid.storage.people import Known

#: What a token may be good for. A session is good for all of it.
SCOPES = ("reply", "approve", "manage")


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request. `scopes` limits a token; a session has all of them."""

    id: str
    name: str
    role: str
    establishments: tuple[str, ...]
    scopes: tuple[str, ...] = SCOPES
    language: str = "en"

    @property
    def manages(self) -> bool:
        """Whether they decide on replies, by role and by what their token allows."""
        return self.role in {"manager", "admin"} and "approve" in self.scopes

    def require_scope(self, scope: str) -> None:
        """Raises NotAllowed when the token was not made for this."""
        if scope not in self.scopes:
            raise NotAllowed(f"this token has no scope {scope!r}", {"scope": scope})

    def require_manager(self) -> None:
        """Raises NotAllowed unless they are a manager."""
        if self.role not in {"manager", "admin"}:
            raise NotAllowed("only a manager may do this", {"role": self.role})

    def establishment(self, asked: str | None) -> str:
        """The establishment meant: the one asked for, or the only one they work for.

        Raises:
            NotFound: they do not work for it, or it does not exist.
            InvalidInput: they work for several and did not say which.
        """
        if asked is not None:
            if asked not in self.establishments:
                raise NotFound("there is no such establishment")
            return asked
        if not self.establishments:
            raise NotFound("you work for no establishment yet; ask whoever runs this server")
        if len(self.establishments) > 1:
            raise InvalidInput(
                "say which establishment this is for", {"fields": [{"field": "establishment"}]}
            )
        return self.establishments[0]


def actor(known: Known, language: str = "en") -> Actor:
    """The actor a known person is, through a token or a session."""
    return Actor(
        id=known.id,
        name=known.name,
        role=known.role,
        establishments=known.establishments,
        scopes=known.scopes if known.token_id is not None else SCOPES,
        language=language,
    )
