"""Stuurgroep, accountability of funds, network map, employers and evaluation: what the directors' side of a year needs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID, CODE, SHORT, NAME, LONG = (sa.String(length=length) for length in (36, 40, 80, 200, 400))
DAY, YES_NO, NUMBER = sa.Date(), sa.Boolean(), sa.Integer()
POINTS = "'balances','results','funds','collaboration','vacancies'"


def upgrade() -> None:
    _organisation()
    _meetings()
    _steering()
    _accountability()
    _guiding()
    _employers()
    _work()
    _evaluations()


def _table(
    name: str,
    key: tuple[str, ...],
    *columns: sa.Column[Any],
    refers: dict[str, str],
    checks: dict[str, str],
    unique: tuple[str, ...] = (),
    indexes: tuple[tuple[str, ...], ...] = (),
) -> None:
    """`refers`: column -> the table it points into; everything is named as the models name it."""
    op.create_table(
        name,
        *columns,
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{name}_{of}")) for of, rule in checks.items()),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}"), ondelete="RESTRICT")
            for column, target in refers.items()
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")),
        *([sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}"))] if unique else []),
    )
    for columns_ in indexes:
        op.create_index(op.f(f"ix_{name}_{'_'.join(columns_)}"), name, list(columns_))


def _must(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _may(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _organisation() -> None:
    with op.batch_alter_table("organisation") as organisation:
        for name, kind in (("role", CODE), ("does", LONG), ("brings", LONG), ("mandate", CODE)):
            organisation.add_column(sa.Column(name, kind, nullable=False, server_default=""))
        organisation.create_check_constraint(op.f("ck_organisation_mandate"), "mandate in ('','none','limited','full')")


def _meetings() -> None:
    with op.batch_alter_table("meeting_body") as body:
        body.add_column(sa.Column("is_chair_in_turn", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("body_member") as member:
        member.add_column(sa.Column("is_mandated", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("meeting") as meeting:
        meeting.add_column(_may("chair_organisation_id", ID))
        meeting.create_foreign_key(
            op.f("fk_meeting_chair_organisation_id"),
            "organisation",
            ["chair_organisation_id"],
            ["id"],
            ondelete="RESTRICT",
        )
    with op.batch_alter_table("decision") as decision:
        decision.add_column(sa.Column("manner", CODE, nullable=False, server_default="consensus"))
        decision.create_check_constraint(op.f("ck_decision_manner"), "manner in ('consensus','vote')")
    for table, kinds in (("body_point", f"'fixed',{POINTS}"), ("agenda_item", f"'fixed','case','bottleneck',{POINTS}")):
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(op.f(f"ck_{table}_kind"), type_="check")
            changed.create_check_constraint(op.f(f"ck_{table}_kind"), f"kind in ({kinds})")


def _steering() -> None:
    _table(
        "vote", ("decision_id", "organisation_id"),
        _must("decision_id", ID), _must("organisation_id", ID), _must("name", SHORT), _must("voice", CODE),
        _must("is_mandated", YES_NO),
        refers={"decision_id": "decision", "organisation_id": "organisation"},
        checks={"voice": "voice in ('for','against','blank')"},
    )  # fmt: skip
    _table(
        "organisation_cluster", ("organisation_id", "cluster_id"),
        _must("organisation_id", ID), _must("cluster_id", ID),
        refers={"organisation_id": "organisation", "cluster_id": "cluster"},
        checks={},
    )  # fmt: skip


def _accountability() -> None:
    _table(
        "fund_result", ("id",),
        _must("id", ID), _must("fund_id", ID), _must("position", NUMBER), _must("name", SHORT),
        _may("indicator", CODE), _must("unit", CODE), _must("agreed", NUMBER), _may("due_on", DAY),
        _may("reached", NUMBER), _must("note", LONG), _must("version", NUMBER),
        refers={"fund_id": "fund"},
        checks={"counted": "indicator is null or reached is null", "counts": "agreed >= 0 and (reached is null or reached >= 0)", "unit": "unit in ('number','share')"},
        indexes=(("fund_id", "position"),),
    )  # fmt: skip
    _table(
        "fund_condition", ("id",),
        _must("id", ID), _must("fund_id", ID), _must("position", NUMBER), _must("text", LONG), _may("met_on", DAY),
        _must("note", LONG), _must("version", NUMBER),
        refers={"fund_id": "fund"},
        checks={},
        indexes=(("fund_id", "position"),),
    )  # fmt: skip
    _table(
        "fund_report", ("id",),
        _must("id", ID), _must("fund_id", ID), _must("name", SHORT), _must("due_on", DAY), _may("sent_on", DAY),
        _must("version", NUMBER),
        refers={"fund_id": "fund"},
        checks={},
        indexes=(("fund_id", "due_on"),),
    )  # fmt: skip
    _table(
        "fund_expense", ("id",),
        _must("id", ID), _must("fund_id", ID), _must("spent_on", DAY), _must("kind", CODE), _must("name", SHORT),
        _must("cents", types.Cents()), _may("removed_at", types.UtcTime()), _must("version", NUMBER),
        refers={"fund_id": "fund"},
        checks={"cents": "cents > 0", "kind": "kind in ('guidance','training','coordination','material','other')"},
        indexes=(("fund_id", "spent_on"),),
    )  # fmt: skip
    _table(
        "fund_contribution", ("id",),
        _must("id", ID), _must("fund_id", ID), _must("organisation_id", ID), _must("given_on", DAY),
        _must("kind", CODE), _must("name", SHORT), _may("hours", types.Quantity()),
        _may("rate_cents", types.Cents()), _must("cents", types.Cents()), _may("removed_at", types.UtcTime()),
        _must("version", NUMBER),
        refers={"fund_id": "fund", "organisation_id": "organisation"},
        checks={"cents": "cents >= 0 and (hours is null or hours > 0)", "hours": "(kind = 'hours') = (hours is not null and rate_cents is not null)", "kind": "kind in ('hours','money')"},
        indexes=(("fund_id", "given_on"),),
    )  # fmt: skip
    _table(
        "shared_figure", ("id",),
        _must("id", ID), _must("name", SHORT), _may("cluster_id", ID), _must("school_year", NUMBER),
        _must("unit", CODE), _must("value", NUMBER), _must("source", SHORT), _must("version", NUMBER),
        refers={"cluster_id": "cluster"},
        checks={"unit": "unit in ('number','share')", "value": "value >= 0"},
        indexes=(("school_year", "name"),),
    )  # fmt: skip


def _guiding() -> None:
    _table(
        "case_guide", ("id",),
        _must("id", ID), _must("case_id", ID), _must("contact_id", ID), _must("role", CODE), _must("began_on", DAY),
        _may("ended_on", DAY),
        refers={"case_id": "case_file", "contact_id": "contact"},
        checks={},
        indexes=(("case_id", "began_on"), ("contact_id", "ended_on")),
    )  # fmt: skip
    _table(
        "handover", ("id",),
        _must("id", ID), _must("case_id", ID), _may("from_id", ID), _must("to_id", ID), _must("role", CODE),
        _must("status", CODE), _must("offered_on", DAY), _must("offered_by", ID), _may("answered_on", DAY),
        _may("answered_by", ID), _may("note", types.Sealed()), _may("answer", types.Sealed()),
        _must("version", NUMBER),
        refers={"case_id": "case_file", "from_id": "contact", "to_id": "contact", "offered_by": "user_account", "answered_by": "user_account"},
        checks={"answered": "(status = 'offered') = (answered_on is null)", "status": "status in ('offered','accepted','refused','withdrawn')", "two": "from_id is null or from_id <> to_id"},
        indexes=(("case_id", "status"),),
    )  # fmt: skip
    _table(
        "list_entry", ("id",),
        _must("id", ID), _must("list_code", CODE), _must("pupil_id", ID), _must("school_id", ID),
        _must("added_on", DAY), _must("needs_partners", YES_NO), _may("off_on", DAY), _may("off_reason", CODE),
        _must("version", NUMBER),
        refers={"pupil_id": "pupil", "school_id": "school"},
        checks={"off": "(off_on is null) = (off_reason is null)"},
        unique=("list_code", "pupil_id"),
        indexes=(("list_code", "off_on"),),
    )  # fmt: skip
    _table(
        "choice_tally", ("field", "choice", "school_year"),
        _must("field", CODE), _must("choice", CODE),
        sa.Column("school_year", NUMBER, autoincrement=False, nullable=False), _must("counted", NUMBER),
        refers={},
        checks={"counted": "counted >= 0"},
    )  # fmt: skip


def _employers() -> None:
    _table(
        "employer", ("id",),
        _must("id", ID), _may("size", CODE), _may("holder_id", ID), _must("agreements", LONG),
        _must("version", NUMBER),
        refers={"id": "organisation", "holder_id": "contact"},
        checks={"size": "size is null or size in ('small','medium','large')"},
    )  # fmt: skip
    _table(
        "employer_sector", ("employer_id", "sector_id"),
        _must("employer_id", ID), _must("sector_id", ID),
        refers={"employer_id": "employer", "sector_id": "sector"},
        checks={},
    )  # fmt: skip
    _table(
        "employer_contact", ("id",),
        _must("id", ID), _must("employer_id", ID), _must("contacted_on", DAY), _must("kind", CODE),
        _must("by_name", SHORT), _may("by_organisation_id", ID), _must("text", LONG), _may("next_on", DAY),
        _may("removed_at", types.UtcTime()), _must("version", NUMBER),
        refers={"employer_id": "employer", "by_organisation_id": "organisation"},
        checks={"kind": "kind in ('call','visit','mail','other')"},
        indexes=(("employer_id", "contacted_on"),),
    )  # fmt: skip
    _table(
        "vacancy", ("id",),
        _must("id", ID), _must("number", CODE), _must("employer_id", ID), _must("kind", CODE), _must("title", SHORT),
        _may("sector_id", ID), _must("places", NUMBER), _must("requirements", LONG), _must("weekdays", CODE),
        _may("half_days", types.Quantity()), _must("open_from", DAY), _may("open_until", DAY),
        _may("brought_by_id", ID), _may("closed_on", DAY), _may("close_reason", CODE), _must("version", NUMBER),
        refers={"employer_id": "employer", "sector_id": "sector", "brought_by_id": "contact"},
        checks={"closed": "(closed_on is null) = (close_reason is null)", "kind": "kind in ('job','work_place','traineeship')", "places": "places > 0", "reason": "close_reason is null or close_reason in ('filled','withdrawn','expired')", "span": "open_until is null or open_from <= open_until"},
        unique=("number",),
        indexes=(("closed_on", "open_until"), ("employer_id",)),
    )  # fmt: skip


def _work() -> None:
    _table(
        "work_placement", ("id",),
        _must("id", ID), _must("number", CODE), _must("pupil_id", ID), _must("school_id", ID), _may("case_id", ID),
        _must("employer_id", ID), _may("vacancy_id", ID), _may("sector_id", ID), _must("status", CODE),
        _must("proposed_on", DAY), _may("trial_from", DAY), _may("trial_until", DAY), _may("contract_from", DAY),
        _may("contract_until", DAY), _may("weekly_hours", types.Quantity()), _may("ended_on", DAY),
        _may("end_reason", CODE), _may("note", types.Sealed()), _must("version", NUMBER),
        refers={"pupil_id": "pupil", "school_id": "school", "case_id": "case_file", "employer_id": "employer", "vacancy_id": "vacancy", "sector_id": "sector"},
        checks={"contract": "contract_from is null or contract_until is null or contract_from <= contract_until", "ended": "(status in ('ended','cancelled')) = (ended_on is not null)", "reason": "(ended_on is null) = (end_reason is null)", "status": "status in ('proposed','trial','contract','ended','cancelled')", "trial": "trial_from is null or trial_until is null or trial_from <= trial_until"},
        unique=("number",),
        indexes=(("case_id",), ("employer_id", "status"), ("pupil_id",), ("vacancy_id",)),
    )  # fmt: skip
    _table(
        "employer_contribution", ("id",),
        _must("id", ID), _must("work_placement_id", ID), _may("fund_id", ID), _must("granted_on", DAY),
        _must("cents", types.Cents()), _must("purpose", CODE), _must("terms", LONG), _may("due_on", DAY),
        _may("settled_on", DAY), _must("version", NUMBER),
        refers={"work_placement_id": "work_placement", "fund_id": "fund"},
        checks={"cents": "cents > 0", "purpose": "purpose in ('training','guidance','both')"},
        indexes=(("fund_id",), ("work_placement_id",)),
    )  # fmt: skip
    _table(
        "contribution_spending", ("id",),
        _must("id", ID), _must("contribution_id", ID), _must("spent_on", DAY), _must("purpose", CODE),
        _must("name", SHORT), _must("cents", types.Cents()), _may("removed_at", types.UtcTime()),
        _must("version", NUMBER),
        refers={"contribution_id": "employer_contribution"},
        checks={"cents": "cents > 0", "purpose": "purpose in ('training','guidance')"},
        indexes=(("contribution_id",),),
    )  # fmt: skip


def _evaluations() -> None:
    _table(
        "evaluation", ("id",),
        _must("id", ID), _must("list_code", CODE), _must("name", SHORT), _must("opened_on", DAY),
        _must("answer_until", DAY), _may("closed_on", DAY), _must("top", NUMBER), _must("is_anonymous", YES_NO),
        _must("version", NUMBER),
        refers={},
        checks={"span": "opened_on <= answer_until", "top": "top between 3 and 10"},
        indexes=(("list_code", "opened_on"),),
    )  # fmt: skip
    _table(
        "evaluation_element", ("evaluation_id", "position"),
        _must("evaluation_id", ID), sa.Column("position", NUMBER, autoincrement=False, nullable=False),
        _must("text", NAME),
        refers={"evaluation_id": "evaluation"},
        checks={},
    )  # fmt: skip
    _table(
        "evaluation_member", ("evaluation_id", "organisation_id"),
        _must("evaluation_id", ID), _must("organisation_id", ID), _must("answers", NUMBER),
        refers={"evaluation_id": "evaluation", "organisation_id": "organisation"},
        checks={"answers": "answers >= 0"},
    )  # fmt: skip
    _table(
        "evaluation_score", ("id",),
        _must("id", ID), _must("evaluation_id", ID), _must("position", NUMBER), _may("organisation_id", ID),
        _must("score", NUMBER), _must("counted", NUMBER),
        refers={"evaluation_id": "evaluation", "organisation_id": "organisation"},
        checks={"score": "score >= 1 and counted > 0"},
        indexes=(("evaluation_id", "position", "score"),),
    )  # fmt: skip
    _table(
        "evaluation_remark", ("id",),
        _must("id", ID), _must("evaluation_id", ID), _must("position", NUMBER), _may("organisation_id", ID),
        _must("text", LONG),
        refers={"evaluation_id": "evaluation", "organisation_id": "organisation"},
        checks={},
        indexes=(("evaluation_id", "position"),),
    )  # fmt: skip
    _table(
        "evaluation_answer", ("evaluation_id", "user_id"),
        _must("evaluation_id", ID), _must("user_id", ID),
        refers={"evaluation_id": "evaluation", "user_id": "user_account"},
        checks={},
    )  # fmt: skip
