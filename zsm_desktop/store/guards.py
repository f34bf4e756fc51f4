"""Rules the database itself keeps, whoever writes to it: zero sum, nothing booked changes, closed periods, the chain.

An entry's postings are inserted first (their reference to the entry is deferred) and the entry last; its insert
trigger sees them all. Running totals are kept by the posting trigger, so they cannot drift from the rows.
Table rebuilds in a migration drop triggers silently: `install` runs after every migration and `missing` compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Run = Callable[[str], object]

FROZEN = (
    "journal_entry",
    "posting",
    "statement",
    "settlement_document",
    "settlement_line",
    "settlement_payment",
    "invoice",
    "invoice_payment",
    "reminder",
    "year_closing",
    "vote",
    "destruction_line",
)

ERASING = "EXISTS (SELECT 1 FROM destruction WHERE ended_at IS NULL)"
"""Only inside the transaction that makes data go for good: it begins and ends the row."""

BOOKED = (
    "id offer_id placement_id user_id provider_id tariff_id delivered_on quantity tariff_cents amount_cents status"
    " entered_at entered_by settled_at settled_by settled_how attended"
).split()
"""What stays of a delivery that is booked, whoever is forgotten."""

SAID = {
    "decision": "id, number, body_id, school_year, sequence, meeting_id, agenda_item_id, case_id, decided_on, "
    "open_text, sealed_text, manner",
    "action_item": "id, meeting_id, agenda_item_id, case_id, owner_name, owner_organisation_id, due_on, open_text, "
    "sealed_text, removed_at",
}
"""The columns that final minutes state; the others follow after the meeting: done or dropped, taken back later."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses one verb on one table, with one code, where `when` holds; `columns`: only when these are written."""

    name: str
    verb: str
    table: str
    code: str
    when: str = ""
    columns: str = ""

    @property
    def event(self) -> str:
        only = f" OF {self.columns}" if self.columns else ""
        return f"BEFORE {self.verb.upper()}{only} ON {self.table}"


def rules() -> tuple[Guard, ...]:
    """Every guard that only refuses; both databases have them, and each its own that count and add up."""
    frozen = (
        Guard(f"guard_{table}_{verb}", verb, table, f"{table}.fixed")
        for table in FROZEN
        for verb in ("update", "delete")
    )
    return (
        *frozen,
        Guard(
            "guard_delivery_booked",
            "update",
            "delivery",
            "delivery.booked",
            f"old.status = 'confirmed' AND (NOT {ERASING} OR {_differ(BOOKED)})",
        ),
        Guard("guard_delivery_delete", "delete", "delivery", "delivery.fixed"),
        Guard(
            "guard_tariff_used",
            "update",
            "tariff",
            "tariff.used",
            "EXISTS (SELECT 1 FROM delivery WHERE tariff_id = old.id)",
        ),
        Guard(
            "guard_period_closed",
            "update",
            "period",
            "period.fixed",
            "old.first_day <> new.first_day OR old.last_day <> new.last_day OR old.school_year <> new.school_year",
        ),
        Guard(
            "guard_period_reopened",
            "update",
            "period",
            "period.closed",
            "new.times_reopened <> old.times_reopened"
            " + CASE WHEN old.status = 'closed' AND new.status <> 'closed' THEN 1 ELSE 0 END"
            " OR new.times_reopened <> (SELECT count(*) FROM period_reopening WHERE period_id = old.id)",
        ),
        *_closed_years(),
        *_destroyed(),
        *_minutes(),
        *_exchange(),
    )


def _closed_years() -> Iterator[Guard]:
    """Of a year that was closed no period opens again or comes in, and none closes while something in it is open."""
    is_shut = "EXISTS (SELECT 1 FROM year_closing WHERE first_day <= {row}.last_day AND last_day >= {row}.first_day)"
    opened = "old.status = 'closed' AND new.status <> 'closed' AND "
    code = "year.closed"
    yield Guard("guard_period_year_closed", "update", "period", code, opened + is_shut.format(row="old"))
    yield Guard("guard_period_insert", "insert", "period", code, is_shut.format(row="new"))
    unready = (
        "EXISTS (SELECT 1 FROM period WHERE status <> 'closed' AND first_day <= new.last_day"
        " AND last_day >= new.first_day)"
    )
    yield Guard("guard_year_closing_insert", "insert", "year_closing", "year.open_period", unready)


