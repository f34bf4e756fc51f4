"""Copies with names that lie outside the network, remembered until somebody says that each is gone.

What is known of them is in the logbook, under an identifier of the copy's own: a line when it was made, with the
numbers of the pupils and the identifiers of the cases in it, and a line when it was given back or destroyed. The
logbook is not thrown away beyond the first that is still outside.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis, missing_for_discussion
from zsm_desktop.domain.destruction import MadePaper
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import (
    GONE,
    MAKE,
    HowGone,
    OutsideCopy,
    Spans,
    holds,
    numbers_in,
    require_until,
    spans_of,
)
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.services.service import Service, act, opened, read, sealed_fact

if TYPE_CHECKING:
    from zsm_desktop.services.chain import RowsOf
    from zsm_desktop.store.seal import Sealer
    from zsm_desktop.store.work import Work

_LINES = """
SELECT e.at, coalesce(u.name, ''), e.act, coalesce(e.subject_id, ''), e.facts FROM audit_event e
LEFT JOIN user_account u ON u.id = e.user_id WHERE e.act IN (:made, :gone) ORDER BY e.number
"""
_CONSENTS = """
SELECT c.id, p.id, p.sequence, p.birth_date, c.is_sixteen, s.legal_basis, s.given_by, s.valid_from, s.valid_until,
 s.withdrawn_on
FROM consent s JOIN case_file c ON c.id = s.case_id JOIN pupil p ON p.id = c.pupil_id
WHERE s.receiver_id IS NULL AND p.given_name IS NOT NULL AND p.anonymised_on IS NULL
 AND NOT EXISTS (SELECT 1 FROM pupil_request r WHERE r.pupil_id = p.id AND (r.status = 'open'
  AND r.kind IN ('objection', 'restriction', 'erasure') OR r.status = 'met' AND r.kind = 'restriction'))
