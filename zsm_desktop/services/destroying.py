"""What a network keeps no longer than it says: who is due, making it go, and the proof of that.

Nothing goes by itself: the program says what is due, and somebody confirms it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from zsm_desktop.domain.destruction import DueRow, MadePaper, OldCopies, ProofLine, ProofRow, TakenHome
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.permissions import Permission, Role, allowed
from zsm_desktop.domain.privacy import GONE_USER
from zsm_desktop.domain.retention import CASES, CONTACTS, DRAFT_DAYS, DRAFTS, FORMER, IMPORTS, LOGBOOK, PUPILS
from zsm_desktop.models import Contact, User
from zsm_desktop.services.destruction_rows import HEADS, lines_of
from zsm_desktop.services.due_rows import GONE_CONTACT, due_rows
from zsm_desktop.services.forgetting import RETENTION, Line, Tell, destroy
from zsm_desktop.services.forgetting_rows import subject_of
from zsm_desktop.services.home_copies import COPIED, RENEWED
from zsm_desktop.services.service import Service, act, read

if TYPE_CHECKING:
    from zsm_desktop.services.chain import RowsOf
    from zsm_desktop.store.raw import RawConnection
    from zsm_desktop.store.work import Work

_TAKEN_HOME = """
SELECT e.user_id, e.act, e.at, e.facts, u.name, u.is_active, u.role, e.number,
 (SELECT coalesce(max(number), 0) FROM audit_event WHERE act IN ('pupil.forget', 'retention.run'))
