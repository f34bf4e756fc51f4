"""What every role may do with the tables: one group role for each role of the program, by the program's permissions.

Which rows of a table is told in `rows.py`, what directors read instead of the case tables in `figures.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from zsm_desktop.domain.permissions import Permission, Role, allowed
from zsm_desktop.models import Base
from zsm_desktop.store.postgres import figures, logins, rows
from zsm_desktop.store.raw import RawConnection

_P = Permission
_ALL = "INSERT, UPDATE, DELETE"
_LEAD = (_P.LEAD_MEETINGS, _P.LEAD_STEERING)
_BOOK = (_P.CONFIRM_DELIVERIES, _P.KEEP_BOOKS)
_CASE_TABLES = ("pupil", "case_file", "case_sector", "consent", "former_name", "case_discussion", "feasibility_check",
                "import_batch", "outcome", "follow_up", "need", "case_value", "case_phase", "case_guide", "handover",
                "list_entry", "work_placement")  # fmt: skip

READ: dict[str, tuple[Permission, ...]] = {
    **dict.fromkeys(_CASE_TABLES, (_P.READ_CASES,)),
    **dict.fromkeys(("placement", "placement_month", "placement_change"), (_P.READ_PLACEMENTS,)),
    "audit_event": (_P.READ_CASES, _P.KEEP_BOOKS),
}
"""Who reads a table; those that are not named here, everybody who opens the network."""

_Verbs = dict[str, tuple[Permission, ...]]
_WRITTEN_TOGETHER: tuple[tuple[str, _Verbs], ...] = (
    ("network organisation_cluster cluster sector unit meeting_body body_member body_point",
     {_ALL: (_P.EDIT_NETWORK,)}),
    # Who talks about pupils brings in employers, and nothing but those: `rows.POLICIES`.
    ("organisation contact", {"INSERT": (_P.EDIT_NETWORK, _P.EDIT_CASES), "UPDATE, DELETE": (_P.EDIT_NETWORK,)}),
    ("school", {"INSERT, DELETE": (_P.EDIT_NETWORK,), "UPDATE": (_P.EDIT_NETWORK, _P.KEEP_BOOKS)}),
    ("user_account", {"INSERT, UPDATE": (_P.MANAGE_USERS,)}),
    ("key_slot", {"INSERT, DELETE": tuple(_P)}),
    ("account", {"INSERT, UPDATE": (_P.EDIT_NETWORK, _P.KEEP_BOOKS)}),
    ("period", {"INSERT": _BOOK, "UPDATE": (_P.KEEP_BOOKS, _P.REOPEN_PERIODS)}),
    ("period_reopening", {"INSERT": (_P.REOPEN_PERIODS,), "UPDATE": (_P.KEEP_PRIVACY,)}),
    ("vat_rule", {_ALL: (_P.KEEP_BOOKS,)}),
    ("fund", {"INSERT, UPDATE": (_P.KEEP_BOOKS,)}),
    ("fund_claim", {"INSERT, UPDATE": _BOOK}),
    ("journal_entry posting", {"INSERT": _BOOK}),
    ("delivery", {"INSERT": (_P.ENTER_DELIVERIES,), "UPDATE": (_P.ENTER_DELIVERIES, *_BOOK)}),
    ("dispute_message", {"INSERT": (_P.ENTER_DELIVERIES, *_BOOK), "UPDATE": (_P.KEEP_PRIVACY,)}),
    ("confirmation_round confirmation_line", {"INSERT, UPDATE": (_P.KEEP_BOOKS,)}),
    ("statement settlement_document settlement_line settlement_payment", {"INSERT": (_P.KEEP_BOOKS,)}),
    ("invoice invoice_payment reminder", {"INSERT": (_P.KEEP_BOOKS,)}),
    ("target network_profile shared_figure", {_ALL: (_P.EDIT_NETWORK,)}),
    ("fund_result fund_condition fund_report fund_expense fund_contribution", {_ALL: (_P.KEEP_BOOKS,)}),
    ("employer employer_sector employer_contact vacancy", {_ALL: (_P.EDIT_NETWORK, _P.EDIT_CASES)}),
    ("employer_contribution contribution_spending", {_ALL: (_P.KEEP_BOOKS, _P.EDIT_PLACEMENTS)}),
    ("evaluation evaluation_element", {_ALL: (_P.EDIT_NETWORK,)}),
    ("evaluation_member", {_ALL: (_P.EDIT_NETWORK,), "UPDATE": (_P.ANSWER_EVALUATIONS,)}),
    ("evaluation_score evaluation_remark", {"INSERT, UPDATE": (_P.EDIT_NETWORK, _P.ANSWER_EVALUATIONS)}),
    ("evaluation_answer", {"INSERT": (_P.EDIT_NETWORK, _P.ANSWER_EVALUATIONS)}),
    ("vote", {"INSERT": (_P.LEAD_STEERING,)}),
    ("reminder_text", {_ALL: (_P.KEEP_BOOKS,)}),
    ("year_closing", {"INSERT": (_P.KEEP_BOOKS,)}),
    ("retention_rule", {_ALL: (_P.EDIT_NETWORK,)}),
    ("logo", {"INSERT, UPDATE": (_P.EDIT_NETWORK,)}),
    ("settlement", {"INSERT, UPDATE": (_P.KEEP_BOOKS,)}),
    ("settlement_agreement agreement_signature agreement_band", {_ALL: (_P.KEEP_BOOKS,)}),
    ("offer tariff", {_ALL: (_P.EDIT_OFFERS,)}),
    ("booking placement placement_month placement_change work_placement", {_ALL: (_P.EDIT_PLACEMENTS,)}),
    ("pupil former_name consent case_file case_sector case_value case_phase case_guide handover list_entry"
     " choice_tally need outcome follow_up", {_ALL: (_P.EDIT_CASES,)}),
    ("import_batch", {"INSERT, UPDATE": (_P.IMPORT,)}),
    ("meeting attendance agenda_item case_discussion decision amendment minutes_version draft feasibility_check"
     " bottleneck bottleneck_case bottleneck_school", {_ALL: _LEAD}),
    ("action_item", {"INSERT, DELETE": _LEAD, "UPDATE": (*_LEAD, _P.READ_STEERING)}),
    ("audit_event", {"INSERT": tuple(_P), "UPDATE, DELETE": (_P.KEEP_PRIVACY,)}),
    ("pupil_request data_breach privacy_text", {_ALL: (_P.KEEP_PRIVACY,)}),
    ("destruction destruction_line", {"INSERT, UPDATE": (_P.KEEP_PRIVACY,)}),
)  # fmt: skip
WRITE = {table: verbs for tables, verbs in _WRITTEN_TOGETHER for table in tables.split()}


def install(driver: RawConnection) -> None:
    """Groups, what each may do, and the rows of it; called in the transaction of a migration."""
    for sql in (*logins.FUNCTIONS, *rows.FUNCTIONS):
        driver.execute(sql)
    (prefix,) = driver.execute("SELECT groups FROM schema_version").fetchone()
    groups = {role: f"{prefix}_{role.value}" for role in Role}
    for group in groups.values():
        if driver.execute("SELECT 1 FROM pg_roles WHERE rolname = ?", (group,)).fetchone() is None:
            driver.execute(f"CREATE ROLE {group} NOLOGIN")
    for sql in (*_closed(groups), *figures.without_views(), *figures.views(groups), *rows.policies()):
        driver.execute(sql)
    for role, group in groups.items():
        for sql in _grants(role, group):
            driver.execute(sql)


def _closed(groups: dict[Role, str]) -> Iterator[str]:
    """What everybody gets by itself is taken away first."""
    everyone = ", ".join(groups.values())
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {everyone}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {everyone}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {everyone}"
    yield """DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $$"""
    for group in groups.values():
        yield f"""DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO {group}', current_database()); END $$"""
    yield "REVOKE ALL ON FUNCTION regroup(text) FROM PUBLIC"


def _grants(role: Role, group: str) -> Iterator[str]:
    may = allowed(role)
    for table in (*Base.metadata.tables, "key_slot", "schema_version"):
        if may.intersection(READ.get(table, tuple(Permission))):
            yield f"GRANT SELECT ON {table} TO {group}"
        for verbs, permissions in WRITE.get(table, {}).items():
            if may.intersection(permissions):
                yield f"GRANT {verbs} ON {table} TO {group}"
    yield f"GRANT SELECT (number) ON audit_event TO {group}"