def _destroyed() -> Iterator[Guard]:
    """A proof of destruction stays; what it may empty is the text of lines, and old lines of the logbook go whole."""
    yield Guard("guard_destruction_update", "update", "destruction", "destruction.fixed", "old.ended_at IS NOT NULL")
    yield Guard("guard_destruction_delete", "delete", "destruction", "destruction.fixed")
    yield Guard("guard_audit_event_delete", "delete", "audit_event", "audit_event.fixed", f"NOT {ERASING}")
    emptied = {
        "audit_event": ("number", "at", "user_id", "act", "subject_id"),
        "period_reopening": ("id", "period_id", "reopened_at", "reopened_by"),
        "dispute_message": ("id", "delivery_id", "said_at", "said_by", "kind", "correction_id"),
        "placement_change": ("id", "placement_id", "changed_at", "changed_by", "field", "old", "new"),
    }
    for table, kept in emptied.items():
        fixed = f"NOT {ERASING} OR {_differ(kept)}"
        yield Guard(f"guard_{table}_update", "update", table, f"{table}.fixed", fixed)
        if table != "audit_event":
            yield Guard(f"guard_{table}_delete", "delete", table, f"{table}.fixed")
    yield from _forgotten()


def _forgotten() -> Iterator[Guard]:
    """Nothing new is known of a pupil who is forgotten, also not when an earlier act is taken back."""
    code = "pupil.forgotten"
    of_pupil = "EXISTS (SELECT 1 FROM pupil WHERE id = new.pupil_id AND anonymised_on IS NOT NULL)"
    of_case = (
        "EXISTS (SELECT 1 FROM case_file c JOIN pupil p ON p.id = c.pupil_id WHERE c.id = new.case_id"
        " AND p.anonymised_on IS NOT NULL)"
    )
    yield Guard("guard_pupil_forgotten", "update", "pupil", code, "old.anonymised_on IS NOT NULL")
    yield Guard("guard_case_file_forgotten", "update", "case_file", code, f"NOT {ERASING} AND {of_pupil}")
    for table in ("case_file", "former_name", "placement", "work_placement", "list_entry"):
        yield Guard(f"guard_{table}_of_forgotten", "insert", table, code, of_pupil)
    for table in ("consent", "case_value", "handover", "case_guide"):
        yield Guard(f"guard_{table}_of_forgotten", "insert", table, code, of_case)


def _minutes() -> Iterator[Guard]:
    """A version of minutes never changes; what led to a final one stays as it was, also when an act is taken back.

    But a pupil who is to be forgotten is taken out of the texts.
    """
    code = "minutes.fixed"
    is_final = "(SELECT stage FROM meeting WHERE id = {row}.meeting_id) = 'final'"
    is_talk_final = (
        "(SELECT m.stage FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE i.id = {row}.agenda_item_id)"
        " = 'final'"
    )
    kept = ("id", "meeting_id", "version", "stage", "made_at", "made_by", "digest")
    yield Guard("guard_minutes_update", "update", "minutes_version", code, f"NOT {ERASING} OR {_differ(kept)}")
    yield Guard("guard_minutes_delete", "delete", "minutes_version", code, is_final.format(row="old"))
    yield Guard("guard_minutes_stage", "update", "meeting", code, "old.stage = 'final' AND new.stage <> 'final'")
    in_time = (
        "(SELECT d.manner FROM decision d JOIN meeting m ON m.id = d.meeting_id"
        " WHERE d.id = new.decision_id AND m.stage <> 'final')"
    )
    yield Guard("guard_vote_insert", "insert", "vote", "vote.fixed", f"{in_time} IS DISTINCT FROM 'vote'")
    for table, when in (
        ("amendment", is_final),
        ("decision", is_final),
        ("action_item", is_final),
        ("agenda_item", is_final),
        ("case_discussion", is_talk_final),
    ):
        for verb in ("insert", "update", "delete"):
            columns = SAID.get(table, "") if verb == "update" else ""
            row = "new" if verb == "insert" else "old"
            held = when.format(row=row) if verb == "insert" else f"NOT {ERASING} AND {when.format(row=row)}"
            yield Guard(f"guard_{table}_{verb}", verb, table, code, held, columns)


def _exchange() -> Iterator[Guard]:
    """What was sent or relied on stays: lines of a round, the rule of a fund that bore, the VAT of what was used."""
    is_used = (
        "old.treatment <> 'to_check' AND EXISTS (SELECT 1 FROM delivery d JOIN offer o ON o.id = d.offer_id "
        "WHERE o.kind = old.kind AND d.status <> 'withdrawn' AND d.delivered_on >= old.valid_from AND NOT EXISTS "
        "(SELECT 1 FROM vat_rule v WHERE v.kind = old.kind AND v.valid_from > old.valid_from "
        "AND v.valid_from <= d.delivered_on))"
    )
    rule = (
        "account_id",
        "rank",
        "percent",
        "fixed_cents",
        "first_day",
        "last_day",
        "sector_id",
        "offer_kind",
        "school_kind",
    )
    fixed = {
        "confirmation_line": ("round_id", "line", "delivery_id", "quantity", "amount_cents"),
        "fund_claim": ("delivery_id", "fund_id", "delivered_on", "claimed_cents"),
    }
    yield from _settlements()
    for verb in ("update", "delete"):
        yield Guard(f"guard_vat_rule_{verb}", verb, "vat_rule", "vat.used", is_used)
    is_bearing = "EXISTS (SELECT 1 FROM fund_claim WHERE fund_id = old.id)"
    yield Guard("guard_fund_used", "update", "fund", "fund.used", f"({_differ(rule)}) AND {is_bearing}")
    for table, columns in fixed.items():
        yield Guard(f"guard_{table}_update", "update", table, f"{table}.fixed", _differ(columns))
        yield Guard(f"guard_{table}_delete", "delete", table, f"{table}.fixed")


