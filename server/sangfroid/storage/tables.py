"""Every table. The same on SQLite and PostgreSQL; times are UTC, ids are opaque text."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

#: Constraints have names made by rule, so that later migrations can refer to them (SQLite gives none).
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

STATUSES = ("draft", "pending", "approved", "rejected", "copied", "published", "changed", "withdrawn")
ROLES = ("agent", "manager", "admin")
CASE_STATUSES = ("open", "closed")
ROUTES = ("before_review", "review_posted", "stranger")
FAILURES = ("yes", "no", "unknown")
VERDICTS = ("undecided", "pressure", "complaint")


class UtcTime(TypeDecorator[datetime]):
    """An aware time in, UTC in the database, an aware UTC time out, on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a time without a zone: it could mean anything."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone was about to be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone; it was UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {datetime: UtcTime, dict[str, Any]: JSON, list[Any]: JSON, str: Text}


def id_column() -> Mapped[str]:
    """An opaque id made by the services."""
    return mapped_column(String(32), primary_key=True)


class EstablishmentRow(Base):
    """A business that answers."""

    __tablename__ = "establishments"

    id: Mapped[str] = id_column()
    name: Mapped[str]
    signature_name: Mapped[str | None]
    signature_role: Mapped[str | None]
    contact: Mapped[str | None]
    voice: Mapped[str] = mapped_column(String(16))
    person: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(16))
    #: {"two_people": bool, "approval": "always" | "pressure" | "never"}
    policy: Mapped[dict[str, Any]]
    #: Days after which reviews and replies may be erased; None keeps them.
    retention_days: Mapped[int | None]
    is_demo: Mapped[bool]
    created: Mapped[datetime]


