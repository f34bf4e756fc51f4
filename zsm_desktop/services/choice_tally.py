"""How many cases have which choice of the profile, as counts: directors read them and hold no key to the cases.

Kept at every write of a case's fields, and made again from the cases by whoever can open them.
Why: docs/decisions/0033-counts-of-choices.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.choice_counts import (
    FILLED,
    Mark,
    choices_of,
    is_chosen,
    marks,
    of_several,
    people_of,
    verdict,
)
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outcomes import thousandths
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.privacy import is_recognisable
from zsm_desktop.domain.profiles import CaseField, Profile
from zsm_desktop.domain.suppression import Published, hidden_cells
from zsm_desktop.models import Case, CaseValue, ChoiceTally
from zsm_desktop.services.profiles import profile_of
from zsm_desktop.services.service import Service, act, opened, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.store.seal import Sealer

ALONE = Published(tables=((0, 1),), moves=((0,),))
"""Counts by one column, and their total."""
Counted = tuple[str, str, int]
"""A field, a choice of it and the school year in which the case was entered."""
_MORE = """
INSERT INTO choice_tally (field, choice, school_year, counted) VALUES (?, ?, ?, 1)
ON CONFLICT (field, choice, school_year) DO UPDATE SET counted = choice_tally.counted + 1
"""
_LESS = """
UPDATE choice_tally SET counted = counted - 1 WHERE field = ? AND choice = ? AND school_year = ? AND counted > 0
"""


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """`share` is of the cases in which the field is filled in, in thousandths; None: not to be shown."""

    code: str
    name: str
    count: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class FieldCounts:
    """`average` is how many choices there are in a case, in hundredths, where several may be chosen."""

    code: str
    name: str
    is_several: bool
    filled: int | None
    rows: tuple[ChoiceCount, ...]
    average: int | None


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """What the profile asks of the cases entered in a school year; `is_whole`: nothing is hidden in it."""

    year: int
    fields: tuple[FieldCounts, ...]
    is_whole: bool


class ChoiceTallies(Service):
    @read(Permission.READ_NETWORK)
    def years(self) -> tuple[int, ...]:
        """The school years of which there is something, the last first."""
        query = select(ChoiceTally.school_year).where(ChoiceTally.counted > 0).distinct()
        with self.store.reading() as session:
            return tuple(session.scalars(query.order_by(ChoiceTally.school_year.desc())))

    @read(Permission.READ_NETWORK)
    def target_group(self, year: int, *, is_paper: bool = False) -> TargetGroup:
        """Every field with choices, in the order of the profile, the verdict of flags after its own."""
        is_whole = self.actor.sees_small_groups(is_paper=is_paper)
        with self.store.reading() as session:
            profile, kept = profile_of(session), counts_of(session, year)
        fields = [one for one in profile.case_fields if is_chosen(one)]
        fields += [
            CaseField(verdict(flags), flags.name, "choice", flags.fields[0].choices, is_sealed=False)
            for flags in profile.flags
        ]
        found = [_field(one, kept, is_whole=is_whole) for one in fields]
        return TargetGroup(year, tuple(one for one, _ in found), not any(hides for _, hides in found))

    @read(Permission.READ_CASES)
    def is_behind(self) -> bool:
        """Whether the counts are not those of the cases; False for who cannot open what is sealed in them."""
        if not self.store.seal.may_open:
            return False
        with self.store.reading() as session:
            kept = {
                (field, choice, year): counted
                for field, choice, year, counted in session.execute(
                    select(ChoiceTally.field, ChoiceTally.choice, ChoiceTally.school_year, ChoiceTally.counted)
                )
                if counted
            }
            found = _from_cases(session, self.store.seal, profile_of(session))
            return kept != found + _forgotten(session)

    @act("tally.recount", Permission.EDIT_CASES)
    def recount(self, work: Work) -> None:
        """Make all counts again from the cases. Raises RuleError("seal.no_key")."""
        if not work.seal.may_open:
            raise RuleError("seal.no_key")
        recount(work, self.desk.profile)
        work.touch("case")


def keep(work: Work, profile: Profile, entered_on: date, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """One case's values changed; a store in which nothing was counted yet is counted whole."""
    if not work.rows("SELECT 1 FROM choice_tally LIMIT 1", ()):
        work.session.flush()
        recount(work, profile)
        return
    year = SchoolYear.of(entered_on).start_year
    was, now = marks(profile, before), marks(profile, after)
    for sql, found in ((_LESS, was - now), (_MORE, now - was)):
        if found:
            work.run(sql, [(*mark, year) for mark in sorted(found)])