def _settlements() -> Iterator[Guard]:
    """A proposal is what was decided on: it only goes forward, and nothing comes to it once it is decided."""
    proposed = (
        "number",
        "regime",
        "first_day",
        "last_day",
        "agreement_id",
        "terms",
        "entries",
        "head",
        "basis",
        "fewest_payments",
        "proposed_at",
        "proposed_by",
        "reverses",
    )
    yield Guard("guard_settlement_update", "update", "settlement", "settlement.fixed", _differ(proposed))
    yield Guard("guard_settlement_delete", "delete", "settlement", "settlement.fixed")
    yield Guard("guard_settlement_insert", "insert", "settlement", "settlement.forward", "new.status <> 'proposed'")
    forward = (
        "new.status <> old.status AND NOT (old.status = 'proposed' AND new.status IN ('approved', 'withdrawn')"
        " OR old.status = 'approved' AND new.status IN ('executed', 'withdrawn')"
        " OR old.status = 'executed' AND new.status = 'reversed')"
    )
    yield Guard("guard_settlement_status", "update", "settlement", "settlement.forward", forward, "status")
    decided = _differ(("decision_id", "approved_at", "approved_by"))
    executed = _differ(("executed_at", "executed_by"))
    once = f"old.status <> 'proposed' AND ({decided}) OR old.status <> 'approved' AND ({executed})"
    yield Guard("guard_settlement_decided", "update", "settlement", "settlement.fixed", once)
    is_decided = "(SELECT status FROM settlement WHERE id = new.settlement_id) <> 'proposed'"
    for table in ("settlement_document", "settlement_line", "settlement_payment"):
        yield Guard(f"guard_{table}_insert", "insert", table, f"{table}.fixed", is_decided)
    yield from _agreements()
    yield from _documents()


def _agreements() -> Iterator[Guard]:
    """What a settlement rests on stays as it was; who joins later still signs it."""
    agreed = (
        "regime",
        "valid_from",
        "term_days",
        "band_cents",
        "band_permille",
        "issues_for_all",
        "writes_off",
        "decision_id",
    )
    is_used = "EXISTS (SELECT 1 FROM settlement WHERE agreement_id = {row} AND status <> 'withdrawn')"
    code = "agreement.used"
    used = is_used.format(row="old.id")
    yield Guard("guard_agreement_update", "update", "settlement_agreement", code, f"({_differ(agreed)}) AND {used}")
    yield Guard("guard_agreement_delete", "delete", "settlement_agreement", code, used)
    for table, verbs in (
        ("agreement_signature", ("update", "delete")),
        ("agreement_band", ("insert", "update", "delete")),
    ):
        for verb in verbs:
            row = "new" if verb == "insert" else "old"
            used = is_used.format(row=f"{row}.agreement_id")
            yield Guard(f"guard_{table}_{verb}", verb, table, code, used)


def _documents() -> Iterator[Guard]:
    """Numbers run on without gaps, no more is paid than is due, and a logo stands on what went out."""
    yield Guard(
        "guard_invoice_insert",
        "insert",
        "invoice",
        "invoice.number",
        "new.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM invoice WHERE issuer_id = new.issuer_id"
        " AND year = new.year)",
    )
    paid = "(SELECT coalesce(sum(cents), 0) FROM invoice_payment WHERE invoice_id = new.invoice_id) + new.cents"
    total = "(SELECT CASE claim WHEN 'set_off' THEN 0 ELSE total_cents END FROM invoice WHERE id = new.invoice_id)"
    yield Guard(
        "guard_invoice_payment_insert",
        "insert",
        "invoice_payment",
        "payment.amount",
        f"{paid} NOT BETWEEN 0 AND {total}",
    )
    yield Guard("guard_logo_delete", "delete", "logo", "logo.fixed")
    yield Guard("guard_logo_update", "update", "logo", "logo.fixed", _differ(("hash", "organisation_id", "picture")))


def _differ(columns: Iterable[str]) -> str:
    return " OR ".join(f"old.{column} IS DISTINCT FROM new.{column}" for column in columns)


