"""What stands around the books, held against them: deliveries, prices, rounds, statements, funds, settlements, the log.

Every question reads its table once and names the first row that is wrong. What only the program itself could tell, such
as the text of a message, is held against what else was written of it in the same act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from zsm_desktop.domain.book_years import YearProof
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.funds import Claim, shares
from zsm_desktop.domain.invoice_text import from_text
from zsm_desktop.domain.rounds import CodedLine, check_code
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.audit_books import book_of
from zsm_desktop.services.bearing import fund_rules
from zsm_desktop.services.destruction_rows import proof_faults
from zsm_desktop.services.invoice_faults import invoice_faults
from zsm_desktop.services.issued_statements import booked_since, booked_until
from zsm_desktop.services.settlement_faults import settlement_faults
from zsm_desktop.services.standing import stands
from zsm_desktop.store.store import Store

_IS_FIRST = "ORDER BY d.delivered_on, d.id LIMIT 1"
_DELIVERY = "SELECT d.delivered_on, o.name, d.id FROM delivery d JOIN offer o ON o.id = d.offer_id"
_NOT_AS_BOOKED = """
SELECT d.delivered_on, o.name, e.number
FROM journal_entry e JOIN delivery d ON d.id = e.delivery_id JOIN offer o ON o.id = e.offer_id
JOIN posting g ON g.entry = e.number AND g.side = 'given'
JOIN account p ON p.id = g.account_id JOIN account u ON u.id = g.counter_id
WHERE e.kind = 'delivery' GROUP BY e.number, d.id, o.id
HAVING d.status <> 'confirmed' OR d.offer_id <> e.offer_id OR d.placement_id IS DISTINCT FROM e.placement_id
 OR d.delivered_on <> e.delivered_on OR d.quantity <> e.quantity OR d.tariff_cents <> e.tariff_cents
 OR d.amount_cents <> sum(g.cents) OR max(p.school_id) IS DISTINCT FROM d.provider_id
 OR max(u.school_id) IS DISTINCT FROM d.user_id
ORDER BY e.number LIMIT 1
"""
_NOT_PRICED = f"""
{_DELIVERY} JOIN tariff t ON t.id = d.tariff_id LEFT JOIN placement p ON p.id = d.placement_id
WHERE d.amount_cents <> (d.quantity * d.tariff_cents + 50) / 100 OR t.cents <> d.tariff_cents
 OR t.offer_id <> d.offer_id OR t.valid_from > d.delivered_on OR o.school_id <> d.provider_id
 OR p.offer_id <> d.offer_id OR p.user_id <> d.user_id
 OR ({stands()} AND EXISTS (SELECT 1 FROM tariff n WHERE n.offer_id = d.offer_id AND n.valid_from > t.valid_from
  AND n.valid_from <= d.delivered_on))
{_IS_FIRST}
"""  # noqa: S608 - made of fixed parts, as those below
_NOT_SETTLED = f"""
{_DELIVERY} WHERE (d.settled_how = 'silence' AND NOT EXISTS (SELECT 1 FROM confirmation_line l
  JOIN confirmation_round r ON r.id = l.round_id
  WHERE l.delivery_id = d.id AND substr(r.silence_on, 1, 10) < substr(d.settled_at, 1, 10)))
 OR (d.settled_how = 'file' AND NOT EXISTS (SELECT 1 FROM confirmation_line l
  WHERE l.delivery_id = d.id AND l.answer = 'agreed'))
 OR (d.settled_how IS NOT NULL AND d.status <> 'confirmed')
{_IS_FIRST}
"""  # noqa: S608
_NOT_TALKED = f"""
{_DELIVERY} WHERE (d.dispute IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dispute_message m WHERE m.delivery_id = d.id
  AND CASE d.status WHEN 'disputed' THEN m.kind = 'disputed' AND m.text = d.dispute
   WHEN 'confirmed' THEN m.kind = 'agreed' WHEN 'withdrawn' THEN m.kind IN ('withdrawn', 'corrected') ELSE false END))
 OR (d.dispute IS NULL AND EXISTS (SELECT 1 FROM dispute_message m WHERE m.delivery_id = d.id))
{_IS_FIRST}
"""  # noqa: S608
_LINES = """
SELECT r.number, r.school_id, r.check_code, l.line, l.delivery_id, d.delivered_on, l.quantity, d.tariff_cents,
 l.amount_cents
