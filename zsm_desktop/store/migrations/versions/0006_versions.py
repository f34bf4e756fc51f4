"""Everything people edit in a form counts its changes, so that nobody overwrites another unseen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = (
    "bottleneck",
    "cluster",
    "meeting",
    "meeting_body",
    "network",
    "organisation",
    "school",
    "sector",
    "tariff",
    "user_account",
    "vat_rule",
)


def upgrade() -> None:
    """The default is for the rows there are: the program says the number of each new one."""
    for table in TABLES:
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
