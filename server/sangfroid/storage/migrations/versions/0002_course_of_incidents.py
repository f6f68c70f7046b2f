"""Who heard a threat, for which stay, and how far the incident has come."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("heard_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("stay", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("status", sa.String(length=16), nullable=False, server_default="open"))
        # 0: recorded before incidents had events of their own
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        for column in ("version", "status", "stay", "heard_by"):
            batch_op.drop_column(column)
