"""The right to be forgotten: what identifies a pupil or tells about one goes for good, and the books stay right.

A pupil's row, code, school, outcomes and all that is counted stay. It is one act, and cannot be taken back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from zsm_desktop.domain.destruction import MadePaper
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.forgetting import CASE, PUPIL, Cleaner, Subject
from zsm_desktop.domain.masking import Gone, KnownPupil
from zsm_desktop.domain.papers import MAKE, is_of, paper_in
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.privacy import forgotten_name
from zsm_desktop.domain.retention import PUPILS
from zsm_desktop.models import Case, Destruction, DestructionLine, FormerName, Pupil
from zsm_desktop.services import choice_tally, forgetting_typed
from zsm_desktop.services.destruction_rows import HEADS, digest_of, lines_of
from zsm_desktop.services.forgetting_rows import Eraser, subject_of
from zsm_desktop.services.forgetting_stops import stops
from zsm_desktop.services.forgetting_totals import chain_head, totals
from zsm_desktop.services.former_facts import former_facts, known_before
from zsm_desktop.services.masks import forget
from zsm_desktop.services.outside_copies import held_of
from zsm_desktop.services.service import Service, act, opened, read
from zsm_desktop.store.scrubbing import overwrite, scrub

if TYPE_CHECKING:
    from pathlib import Path

    from zsm_desktop.services.masks import Masks
    from zsm_desktop.store.work import Work

Tell = Callable[[int, int], object]
"""(done, in all); raising in it takes everything back."""
REQUEST, RETENTION = "request", "retention"
_GOES = {
    "names": "SELECT count(given_name) + count(family_name) + count(initials) + count(birth_date)"
    " + count(guardian_contact) + count(school_reference) + (SELECT count(*) FROM former_name WHERE pupil_id = :pupil)"
    " FROM pupil WHERE id = :pupil",
    "questions": "SELECT count(question) + count(wall_question) + count(tried) + count(wishes) + count(remarks)"
    " FROM case_file WHERE pupil_id = :pupil",
    "values": "SELECT count(*) FROM case_value v JOIN case_file c ON c.id = v.case_id WHERE c.pupil_id = :pupil",
    "consents": "SELECT count(*) FROM consent v JOIN case_file c ON c.id = v.case_id WHERE c.pupil_id = :pupil",
    "notes": "SELECT count(d.notes) + count(d.reason) FROM case_discussion d JOIN case_file c ON c.id = d.case_id"
    " WHERE c.pupil_id = :pupil",
    "decisions": "SELECT count(*) FROM decision d JOIN case_file c ON c.id = d.case_id WHERE c.pupil_id = :pupil",
    "actions": "SELECT count(*) FROM action_item d JOIN case_file c ON c.id = d.case_id WHERE c.pupil_id = :pupil",
    "minutes": "SELECT count(*) FROM minutes_version v WHERE v.meeting_id IN (SELECT i.meeting_id FROM agenda_item i"
    " JOIN case_file c ON c.id = i.case_id WHERE c.pupil_id = :pupil)",
    "after_care": "SELECT count(note) FROM follow_up WHERE pupil_id = :pupil",
}
_STAYS = {
    "cases": "SELECT count(*) FROM case_file WHERE pupil_id = :pupil",
    "placements": "SELECT count(*) FROM placement WHERE pupil_id = :pupil",
    "deliveries": "SELECT count(*) FROM delivery d JOIN placement p ON p.id = d.placement_id WHERE p.pupil_id = :pupil",
    "work_placements": "SELECT count(*) FROM work_placement WHERE pupil_id = :pupil",
    "outcomes": "SELECT count(*) FROM outcome WHERE pupil_id = :pupil",
}
_PAPERS = """
SELECT a.at, a.act, m.number, u.name, a.facts, (SELECT o.code FROM organisation o JOIN pupil p ON p.school_id = o.id
 WHERE p.id = :pupil) FROM audit_event a JOIN meeting m ON m.id = a.subject_id
 LEFT JOIN user_account u ON u.id = a.user_id
