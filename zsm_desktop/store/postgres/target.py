"""The database a network is moved to: empty, or left by a move that was broken off, and then made empty again."""

from __future__ import annotations

from contextlib import closing

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.postgres import logins
from zsm_desktop.store.postgres.place import VERSION, ServerPlace
from zsm_desktop.store.raw import RawConnection

_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
_ORDERS = "SELECT datcollate FROM pg_database WHERE datname = current_database()"
_BYTEWISE = frozenset({"C", "POSIX", "C.UTF-8", "C.utf8"})
_ALLOWED = """
SELECT rolsuper OR rolcreaterole, pg_has_role(d.datdba, 'MEMBER') FROM pg_roles, pg_database d
WHERE rolname = current_user AND datname = current_database()
"""


def require_fit(owner: ServerPlace) -> None:
    """Whether a network may be moved there; changes nothing.

    Raises RuleError("move.not_empty", table), ("server.order", found), ("server.not_owner"), or why not reached.
    """
    with owner.answering(), closing(owner.connect()) as driver:
        _left_there(driver, owner)


def prepare(owner: ServerPlace) -> None:
    """Make it empty; raises as `require_fit`."""
    with owner.answering(), closing(owner.connect()) as driver:
        if not _left_there(driver, owner):
            return
        driver.execute("BEGIN")
        driver.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC")
        driver.execute("COMMIT")


def let_in(driver: RawConnection, header: KeyFile, user_id: str, password: str) -> None:
    """The key slots of who moves the network, and the printed recovery key; the others are let in one by one after it.

    Their passwords are not known here, and without one there is no login.
    """
    own = tuple(slot for slot in header.slots if slot.kind == "recovery" or slot.owner.user_id == user_id)
    logins.write_slots(driver, KeyFile(header.network_id, own))
    logins.admit(driver, user_id, logins.login_secret(password, logins.login_name(user_id)))


def finish(owner: ServerPlace) -> None:
    """From now on people can open it."""
    with owner.answering(), closing(owner.connect()) as driver:
        driver.execute(f"UPDATE {VERSION} SET is_ready = true")  # noqa: S608 - a constant


def is_ready(owner: ServerPlace) -> bool:
    """Whether people can open it; waits for a `finish` that is still at work there."""
    with owner.answering(), closing(owner.connect()) as driver:
        driver.execute("BEGIN")
        found = driver.execute(f"SELECT is_ready FROM {VERSION} FOR UPDATE").fetchone()  # noqa: S608 - a constant
        return found is not None and bool(found[0])


def is_retired(place: ServerPlace) -> bool:
    """Whether it is only read since it was moved to a file; waits for a `retire` that is still at work there."""
    with place.answering(), closing(place.connect()) as driver:
        place.begin_writing(driver)
        return bool(driver.execute(f"SELECT is_retired FROM {VERSION}").fetchone()[0])  # noqa: S608 - a constant


def require_owner(driver: RawConnection, owner: ServerPlace) -> None:
    """Raises RuleError("server.not_owner", user, path)."""
    makes_logins, owns = driver.execute(_ALLOWED).fetchone()
    if not (makes_logins and owns):
        raise RuleError("server.not_owner", user=owner.address.user, path=owner.address.shown)


def _left_there(driver: RawConnection, owner: ServerPlace) -> bool:
    """Whether a move that was broken off left its tables; raises as `require_fit`."""
    (order,) = driver.execute(_ORDERS).fetchone()
    if order not in _BYTEWISE:
        raise RuleError("server.order", found=order)
    require_owner(driver, owner)
    tables = [name for (name,) in driver.execute(_TABLES).fetchall()]
    if tables and not _is_unfinished(driver, tables):
        raise RuleError("move.not_empty", table=tables[0])
    return bool(tables)


def _is_unfinished(driver: RawConnection, tables: list[str]) -> bool:
    if VERSION not in tables:
        return False
    found = driver.execute(f"SELECT is_ready FROM {VERSION}").fetchone()  # noqa: S608 - a constant
    return found is None or not found[0]