def recount(work: Work, profile: Profile) -> None:
    """Of all cases, by who holds the second key; the same however often it is done."""
    forgotten = _forgotten(work.session)
    _lay_down(work, _from_cases(work.session, work.seal, profile) + forgotten, forgotten)


def forget(work: Work, profile: Profile, cases: Mapping[str, date]) -> None:
    """The values of these cases (with the day each was entered) are about to go; what they count for stays."""
    work.session.flush()
    found, forgotten = _from_cases(work.session, work.seal, profile), _forgotten(work.session)
    gone = Counter(
        (field, choice, SchoolYear.of(entered_on).start_year)
        for case_id, entered_on in cases.items()
        for field, choice in marks(profile, values_of(work.session, work.seal, case_id))
    )
    _lay_down(work, found + forgotten, forgotten + gone)


def _lay_down(work: Work, counted: Counter[Counted], forgotten: Counter[Counted]) -> None:
    work.session.execute(delete(ChoiceTally))
    work.session.flush()
    work.session.add_all(
        ChoiceTally(field=key[0], choice=key[1], school_year=key[2], counted=count, forgotten=forgotten[key])
        for key, count in sorted(counted.items())
    )
    work.session.flush()


def _forgotten(session: Session) -> Counter[Counted]:
    """What is counted of cases nobody can count again."""
    query = select(ChoiceTally.field, ChoiceTally.choice, ChoiceTally.school_year, ChoiceTally.forgotten)
    rows = session.execute(query.where(ChoiceTally.forgotten > 0))
    return Counter({(field, choice, year): count for field, choice, year, count in rows})


def values_of(session: Session, seal: Sealer, case_id: str) -> dict[str, str]:
    """What is filled in of one case, by field; sealed ones are "" for who lacks the second key."""
    return {
        row.field: _value(seal, row) for row in session.scalars(select(CaseValue).where(CaseValue.case_id == case_id))
    }


def counts_of(session: Session, year: int) -> Counter[Mark]:
    query = select(ChoiceTally.field, ChoiceTally.choice, ChoiceTally.counted)
    return Counter(
        {(field, choice): n for field, choice, n in session.execute(query.where(ChoiceTally.school_year == year))}
    )


def shown(
    kept: Mapping[Mark, int], field: str, choices: Collection[str], *, is_whole: bool
) -> tuple[int | None, dict[str, int | None]]:
    """In how many cases the field is filled in, and each choice; None where that gives a small group away.

    What a profile does not ask any more counts too: it is what is left of the others.
    """
    filled, chosen = kept.get((field, FILLED), 0), {code: kept.get((field, code), 0) for code in choices}
    if is_whole:
        return filled, dict(chosen)
    all_of = {code: count for (name, code), count in kept.items() if name == field and code != FILLED and count}
    people = [(one, ("",)) for one in people_of(filled, all_of)]
    hidden = hidden_cells(people, ALONE)
    told = {code: None if ((0, code),) in hidden else count for code, count in chosen.items()}
    left = filled - sum(count for code, count in all_of.items() if ((0, code),) not in hidden)
    return (None if () in hidden or is_recognisable(left) else filled), told


def _field(field: CaseField, kept: Mapping[Mark, int], *, is_whole: bool) -> tuple[FieldCounts, bool]:
    choices = choices_of(field)
    filled, counts = shown(kept, field.code, [one.code for one in choices], is_whole=is_whole)
    told = [count for count in counts.values() if count is not None]
    is_all = filled is not None and len(told) == len(choices)
    rows = tuple(ChoiceCount(one.code, one.name, counts[one.code], _share(counts[one.code], filled)) for one in choices)
    several = field.kind == "many"
    average = of_several(told, filled) if several and is_all and filled else None
    return FieldCounts(field.code, field.name, several, filled, rows, average), not is_all


def _share(count: int | None, filled: int | None) -> int | None:
    return None if count is None or not filled else thousandths(count, filled)


def _from_cases(session: Session, seal: Sealer, profile: Profile) -> Counter[Counted]:
    cases: dict[str, dict[str, str]] = defaultdict(dict)
    for row in session.scalars(select(CaseValue)):
        cases[row.case_id][row.field] = _value(seal, row)
    entered = dict(
        session.execute(select(Case.id, Case.entered_on).where(Case.id.in_(select(CaseValue.case_id)))).all()
    )
    return Counter(
        (field, choice, SchoolYear.of(entered[case_id]).start_year)
        for case_id, values in cases.items()
        for field, choice in marks(profile, values)
    )


def _value(seal: Sealer, row: CaseValue) -> str:
    return row.open_value or opened(seal, "case_value", row.id, "sealed_value", row.sealed_value)
