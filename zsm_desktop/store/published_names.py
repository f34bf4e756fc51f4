"""The names in a copy to read elsewhere: whose they are, which values stay, and that these are under its own key.

Of who is not named here the copy holds what one without names holds. Of those who are it adds the name, initials, day
of birth, consents and numbers of cases: no question, note, wish, parent or earlier name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.raw import RawConnection
from zsm_desktop.store.resealing import reseal
from zsm_desktop.store.seal import Sealer

SEALED = ("given_name", "family_name", "initials", "birth_date")
"""Columns of a pupil that come along sealed; nothing else that is sealed does."""
MORE: dict[str, tuple[str, ...]] = {
    "pupil": ("code", "pseudonym", *SEALED),
    "case_file": ("number", "is_sixteen"),
}
"""Beside what a reader is shown; all of it tables with the row's identifier in `id`."""
IS_KEPT = "IN (SELECT id FROM temp.kept)"
IS_NOT_KEPT = "NOT " + IS_KEPT
_NOBODY = "Zonder naam "
"""And a number: who is in the copy to be counted only."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whose names come along, by identifier, with the cases that may be shared; `until` when the copy is to be gone."""

    pupils: frozenset[str]
    cases: frozenset[str]
    until: date


def mark(connection: RawConnection, named: Named) -> None:
    """From now on `IS_KEPT` is a condition on the identifiers of pupils and cases."""
    connection.execute("CREATE TEMP TABLE kept (id TEXT PRIMARY KEY)")
    ids = sorted(named.pupils | named.cases)
    connection.executemany("INSERT INTO temp.kept (id) VALUES (?)", [(one,) for one in ids])


def forget_marks(connection: RawConnection) -> None:
    connection.execute("DROP TABLE temp.kept")


def called() -> Iterator[str]:
    """After the others were given another number, so that lists do not show an identifier in the place of a name."""
    yield f"UPDATE pupil SET pseudonym = '{_NOBODY}' || -sequence, code = '-' || -sequence WHERE id {IS_NOT_KEPT}"  # noqa: S608
    yield f"DELETE FROM consent WHERE case_id {IS_NOT_KEPT}"  # noqa: S608 - a constant


def put_under(connection: RawConnection, before: Keys, own: Keys) -> None:
    """Inside a transaction: what is still sealed, for the copy's own second key."""
    reseal(connection, Sealer(before.seal_key), Sealer(own.seal_key))


def require_right(connection: RawConnection, named: Named, own: Keys) -> None:
    """Nothing is sealed but what may be, and all of it opens; raises RuleError("published.differs")."""
    from zsm_desktop.models.sealed import sealed_columns

    sealer = Sealer(own.seal_key)
    for table, column in sealed_columns():
        rows = connection.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()  # noqa: S608
        is_known = table == "pupil" and column in SEALED
        if rows and not (is_known and named.pupils.issuperset(row_id for row_id, _ in rows)):
            raise RuleError("published.differs")
        for row_id, value in rows:
            sealer.open(table, row_id, column, bytes(value))
