"""Everything the first version keeps: network, cases, meetings, offers, exchange, ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _audit_event()
    _cluster()
    _network()
    _organisation()
    _period()
    _sector()
    _unit()
    _contact()
    _meeting_body()
    _school()
    _account()
    _body_member()
    _meeting()
    _offer()
    _pupil()
    _user_account()
    _account_total()
    _attendance()
    _import_batch()
    _outcome()
    _pair_total()
    _tariff()
    _case_file()
    _bottleneck()
    _case_sector()
    _consent()
    _agenda_item()
    _action_item()
    _case_discussion()
    _decision()
    _placement()
    _delivery()
    _journal_entry()
    _posting()


def _audit_event() -> None:
    op.create_table(
        "audit_event",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_event")),
    )


def _cluster() -> None:
    op.create_table(
        "cluster",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster")),
        sa.UniqueConstraint("name", name=op.f("uq_cluster_name")),
    )


def _network() -> None:
    op.create_table(
        "network",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("profile", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("holiday_region", sa.String(length=40), nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network")),
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("board_id", sa.String(length=36), nullable=True),
        sa.Column("board_number", sa.String(length=40), nullable=True),
        sa.Column("kvk_number", sa.String(length=40), nullable=True),
        sa.Column("iban", sa.String(length=40), nullable=True),
        sa.Column("street", sa.String(length=200), nullable=True),
        sa.Column("house_number", sa.String(length=40), nullable=True),
        sa.Column("postcode", sa.String(length=40), nullable=True),
        sa.Column("city", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("website", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["organisation.id"], name=op.f("fk_organisation_board_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("board_number", name=op.f("uq_organisation_board_number")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
    )


def _period() -> None:
    op.create_table(
        "period",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.CheckConstraint("status in ('open','hold','closed')", name=op.f("ck_period_status")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_period_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("first_day", name=op.f("uq_period_first_day")),
    )


def _sector() -> None:
    op.create_table(
        "sector",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector")),
        sa.UniqueConstraint("code", name=op.f("uq_sector_code")),
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("plural", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("function", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("is_fixed", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contact_organisation_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_contact_organisation_id_name")),
    )
    op.create_index(
        "uq_contact_fixed",
        "contact",
        ["organisation_id"],
        unique=True,
        sqlite_where=sa.text("is_fixed = true"),
    )


def _meeting_body() -> None:
    op.create_table(
        "meeting_body",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("rhythm_weeks", sa.Integer(), nullable=True),
        sa.Column("cluster_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint("kind in ('case','steering')", name=op.f("ck_meeting_body_kind")),
        sa.CheckConstraint("level in ('operational','tactical','strategic')", name=op.f("ck_meeting_body_level")),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_meeting_body_cluster_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_body")),
        sa.UniqueConstraint("code", name=op.f("uq_meeting_body_code")),
    )


def _school() -> None:
    op.create_table(
        "school",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("brin", sa.String(length=40), nullable=True),
        sa.Column("cluster_id", sa.String(length=36), nullable=True),
        sa.Column("island", sa.String(length=200), nullable=True),
        sa.Column("structures", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kind in ('pro','vso','mbo')", name=op.f("ck_school_kind")),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.id"], name=op.f("fk_school_cluster_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["id"], ["organisation.id"], name=op.f("fk_school_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sa.UniqueConstraint("brin", name=op.f("uq_school_brin")),
    )


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint("(kind = 'school') = (school_id is not null)", name=op.f("ck_account_school")),
        sa.CheckConstraint("kind in ('school','fund','rounding','write_off')", name=op.f("ck_account_kind")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_account_school_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("code", name=op.f("uq_account_code")),
        sa.UniqueConstraint("school_id", name=op.f("uq_account_school_id")),
    )


def _body_member() -> None:
    op.create_table(
        "body_member",
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["meeting_body.id"], name=op.f("fk_body_member_body_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_body_member_contact_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("body_id", "contact_id", name=op.f("pk_body_member")),
    )


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("chair", sa.String(length=80), nullable=False),
        sa.Column("note_taker", sa.String(length=80), nullable=False),
        sa.CheckConstraint("kind in ('case','steering')", name=op.f("ck_meeting_kind")),
        sa.CheckConstraint("status in ('planned','running','finished')", name=op.f("ck_meeting_status")),
        sa.ForeignKeyConstraint(["body_id"], ["meeting_body.id"], name=op.f("fk_meeting_body_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("body_id", "school_year", "sequence", name=op.f("uq_meeting_body_id_school_year_sequence")),
        sa.UniqueConstraint("number", name=op.f("uq_meeting_number")),
    )
    op.create_index(op.f("ix_meeting_kind_held_on"), "meeting", ["kind", "held_on"], unique=False)


def _offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("sector_id", sa.String(length=36), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("target_group", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(length=400), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("weekdays", sa.String(length=40), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('course','facility','test','guidance','evening_school')", name=op.f("ck_offer_kind")
        ),
        sa.CheckConstraint("target_group in ('all','pro','vso')", name=op.f("ck_offer_target_group")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_offer_school_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.id"], name=op.f("fk_offer_sector_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_offer_unit_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint("code", name=op.f("uq_offer_code")),
    )
    op.create_index(op.f("ix_offer_school_id"), "offer", ["school_id"], unique=False)
    op.create_index(op.f("ix_offer_sector_id"), "offer", ["sector_id"], unique=False)


def _pupil() -> None:
    op.create_table(
        "pupil",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("pseudonym", sa.String(length=80), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("given_name", types.Sealed(), nullable=True),
        sa.Column("family_name", types.Sealed(), nullable=True),
        sa.Column("initials", types.Sealed(), nullable=True),
        sa.Column("birth_date", types.Sealed(), nullable=True),
        sa.Column("guardian_contact", types.Sealed(), nullable=True),
        sa.Column("school_reference", types.Sealed(), nullable=True),
        sa.Column("enrolled_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_pupil_school_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil")),
        sa.UniqueConstraint("code", name=op.f("uq_pupil_code")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_pupil_pseudonym")),
        sa.UniqueConstraint("sequence", name=op.f("uq_pupil_sequence")),
    )
    op.create_index(op.f("ix_pupil_school_id_left_on"), "pupil", ["school_id", "left_on"], unique=False)


def _user_account() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role in ('secretary','coordinator','director','reader')", name=op.f("ck_user_account_role")
        ),
        sa.CheckConstraint(
            "role not in ('coordinator','director') or school_id is not null", name=op.f("ck_user_account_school")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_user_account_school_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("name", name=op.f("uq_user_account_name")),
    )


def _account_total() -> None:
    op.create_table(
        "account_total",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("given_cents", types.Cents(), nullable=False),
        sa.Column("taken_cents", types.Cents(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_total_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("account_id", "month", name=op.f("pk_account_total")),
    )


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("contact_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_attendance_contact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_attendance_organisation_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "name", name=op.f("uq_attendance_meeting_id_name")),
    )


def _import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("taken_in_at", types.UtcTime(), nullable=False),
        sa.Column("taken_in_by", sa.String(length=36), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("undone_at", types.UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["taken_in_by"], ["user_account.id"], name=op.f("fk_import_batch_taken_in_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )


def _outcome() -> None:
    op.create_table(
        "outcome",
        sa.Column("pupil_id", sa.String(length=36), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(length=40), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_outcome_pupil_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_outcome_school_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("pupil_id", name=op.f("pk_outcome")),
    )
    op.create_index(op.f("ix_outcome_school_year_school_id"), "outcome", ["school_year", "school_id"], unique=False)


def _pair_total() -> None:
    op.create_table(
        "pair_total",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("school_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("given_cents", types.Cents(), nullable=False),
        sa.Column("taken_cents", types.Cents(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_pair_total_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["account.id"], name=op.f("fk_pair_total_counter_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("account_id", "counter_id", "school_year", name=op.f("pk_pair_total")),
    )


def _tariff() -> None:
    op.create_table(
        "tariff",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("cents", types.Cents(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("cents >= 0", name=op.f("ck_tariff_cents")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_tariff_offer_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tariff")),
        sa.UniqueConstraint("offer_id", "valid_from", name=op.f("uq_tariff_offer_id_valid_from")),
    )


def _case_file() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("pupil_id", sa.String(length=36), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("question", types.Sealed(), nullable=True),
        sa.Column("tried", types.Sealed(), nullable=True),
        sa.Column("wishes", types.Sealed(), nullable=True),
        sa.Column("remarks", types.Sealed(), nullable=True),
        sa.Column("half_days", types.Quantity(), nullable=True),
        sa.Column("weekdays", sa.String(length=40), nullable=False),
        sa.Column("travel_km", sa.Integer(), nullable=True),
        sa.Column("wanted_from", sa.Date(), nullable=True),
        sa.Column("pupil_spoken_on", sa.Date(), nullable=True),
        sa.Column("guardians_spoken_on", sa.Date(), nullable=True),
        sa.Column("is_sixteen", sa.Boolean(), nullable=True),
        sa.Column("import_id", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status in ('entered','on_agenda','running','closed')", name=op.f("ck_case_file_status")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_batch.id"], name=op.f("fk_case_file_import_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_case_file_pupil_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_case_file_school_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("number", name=op.f("uq_case_file_number")),
    )
    op.create_index(op.f("ix_case_file_pupil_id"), "case_file", ["pupil_id"], unique=False)
    op.create_index(op.f("ix_case_file_status_entered_on"), "case_file", ["status", "entered_on"], unique=False)


def _bottleneck() -> None:
    op.create_table(
        "bottleneck",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(length=400), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("escalated_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=400), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.CheckConstraint("status in ('open','escalated','answered','closed')", name=op.f("ck_bottleneck_status")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_bottleneck_case_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_bottleneck_meeting_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bottleneck")),
        sa.UniqueConstraint("number", name=op.f("uq_bottleneck_number")),
    )
    op.create_index(op.f("ix_bottleneck_status"), "bottleneck", ["status"], unique=False)


def _case_sector() -> None:
    op.create_table(
        "case_sector",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sector_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_sector_case_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_case_sector_sector_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_case_sector")),
    )


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("legal_basis", sa.String(length=40), nullable=False),
        sa.Column("given_by", sa.String(length=40), nullable=False),
        sa.Column("receiver_id", sa.String(length=36), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint("given_by in ('pupil','guardians','both','school')", name=op.f("ck_consent_given_by")),
        sa.CheckConstraint(
            "legal_basis in ('consent','public_task','vital_interest')", name=op.f("ck_consent_legal_basis")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_consent_case_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["school.id"], name=op.f("fk_consent_receiver_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_case_id"), "consent", ["case_id"], unique=False)


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("bottleneck_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("notes", types.Sealed(), nullable=True),
        sa.Column("open_notes", sa.String(length=200), nullable=True),
        sa.CheckConstraint("(kind = 'case') = (case_id is not null)", name=op.f("ck_agenda_item_case")),
        sa.CheckConstraint("kind in ('fixed','case','bottleneck','balances')", name=op.f("ck_agenda_item_kind")),
        sa.CheckConstraint("status in ('open','discussed','carried_over')", name=op.f("ck_agenda_item_status")),
        sa.ForeignKeyConstraint(
            ["bottleneck_id"], ["bottleneck.id"], name=op.f("fk_agenda_item_bottleneck_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_agenda_item_case_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting_id", "case_id", name=op.f("uq_agenda_item_meeting_id_case_id")),
    )
    op.create_index(op.f("ix_agenda_item_case_id"), "agenda_item", ["case_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_meeting_id_position"), "agenda_item", ["meeting_id", "position"], unique=False)


def _action_item() -> None:
    op.create_table(
        "action_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("agenda_item_id", sa.String(length=36), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("owner_name", sa.String(length=80), nullable=False),
        sa.Column("owner_organisation_id", sa.String(length=36), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("open_text", sa.String(length=400), nullable=True),
        sa.Column("sealed_text", types.Sealed(), nullable=True),
        sa.CheckConstraint("status in ('open','done','dropped')", name=op.f("ck_action_item_status")),
        sa.CheckConstraint("(open_text is null) <> (sealed_text is null)", name=op.f("ck_action_item_text")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_action_item_agenda_item_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_action_item_case_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_action_item_meeting_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["owner_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_action_item_owner_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_item")),
    )
    op.create_index(op.f("ix_action_item_meeting_id"), "action_item", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_action_item_status_due_on"), "action_item", ["status", "due_on"], unique=False)


def _case_discussion() -> None:
    op.create_table(
        "case_discussion",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agenda_item_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("notes", types.Sealed(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("reason", types.Sealed(), nullable=True),
        sa.CheckConstraint(
            "outcome is null or outcome in ('placed','find_out','other_help','keep_at_school','to_employer','not_placeable','off_list')",
            name=op.f("ck_case_discussion_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_case_discussion_agenda_item_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_discussion_case_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_discussion")),
        sa.UniqueConstraint("agenda_item_id", name=op.f("uq_case_discussion_agenda_item_id")),
    )
    op.create_index(op.f("ix_case_discussion_case_id"), "case_discussion", ["case_id"], unique=False)


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("agenda_item_id", sa.String(length=36), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("open_text", sa.String(length=400), nullable=True),
        sa.Column("sealed_text", types.Sealed(), nullable=True),
        sa.CheckConstraint("(open_text is null) <> (sealed_text is null)", name=op.f("ck_decision_text")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_decision_agenda_item_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["meeting_body.id"], name=op.f("fk_decision_body_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_decision_case_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "body_id", "school_year", "sequence", name=op.f("uq_decision_body_id_school_year_sequence")
        ),
        sa.UniqueConstraint("number", name=op.f("uq_decision_number")),
    )
    op.create_index(op.f("ix_decision_case_id"), "decision", ["case_id"], unique=False)
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"], unique=False)


def _placement() -> None:
    op.create_table(
        "placement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("pupil_id", sa.String(length=36), nullable=False),
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("provider_id", sa.String(length=36), nullable=False),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("agenda_item_id", sa.String(length=36), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("planned", types.Quantity(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.CheckConstraint("status in ('running','ended','cancelled')", name=op.f("ck_placement_status")),
        sa.CheckConstraint("planned >= 0", name=op.f("ck_placement_planned")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_placement_span")),
        sa.CheckConstraint("user_id <> provider_id", name=op.f("ck_placement_two_schools")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_placement_agenda_item_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_placement_case_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_placement_decision_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_placement_offer_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["school.id"], name=op.f("fk_placement_provider_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_placement_pupil_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["user_id"], ["school.id"], name=op.f("fk_placement_user_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("number", name=op.f("uq_placement_number")),
    )
    op.create_index(op.f("ix_placement_case_id"), "placement", ["case_id"], unique=False)
    op.create_index(op.f("ix_placement_offer_id_status"), "placement", ["offer_id", "status"], unique=False)
    op.create_index(op.f("ix_placement_provider_id_status"), "placement", ["provider_id", "status"], unique=False)
    op.create_index(op.f("ix_placement_pupil_id"), "placement", ["pupil_id"], unique=False)
    op.create_index(op.f("ix_placement_user_id_status"), "placement", ["user_id", "status"], unique=False)


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("placement_id", sa.String(length=36), nullable=True),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("provider_id", sa.String(length=36), nullable=False),
        sa.Column("tariff_id", sa.String(length=36), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("quantity", types.Quantity(), nullable=False),
        sa.Column("tariff_cents", types.Cents(), nullable=False),
        sa.Column("amount_cents", types.Cents(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("entered_at", types.UtcTime(), nullable=False),
        sa.Column("entered_by", sa.String(length=36), nullable=False),
        sa.Column("settled_at", types.UtcTime(), nullable=True),
        sa.Column("settled_by", sa.String(length=36), nullable=True),
        sa.Column("dispute", sa.String(length=400), nullable=True),
        sa.CheckConstraint("(status = 'disputed') <= (dispute is not null)", name=op.f("ck_delivery_dispute")),
        sa.CheckConstraint("status in ('entered','confirmed','disputed','withdrawn')", name=op.f("ck_delivery_status")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_delivery_quantity")),
        sa.CheckConstraint("user_id <> provider_id", name=op.f("ck_delivery_two_schools")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user_account.id"], name=op.f("fk_delivery_entered_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_delivery_offer_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_delivery_placement_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["school.id"], name=op.f("fk_delivery_provider_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["user_account.id"], name=op.f("fk_delivery_settled_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["tariff_id"], ["tariff.id"], name=op.f("fk_delivery_tariff_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["user_id"], ["school.id"], name=op.f("fk_delivery_user_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_delivery_placement_id"),
        "delivery",
        ["placement_id"],
        unique=False,
        sqlite_where=sa.text("placement_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_delivery_status_delivered_on"), "delivery", ["status", "delivered_on"], unique=False)


def _journal_entry() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("period_id", sa.String(length=36), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("delivery_id", sa.String(length=36), nullable=True),
        sa.Column("placement_id", sa.String(length=36), nullable=True),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("quantity", types.Quantity(), nullable=False),
        sa.Column("tariff_cents", types.Cents(), nullable=False),
        sa.Column("reverses", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("booked_by", sa.String(length=36), nullable=False),
        sa.Column("booked_at", sa.String(length=25), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("(kind = 'reversal') = (reverses is not null)", name=op.f("ck_journal_entry_reverses")),
        sa.CheckConstraint("kind in ('delivery','reversal')", name=op.f("ck_journal_entry_kind")),
        sa.ForeignKeyConstraint(
            ["booked_by"], ["user_account.id"], name=op.f("fk_journal_entry_booked_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_journal_entry_decision_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_journal_entry_delivery_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_journal_entry_offer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_journal_entry_period_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_journal_entry_placement_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["reverses"], ["journal_entry.number"], name=op.f("fk_journal_entry_reverses")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("reverses", name=op.f("uq_journal_entry_reverses")),
    )
    op.create_index("uq_journal_entry_delivery", "journal_entry", ["delivery_id", "kind"], unique=True)


def _posting() -> None:
    op.create_table(
        "posting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("cents", types.Cents(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.CheckConstraint("side in ('given','taken')", name=op.f("ck_posting_side")),
        sa.CheckConstraint("account_id <> counter_id", name=op.f("ck_posting_two_accounts")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_posting_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["account.id"], name=op.f("fk_posting_counter_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["entry"], ["journal_entry.number"], name=op.f("fk_posting_entry"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
    )
    op.create_index(
        op.f("ix_posting_account_id_booked_on_counter_id_side_cents"),
        "posting",
        ["account_id", "booked_on", "counter_id", "side", "cents"],
        unique=False,
    )
    op.create_index(op.f("ix_posting_entry"), "posting", ["entry"], unique=False)
