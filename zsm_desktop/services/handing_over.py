"""The office of the secretary passes to another person: what that person must know, read together for screen and paper.

Nothing of a pupil stands in it, as it goes into a director's safe: counts, days, numbers of meetings, users and places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.breaches import HOURS, Risk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.papers import MAKE, Paper, PaperKind, paper_in
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.privacy import without_pseudonyms
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models import User
from zsm_desktop.services.backups import BackupFacts
from zsm_desktop.services.known import known
from zsm_desktop.services.logbook import year_of
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.today import Waiting
from zsm_desktop.store import backup_state
from zsm_desktop.store.first_steps import SHEET, standing
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.place import is_on_server
from zsm_desktop.store.store import header_of

if TYPE_CHECKING:
    from pathlib import Path

    from zsm_desktop.domain.outside_copies import OutsideCopy
    from zsm_desktop.store.work import Work

PAPERS = (
    "pupil.report", "minutes.with_names", "meeting.take_along", "keys.publish_names", "logbook.export",
    "request.letters", "keys.publish",
    "backup.leave", "backup.home", "backup.lay", "meeting.invite", "round.make", "statement.issue", "invoice.issue",
    "reminder.send", "network.hand_over",
)  # fmt: skip
"""Acts after which something of the network lies outside it, those with names first; beside them the papers that
`PaperTrail` noted."""
WITH_NAMES = frozenset(
    {
        "pupil.report",
        "minutes.with_names",
        "meeting.take_along",
        "request.letters",
        "backup.leave",
        "backup.home",
        "backup.lay",
        "keys.publish_names",
    }
)
_HERE = ("breach_hours", "breach_late", "requests_due", "breaches_open")
"""Said with their term instead."""
_COUNTS = """
SELECT 'actions_open', count(*) FROM action_item WHERE status = 'open' AND removed_at IS NULL
UNION ALL SELECT 'actions_overdue', count(*) FROM action_item
 WHERE status = 'open' AND removed_at IS NULL AND due_on < :day
UNION ALL SELECT 'minutes_to_make', count(*) FROM meeting m WHERE m.status = 'finished'
 AND NOT EXISTS (SELECT 1 FROM minutes_version v WHERE v.meeting_id = m.id)
UNION ALL SELECT 'minutes_to_finish', count(*) FROM meeting m WHERE m.status = 'finished'
 AND EXISTS (SELECT 1 FROM minutes_version v WHERE v.meeting_id = m.id AND v.stage = 'prepared')
 AND NOT EXISTS (SELECT 1 FROM minutes_version v WHERE v.meeting_id = m.id AND v.stage = 'final')
UNION ALL SELECT 'drafts', count(*) FROM draft
"""
_ROOMS = {"actions_open": "meetings", "actions_overdue": "meetings", "minutes_to_make": "meetings",
          "minutes_to_finish": "meetings", "drafts": "meetings"}  # fmt: skip
MOST_ACTIONS = 20
_ACTIONS = """
SELECT m.number, a.owner_name, coalesce(o.name, ''), a.due_on FROM action_item a JOIN meeting m ON m.id = a.meeting_id
LEFT JOIN organisation o ON o.id = a.owner_organisation_id
WHERE a.status = 'open' AND a.removed_at IS NULL ORDER BY a.due_on IS NULL, a.due_on, a.id LIMIT :most
"""
_REQUESTS = "SELECT kind, due_on FROM pupil_request WHERE status = 'open'"
_BREACHES = "SELECT kind, number, discovered_at, reported_at, risk FROM data_breach WHERE closed_at IS NULL"
_NEWEST = """
SELECT n.times, e.at, e.user_id, coalesce(u.name, ''), e.act, coalesce(e.subject_id, ''), e.facts,
 coalesce(m.number, '')
FROM (SELECT user_id, act, count(*) AS times, max(number) AS newest FROM audit_event WHERE act IN ({acts})
 GROUP BY user_id, act) n
JOIN audit_event e ON e.number = n.newest
LEFT JOIN user_account u ON u.id = e.user_id LEFT JOIN meeting m ON m.id = e.subject_id
"""
_PRINTED = "SELECT max(at) FROM audit_event WHERE act IN ('network.found', 'keys.recovery', 'keys.renew')"
_MADE = """
SELECT e.at, e.user_id, coalesce(u.name, ''), e.facts,
 coalesce(m.number, g.number, f.code, o.code, d.number, CAST(x.sequence AS VARCHAR), ''), v.opened_on