class UserRow(Base):
    """A person. Without a password hash they sign in by a one-time address only."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint(f"role IN {ROLES}", name="role"),)

    id: Mapped[str] = id_column()
    login: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None]
    active: Mapped[bool]
    #: Raised at every sign-out everywhere or change of password; older sessions end.
    session_version: Mapped[int]
    created: Mapped[datetime]


class MembershipRow(Base):
    """Which establishments a person works for."""

    __tablename__ = "memberships"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    establishment_id: Mapped[str] = mapped_column(
        ForeignKey("establishments.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class FactRow(Base):
    """One house fact of the ledger."""

    __tablename__ = "facts"

    id: Mapped[str] = id_column()
    establishment_id: Mapped[str] = mapped_column(
        ForeignKey("establishments.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str | None]
    language: Mapped[str | None] = mapped_column(String(16))
    type: Mapped[str | None] = mapped_column(String(64))
    fact_values: Mapped[dict[str, Any]] = mapped_column("values")
    public: Mapped[bool]
    created: Mapped[datetime]


class ReplyRow(Base):
    """A reply in the queue, with the review it answers."""

    __tablename__ = "replies"
    __table_args__ = (
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        # The queue's first page is read from this index alone, however many replies there are.
        Index("ix_replies_queue", "establishment_id", "status", "created", "id"),
        Index("ix_replies_timeline", "establishment_id", "created", "id"),
        UniqueConstraint("establishment_id", "platform", "review_id"),
    )

    id: Mapped[str] = id_column()
    establishment_id: Mapped[str] = mapped_column(ForeignKey("establishments.id", ondelete="CASCADE"))
    platform: Mapped[str] = mapped_column(String(64))
    review_id: Mapped[str] = mapped_column(String(200))
    review: Mapped[dict[str, Any]]
    level: Mapped[str] = mapped_column(String(16))
    situation: Mapped[str] = mapped_column(String(32))
    audience: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    text: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str | None]
    comment: Mapped[str | None]
    #: Who wrote the text last sent for approval; who edited it while approving stands with that version.
    author_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    #: What wrote the draft this began with: {"engine", "prompt", "facts"}.
    origin: Mapped[dict[str, Any]]
    findings: Mapped[list[Any]]
    created: Mapped[datetime]
    updated: Mapped[datetime]

    establishment: Mapped[EstablishmentRow] = relationship(lazy="joined")
    author: Mapped[UserRow] = relationship(lazy="joined", foreign_keys=[author_id])
    decided_by: Mapped[UserRow | None] = relationship(lazy="joined", foreign_keys=[decided_by_id])
    versions: Mapped[list["ReplyVersionRow"]] = relationship(order_by="ReplyVersionRow.version")


class ReplyVersionRow(Base):
    """One text a reply has had. Never changed once written."""

    __tablename__ = "reply_versions"

    reply_id: Mapped[str] = mapped_column(ForeignKey("replies.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    created: Mapped[datetime]

    author: Mapped[UserRow] = relationship(lazy="joined")


class ReplyCountRow(Base):
    """How many replies an establishment has in each state, kept by every move.

    Counting a million rows for every page would make the queue slower the longer it is used.
    """

    __tablename__ = "reply_counts"

    establishment_id: Mapped[str] = mapped_column(
        ForeignKey("establishments.id", ondelete="CASCADE"), primary_key=True
    )
    status: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int]


class EventRow(Base):
    """One move of a reply, an incident or a case. Each carries the hash of the one before it.

    `subject_id` is the id of what moved; kinds that begin with `incident_` or `case_` say what it is.
    """

    __tablename__ = "events"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(32), index=True)
    #: The state it was in after this move.
    status: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[str] = mapped_column(String(32))
    user_name: Mapped[str]
    comment: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class IncidentRow(Base):
    """A threat recorded before any review exists."""

    __tablename__ = "incidents"

    id: Mapped[str] = id_column()
    establishment_id: Mapped[str] = mapped_column(
        ForeignKey("establishments.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str]
    channel: Mapped[str] = mapped_column(String(16))
    platform: Mapped[str | None] = mapped_column(String(64))
    review: Mapped[dict[str, Any]]
    level: Mapped[str] = mapped_column(String(16))
    note: Mapped[str | None]
    author_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    #: Who heard or received the words, when it was not the person who recorded them.
    heard_by: Mapped[str | None]
    #: How the house names the stay, the table or the order.
    stay: Mapped[str | None]
    status: Mapped[str] = mapped_column(String(16), server_default="open")
    #: Number of its last event; 0 when it was recorded before incidents had any.
    version: Mapped[int] = mapped_column(server_default="0")
    occurred: Mapped[datetime]
    created: Mapped[datetime]


class CaseRow(Base):
    """The file of a dispute: the words it is about, the route taken, what a person answered and judged.

    The words are kept as they were when the case was opened, whatever the incident or the reply says later.
    """

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(f"status IN {CASE_STATUSES}", name="status"),
        CheckConstraint(f"route IN {ROUTES}", name="route"),
        CheckConstraint(f"failure IN {FAILURES}", name="failure"),
        CheckConstraint(f"verdict IN {VERDICTS}", name="verdict"),
        Index("ix_cases_list", "establishment_id", "status", "created", "id"),
        Index("ix_cases_timeline", "establishment_id", "created", "id"),
        UniqueConstraint("establishment_id", "platform", "review_id"),
    )

    id: Mapped[str] = id_column()
    establishment_id: Mapped[str] = mapped_column(ForeignKey("establishments.id", ondelete="CASCADE"))
    #: The incident it was opened from, or that was recorded with it; none for a review that is posted.
    incident_id: Mapped[str | None] = mapped_column(ForeignKey("incidents.id"), unique=True)
    #: The reply to the review, when there was one.
    reply_id: Mapped[str | None] = mapped_column(ForeignKey("replies.id"), index=True)
    platform: Mapped[str] = mapped_column(String(64))
    #: The review's id on its platform, by which it is found again; none when an incident was all there was.
    review_id: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str]
    channel: Mapped[str] = mapped_column(String(16))
    #: {"title", "author", "rating", "rating_max", "published", "url"}
    review: Mapped[dict[str, Any]]
    level: Mapped[str] = mapped_column(String(16))
    route: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    #: Was there a failure of service? None until somebody answered.
    failure: Mapped[str | None] = mapped_column(String(8))
    already_done: Mapped[str | None]
    verdict: Mapped[str] = mapped_column(String(16))
    #: How what is due was kept apart from any talk of reviews.
    kept_apart: Mapped[str | None]
    outcome: Mapped[str | None]
    #: Number of its last event.
    version: Mapped[int]
    author_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    occurred: Mapped[datetime]
    created: Mapped[datetime]
    updated: Mapped[datetime]

    establishment: Mapped[EstablishmentRow] = relationship(lazy="joined")
    author: Mapped[UserRow] = relationship(lazy="joined", foreign_keys=[author_id])


class TokenRow(Base):
    """Access of one browser or script. Only the SHA-256 of the token is kept."""

    __tablename__ = "tokens"

    id: Mapped[str] = id_column()
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    #: The first characters, shown so that a person can tell tokens apart.
    prefix: Mapped[str] = mapped_column(String(16))
    scopes: Mapped[list[Any]]
    created: Mapped[datetime]
    last_used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]

    user: Mapped[UserRow] = relationship(lazy="joined")


class SignInTokenRow(Base):
    """A one-time address that signs a person in."""

    __tablename__ = "sign_in_tokens"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    expires: Mapped[datetime]
    used: Mapped[datetime | None]


class PairingRow(Base):
    """An extension that asks to be connected; bound to its PKCE challenge (RFC 7636, S256)."""

    __tablename__ = "pairings"

    id: Mapped[str] = id_column()
    challenge: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(16))
    client: Mapped[str] = mapped_column(String(200))
    extension_version: Mapped[str] = mapped_column(String(32))
    #: waiting, confirmed, refused, exchanged
    state: Mapped[str] = mapped_column(String(16))
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    expires: Mapped[datetime]


class IdempotencyRow(Base):
    """The answer once given to a key, so that a repeated request does nothing twice."""

    __tablename__ = "idempotency_keys"

    user_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    route: Mapped[str] = mapped_column(String(200), primary_key=True)
    body_sha256: Mapped[str] = mapped_column(String(64))
    #: HTTP status of the answer; 0 while the first request is under way.
    status: Mapped[int]
    answer: Mapped[dict[str, Any]]
    created: Mapped[datetime] = mapped_column(index=True)


class UsageRow(Base):
    """What a model cost an establishment on a day."""

    __tablename__ = "model_usage"

    establishment_id: Mapped[str] = mapped_column(
        ForeignKey("establishments.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    requests: Mapped[int]
    tokens: Mapped[int]
    seconds: Mapped[float] = mapped_column(Float)