FROM confirmation_round r LEFT JOIN confirmation_line l ON l.round_id = r.id
LEFT JOIN delivery d ON d.id = l.delivery_id ORDER BY r.made_at, r.number, l.line
"""
_STATEMENTS = """
SELECT s.number, s.version, s.first_day, s.last_day, s.entries, s.opening_cents, s.closing_cents, a.id,
 s.head IS DISTINCT FROM e.hash OR s.version <> (SELECT count(*) FROM statement n WHERE n.number = s.number
  AND n.version <= s.version)
FROM statement s JOIN account a ON a.school_id = s.school_id LEFT JOIN journal_entry e ON e.number = s.entries
ORDER BY s.made_at, s.number, s.version
"""
_MONTHS = "SELECT account_id, month, given_cents - taken_cents + settled_cents FROM account_total"
_CLOSINGS = """
SELECT c.book_year, c.entries, c.head IS DISTINCT FROM e.hash, c.facts,
 EXISTS (SELECT 1 FROM period p WHERE p.status <> 'closed' AND p.first_day <= c.last_day AND p.last_day >= c.first_day)
FROM year_closing c LEFT JOIN journal_entry e ON e.number = c.entries ORDER BY c.book_year
"""
_OF_A_YEAR = (
    "year",
    "opening",
    "change",
    "kinds",
    "lines",
    "debit_cents",
    "credit_cents",
    "first_entry",
    "last_entry",
    "until",
)
_NUMBERS = """
SELECT number FROM confirmation_round UNION SELECT number FROM statement UNION SELECT number FROM settlement
UNION SELECT number FROM invoice ORDER BY 1
"""
_CLAIMS = """
SELECT c.fund_id, f.name, c.delivery_id, c.delivered_on, c.claimed_cents, c.charged_cents, d.quantity, d.amount_cents,
 d.delivered_on = c.delivered_on AND d.delivered_on BETWEEN f.first_day AND f.last_day
 AND c.is_reversed = EXISTS (SELECT 1 FROM journal_entry r WHERE r.delivery_id = d.id AND r.kind = 'reversal'
  AND r.kind <> 'fund'), c.is_reversed
FROM fund_claim c JOIN fund f ON f.id = c.fund_id JOIN delivery d ON d.id = c.delivery_id
ORDER BY c.fund_id, c.delivered_on, c.delivery_id
"""
_UNCLAIMED = f"""
SELECT d.delivered_on, o.name, a.name FROM (
 SELECT e.delivery_id, p.account_id FROM account f JOIN posting p ON p.account_id = f.id
 JOIN journal_entry e ON e.number = p.entry WHERE f.kind = 'fund'
 GROUP BY e.delivery_id, p.account_id HAVING sum(p.cents) <> 0) b
JOIN account a ON a.id = b.account_id JOIN delivery d ON d.id = b.delivery_id JOIN offer o ON o.id = d.offer_id
WHERE NOT EXISTS (SELECT 1 FROM fund_claim c JOIN fund f ON f.id = c.fund_id
 WHERE c.delivery_id = b.delivery_id AND f.account_id = b.account_id) {_IS_FIRST}
"""  # noqa: S608
_PERIODS = """
SELECT p.first_day FROM period p LEFT JOIN (
 SELECT subject_id, max(number) AS number FROM audit_event
 WHERE act IN ('ledger.set_period', 'ledger.reopen_period') GROUP BY subject_id) l ON l.subject_id = p.id
LEFT JOIN audit_event a ON a.number = l.number
WHERE p.status <> CASE a.act WHEN 'ledger.set_period' THEN json_extract(a.facts, '$.status')
 WHEN 'ledger.reopen_period' THEN 'open' ELSE p.status END
 OR p.times_reopened <> (SELECT count(*) FROM period_reopening r WHERE r.period_id = p.id)
