"""Cases; and an event's `reply_id`, which held an incident's id too, becomes `subject_id`."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # Both engines rename in place: no row is written anew, and no hash is over a column's name.
    op.execute("ALTER TABLE events RENAME COLUMN reply_id TO subject_id")
    op.drop_index("ix_events_reply_id", table_name="events")
    op.create_index("ix_events_subject_id", "events", ["subject_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("establishment_id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(length=32), nullable=True),
        sa.Column("reply_id", sa.String(length=32), nullable=True),
        sa.Column("platform", sa.String(length=64), nullable=False),
        sa.Column("review_id", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("review", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("route", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("failure", sa.String(length=8), nullable=True),
        sa.Column("already_done", sa.Text(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("kept_apart", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("occurred", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('open', 'closed')", name=op.f("ck_cases_status")),
        sa.CheckConstraint(
            "route IN ('before_review', 'review_posted', 'stranger')", name=op.f("ck_cases_route")
        ),
        sa.CheckConstraint("failure IN ('yes', 'no', 'unknown')", name=op.f("ck_cases_failure")),
        sa.CheckConstraint(
            "verdict IN ('undecided', 'pressure', 'complaint')", name=op.f("ck_cases_verdict")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_cases_author_id_users")),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_cases_establishment_id_establishments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_cases_incident_id_incidents")
        ),
        sa.ForeignKeyConstraint(["reply_id"], ["replies.id"], name=op.f("fk_cases_reply_id_replies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint(
            "establishment_id",
            "platform",
            "review_id",
            name=op.f("uq_cases_establishment_id_platform_review_id"),
        ),
        sa.UniqueConstraint("incident_id", name=op.f("uq_cases_incident_id")),
    )
    op.create_index("ix_cases_list", "cases", ["establishment_id", "status", "created", "id"], unique=False)
    op.create_index("ix_cases_timeline", "cases", ["establishment_id", "created", "id"], unique=False)
    op.create_index("ix_cases_reply_id", "cases", ["reply_id"], unique=False)


def downgrade() -> None:
    op.drop_table("cases")
    op.drop_index("ix_events_subject_id", table_name="events")
    op.execute("ALTER TABLE events RENAME COLUMN subject_id TO reply_id")
    op.create_index("ix_events_reply_id", "events", ["reply_id"], unique=False)