WHERE a.act IN ('minutes.with_names', 'meeting.take_along', 'paper.make') AND (m.id IN (
 SELECT i.meeting_id FROM agenda_item i JOIN case_file c ON c.id = i.case_id WHERE c.pupil_id = :pupil)
 OR (a.act = 'meeting.take_along' AND m.status IN ('planned', 'running'))
 OR (a.act <> 'meeting.take_along' AND m.id IN (SELECT t.id FROM action_item x JOIN case_file c ON c.id = x.case_id
 JOIN meeting s ON s.id = x.meeting_id JOIN meeting t ON t.body_id = s.body_id
 WHERE c.pupil_id = :pupil AND (t.held_on > s.held_on OR t.id = s.id))))
UNION ALL
SELECT a.at, a.act, p.code, u.name, NULL, '' FROM audit_event a JOIN pupil p ON p.id = a.subject_id
 LEFT JOIN user_account u ON u.id = a.user_id
WHERE a.act = 'pupil.report' AND p.id = :pupil
UNION ALL
SELECT a.at, a.act, p.code, u.name, NULL, '' FROM audit_event a JOIN pupil_request r ON r.id = a.subject_id
 JOIN pupil p ON p.id = r.pupil_id LEFT JOIN user_account u ON u.id = a.user_id
WHERE a.act = 'request.letters' AND p.id = :pupil ORDER BY 1, 3
"""
"""Files that say who it was or what was said of one, which the program made and does not know the place of.

What is taken along holds all that its taker reads, until its meeting is over. Minutes and actions bear the pseudonym,
by which who sat there still knows the pupil. An action is on the papers of every later meeting of its body, until it
is done; whether it was by then nobody knows any more.
"""


@dataclass(frozen=True, slots=True)
class ForgetPreview:
    """What goes and what stays, by kind with how many; `stops` is why it cannot be done now."""

    pupil_id: str
    code: str
    pseudonym: str
    school: str
    left_on: date | None
    goes: tuple[tuple[str, int], ...]
    stays: tuple[tuple[str, int], ...]
    stops: tuple[Finding, ...]
    papers: tuple[MadePaper, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Whose data goes, and by which rule."""

    subject_id: str
    code: str
    category: str
    due_on: date | None
    ground: str


class Forgetting(Service):
    @read(Permission.READ_PRIVACY)
    def preview(self, pupil_id: str) -> ForgetPreview:
        """Raises RuleError("pupil.none", "pupil.forgotten")."""
        values = {"pupil": pupil_id}
        found = self.store.rows(
            "SELECT p.code, p.pseudonym, o.name, p.left_on, p.anonymised_on FROM pupil p"
            " JOIN organisation o ON o.id = p.school_id WHERE p.id = :pupil",
            values,
        )
        if not found:
            raise RuleError("pupil.none")
        ((code, pseudonym, school, left_on, anonymised_on),) = found
        if anonymised_on is not None:
            raise RuleError("pupil.forgotten", code=code)
        counted = {kind: int(self.store.rows(sql, values)[0][0]) for kind, sql in (_GOES | _STAYS).items()}
        return ForgetPreview(
            pupil_id,
            code,
            pseudonym,
            school,
            date.fromisoformat(left_on) if left_on else None,
            tuple((kind, counted[kind]) for kind in _GOES if counted[kind]),
            tuple((kind, counted[kind]) for kind in _STAYS if counted[kind]),
            stops(self.store.rows, self.desk.day, {pupil_id}).get(pupil_id, ()),
            self.desk.outside_copies.told(papers_of(self.store.rows, [pupil_id])),
        )

    @read(Permission.KEEP_PRIVACY)
    def forget(self, pupil_id: str) -> bool:
        """At a request of the pupil; False when somebody was reading, so that something is to be cleaned up later.

        Raises RuleError("pupil.none", "pupil.forgotten", "seal.no_key"), and the first of what stops it.
        """
        self._forget(pupil_id)
        return self.clean_up()

    @act("pupil.forget", Permission.KEEP_PRIVACY)
    def _forget(self, work: Work, pupil_id: str) -> None:
        pupil = work.session.get(Pupil, pupil_id)
        if pupil is None:
            raise RuleError("pupil.none")
        line = Line(pupil_id, pupil.code, PUPILS, None, REQUEST)
        destroy(self, work, REQUEST, [line], subject_of(work, pupils=[pupil_id]))
        work.subject_id = pupil_id

    @read(Permission.KEEP_PRIVACY)
    def clean_up(self) -> bool:
        """After something was destroyed: nothing here may bring it back, and the file is written anew without it."""
        self.desk.steps.forget_all()
        forget(self.desk.masks)
        is_gone = forgetting_typed.carry_out(self.desk)
        return scrub(self.store.place) and is_gone


