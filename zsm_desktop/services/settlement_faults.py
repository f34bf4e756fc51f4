"""What was settled, held against the books: each settlement, what is open, and what the last one left standing."""

from __future__ import annotations

from zsm_desktop.domain.errors import Finding
from zsm_desktop.store.store import Store

_DUES = """
SELECT settlement_id, payee_id AS account_id, cents FROM settlement_payment
UNION ALL SELECT settlement_id, payer_id, -cents FROM settlement_payment
UNION ALL SELECT settlement_id, provider_id, cents + vat_cents FROM settlement_document
UNION ALL SELECT settlement_id, user_id, -cents - vat_cents FROM settlement_document
"""
# Per holder what was decided less what was booked: of what was moved, written off, and is open; and what its line says
# it pays and receives less what payments and documents come to. What was not executed has nothing booked.
_NOT_AS_DECIDED = f"""
SELECT s.number FROM settlement s JOIN (
 SELECT settlement_id, account_id, 'settlement' AS what, pays_cents + vat_cents - receives_cents AS cents
  FROM settlement_line
 UNION ALL SELECT settlement_id, account_id, 'write_off', -written_off_cents FROM settlement_line
 UNION ALL SELECT settlement_id, account_id, 'line', receives_cents - pays_cents FROM settlement_line
 UNION ALL SELECT settlement_id, account_id, 'line', -cents FROM ({_DUES}) AS due
 UNION ALL SELECT settlement_id, account_id, 'open', cents FROM ({_DUES}) AS due
 UNION ALL SELECT e.settlement_id, coalesce(a.holder_id, a.id), CASE a.kind WHEN 'open' THEN 'open' ELSE e.kind END,
  -p.cents FROM journal_entry e JOIN posting p ON p.entry = e.number JOIN account a ON a.id = p.account_id
  WHERE e.settlement_id IS NOT NULL AND e.kind <> 'payment' AND a.kind <> 'write_off'
) AS one ON one.settlement_id = s.id WHERE s.executed_at IS NOT NULL
GROUP BY s.number, one.account_id, one.what HAVING sum(one.cents) <> 0
UNION SELECT s.number FROM settlement s JOIN journal_entry e ON e.settlement_id = s.id WHERE s.executed_at IS NULL
UNION SELECT s.number FROM settlement s LEFT JOIN journal_entry e ON e.number = s.entries
 WHERE s.head IS DISTINCT FROM e.hash
ORDER BY 1 LIMIT 1
"""  # noqa: S608 - made of fixed parts
_NOT_UNDONE = """
SELECT s.number FROM settlement s WHERE s.executed_at IS NOT NULL
 AND (s.status = 'reversed') <> (EXISTS (SELECT 1 FROM settlement b WHERE b.reverses = s.id AND b.status = 'executed'))
UNION SELECT s.number FROM settlement s JOIN settlement b ON b.reverses = s.id AND b.status = 'executed'
 JOIN journal_entry e ON e.settlement_id IN (s.id, b.id) AND e.kind <> 'payment' JOIN posting p ON p.entry = e.number
 GROUP BY s.number, p.account_id HAVING sum(p.cents) <> 0
ORDER BY 1 LIMIT 1
"""
# Each payment has an entry that moves just that from the payer's open account to the payee's, and no other is there.
_NOT_AS_PAID = """
SELECT number FROM (
 SELECT p.entry AS number, i.payer_id AS holder_id, p.cents FROM invoice_payment p JOIN invoice i ON i.id = p.invoice_id
 UNION ALL SELECT p.entry, i.payee_id, -p.cents FROM invoice_payment p JOIN invoice i ON i.id = p.invoice_id
 UNION ALL SELECT e.number, coalesce(a.holder_id, a.id), -p.cents FROM journal_entry e
  JOIN posting p ON p.entry = e.number JOIN account a ON a.id = p.account_id WHERE e.kind = 'payment'
) AS one GROUP BY number, holder_id HAVING sum(cents) <> 0 ORDER BY number LIMIT 1
"""
_OPEN = """
SELECT sum(t.settled_cents) FROM account_total t JOIN account a ON a.id = t.account_id
WHERE a.kind = 'open' HAVING sum(t.settled_cents) <> 0
"""
_SETTLED_OTHERWISE = """
SELECT a.code FROM account a LEFT JOIN (
 SELECT p.account_id, sum(p.cents) AS cents FROM journal_entry e JOIN posting p ON p.entry = e.number
 WHERE e.settlement_id IS NOT NULL GROUP BY p.account_id) b ON b.account_id = a.id
LEFT JOIN (SELECT account_id, sum(settled_cents) AS cents FROM account_total GROUP BY account_id) t
 ON t.account_id = a.id
WHERE coalesce(t.cents, 0) <> coalesce(b.cents, 0) ORDER BY a.id LIMIT 1
"""
# What settlements cover, less what they settled, is what the last of them left: so what is not covered is all that is
# still to be settled, and no more.
_NOT_LEFT = """
SELECT a.code FROM account a LEFT JOIN (
 SELECT p.account_id, sum(p.cents) AS cents FROM posting p WHERE p.side <> 'settled' AND EXISTS (
  SELECT 1 FROM settlement s WHERE s.status = 'executed' AND s.reverses IS NULL
  AND p.booked_on BETWEEN s.first_day AND s.last_day AND p.entry <= s.entries)
 GROUP BY p.account_id) c ON c.account_id = a.id
LEFT JOIN (SELECT account_id, sum(settled_cents) AS cents FROM account_total GROUP BY account_id) t
 ON t.account_id = a.id
LEFT JOIN settlement_line l ON l.account_id = a.id AND l.settlement_id = (
 SELECT id FROM settlement WHERE status = 'executed' AND reverses IS NULL
 ORDER BY entries DESC LIMIT 1)
WHERE a.kind IN ('school', 'fund') AND coalesce(c.cents, 0) + coalesce(t.cents, 0) <> coalesce(
 l.position_cents - l.receives_cents + l.pays_cents + l.vat_cents - l.written_off_cents, 0)
ORDER BY a.id LIMIT 1
"""
_OF_SETTLEMENTS = (
    ("check.settlement", _NOT_AS_DECIDED, "number"),
    ("check.settlement_undone", _NOT_UNDONE, "number"),
    ("check.settlement_left", _NOT_LEFT, "account"),
    ("check.payment", _NOT_AS_PAID, "number"),
)
_OF_TOTALS = (("check.settled_total", _SETTLED_OTHERWISE, "account"), ("check.open", _OPEN, "cents"))


def settlement_faults(store: Store) -> list[Finding]:
    """One finding a question; where nothing was ever settled only that there is nothing."""
    ((count,),) = store.rows("SELECT count(*) FROM settlement")
    asked = (*_OF_SETTLEMENTS, *_OF_TOTALS) if count else _OF_TOTALS
    return [Finding(code, facts={name: row[0]}) for code, sql, name in asked for row in store.rows(sql)]