def expected() -> dict[str, str]:
    """Trigger name → its exact SQL, as SQLite keeps it in sqlite_master."""
    own = {"guard_entry": _ENTRY, "guard_flow": _FLOW, "guard_posting": _POSTING}
    return {guard.name: _trigger(guard) for guard in rules()} | own


def _trigger(guard: Guard) -> str:
    when = f"WHEN {guard.when} " if guard.when else ""
    return f"CREATE TRIGGER {guard.name} {guard.event} {when}BEGIN SELECT RAISE(ABORT, 'guard:{guard.code}'); END"


_FLOW = """CREATE TRIGGER guard_flow AFTER INSERT ON journal_entry BEGIN
 INSERT INTO flow_total (giver_id, taker_id, offer_id, month, cents, quantity)
  SELECT p.account_id, p.counter_id, new.offer_id,
   CAST(substr(new.booked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(new.booked_on, 6, 2) AS INTEGER) - 1,
   p.cents, CASE a.kind WHEN 'fund' THEN 0 ELSE new.quantity END
  FROM posting p JOIN account a ON a.id = p.counter_id WHERE p.entry = new.number AND p.side = 'given'
  ON CONFLICT (giver_id, taker_id, offer_id, month) DO UPDATE SET cents = cents + excluded.cents,
  quantity = quantity + excluded.quantity;
END"""

_ENTRY = """CREATE TRIGGER guard_entry BEFORE INSERT ON journal_entry BEGIN
 SELECT RAISE(ABORT, 'guard:entry.number')
  WHERE new.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM journal_entry);
 SELECT RAISE(ABORT, 'guard:entry.chain') WHERE new.previous_hash IS NOT
  coalesce((SELECT hash FROM journal_entry ORDER BY number DESC LIMIT 1), zeroblob(32)) OR length(new.hash) <> 32;
 SELECT RAISE(ABORT, 'guard:entry.period') WHERE NOT EXISTS (SELECT 1 FROM period WHERE id = new.period_id
  AND new.booked_on BETWEEN first_day AND last_day
  AND (status = 'open' OR (status = 'hold' AND new.kind = 'reversal')));
 SELECT RAISE(ABORT, 'guard:entry.sum') FROM (SELECT count(*) AS n, sum(cents) AS s, sum(booked_on <> new.booked_on
  OR (side = 'settled') <> (new.settlement_id IS NOT NULL)) AS d FROM posting WHERE entry = new.number)
  WHERE n < 2 OR s <> 0 OR d <> 0;
END"""

_POSTING = """CREATE TRIGGER guard_posting AFTER INSERT ON posting BEGIN
 SELECT RAISE(ABORT, 'guard:posting.late') WHERE EXISTS (SELECT 1 FROM journal_entry WHERE number = new.entry);
 SELECT RAISE(ABORT, 'guard:posting.cents') WHERE typeof(new.cents) <> 'integer';
 INSERT INTO account_total (account_id, month, given_cents, taken_cents, settled_cents) VALUES (new.account_id,
  CAST(substr(new.booked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(new.booked_on, 6, 2) AS INTEGER) - 1,
  CASE new.side WHEN 'given' THEN new.cents ELSE 0 END, CASE new.side WHEN 'taken' THEN -new.cents ELSE 0 END,
  CASE new.side WHEN 'settled' THEN new.cents ELSE 0 END)
  ON CONFLICT (account_id, month) DO UPDATE SET given_cents = given_cents + excluded.given_cents,
  taken_cents = taken_cents + excluded.taken_cents, settled_cents = settled_cents + excluded.settled_cents;
 INSERT INTO pair_total (account_id, counter_id, school_year, given_cents, taken_cents) SELECT new.account_id,
  new.counter_id, CAST(substr(new.booked_on, 1, 4) AS INTEGER) - (substr(new.booked_on, 6, 2) < '08'),
  CASE new.side WHEN 'given' THEN new.cents ELSE 0 END, CASE new.side WHEN 'taken' THEN -new.cents ELSE 0 END
  WHERE new.side <> 'settled'
  ON CONFLICT (account_id, counter_id, school_year) DO UPDATE SET given_cents = given_cents + excluded.given_cents,
  taken_cents = taken_cents + excluded.taken_cents;
END"""


def remove(run: Run) -> None:
    for name in expected():
        run(f"DROP TRIGGER IF EXISTS {name}")


def install(run: Run) -> None:
    """Drop and create every guard; called in the transaction of a migration."""
    remove(run)
    for sql in expected().values():
        run(sql)


def differing(found: Iterable[tuple[str, str]]) -> list[str]:
    """Names of guards that are missing or altered, and of triggers that are not ours, given (name, sql) rows."""
    present = {name: " ".join(sql.split()) for name, sql in found}
    wanted = {name: " ".join(sql.split()) for name, sql in expected().items()}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