FROM audit_event e JOIN user_account u ON u.id = e.user_id
WHERE e.act IN ('backup.home', ?) ORDER BY e.number
"""
"""With the line of what was destroyed last: a moment only tells what a clock said."""


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """`totals` were the same before and after; `papers` say who it was and lie where the program does not look."""

    row: ProofRow
    network: str
    digest: str
    lines: tuple[ProofLine, ...]
    totals: tuple[tuple[str, int], ...]
    papers: tuple[MadePaper, ...]


class Destroying(Service):
    is_clean = True
    """As `Forgetting.forget` says it, of the last run here."""

    @read(Permission.READ_PRIVACY)
    def due(self) -> tuple[DueRow, ...]:
        """What a run would make go, and what stops it; cases only of pupils who stay."""
        return self._due(self.store.rows)

    def _due(self, rows_of: RowsOf, driver: RawConnection | None = None) -> tuple[DueRow, ...]:
        rows = tuple(due_rows(rows_of, self.desk.day))
        if not any(row.category == FORMER for row in rows):
            return rows
        named = {slot.owner.user_id for slot in self.store.place.header(driver).slots if slot.kind == "recovery"}
        stop = (Finding("forget.printed_key"),)
        return tuple(replace(row, stops=stop) if row.subject_id in named else row for row in rows)

    @read(Permission.KEEP_PRIVACY)
    def run(self, chosen: Collection[str] | None = None, tell: Tell = lambda _done, _all: None) -> str:
        """Makes what is due and not stopped go, or of that what was `chosen` by identifier; the proof's identifier.

        Raises RuleError("retention.nothing_due", "seal.no_key"), ("retention.changed", what) for what is not due any
        more at the moment it would go, and as `forgetting.destroy`.
        """
        wanted = [row for row in self.due() if not row.stops and (chosen is None or row.subject_id in chosen)]
        if not wanted:
            raise RuleError("retention.nothing_due")
        made = self._run(wanted, tell).made_id
        self.is_clean = self.desk.forgetting.clean_up()
        return made

    @act("retention.run", Permission.KEEP_PRIVACY)
    def _run(self, work: Work, wanted: Collection[DueRow], tell: Tell) -> None:
        wanted = self._still_due(work, wanted)
        own = {row[0] for row in work.rows("SELECT category FROM retention_rule", ())}
        of: defaultdict[str, list[DueRow]] = defaultdict(list)
        for row in wanted:
            of[row.category].append(row)
        lines = [
            Line(
                row.subject_id,
                row.code,
                row.category,
                row.due_on,
                f"{row.years} {'own' if row.category in own else 'usual'}",
            )
            for row in wanted
        ]
        subject = subject_of(
            work, pupils=[row.subject_id for row in of[PUPILS]], cases=[row.subject_id for row in of[CASES]]
        )
        destroy(self, work, RETENTION, lines, subject, lambda work: self._others(work, of), tell)

    def _still_due(self, work: Work, wanted: Collection[DueRow]) -> tuple[DueRow, ...]:
        """As it is now that nobody else can write: since it was shown somebody may be let in again, or be spoken to."""
        now = {(row.category, row.subject_id): row for row in self._due(work.rows, work.driver)}
        found = tuple(now.get((row.category, row.subject_id), row) for row in wanted)
        for row in found:
            if row.stops:
                raise RuleError(row.stops[0].code, **row.stops[0].facts)
            if (row.category, row.subject_id) not in now:
                raise RuleError("retention.changed", what=row.name or row.code)
        return found

    def _others(self, work: Work, of: Mapping[str, Collection[DueRow]]) -> dict[str, int]:
        """What is of no pupil; by line how much of it went."""
        found: dict[str, int] = {}
        for row in (*of.get(CONTACTS, ()), *of.get(FORMER, ())):
            _unname(work, row.subject_id)
            found[row.subject_id] = 1
        for row in of.get(IMPORTS, ()):
            work.run("UPDATE import_batch SET file_name = '' WHERE id = ?", [(row.subject_id,)])
            found[row.subject_id] = 1
        for row in of.get(DRAFTS, ()):
            gone = (self.desk.day - DRAFT_DAYS).isoformat()
            work.run("DELETE FROM draft WHERE updated_at < ?", [(gone,)])
            found[row.subject_id] = int(row.code)
        for row in of.get(LOGBOOK, ()):
            first, last = row.code.split("-")
            work.run("DELETE FROM audit_event WHERE number <= ?", [(int(last),)])
            found[row.subject_id] = int(last) - int(first) + 1
        return found

    @read(Permission.READ_PRIVACY)
    def proofs(self) -> tuple[ProofRow, ...]:
        """The last one first."""
        people = self._people()
        return tuple(_proof(head, people) for head in self.store.rows(HEADS))

    @read(Permission.READ_PRIVACY)
    def proof(self, proof_id: str) -> ProofFacts:
        """Raises RuleError("destruction.none")."""
        head = next((row for row in self.store.rows(HEADS) if row[0] == proof_id), None)
        if head is None:
            raise RuleError("destruction.none")
        facts = json.loads(head[9] or "{}")
        return ProofFacts(
            _proof(head, self._people()),
            self.desk.network_name,
            bytes(head[10]).hex(),
            tuple(
                ProofLine(code, category, date.fromisoformat(str(due)) if due else None, ground, int(changed))
                for _, _, code, category, due, ground, changed in lines_of(self.store.rows).get(proof_id, ())
            ),
            tuple(facts.get("totals", {}).items()),
            self.desk.outside_copies.told(
                MadePaper(datetime.fromisoformat(at), act_name, number, by)
                for at, act_name, number, by in facts.get("papers", ())
            ),
        )

    def _people(self) -> dict[str, str]:
        return {user_id: name for user_id, name in self.store.rows("SELECT id, name FROM user_account")}  # noqa: C416

    @read(Permission.READ_PRIVACY)
    def old_copies(self) -> OldCopies | None:
        """Copies that are older than what was destroyed last, as far as they are known; None where there are none."""
        from zsm_desktop.store import duties

        older = duties.older(self.store.folder, self.store.rows, self.desk.clock())
        if older is None:
            return None
        taken = self._taken_home()
        own = taken.pop(self.actor.user_id, None) if self.actor.may(Permission.MANAGE_USERS) else None
        newest = max(older.copies, default=None)
        found = OldCopies(len(older.copies), newest, tuple(taken.values()), own.at if own else None)
        return found if found.can_renew or found.elsewhere else None

    def _taken_home(self) -> dict[str, TakenHome]:
        """Of each user the last one of before; whoever renewed the copies there since has none any more."""
        found: dict[str, TakenHome] = {}
        said = self.store.rows(_TAKEN_HOME, (RENEWED,))
        for user_id, act_name, at, facts, name, is_active, role, number, last in said:
            if act_name == RENEWED:
                if int(json.loads(facts)[COPIED]) >= last:
                    found.pop(user_id, None)
            elif number < last:
                may_renew = bool(is_active) and Permission.MANAGE_USERS in allowed(Role(role))
                found[user_id] = TakenHome(name, datetime.fromisoformat(at), may_renew)
        return found

    @read(Permission.KEEP_PRIVACY)
    def copies_gone(self, path: str, computer: str) -> None:
        """Somebody says that the copies of before are gone from there, where the program cannot look (`Owing`).

        Raises RuleError("backup.not_owed", path).
        """
        from zsm_desktop.store import backup_state

        places = backup_state.read(self.store.folder).places
        place = next((one for one in places if (one.path, one.computer) == (path, computer)), None)
        if place is None or place.owes is None:
            raise RuleError("backup.not_owed", path=path)
        self._copies_gone(place.owes)
        settled = replace(place, owes=None, missed=None)
        backup_state.change(self.store.folder, lambda state: state.with_place(settled))

    @act("backup.gone", Permission.KEEP_PRIVACY)
    def _copies_gone(self, work: Work, before: datetime) -> None:
        work.facts = {"before": before.isoformat()}


def _unname(work: Work, person_id: str) -> None:
    """A person at work becomes a number: what this one booked, said or signed stays told apart from others."""
    user = work.session.get(User, person_id)
    if user is not None:
        user.name = _free(GONE_USER, set(work.session.scalars(select(User.name))))
        work.touch("user", person_id)
        return
    person = work.session.get_one(Contact, person_id)
    person.name = _free(GONE_CONTACT, set(work.session.scalars(select(Contact.name))))
    person.function, person.email, person.phone, person.is_active = "", None, None, False
    work.touch("contact", person_id)


def _free(word: str, taken: Collection[str]) -> str:
    return next(name for number in count(1) if (name := f"{word} {number}") not in taken)


def _proof(head: tuple[Any, ...], people: Mapping[str, str]) -> ProofRow:
    proof_id, number, kind, began_at, done_by, pupils, changed, entries, chain_head, *_ = head
    return ProofRow(
        proof_id,
        number,
        kind,
        datetime.fromisoformat(str(began_at)),
        people.get(done_by, ""),
        pupils,
        changed,
        entries,
        bytes(chain_head).hex() if chain_head else "",
    )