FROM audit_event e LEFT JOIN user_account u ON u.id = e.user_id LEFT JOIN meeting m ON m.id = e.subject_id
LEFT JOIN settlement g ON g.id = e.subject_id LEFT JOIN fund f ON f.id = e.subject_id
LEFT JOIN organisation o ON o.id = e.subject_id LEFT JOIN confirmation_round d ON d.id = e.subject_id
LEFT JOIN destruction x ON x.id = e.subject_id LEFT JOIN evaluation v ON v.id = e.subject_id
WHERE e.act = :act ORDER BY e.number
"""
_AGREED = """
SELECT at, subject_id, facts FROM audit_event WHERE act = 'network.hand_over' ORDER BY number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Person:
    """`last` is the last act in the logbook; who only reads writes none. `has_key`: there is a password."""

    id: str
    name: str
    role: Role
    school: str
    is_active: bool
    has_key: bool
    since: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Term:
    """A request of a pupil or a data breach that is open; `due_at` None where nothing runs any more.

    `kind` is request or breach, `what` the code of it, `number` only of a breach.
    """

    kind: str
    what: str
    number: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Where it is to be found, without its text: that is sealed, or may be about a pupil."""

    meeting: str
    owner: str
    school: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class MadeOutside:
    """The newest thing of its kind somebody took out of the network, and how often in all.

    `to` is for whom, where that was said; `number` the meeting or paper it was of, "" where that would tell of a pupil.
    """

    user_id: str
    user: str
    act: str
    at: datetime
    times: int
    number: str
    to: str
    paper: Paper | None = None
    """Of the newest one; what it says of pupils, of all of its kind."""

    @property
    def has_names(self) -> bool:
        return self.act in WITH_NAMES

    @property
    def has_pseudonyms(self) -> bool:
        return self.paper is not None and self.paper.tells_of_pupils


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was last laid down about passing the office on."""

    at: datetime
    predecessor_id: str
    successor_id: str
    leaves_on: date | None


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """`printed_for` is whom the printed key lets in, "" for nobody; `printed_at` when it was last made anew.

    `places` are folders outside the network in which copies of it were laid.
    """

    network: str
    is_here: bool
    people: tuple[Person, ...]
    waiting: tuple[Waiting, ...]
    terms: tuple[Term, ...]
    outside: tuple[MadeOutside, ...]
    backups: BackupFacts
    places: tuple[str, ...]
    printed_for: str
    printed_at: datetime | None
    is_printed_open: bool
    agreed: Agreed | None
    copies: tuple[OutsideCopy, ...] = ()
    """With names, and still outside."""
    actions: tuple[OpenAction, ...] = ()
    """The first `MOST_ACTIONS` that are open, the longest overdue before the others, without a day last."""

    @property
    def further_actions(self) -> int:
        """How many more are open."""
        return sum(one.count for one in self.waiting if one.kind == "actions_open") - len(self.actions)

    def person(self, user_id: str) -> Person | None:
        return next((one for one in self.people if one.id == user_id), None)


