"""Which rows of a table a login reads and writes: those of its school, by the login the server itself has checked.

Whole is who acts for the whole network; a login that is no active user's is nobody and meets no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_SQL = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp"
ROLE, SCHOOL, ME = (f"(SELECT acting('{what}'))" for what in ("role", "school", "id"))
SECRETARY = f"{ROLE} = 'secretary'"
WHOLE = f"{ROLE} IN ('secretary', 'bookkeeper')"
ANYBODY = f"{ROLE} IS NOT NULL"

FUNCTIONS = (
    # As services/rights.py has it: a meeting one was invited to, chairs or notes; the stuurgroep's for who reads those.
    # Who plans one is invited to it a moment later, in the same transaction.
    f"""CREATE OR REPLACE FUNCTION own_meetings() RETURNS SETOF text {_SQL} AS $$
    SELECT m.id FROM meeting m WHERE {SECRETARY}
     OR (m.kind <> 'case' AND {ROLE} IN ('bookkeeper', 'director', 'reader'))
     OR ({ROLE} = 'coordinator' AND (m.chair_id = {ME} OR m.note_taker_id = {ME}
      OR m.xmin = pg_current_xact_id_if_assigned()::xid OR EXISTS (
      SELECT 1 FROM attendance t WHERE t.meeting_id = m.id AND t.organisation_id = {SCHOOL}))) $$""",
    f"""CREATE OR REPLACE FUNCTION own_cases() RETURNS SETOF text {_SQL} AS $$
    SELECT id FROM case_file WHERE {SECRETARY} OR ({ROLE} = 'coordinator' AND school_id = {SCHOOL})
    UNION SELECT i.case_id FROM agenda_item i JOIN meeting h ON h.id = i.meeting_id
     WHERE i.case_id IS NOT NULL AND i.removed_at IS NULL AND h.kind = 'case' AND h.id IN (SELECT own_meetings())
    UNION SELECT case_id FROM placement WHERE case_id IS NOT NULL AND provider_id = {SCHOOL}
     AND {ROLE} = 'coordinator'
    UNION SELECT g.case_id FROM case_guide g JOIN contact w ON w.id = g.contact_id
     WHERE g.ended_on IS NULL AND w.organisation_id = {SCHOOL} AND {ROLE} = 'coordinator'
    UNION SELECT v.case_id FROM handover v JOIN contact w ON w.id = v.to_id
     WHERE v.status = 'offered' AND w.organisation_id = {SCHOOL} AND {ROLE} = 'coordinator' $$""",
    # Who keeps the books may not read where pupils work, and yet writes what was paid for it: `own_work` answers.
    f"""CREATE OR REPLACE FUNCTION own_work() RETURNS SETOF text {_SQL} AS $$
    SELECT id FROM work_placement WHERE school_id = {SCHOOL} AND {ROLE} = 'coordinator' $$""",
    # What a school books: one of its own deliveries, once, for what was agreed, between those it concerns. Right behind
    # it what a fund bears of other deliveries moves: between those too, and for the school that gave it to nothing.
    f"""CREATE OR REPLACE FUNCTION may_book(entry bigint, entry_kind text, delivered text) RETURNS boolean {_SQL} AS $$
    SELECT {WHOLE} OR ((entry_kind = 'fund' AND EXISTS (SELECT 1 FROM journal_entry e
      WHERE e.number = may_book.entry - 1 AND e.xmin = pg_current_xact_id_if_assigned()::xid)
     OR entry_kind = 'delivery' AND NOT EXISTS (
      SELECT 1 FROM journal_entry e WHERE e.delivery_id = delivered AND e.kind = 'delivery'))
     AND EXISTS (SELECT 1 FROM delivery d WHERE d.id = delivered AND (entry_kind = 'fund' OR d.user_id = {SCHOOL})
      AND CASE entry_kind WHEN 'fund' THEN 0 ELSE d.amount_cents END = (
      SELECT coalesce(sum(p.cents), 0) FROM posting p WHERE p.entry = may_book.entry AND p.side = 'given')
      AND NOT EXISTS (SELECT 1 FROM posting p JOIN account a ON a.id = p.account_id WHERE p.entry = may_book.entry
       AND a.school_id IS NOT NULL AND a.school_id NOT IN (d.user_id, d.provider_id)))) $$""",
)

_OWN_OFFER = f"offer_id IN (SELECT id FROM offer WHERE school_id = {SCHOOL})"
_OWN_PLACEMENT = f"{SCHOOL} IN (user_id, provider_id) OR case_id IN (SELECT own_cases())"
_OF_PLACEMENT = f"placement_id IN (SELECT id FROM placement WHERE {_OWN_PLACEMENT})"
_PARTY = f"{SCHOOL} IN (user_id, provider_id)"
_OF_DELIVERY = f"delivery_id IN (SELECT id FROM delivery WHERE {_PARTY})"
_OF_INVOICE = "invoice_id IN (SELECT id FROM invoice)"
_OF_CASE = "case_id IN (SELECT own_cases())"
_OF_MEETING = "meeting_id IN (SELECT own_meetings())"
_OF_ITEM = f"agenda_item_id IN (SELECT id FROM agenda_item WHERE {_OF_MEETING})"
_OF_WORK = f"{WHOLE} OR work_placement_id IN (SELECT own_work())"
_OF_CONTRIBUTION = f"{WHOLE} OR contribution_id IN (SELECT id FROM employer_contribution WHERE {_OF_WORK})"
_OWN_DRAFT = f"user_id = {ME}"
_OWN_ACTION = (
    f"{_OF_MEETING} OR {_OF_CASE} OR owner_organisation_id = {SCHOOL}"
    " OR lower(owner_name) = lower((SELECT acting('name')))"
)

# table -> (rows it reads, rows it adds, rows it changes or takes away, what they may become)
_WRITTEN = tuple[str, str, str, str]
POLICIES: dict[str, _WRITTEN] = {
    "organisation": ("true", f"{SECRETARY} OR ({ANYBODY} AND kind = 'employer')", SECRETARY, SECRETARY),
    "contact": (
        "true",
        f"{SECRETARY} OR organisation_id IN (SELECT id FROM organisation WHERE kind = 'employer')",
        SECRETARY,
        SECRETARY,
    ),
    "key_slot": (
        "user_id = (SELECT entering('id')) OR (SELECT entering('role')) = 'secretary'",
        *(f"user_id = {ME} OR {SECRETARY}",) * 3,
    ),
    "draft": (f"{_OWN_DRAFT} OR {_OF_ITEM}", _OWN_DRAFT, f"{_OWN_DRAFT} OR {_OF_ITEM}", _OWN_DRAFT),
    "audit_event": (f"{WHOLE} OR user_id = {ME} OR {ROLE} = 'coordinator'", f"user_id = {ME}", SECRETARY, SECRETARY),
    "offer": (ANYBODY, *(f"{SECRETARY} OR school_id = {SCHOOL}",) * 3),
    "tariff": (ANYBODY, *(f"{SECRETARY} OR {_OWN_OFFER}",) * 3),
    "booking": (ANYBODY, *(f"{SECRETARY} OR school_id = {SCHOOL} OR {_OWN_OFFER}",) * 3),
    "pupil": (ANYBODY, *(f"{SECRETARY} OR school_id = {SCHOOL}",) * 3),
    "case_file": (
        ANYBODY,
        f"{SECRETARY} OR school_id = {SCHOOL}",
        *(f"{SECRETARY} OR id IN (SELECT own_cases())",) * 2,
    ),
    "case_sector": (ANYBODY, *(_OF_CASE,) * 3),
    "consent": (ANYBODY, *(_OF_CASE,) * 3),
    "case_value": (ANYBODY, *(_OF_CASE,) * 3),
    "case_phase": (ANYBODY, *(_OF_CASE,) * 3),
    "case_guide": (ANYBODY, *(_OF_CASE,) * 3),
    "handover": (ANYBODY, *(_OF_CASE,) * 3),
    "list_entry": (ANYBODY, *(f"{SECRETARY} OR school_id = {SCHOOL}",) * 3),
    "work_placement": (ANYBODY, *(f"{SECRETARY} OR school_id = {SCHOOL}",) * 3),
    "employer_contribution": (ANYBODY, *(_OF_WORK,) * 3),
    "contribution_spending": (ANYBODY, *(_OF_CONTRIBUTION,) * 3),
    "employer_contact": (ANYBODY, *(f"{SECRETARY} OR by_organisation_id = {SCHOOL}",) * 3),
    "evaluation_member": (ANYBODY, SECRETARY, *(f"{SECRETARY} OR organisation_id = {SCHOOL}",) * 2),
    "evaluation_answer": (ANYBODY, f"user_id = {ME}", "false", "false"),
    "former_name": (
        ANYBODY,
        *(f"{SECRETARY} OR pupil_id IN (SELECT id FROM pupil WHERE school_id = {SCHOOL})",) * 3,
    ),
    "outcome": (ANYBODY, *(f"{SECRETARY} OR school_id = {SCHOOL}",) * 3),
    "follow_up": (
        ANYBODY,
        *(f"{SECRETARY} OR pupil_id IN (SELECT id FROM pupil WHERE school_id = {SCHOOL})",) * 3,
    ),
    "need": (ANYBODY, *(f"{SECRETARY} OR school_id = {SCHOOL} OR {_OF_CASE}",) * 3),
    "placement": (ANYBODY, *(f"{SECRETARY} OR {_OWN_PLACEMENT}",) * 3),
    "placement_month": (ANYBODY, *(f"{SECRETARY} OR {_OF_PLACEMENT}",) * 3),
    "placement_change": (ANYBODY, *(f"{SECRETARY} OR {_OF_PLACEMENT}",) * 3),
    "delivery": (
        f"{WHOLE} OR {_PARTY} OR ({ANYBODY} AND status = 'confirmed')",
        f"{SECRETARY} OR ({SCHOOL} = provider_id AND status = 'entered')",
        f"{WHOLE} OR {_PARTY}",
        f"{WHOLE} OR {SCHOOL} = user_id OR ({SCHOOL} = provider_id AND status <> 'confirmed')",
    ),
    "dispute_message": (f"{WHOLE} OR {_OF_DELIVERY}", f"{WHOLE} OR {_OF_DELIVERY}", SECRETARY, SECRETARY),
    "confirmation_round": (f"{WHOLE} OR school_id = {SCHOOL}", *(WHOLE,) * 3),
    "confirmation_line": (f"{WHOLE} OR {_OF_DELIVERY}", *(WHOLE,) * 3),
    "statement": (f"{WHOLE} OR school_id = {SCHOOL}", *(WHOLE,) * 3),
    "invoice": (
        f"{WHOLE} OR {SCHOOL} IN (SELECT school_id FROM account WHERE id IN (payer_id, payee_id))",
        *(WHOLE,) * 3,
    ),
    "invoice_payment": (f"{WHOLE} OR {_OF_INVOICE}", WHOLE, "false", "false"),
    "reminder": (f"{WHOLE} OR {_OF_INVOICE}", WHOLE, "false", "false"),
    "journal_entry": (ANYBODY, "may_book(number, kind, delivery_id)", "false", "false"),
    "meeting": (
        ANYBODY,
        f"{SECRETARY} OR kind = 'case'",
        *("id IN (SELECT own_meetings())",) * 2,
    ),
    "attendance": (_OF_MEETING, *(_OF_MEETING,) * 3),
    "agenda_item": (f"{_OF_MEETING} OR {_OF_CASE}", *(_OF_MEETING,) * 3),
    "case_discussion": (
        f"{_OF_CASE} OR {_OF_ITEM}",
        *(_OF_ITEM,) * 3,
    ),
    "minutes_version": (_OF_MEETING,) * 4,
    "amendment": (_OF_MEETING,) * 4,
    "action_item": (_OWN_ACTION, _OF_MEETING, _OWN_ACTION, _OWN_ACTION),
    "decision": (ANYBODY, *(_OF_MEETING,) * 3),
    **dict.fromkeys(("pupil_request", "data_breach", "destruction", "destruction_line"), (SECRETARY,) * 4),
}


FOUND = """
SELECT c.relname, count(p.oid) FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity GROUP BY c.relname
"""
_EACH = 5


def differing(found: Iterable[tuple[str, int]]) -> list[str]:
    """Tables whose rows are open to more than they should, or to fewer, given FOUND."""
    forced = dict(found)
    return sorted(f"rows_of_{table}" for table in POLICIES if forced.get(table) != _EACH)


def policies(*only: str) -> Iterator[str]:
    """Row level security forced on each, for the owner too; the owner's own policy is for migrating and moving."""
    for table in only or POLICIES:
        reads, adds, changes, becomes = POLICIES[table]
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        for name, made in (
            ("owner", "TO CURRENT_USER USING (true) WITH CHECK (true)"),
            ("reads", f"FOR SELECT USING ({reads})"),
            ("adds", f"FOR INSERT WITH CHECK ({adds})"),
            ("changes", f"FOR UPDATE USING ({changes}) WITH CHECK ({becomes})"),
            ("takes_away", f"FOR DELETE USING ({changes})"),
        ):
            yield f"DROP POLICY IF EXISTS {name} ON {table}"
            yield f"CREATE POLICY {name} ON {table} {made}"
