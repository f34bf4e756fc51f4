"""An invented network to look at and to try things on: same arguments, same data.

Its shape and its totals are those of the network the program is made for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError

if TYPE_CHECKING:
    from zsm_desktop.store.store import Store

PASSWORD = "voorbeeld"  # noqa: S105 - told to everyone who makes a sample
FEWEST_SCHOOLS, MOST_SCHOOLS = 2, 600
MOST_YEARS = 15
FIRST_TODAY, LAST_TODAY = date(1950, 1, 1), date(2199, 12, 31)
MOST_DELIVERIES = 5_000_000


@dataclass(frozen=True, slots=True)
class SampleUser:
    name: str
    role: str
    school: str


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """What was made; `pupils` counts those enrolled on the sample's today, `users` all have the sample's password."""

    store: str
    network: str
    schools: int
    pupils: int
    cases: int
    meetings: int
    deliveries: int
    entries: int
    chain_head: str
    users: tuple[SampleUser, ...]


def make(
    folder: Path,
    *,
    today: date,
    schools: int | None = None,
    years: int | None = None,
    deliveries: int | None = None,
    seed: int = 1,
    profile: str = "zeeland",
    password: str = PASSWORD,
    progress: Callable[[str, int, int], None] | None = None,
    cheap_keys: bool = False,
) -> SampleFacts:
    """Make a network in an empty folder, `years` full school years and the running one deep.

    `schools`, `years` and `deliveries` None: as many as such a network has. `progress` hears a stage's code, what is
    done and of how much; an exception it raises stops the making and empties the folder again. `cheap_keys` is for
    tests only. Raises RuleError("sample.day"), ("sample.size"), ("profile.unknown"), ("store.folder_not_empty") and
    those of writing.
    """
    if not FIRST_TODAY <= today <= LAST_TODAY:
        raise RuleError("sample.day", day=today, least=FIRST_TODAY, most=LAST_TODAY)
    asked_for = {"schools": (schools, FEWEST_SCHOOLS, MOST_SCHOOLS), "years": (years, 1, MOST_YEARS)}
    for name, (value, least, most) in asked_for.items():
        _require(name=name, value=least if value is None else value, least=least, most=most)
    _require(name="deliveries", value=deliveries or 0, least=0, most=MOST_DELIVERIES)
    from zsm_desktop.services.sample.making import Asked, Making
    from zsm_desktop.services.sample.portraits import portrait_of
    from zsm_desktop.services.sample.shape import Frame
    from zsm_desktop.services.shipped_profiles import shipped

    asked = Asked(shipped(profile), portrait := portrait_of(profile), schools or portrait.schools, deliveries)
    making = Making(folder, Frame(seed, today, years or portrait.years), asked)
    store = making.run(password, progress or _silent, cheap_keys=cheap_keys)
    try:
        users = tuple(
            SampleUser(user.name, user.role.value, user.school.place.code if user.school else "")
            for user in making.network.users
        )
        return _facts(store, folder, users)
    finally:
        store.close()


_COUNTS = """
SELECT (SELECT name FROM network), (SELECT count(*) FROM school), (SELECT count(*) FROM pupil WHERE left_on IS NULL),
 (SELECT count(*) FROM case_file), (SELECT count(*) FROM meeting), (SELECT count(*) FROM delivery),
 (SELECT count(*) FROM journal_entry),
 (SELECT coalesce((SELECT hex(hash) FROM journal_entry ORDER BY number DESC LIMIT 1), ''))
"""


def _facts(store: Store, folder: Path, users: tuple[SampleUser, ...]) -> SampleFacts:
    """Counted from the rows themselves."""
    ((name, schools, pupils, cases, meetings, deliveries, entries, head),) = store.rows(_COUNTS)
    return SampleFacts(str(folder), name, schools, pupils, cases, meetings, deliveries, entries, head.lower(), users)


def _require(*, name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise RuleError("sample.size", name=name, value=value, least=least, most=most)


def _silent(_stage: str, _done: int, _of: int) -> None:
    pass