class HandingOver(Service):
    @read(Permission.KEEP_PRIVACY)
    def facts(self) -> OfficeFacts:
        """All of it in one go; raises RuleError of the reads it is made of."""
        desk, header = self.desk, header_of(self.store)
        kept = desk.backups.facts()
        is_here = not is_on_server(desk.folder)
        with_key = {owner.user_id for owner in header.users}
        printed_id = next((slot.owner.user_id for slot in header.slots if slot.kind == "recovery"), "")
        people = tuple(self._people(with_key))
        ((printed_at,),) = self.store.rows(_PRINTED)
        return OfficeFacts(
            network=desk.network_name,
            is_here=is_here,
            people=people,
            waiting=tuple(self._waiting()),
            terms=tuple(sorted(self._terms(), key=lambda one: (one.due_at is None, one.due_at or desk.clock()))),
            outside=tuple(self._outside()),
            backups=kept,
            places=tuple(_places(desk.folder, kept)),
            printed_for=next((one.name for one in people if one.id == printed_id), ""),
            printed_at=datetime.fromisoformat(printed_at) if printed_at else None,
            is_printed_open=SHEET in standing(desk.folder),
            agreed=self._agreed(),
            copies=tuple(one for one in desk.outside_copies.rows() if one.is_outside),
            actions=tuple(self._actions()),
        )

    @act("network.hand_over", Permission.KEEP_PRIVACY)
    def hand_over(self, work: Work, predecessor_id: str, successor_id: str, leaves_on: date | None) -> None:
        """That the papers for a successor were made, and until when the predecessor keeps a way in.

        Raises RuleError("user.none"), ("office.same") and ("office.not_secretary", user).
        """
        predecessor = known(work, User, predecessor_id, "user.none")
        successor = known(work, User, successor_id, "user.none")
        if predecessor.id == successor.id:
            raise RuleError("office.same")
        if not successor.is_active or Role(successor.role) is not Role.SECRETARY:
            raise RuleError("office.not_secretary", user=successor.name)
        work.subject_id = successor.id
        work.facts = {"predecessor": predecessor.id, "leaves_on": leaves_on.isoformat() if leaves_on else ""}

    def _people(self, with_key: set[str]) -> Iterator[Person]:
        access = self.desk.access.of_users()
        for row in self.desk.users.rows():
            one = access.get(row.id)
            yield Person(
                row.id,
                row.name,
                row.role,
                row.school,
                row.is_active,
                row.id in with_key,
                one.since if one is not None else None,
                one.last if one is not None else None,
            )

    def _waiting(self) -> Iterator[Waiting]:
        for kind, count in self.store.rows(_COUNTS, {"day": self.desk.day.isoformat()}):
            if count:
                yield Waiting(str(kind), int(count), _ROOMS[str(kind)])
        waiting = (*self.desk.today.facts().waiting, *self.desk.today.later())
        yield from (one for one in waiting if one.kind not in _HERE)

    def _actions(self) -> Iterator[OpenAction]:
        """Who owns one was typed by hand, perhaps before a pupil with that name came."""
        for number, owner, school, due_on in self.store.rows(_ACTIONS, {"most": MOST_ACTIONS}):
            masked = without_pseudonyms(self.desk.masks.person(str(owner)).text)
            yield OpenAction(str(number), masked, str(school), date.fromisoformat(str(due_on)) if due_on else None)

    def _terms(self) -> Iterator[Term]:
        for kind, due_on in self.store.rows(_REQUESTS):
            noon = datetime.combine(date.fromisoformat(str(due_on)), time(12), UTC)  # that day, wherever it is said
            yield Term("request", str(kind), "", noon)
        for kind, number, discovered_at, reported_at, risk in self.store.rows(_BREACHES):
            must = reported_at is None and risk != Risk.NONE
            due = _utc(str(discovered_at)) + timedelta(hours=HOURS) if must else None
            yield Term("breach", str(kind), str(number), due)

    def _outside(self) -> Iterator[MadeOutside]:
        yield from sorted((*self._acted(), *self._made()), key=_rank)

    def _made(self) -> Iterable[MadeOutside]:
        """Papers that have no act of their own, which are told apart by their kind."""
        newest: dict[tuple[str, PaperKind], MadeOutside] = {}
        for at, user_id, user, facts, number, opened_on in self.store.rows(_MADE, {"act": MAKE}):
            paper = paper_in(MAKE, facts)
            if paper is None:
                continue
            key = (str(user_id), paper.kind)
            before = newest.get(key)
            if before is not None and before.has_pseudonyms:
                paper = replace(paper, tells_of_pupils=True)
            times = before.times + 1 if before is not None else 1
            newest[key] = MadeOutside(
                str(user_id), str(user) or str(user_id), MAKE, _utc(str(at)), times, str(number) or year_of(opened_on),
                "", paper,
            )  # fmt: skip
        return newest.values()

    def _acted(self) -> Iterator[MadeOutside]:
        acts = ", ".join(f":act{at}" for at in range(len(PAPERS)))
        values = {f"act{at}": name for at, name in enumerate(PAPERS)}
        for times, at, user_id, user, name, subject, facts, number in self.store.rows(
            _NEWEST.format(acts=acts), values
        ):
            said = json.loads(facts) if facts else {}
            shown = number or (said.get("number", "") if name in {"round.make", "statement.issue"} else "")
            yield MadeOutside(
                str(user_id), str(user) or str(user_id), str(name), _utc(str(at)), int(times), str(shown),
                self._to(str(name), str(subject), said),
            )  # fmt: skip

    def _to(self, name: str, subject: str, said: dict[str, object]) -> str:
        """For whom a copy was made; typed by hand, so names of pupils are masked in it."""
        value = said.get("to")
        if (
            name not in {"keys.publish", "keys.publish_names"}
            or not isinstance(value, str)
            or not self.store.seal.may_open
        ):
            return ""
        with suppress(ValueError, RuleError):
            text = self.store.seal.open("audit_event", subject, "to", SealedBytes.fromhex(value))
            return self.desk.masks.hide(text).text
        return ""

    def _agreed(self) -> Agreed | None:
        for at, successor_id, facts in self.store.rows(_AGREED):
            said = json.loads(facts or "{}")
            leaves = said.get("leaves_on")
            return Agreed(
                _utc(str(at)), said.get("predecessor", ""), str(successor_id),
                date.fromisoformat(leaves) if leaves else None,
            )  # fmt: skip
        return None


def _rank(one: MadeOutside) -> tuple[str, int, int]:
    """By person, what names a pupil first, then what has a pseudonym, then the rest."""
    about_pupils = 0 if one.has_names else 1 if one.has_pseudonyms else 2
    kind = len(PAPERS) + list(PaperKind).index(one.paper.kind) if one.paper is not None else PAPERS.index(one.act)
    return one.user.casefold(), about_pupils, kind


def _places(folder: Path, kept: BackupFacts) -> Iterator[str]:
    """Of a network on a server the copies that were taken home lie beside its address."""
    state = backup_state.read(folder)
    at_home = [str(folder / BACKUPS)] if kept.copies and not kept.is_here else []
    elsewhere = (f"{one.computer}: {one.path}" for one in state.places if one.computer)
    yield from dict.fromkeys(path for path in (state.second, *(one.path for one in state.here), *at_home) if path)
    yield from elsewhere


def _utc(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
