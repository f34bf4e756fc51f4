"""The guards of `store/guards.py` in PL/pgSQL, and what a file has no need of: a table cannot be emptied at once."""

from __future__ import annotations

from collections.abc import Iterable

from zsm_desktop.store import guards
from zsm_desktop.store.guards import Guard, Run

WRITING = 0x5A534D
"""The one lock of every act that writes: what a service read in its act stays so until the act is over."""

# They keep the totals, which nobody else may write, and see all rows whatever the one who books may see.
_FUNCTION = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $guard$
{body}
$guard$"""
_REFUSE = "RAISE EXCEPTION 'guard:{code}' USING ERRCODE = 'restrict_violation';"
_MONTH = "extract(year FROM new.booked_on)::integer * 12 + extract(month FROM new.booked_on)::integer - 1"

_FLOW = f"""BEGIN
 INSERT INTO flow_total AS t (giver_id, taker_id, offer_id, month, cents, quantity)
  SELECT p.account_id, p.counter_id, new.offer_id, {_MONTH},
   p.cents, CASE a.kind WHEN 'fund' THEN 0 ELSE new.quantity END
  FROM posting p JOIN account a ON a.id = p.counter_id WHERE p.entry = new.number AND p.side = 'given'
  ON CONFLICT (giver_id, taker_id, offer_id, month) DO UPDATE SET cents = t.cents + excluded.cents,
  quantity = t.quantity + excluded.quantity;
 RETURN NULL;
END"""  # noqa: S608 - of the two constants above

_ENTRY = f"""DECLARE
 head record;
 seen record;
BEGIN
 PERFORM pg_advisory_xact_lock({WRITING});
 SELECT number, hash INTO head FROM journal_entry ORDER BY number DESC LIMIT 1;
 IF new.number <> coalesce(head.number, 0) + 1 THEN {_REFUSE.format(code="entry.number")} END IF;
 IF new.previous_hash <> coalesce(head.hash, decode(repeat('00', 32), 'hex')) OR length(new.hash) <> 32 THEN
  {_REFUSE.format(code="entry.chain")}
 END IF;
 PERFORM 1 FROM period WHERE id = new.period_id AND new.booked_on BETWEEN first_day AND last_day
  AND (status = 'open' OR (status = 'hold' AND new.kind = 'reversal')) FOR SHARE;
 IF NOT FOUND THEN {_REFUSE.format(code="entry.period")} END IF;
 SELECT count(*) AS n, sum(cents) AS s, count(*) FILTER (WHERE booked_on <> new.booked_on
  OR (side = 'settled') <> (new.settlement_id IS NOT NULL)) AS d INTO seen
  FROM posting WHERE entry = new.number;
 IF seen.n < 2 OR seen.s <> 0 OR seen.d <> 0 THEN {_REFUSE.format(code="entry.sum")} END IF;
 RETURN new;
END"""  # noqa: S608 - of the constants above

_POSTING = f"""DECLARE
 given bigint := CASE new.side WHEN 'given' THEN new.cents ELSE 0 END;
 taken bigint := CASE new.side WHEN 'taken' THEN -new.cents ELSE 0 END;
 settled bigint := CASE new.side WHEN 'settled' THEN new.cents ELSE 0 END;
BEGIN
 IF EXISTS (SELECT 1 FROM journal_entry WHERE number = new.entry) THEN {_REFUSE.format(code="posting.late")} END IF;
 INSERT INTO account_total AS t (account_id, month, given_cents, taken_cents, settled_cents)
  VALUES (new.account_id, {_MONTH}, given, taken, settled)
  ON CONFLICT (account_id, month) DO UPDATE SET given_cents = t.given_cents + excluded.given_cents,
  taken_cents = t.taken_cents + excluded.taken_cents, settled_cents = t.settled_cents + excluded.settled_cents;
 IF new.side = 'settled' THEN RETURN NULL; END IF;
 INSERT INTO pair_total AS t (account_id, counter_id, school_year, given_cents, taken_cents)
  VALUES (new.account_id, new.counter_id,
  extract(year FROM new.booked_on)::integer - (extract(month FROM new.booked_on) < 8)::integer, given, taken)
  ON CONFLICT (account_id, counter_id, school_year) DO UPDATE SET given_cents = t.given_cents + excluded.given_cents,
  taken_cents = t.taken_cents + excluded.taken_cents;
 RETURN NULL;
