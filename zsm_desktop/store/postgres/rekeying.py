"""Other keys for a network on a server: all in one transaction of the owner of its tables, while others read on.

Until it commits everything opens with the old keys, and after it with the new ones: there is no half. Acts of others
wait for it as for any act. Whoever then still has the old keys in memory is nobody to the server (`logins.acting`), so
that nothing there is sealed under them any more; what lies on computers still is (`earlier_keys`).
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import earlier_keys, raw
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.postgres import guards, logins, target, upgrading
from zsm_desktop.store.postgres import rows as policies
from zsm_desktop.store.postgres.place import VERSION, ServerPlace
from zsm_desktop.store.raw import RawConnection
from zsm_desktop.store.renewal import PROVING, SEALING, Counted, Progress
from zsm_desktop.store.resealing import plain_digest, reseal, rows_to_read, sealed_tables
from zsm_desktop.store.seal import Sealer

_IS_READY = f"""
SELECT to_regproc('entering') IS NOT NULL AND EXISTS (SELECT 1 FROM information_schema.columns
 WHERE table_name = '{VERSION}' AND column_name = 'earlier_until')
"""  # noqa: S608 - a constant
_EARLIER = f"SELECT earlier_keys FROM {VERSION}"  # noqa: S608 - a constant
_MARK = f"""
UPDATE {VERSION} SET key_mark = ?, keyed_at = ?, keyed_by = ?, earlier_keys = ?,
 earlier_until = now() + interval '{earlier_keys.TERM_DAYS:d} days'
"""  # noqa: S608 - constants
_COUNTS = """
SELECT (SELECT count(*) FROM journal_entry), (SELECT hash FROM journal_entry ORDER BY number DESC LIMIT 1),
 (SELECT coalesce(sum(cents), 0) FROM posting WHERE side = 'given')
"""


class Rekeyed(NamedTuple):
    """How many rows were compared, and what the books were in the same moment."""

    rows: int
    entries: int
    chain_head: str
    given_cents: int


def require_fit(owner: ServerPlace) -> None:
    """Whether this login may do it; raises RuleError("server.not_owner") and ("guard.store.retired")."""
    with owner.answering(), closing(owner.connect()) as driver:
        target.require_owner(driver, owner)
        if driver.execute(f"SELECT is_retired FROM {VERSION}").fetchone()[0]:  # noqa: S608 - a constant
            raise RuleError("guard.store.retired")


def rekey(
    owner: ServerPlace,
    old: Keys,
    new: Keys,
    header: KeyFile,
    password: str,
    at: datetime,
    progress: Progress = lambda _doing, _done, _all: None,
) -> Rekeyed:
    """Everything sealed anew, the slots of `header` in the place of all there were, and a line in the logbook.

    `password` is that of the user of `old`, who keeps it; all other logins are closed. Raises RuleError
    ("renew.not_these") when the keys there are not `old`, ("seal.broken"), ("renew.differs"), those of `require_fit`
    and of `Place.commit`. Then it is as it was; after ("server.maybe_kept") that cannot be told.
    """
    from zsm_desktop.store.work import add_line, speaking

    require_fit(owner)
    with speaking(owner), closing(owner.connect()) as driver:
        _make_ready(driver)
        owner.begin_writing(driver)
        try:
            there = _require_keys(driver, owner, old, password)
            rows, values = _resealed(driver, old, new, progress)
            logins.write_slots(driver, replace(header, read_as=there.slots))
            logins.admit(driver, old.user_id, logins.login_secret(password, logins.login_name(old.user_id)))
            kept = earlier_keys.sealed(old, new, at, driver.execute(_EARLIER).fetchone()[0])
            driver.execute(_MARK, (new.mark, at.isoformat(), old.user_name, kept))
            without = {one.user_id for one in there.users} - {old.user_id}
            facts = {"without_entry": len(without), "sealed": values}
            line = add_line(driver, at, old.user_id, "keys.renew", None, facts)
            entries, head, given = driver.execute(_COUNTS).fetchone()
            driver.execute("SELECT pg_notify(?, ?)", owner.news.farewell())
            owner.commit(driver, line, {"user": {old.user_id}})
        except BaseException:
            if not raw.is_lost(driver) and driver.in_transaction:
                driver.execute("ROLLBACK")
            raise
    return Rekeyed(rows, int(entries), bytes(head).hex() if head else "", int(given))


def _make_ready(driver: RawConnection) -> None:
    """A server that was laid down before keys could be renewed so; a moment of its own, for it holds up readers."""
    if not driver.execute(_IS_READY).fetchone()[0]:
        driver.execute("BEGIN")
        for sql in (*upgrading.COLUMNS, *logins.FUNCTIONS, *policies.policies("key_slot"), guards.audit_function()):
            driver.execute(sql)
        driver.execute("COMMIT")


def _require_keys(driver: RawConnection, owner: ServerPlace, old: Keys, password: str) -> KeyFile:
    there = logins.read_slots(driver, owner.address.shown)
    if there.unlock(password, old.user_id).store_key != old.store_key:
        raise RuleError("renew.not_these")
    return there


def _resealed(driver: RawConnection, old: Keys, new: Keys, progress: Progress) -> tuple[int, int]:
    """Switching a guard off keeps out who writes, and who writes waits anyway; dropping it would keep out readers."""
    before, after, tables = Sealer(old.seal_key), Sealer(new.seal_key), sealed_tables()
    rows = rows_to_read(driver, tables)
    compared = Counted(progress, PROVING, 2 * rows)
    was = plain_digest(driver, before, compared, tables)
    driver.execute("; ".join(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in sorted(tables)))
    reseal(driver, before, after, Counted(progress, SEALING, 0))
    driver.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with one that waits cannot be altered
    driver.execute("; ".join(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in sorted(tables)))
    if plain_digest(driver, after, compared, tables) != was:
        raise RuleError("renew.differs")
    return rows, was[1]