ORDER BY c.id, s.id
"""
"""Of the whole network: what was allowed for one school is no leave to carry a name elsewhere. Neither is it where
somebody asked to stop, to limit the use or to be forgotten and waits for the answer, nor where the use is limited."""
_NUMBERS = "SELECT id, sequence FROM pupil"
_OWNERS = "SELECT c.id, p.sequence FROM case_file c JOIN pupil p ON p.id = c.pupil_id"


@dataclass(frozen=True, slots=True)
class Sharable:
    """Who may be in a copy with names on a day: number by identifier of the pupil, and the cases by identifier."""

    numbers: Mapping[str, int]
    cases: frozenset[str]


class OutsideCopies(Service):
    @read(Permission.KEEP_PRIVACY)
    def sharable(self) -> Sharable:
        """Raises RuleError("seal.no_key")."""
        return _sharable(self.store.rows, self.store.seal, self.desk.day)

    @read(Permission.KEEP_PRIVACY)
    def require(self, *, to: str, reason: str, until: date | None) -> Sharable:
        """What `made` would refuse, before anything is done; raises as that, and RuleError("copy.nobody")."""
        self._require(to, reason, until)
        found = self.sharable()
        if not found.numbers:
            raise RuleError("copy.nobody")
        return found

    @act(MAKE, Permission.MANAGE_USERS)
    def made(self, work: Work, *, to: str, reason: str, until: date, who: Sharable) -> None:
        """A copy with the names of `who` leaves the network: for whom, why and until when; before its key is laid down.

        Raises RuleError("published.no_receiver"), ("published.no_reason"), those of `require_until`, ("seal.no_key"),
        and ("copy.changed") when not all of them may be shared any more, or others as well.
        """
        self._require(to, reason, until)
        if _sharable(work.rows, work.seal, self.desk.day) != who:
            raise RuleError("copy.changed")
        work.made = work.subject_id = work.new_id()
        work.facts = {
            "to": sealed_fact(work, work.made, "to", to),
            "reason": sealed_fact(work, work.made, "reason", reason),
            # No text: those are looked through when somebody is forgotten.
            "until": [until.year, until.month, until.day],
            "pupils": [list(span) for span in spans_of(who.numbers.values())],
            "cases": sorted(who.cases),
        }
        work.touch("privacy", work.made)

    def _require(self, to: str, reason: str, until: date | None) -> None:
        """Only who may open a name lets it out, and only who keeps the register answers for it."""
        for needed in (Permission.MANAGE_USERS, Permission.OPEN_NAMES, Permission.KEEP_PRIVACY):
            self.actor.require(needed)
        if not to.strip():
            raise RuleError("published.no_receiver")
        if not reason.strip():
            raise RuleError("published.no_reason")
        require_until(until, self.desk.day)
        if not self.store.seal.may_open:
            raise RuleError("seal.no_key")

    @act(GONE, Permission.KEEP_PRIVACY)
    def gone(self, work: Work, copy_id: str, how: HowGone) -> None:
        """Somebody has it back, or knows that it was destroyed; raises RuleError("copy.none") and ("copy.gone", on)."""
        found = next((one for one in _copies(work.rows) if one.id == copy_id), None)
        if found is None:
            raise RuleError("copy.none")
        if found.gone_on is not None:
            raise RuleError("copy.gone", on=found.gone_on)
        work.subject_id = copy_id
        work.facts = {"how": HowGone(how).value}
        work.touch("privacy", copy_id)

    @read(Permission.READ_PRIVACY)
    def rows(self) -> tuple[OutsideCopy, ...]:
        """Those that are outside first, the one that is to be back first before the others."""
        hide = self.desk.masks.hide
        found = [replace(one, to=hide(one.to).text, reason=hide(one.reason).text) for one in self._counted()]
        return tuple(sorted(found, key=lambda one: (not one.is_outside, one.until, one.id)))

    @read(Permission.READ_PRIVACY)
    def of(self, pupil_id: str) -> tuple[OutsideCopy, ...]:
        """All that hold or held this pupil, those that are outside first."""
        held = set(ever_held(self.store.rows, pupil_id))
        return tuple(one for one in self.rows() if one.id in held) if held else ()

    @read(Permission.READ_PRIVACY)
    def waiting(self) -> int:
        """How many ask for something now; most networks have none, and then nothing else is read."""
        return sum(one.asks(self.desk.day) for one in self._counted())

    def _counted(self) -> list[OutsideCopy]:
        found = list(_copies(self.store.rows, self.store.seal))
        if self.store.seal.may_open and any(one.is_outside for one in found):
            now = _sharable(self.store.rows, self.store.seal, self.desk.day)
            found = [replace(one, ended=len(self._ended(one, now))) if one.is_outside else one for one in found]
        return found

    def _ended(self, copy: OutsideCopy, now: Sharable) -> set[int]:
        """The numbers in it of whom nothing may be shared any more, or not all that is in it."""
        held = numbers_in(copy.spans)
        ended = held.difference(now.numbers.values())
        if copy.cases <= now.cases:
            return ended
        owners = {str(case): int(number) for case, number in self.store.rows(_OWNERS)}
        return ended | (held & {owners[one] for one in copy.cases - now.cases if one in owners})

    @read(Permission.READ_PRIVACY)
    def told(self, papers: Iterable[MadePaper]) -> tuple[MadePaper, ...]:
        """The same papers, and of copies with names among them for whom, until when, and what became of each."""
        found = tuple(papers)
        if not any(one.act == MAKE for one in found):
            return found
        copies = {one.id: one for one in self.rows()}
        return tuple(replace(one, copy=copies.get(one.number)) if one.act == MAKE else one for one in found)


def held_of(rows_of: RowsOf, pupils: Iterable[str]) -> Iterator[MadePaper]:
    """The copies with names that are outside and hold one of these pupils."""
    outside = [one for one in _copies(rows_of) if one.is_outside]
    if outside:
        numbers = dict(rows_of(_NUMBERS, {}))
        wanted = [int(numbers[one]) for one in pupils if one in numbers]
        for one in outside:
            if any(holds(one.spans, number) for number in wanted):
                yield MadePaper(one.at, MAKE, one.id, one.by)


def ever_held(rows_of: RowsOf, pupil_id: str) -> tuple[str, ...]:
    """The identifiers of all copies that hold or held this one; none of somebody who is not known."""
    copies = list(_copies(rows_of))
    number = dict(rows_of(_NUMBERS, {})).get(pupil_id) if copies else None
    return tuple(one.id for one in copies if number is not None and holds(one.spans, int(number)))


def of_pupil(rows_of: RowsOf, seal: Sealer, number: int) -> Iterator[OutsideCopy]:
    """All that ever held this one, the oldest first."""
    return (one for one in _copies(rows_of, seal) if holds(one.spans, number))


def _copies(rows_of: RowsOf, seal: Sealer | None = None) -> Iterator[OutsideCopy]:
    """As they were made; without `seal` not for whom and why."""
    found: dict[str, OutsideCopy] = {}
    for at, by, name, copy_id, facts in rows_of(_LINES, {"made": MAKE, "gone": GONE}):
        said, when = json.loads(facts or "{}"), datetime.fromisoformat(str(at))
        if name == MAKE:
            to, reason = (_opened(seal, copy_id, one, said.get(one)) for one in ("to", "reason"))
            spans, cases = _spans(said["pupils"]), frozenset(map(str, said.get("cases", ())))
            found[copy_id] = OutsideCopy(copy_id, when, by, to, reason, date(*said["until"]), spans, cases=cases)
        elif copy_id in found:
            found[copy_id] = replace(found[copy_id], gone_on=home_day(when), how=HowGone(said["how"]))
    return iter(found.values())


def _spans(said: Iterable[Iterable[int]]) -> Spans:
    return tuple((int(first), int(last)) for first, last in said)


def _opened(seal: Sealer | None, copy_id: str, name: str, value: Any) -> str:
    if seal is None or not seal.may_open or not isinstance(value, str):
        return ""
    with suppress(ValueError, RuleError):
        return seal.open("audit_event", copy_id, name, SealedBytes.fromhex(value))
    return ""


def _sharable(rows_of: RowsOf, seal: Sealer, day: date) -> Sharable:
    if not seal.may_open:
        raise RuleError("seal.no_key")
    consents: defaultdict[str, list[ConsentFacts]] = defaultdict(list)
    cases: dict[str, tuple[str, int, Any, Any]] = {}
    for case_id, pupil_id, number, born, is_sixteen, basis, given_by, *days in rows_of(_CONSENTS, {}):
        cases[case_id] = (pupil_id, int(number), born, is_sixteen)
        first, last, withdrawn = (date.fromisoformat(str(one)[:10]) if one else None for one in days)
        if first is not None:
            facts = ConsentFacts(LegalBasis(basis), GivenBy(given_by), None, first, last, withdrawn)
            consents[case_id].append(facts)
    numbers: dict[str, int] = {}
    shared: set[str] = set()
    for case_id, (pupil_id, number, born, is_sixteen) in cases.items():
        said = opened(seal, "pupil", pupil_id, "birth_date", born)
        birth = date.fromisoformat(said) if said else None
        told = None if is_sixteen is None else bool(is_sixteen)
        if missing_for_discussion(consents[case_id], birth, day, is_sixteen=told) is None:
            numbers[pupil_id] = number
            shared.add(case_id)
    return Sharable(numbers, frozenset(shared))