END"""  # noqa: S608 - of the constants above

# Every act leaves an audit line, so that none is left where no line can be added; and the first act after their term
# takes away the keys of before. Who sees only some lines cannot number them.
_AUDIT = f"""BEGIN
 IF (SELECT is_retired FROM schema_version) THEN {_REFUSE.format(code="store.retired")} END IF;
 UPDATE schema_version SET earlier_keys = NULL, earlier_until = NULL WHERE earlier_until < now();
 new.number := (SELECT coalesce(max(number), 0) + 1 FROM audit_event);
 RETURN new;
END"""  # noqa: S608 - of the constants above

# Another role or the end of it holds from that moment, whoever changed the row.
_GROUPS = """BEGIN
 PERFORM regroup(new.id);
 RETURN NULL;
END"""

_COUNTING = {
    "guard_audit_event_insert": ("BEFORE INSERT ON audit_event", _AUDIT),
    "guard_user_groups": ("AFTER UPDATE ON user_account", _GROUPS),
    "guard_entry": ("BEFORE INSERT ON journal_entry", _ENTRY),
    "guard_flow": ("AFTER INSERT ON journal_entry", _FLOW),
    "guard_posting": ("AFTER INSERT ON posting", _POSTING),
}
_NEVER_EMPTIED = (
    *guards.FROZEN,
    *"delivery minutes_version confirmation_line fund_claim audit_event destruction dispute_message".split(),
    *"placement_change period_reopening".split(),
)


def expected() -> dict[tuple[str, str], tuple[str, str]]:
    """(trigger, table) → what sets it off, and the body of its function."""
    found = {(guard.name, guard.table): (f"{guard.event} FOR EACH ROW", _body(guard)) for guard in guards.rules()}
    for name, (event, body) in _COUNTING.items():
        found[name, event.rsplit(" ", 1)[1]] = (f"{event} FOR EACH ROW", body)
    for table in _NEVER_EMPTIED:
        refused = f"BEGIN\n {_REFUSE.format(code=f'{table}.fixed')}\nEND"
        found[f"guard_{table}_truncate", table] = (f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", refused)
    return found


def remove(run: Run) -> None:
    for name, table in expected():
        run(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def install(run: Run) -> None:
    """Make every guard anew; called in the transaction of a migration, after `remove`."""
    for (name, _), (event, body) in expected().items():
        run(_FUNCTION.format(name=name, body=body))
        run(f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION {name}()")


def audit_function() -> str:
    """The one of the logbook, as `install` makes it; its trigger stays."""
    return _FUNCTION.format(name="guard_audit_event_insert", body=_AUDIT)


FOUND = """
SELECT t.tgname, c.relname, replace(pg_get_triggerdef(t.oid, true), 'public.', ''), p.prosrc,
 CASE WHEN p.prosecdef AND p.proconfig = '{"search_path=public, pg_temp"}' THEN t.tgenabled::text ELSE 'altered' END
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""


def differing(found: Iterable[tuple[str, str, str, str, str]]) -> list[str]:
    """Names of guards that are missing, altered or switched off, and of triggers that are not ours, given FOUND."""
    present = {(name, table): (made, body.strip(), enabled) for name, table, made, body, enabled in found}
    wanted = {
        (name, table): (f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION {name}()", body, "O")
        for (name, table), (event, body) in expected().items()
    }
    return sorted(key[0] for key in wanted.keys() | present.keys() if wanted.get(key) != present.get(key))


def _body(guard: Guard) -> str:
    refuse = _REFUSE.format(code=guard.code)
    row = "old" if guard.verb == "delete" else "new"
    if not guard.when:
        return f"BEGIN\n {refuse}\nEND"
    return f"BEGIN\n IF ({guard.when}) THEN {refuse} END IF;\n RETURN {row};\nEND"