def destroy(
    service: Service,
    work: Work,
    kind: str,
    lines: Collection[Line],
    subject: Subject,
    also: Callable[[Work], Mapping[str, int]] = lambda _work: {},
    tell: Tell = lambda _done, _all: None,
) -> None:
    """Inside an act: makes all of `subject` go, lays down the proof, and fails where a count or sum became another.

    `also` makes more go and says by line how much. Raises RuleError("seal.no_key", "pupil.forgotten"), and as `stops`.
    """
    if not work.seal.may_open:
        raise RuleError("seal.no_key")
    day = service.desk.day
    _require(work, subject.of(PUPIL), day)
    papers = papers_of(work.rows, subject.of(PUPIL))
    overwrite(service.store.place, work.driver)
    run = Destruction(
        id=work.new_id(),
        sequence=(work.session.scalar(select(func.max(Destruction.sequence))) or 0) + 1,
        kind=kind,
        began_at=work.at,
        done_by=work.actor.user_id,
    )
    work.session.add(run)
    work.session.flush()
    before = totals(work)
    cleaner = _cleaner(service.desk.masks, work, subject.of(PUPIL))
    counted = _erase(service, work, subject, cleaner, tell)
    counted |= also(work)
    typed = forgetting_typed.weigh(service.desk, subject, cleaner.clean)
    counted[""] += typed.count
    if (after := totals(work)) != before:
        raise RuntimeError(f"counts changed: {sorted(key for key in after if after[key] != before[key])}")
    copies = _copies(service.store.folder)
    _prove(work, run, lines, counted, {"totals": before, "papers": [_told(one) for one in papers], "copies": copies})
    typed.lay_down(service.desk.folder, run.id)
    work.made, work.facts = run.id, {"number": run.sequence, "pupils": run.pupils, "values": run.changed}
    for topic in ("pupil", "case", "meeting", "notes", "decision", "action", "consent", "placement", "delivery"):
        work.touch(topic)


def _require(work: Work, pupils: Collection[str], day: date) -> None:
    for pupil_id in pupils:
        pupil = work.session.get(Pupil, pupil_id)
        if pupil is None:
            raise RuleError("pupil.none")
        if pupil.anonymised_on is not None:
            raise RuleError("pupil.forgotten", code=pupil.code)
    for found in stops(work.rows, day, set(pupils)).values():
        raise RuleError(found[0].code, **found[0].facts)


def _erase(service: Service, work: Work, subject: Subject, cleaner: Cleaner, tell: Tell) -> dict[str, int]:
    """Each pupil's own rows one by one, so that the proof can say of whom how much went; then everything else."""
    pupils, own_cases = subject.of(PUPIL), set(subject.of(CASE))
    steps = len(pupils) + 4
    cases = select(Case.id, Case.entered_on).where(Case.id.in_(own_cases))
    choice_tally.forget(work, service.desk.profile, dict(work.session.execute(cases).all()))
    counted: dict[str, int] = {}
    for done, pupil_id in enumerate(pupils):
        tell(done, steps)
        own = subject_of(work, pupils=[pupil_id])
        own_cases -= set(own.of(CASE))
        eraser = Eraser(work, own, cleaner.clean)
        eraser.empty()
        eraser.pupils(service.desk.day)
        counted[pupil_id] = eraser.changed
    for case_id in own_cases:
        eraser = Eraser(work, subject_of(work, cases=[case_id]), cleaner.clean)
        eraser.empty()
        counted[case_id] = eraser.changed
    rest = Eraser(work, subject, cleaner.clean)
    for at, step in enumerate((rest.minutes, rest.look_through, rest.log) if pupils else (rest.log,)):
        tell(len(pupils) + at, steps)
        step()
    tell(steps - 1, steps)
    counted[""] = rest.changed
    return counted


