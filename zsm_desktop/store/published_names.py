"""The names in a copy to read elsewhere: whose they are, which values stay, and that these are under its own key.

Of who is not named here the copy holds what one without names holds. Of those who are it adds the name, initials, day
of birth, consents and what stands in the open of a case: no question, note, wish, parent or earlier name.
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
    "case_file": (
        "number", "is_sixteen", "half_days", "weekdays", "travel_km", "wanted_from", "pupil_spoken_on",
        "guardians_spoken_on", "return_on", "reopened_on",
    ),
}  # fmt: skip
"""Beside what a reader is shown; all of it tables with the row's identifier in `id`."""
NOT_HERE = "Zit niet in deze kopie."
"""Stands where the question of a case would: an empty one would say that nobody asked anything."""
IS_KEPT = "IN (SELECT id FROM temp.kept)"
IS_NOT_KEPT = "NOT " + IS_KEPT
_NOBODY = "Zonder naam "
"""And a number: who is in the copy to be counted only."""
_CASES = "case_file"
"""Nobody edits in a copy, so none of this raises a version."""
_NUMBERED = f"""
UPDATE {_CASES} SET number = '-' || n.number
FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM case_file) n
WHERE n.id = case_file.id AND case_file.id {IS_NOT_KEPT}
"""  # noqa: S608 - a constant


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
    yield _NUMBERED
    yield f"DELETE FROM consent WHERE case_id {IS_NOT_KEPT}"  # noqa: S608 - a constant


def put_under(connection: RawConnection, before: Keys, own: Keys) -> None:
    """Inside a transaction: what is still sealed, for the copy's own second key, and what stands for the questions."""
    sealer = Sealer(own.seal_key)
    reseal(connection, Sealer(before.seal_key), sealer)
    for (case_id,) in connection.execute(f"SELECT id FROM case_file WHERE id {IS_KEPT}").fetchall():  # noqa: S608
        said = sealer.seal("case_file", case_id, "question", NOT_HERE)
        connection.execute(f"UPDATE {_CASES} SET question = ? WHERE id = ?", (said, case_id))  # noqa: S608


def require_right(connection: RawConnection, named: Named, own: Keys) -> None:
    """Nothing is sealed but what may be, and all of it opens; raises RuleError("published.differs")."""
    from zsm_desktop.models.sealed import sealed_columns

    sealer = Sealer(own.seal_key)
    for table, column in sealed_columns():
        rows = connection.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()  # noqa: S608
        is_name, is_question = table == "pupil" and column in SEALED, (table, column) == ("case_file", "question")
        known = named.pupils if is_name else named.cases if is_question else frozenset[str]()
        for row_id, value in rows:
            said = sealer.open(table, row_id, column, bytes(value))
            if row_id not in known or (is_question and said != NOT_HERE):
                raise RuleError("published.differs")