ORDER BY p.first_day LIMIT 1
"""
_ACCOUNTS = """
SELECT a.code FROM account a LEFT JOIN organisation o ON o.id = a.school_id LEFT JOIN fund f ON f.account_id = a.id
WHERE (a.kind = 'school') <> (o.id IS NOT NULL) OR a.name <> o.name OR a.code <> o.code
 OR (a.kind = 'fund') <> (f.id IS NOT NULL) OR a.name <> f.name OR a.code <> f.code
 OR (a.school_id IS NULL AND a.code IN (SELECT code FROM organisation WHERE kind = 'school'))
ORDER BY a.id LIMIT 1
"""
_LOG = """
SELECT a.number + 1 FROM audit_event a
WHERE a.number < (SELECT max(number) FROM audit_event) AND NOT EXISTS (
 SELECT 1 FROM audit_event n WHERE n.number = a.number + 1) ORDER BY a.number LIMIT 1
"""
# Acts that always leave a row which is never removed.
_KEPT = {
    "ledger.reverse": "EXISTS (SELECT 1 FROM journal_entry t "
    "WHERE t.number = CAST(json_extract(a.facts, '$.entry') AS INTEGER))",
    "ledger.reopen_period": "EXISTS (SELECT 1 FROM period_reopening t WHERE t.period_id = a.subject_id "
    "AND t.reopened_at = a.at)",
    "statement.issue": "EXISTS (SELECT 1 FROM statement t WHERE t.id = a.subject_id)",
    "round.make": "EXISTS (SELECT 1 FROM confirmation_round t WHERE t.id = a.subject_id)",
    **dict.fromkeys(
        ("settlement.approve", "settlement.decide"),
        "EXISTS (SELECT 1 FROM settlement t WHERE t.id = a.subject_id AND t.approved_at = a.at)",
    ),
    "settlement.execute": "EXISTS (SELECT 1 FROM settlement t WHERE t.id = a.subject_id AND t.executed_at = a.at)",
    **dict.fromkeys(
        ("settlement.propose", "settlement.reverse"),
        "EXISTS (SELECT 1 FROM settlement t WHERE t.id = a.subject_id AND t.proposed_at = a.at)",
    ),
    "year.close": "EXISTS (SELECT 1 FROM year_closing t WHERE CAST(t.book_year AS TEXT) = a.subject_id "
    "AND t.closed_at = a.at)",
    "fund.add": "EXISTS (SELECT 1 FROM fund t WHERE t.id = a.subject_id)",
    **dict.fromkeys(
        ("dispute.answer", "dispute.agree", "dispute.withdraw", "dispute.correct", "delivery.dispute"),
        "EXISTS (SELECT 1 FROM dispute_message t WHERE t.delivery_id = a.subject_id AND t.said_at = a.at)",
    ),
    **dict.fromkeys(
        ("placement.accept", "placement.refuse", "placement.withdraw", "placement.change"),
        "EXISTS (SELECT 1 FROM placement_change t WHERE t.placement_id = a.subject_id AND t.changed_at = a.at)",
    ),
}
_NOT_KEPT = f"""
SELECT a.at, a.number, a.act FROM audit_event a WHERE CASE a.act
{" ".join(f"WHEN '{act}' THEN NOT {kept}" for act, kept in _KEPT.items())} ELSE false END ORDER BY a.number LIMIT 1
"""  # noqa: S608 - made of fixed parts


def record_faults(store: Store) -> list[Finding]:
    """One finding a question, in the order in which the figures follow from each other."""
    found: list[Finding] = []
    for code, sql, names in (
        ("check.not_as_booked", _NOT_AS_BOOKED, ("day", "offer", "number")),
        ("check.price", _NOT_PRICED, ("day", "offer", "delivery")),
        ("check.settled", _NOT_SETTLED, ("day", "offer", "delivery")),
        ("check.talk", _NOT_TALKED, ("day", "offer", "delivery")),
        ("check.unclaimed", _UNCLAIMED, ("day", "offer", "fund")),
        ("check.period", _PERIODS, ("day",)),
        ("check.account", _ACCOUNTS, ("account",)),
        ("check.log_gap", _LOG, ("number",)),
        ("check.log", _NOT_KEPT, ("day", "number", "act")),
    ):
        for row in store.rows(sql):
            facts: dict[str, object] = dict(zip(names, row, strict=True))
            if "day" in facts:
                facts["day"] = home_day(datetime.fromisoformat(str(facts["day"])))
            found.append(Finding(code, facts=facts))
    for faults in (_rounds, _statements, _claims, _gaps, _closings, invoice_faults, proof_faults):
        found += list(faults(store))[:1]
    return found + settlement_faults(store)


def _rounds(store: Store) -> Iterator[Finding]:
    """Rounds that no longer hold what their check code was made of."""
    ((network_id,),) = store.rows("SELECT id FROM network")
    for (number, school_id, code), rows in groupby(store.rows(_LINES), lambda row: row[:3]):
        lines = [
            CodedLine(line, delivery_id, date.fromisoformat(day), *figures)
            for _, _, _, line, delivery_id, day, *figures in rows
            if day is not None
        ]
        if check_code(network_id, number, school_id, lines) != code:
            yield Finding("check.round", facts={"number": number})


def _statements(store: Store) -> Iterator[Finding]:
    """Statements whose balances, head or version are not those of the entry they stood on."""
    rows = store.rows(_STATEMENTS)
    now: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for account, month, cents in store.rows(_MONTHS):
        now[account][month] = (0, cents)
    wrong = set()
    for entries, since in booked_since(store.rows, {row[4] for row in rows}):
        for row in rows:
            if row[4] != entries:
                continue
            span = Span.between(date.fromisoformat(row[2]), date.fromisoformat(row[3]))
            told = [
                booked_until(now, row[7], month)[1] - booked_until(since, row[7], month)[1]
                for month in (span.first_month - 1, span.last_month)
            ]
            if row[8] or told != [row[5], row[6]]:
                wrong.add(row[:2])
    for row in rows:
        if row[:2] in wrong:
            yield Finding("check.statement", facts={"number": row[0], "version": row[1]})


def _claims(store: Store) -> Iterator[Finding]:
    """Claims other than their fund's rule makes them, and shares other than those of all claims in order of day."""
    rules = fund_rules(store)
    for fund_id, rows in groupby(store.rows(_CLAIMS), lambda row: row[0]):
        rule, standing, names = rules[fund_id], list[Claim](), dict[str, tuple[str, date]]()
        for _, fund, delivery_id, day, claimed, charged, quantity, amount, is_sound, is_reversed in rows:
            names[delivery_id] = (fund, date.fromisoformat(day))
            if claimed != rule.claim_cents(quantity, amount) or not is_sound:
                yield _claim_fault(*names[delivery_id])
            if not is_reversed:
                standing.append(Claim(delivery_id, names[delivery_id][1], claimed, charged))
        borne = shares(rule.granted_cents, standing)
        for claim in standing:
            if claim.charged_cents != borne[claim.delivery_id]:
                yield _claim_fault(*names[claim.delivery_id])


def _claim_fault(fund: str, day: date) -> Finding:
    return Finding("check.share", facts={"fund": fund, "day": day})


def _closings(store: Store) -> Iterator[Finding]:
    """Closed book years that are other than the books up to their entry, stand on another entry, or are open again."""
    for year, entries, is_other_head, facts, is_open in store.rows(_CLOSINGS):
        try:
            kept = from_text(YearProof, facts).book
            now = book_of(store.rows, year, entries, kept.made_on)
            is_same = all(getattr(kept, name) == getattr(now, name) for name in _OF_A_YEAR)
        except (KeyError, TypeError, ValueError):
            is_same = False
        if not is_same or is_other_head or is_open:
            yield Finding("check.year_closing", facts={"year": year})


def _gaps(store: Store) -> Iterator[Finding]:
    """Rounds, statements, settlements and invoices are numbered without a gap: what is missing was taken away."""
    last: defaultdict[str, int] = defaultdict(int)
    for (number,) in store.rows(_NUMBERS):
        prefix, _, sequence = str(number).rpartition("-")
        if not sequence.isdecimal() or int(sequence) != last[prefix] + 1:
            yield Finding("check.number", facts={"number": number})
        last[prefix] += 1