def _cleaner(masks: Masks, work: Work, pupils: Collection[str]) -> Cleaner:
    known: list[KnownPupil] = []
    names: dict[str, str] = {}
    corrected = former_facts(work.rows, work.seal)
    for pupil_id in pupils:
        row = work.session.get_one(Pupil, pupil_id)
        names[row.pseudonym] = forgotten_name(row.sequence)
        said = {
            column: opened(work.seal, "pupil", row.id, column, getattr(row, column))
            for column in ("given_name", "family_name", "birth_date", "guardian_contact", "school_reference")
        }
        born = date.fromisoformat(said["birth_date"]) if said["birth_date"] else None
        known.append(
            KnownPupil(
                row.id,
                row.pseudonym,
                said["given_name"],
                said["family_name"],
                born,
                said["guardian_contact"],
                said["school_reference"],
            )
        )
        known += [known_before(known[-1], facts) for facts in corrected.get(row.id, ())]
        for former in work.session.scalars(select(FormerName).where(FormerName.pupil_id == row.id)):
            given, family = (
                opened(work.seal, "former_name", former.id, column, getattr(former, column))
                for column in ("given_name", "family_name")
            )
            known.append(KnownPupil(row.id, row.pseudonym, given, family))
    return Cleaner(masks.forgetting(Gone(known)), names)


def _prove(work: Work, run: Destruction, lines: Iterable[Line], counted: Mapping[str, int], facts: object) -> None:
    rows = [
        DestructionLine(
            destruction_id=run.id,
            subject_id=line.subject_id,
            code=line.code,
            category=line.category,
            due_on=line.due_on,
            ground=line.ground,
            changed=counted.get(line.subject_id, 0),
        )
        for line in lines
    ]
    work.session.add_all(rows)
    run.entries, run.chain_head = chain_head(work)
    run.pupils = sum(row.category == PUPILS for row in rows)
    run.changed = sum(counted.values())
    run.facts = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    work.session.flush()
    # As they are read back, so that the check reckons with the same texts.
    (head,) = [row for row in work.rows(HEADS.replace("WHERE d.ended_at IS NOT NULL", ""), {}) if row[0] == run.id]
    run.digest, run.ended_at = digest_of(head, lines_of(work.rows).get(run.id, [])), work.at
    work.session.flush()


def papers_of(rows_of: Callable[..., list[Any]], pupils: Iterable[str]) -> tuple[MadePaper, ...]:
    """Each once, the first first; of one that somebody made again the last time."""
    pupils = tuple(pupils)
    named: set[MadePaper] = set(held_of(rows_of, pupils))
    made: dict[tuple[str, str, str], MadePaper] = {}
    for pupil_id in pupils:
        for at, act_name, number, by, facts, school in rows_of(_PAPERS, {"pupil": pupil_id}):
            when, paper = datetime.fromisoformat(at), paper_in(act_name, facts)
            if paper is not None and is_of(paper, school):
                one = MadePaper(when, f"paper.{paper.kind}", number, by or "")
                key = (one.act, one.number, one.by)
                made[key] = max(one, made.get(key, one), key=lambda found: found.at)
            elif act_name != MAKE:
                named.add(MadePaper(when, act_name, number, by or ""))
    return tuple(sorted({*named, *made.values()}, key=lambda one: (one.at, one.number, one.act)))


def _copies(folder: Path) -> list[str]:
    """By name: they hold what goes now, and when they were made only a clock says."""
    from zsm_desktop.store.backup import copies

    try:
        return [path.name for path in copies(folder)]
    except OSError:
        return []


def _told(paper: MadePaper) -> list[str]:
    return [paper.at.isoformat(), paper.act, paper.number, paper.by]
