"""What was typed while the server could not be reached: kept on this computer, and brought to the store afterwards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.merging import merged
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services import retirement
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.forgetting_typed import is_of_forgotten
from zsm_desktop.services.meetings import LEAD
from zsm_desktop.services.service import Service, read
from zsm_desktop.store import earlier_keys
from zsm_desktop.store.kept_here import CASE, DRAFT, FORM, NOTES, KeptHere, KeptText

NEEDS = (Permission.EDIT_CASES, *LEAD)
Form = tuple[str, Sequence[tuple[str, str]]]
"""Its title, and what stands in its fields by their words."""
LOST = frozenset({"server.lost", "server.maybe_kept"})
NOT_TAKEN = LOST | retirement.CODES
"""Whatever was typed: it is kept here then, to be sent later or to be copied to where the network went."""
KEPT = "kept.here"
_ABOUT = {
    CASE: """SELECT c.number, p.pseudonym FROM case_file c JOIN pupil p ON p.id = c.pupil_id WHERE c.id = ?""",
    NOTES: """SELECT m.number, coalesce(p.pseudonym, i.title) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
 LEFT JOIN case_file c ON c.id = i.case_id LEFT JOIN pupil p ON p.id = c.pupil_id WHERE i.id = ?""",
}
_STILL_ON = """SELECT 1 FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
WHERE i.id = ? AND m.status IN ('planned', 'running')"""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A text that waits for a person: the store has `now` in its place. `number` is of the meeting or the case.

    `refused` says why the store does not take it; None where two texts stand beside each other. `is_merged`: the store
    has it, in `now` with what another wrote meanwhile, for whoever typed it to look over.
    """

    kept: KeptText
    number: str
    about: str
    now: str
    refused: RuleError | None = None
    is_merged: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """`count` texts the store has now, among them the `merged`; `left` are for a person."""

    count: int
    left: tuple[TypedRow, ...]
    merged: tuple[TypedRow, ...] = ()


class TypedHere(Service):
    """Nothing leaves this computer's file before the store has it, or whoever typed it throws it away."""

    @cached_property
    def _here(self) -> KeptHere:
        return KeptHere(self.desk.folder, self.store.keys, partial(earlier_keys.of_network, self.store))

    @cached_property
    def _placed(self) -> dict[tuple[str, str, str, str], KeptText]:
        """What this sitting kept, by its place."""
        return {}

    @read(*NEEDS)
    def instead(self, error: RuleError, kind: str, subject_id: str, field: str, base: str, text: str) -> RuleError:
        """Keeps here what the store was not reached with; RuleError("kept.here") then, else `error` as it was."""
        if error.code not in NOT_TAKEN:
            return error
        kept = KeptText(kind, subject_id, field, base, text, self.desk.clock(), self.actor.user_id)
        try:
            self._here.keep(kept, instead_of=[before] if (before := self._placed.get(kept.place)) else [])
        except RuleError:
            return error
        self._placed[kept.place] = kept
        self.desk.kept_here()
        return RuleError(KEPT)

    @read(*NEEDS)
    def arrived(self, kind: str, subject_id: str, field: str) -> None:
        """The store has what was typed there."""
        kept = self._placed.pop((kind, subject_id, field, self.actor.user_id), None)
        if kept is not None:
            self._here.drop(kept)

    @read(*NEEDS)
    def settle(self) -> Settled:
        """Brings to the store what loses nothing by it: notes as `merged` says, a text nobody else changed.

        Raises RuleError of LOST; then nothing is dropped that the store does not have.
        """
        count, left, both = 0, [], []
        for kept in self._here.rows():
            if kept.kind == FORM:
                continue
            if is_of_forgotten(self.desk, kept):
                self._here.drop(kept)
                continue
            if kept.is_emptied:
                self.empty(kept)
                continue
            try:
                row = self._brought(kept)
            except RuleError as error:
                if error.code in LOST:
                    raise
                row = self._row(kept, "", error)
            if row is None or row.is_merged:
                self._here.drop(kept)
                count += 1
                both += [row] if row is not None else []
            elif row.kept.kind != DRAFT or row.refused is not None:
                left.append(row)
        return Settled(count, tuple(left), tuple(both))

    @read(*NEEDS)
    def empty(self, kept: KeptText) -> None:
        """What was half written goes from the store too, unless something else stands there by now.

        It stays to be done where the store refuses for now. Raises RuleError of LOST.
        """
        kind, _, about_id = kept.field.partition("/")
        had = json.loads(kept.base) if kept.base else ()
        try:
            self.desk.drafts.keep(kept.subject_id, kind, {}, about_id, instead_of=had)
        except RuleError as error:
            if error.code in LOST:
                raise
            if self.desk.retired is None and not self._is_over(kept):
                return
        self._here.drop(kept)

    @read(*NEEDS)
    def take(self, row: TypedRow) -> TypedRow | None:
        """The text of a case as it was typed takes the place of what `row` shows beside it; raises as the act itself.

        Where the store has something else by now nothing is done: the row as it is comes back, to be shown first.
        """
        kept = row.kept
        card = self.desk.cases.card(kept.subject_id)
        now = case_text(card, kept.field)
        if now != row.now:
            return replace(row, now=now)
        self.desk.cases.edit(kept.subject_id, card.version, {kept.field: kept.text})
        self._here.drop(kept)
        return None

    @read(*Permission)
    def throw_away(self, kept: KeptText) -> None:
        self._here.drop(kept)

    @read(*Permission)
    def keep_forms(self, forms: Sequence[Form]) -> None:
        """Before the network is locked, in the place of those of the last time; the forms themselves stay too."""
        self.drop_forms()
        at = self.desk.clock()
        for number, (title, fields) in enumerate(forms):
            text = json.dumps([*fields], ensure_ascii=False)
            self._here.keep(KeptText(FORM, title, str(number), "", text, at, self.actor.user_id))

    @read(*Permission)
    def forms(self) -> tuple[TypedRow, ...]:
        """What stood in forms when the network was locked and never came back to them, for its writer to copy."""
        refused = RuleError("kept.form")
        return tuple(
            TypedRow(kept, "", kept.subject_id, "", refused) for kept in self._here.rows() if kept.kind == FORM
        )

    @read(*Permission)
    def drop_forms(self) -> None:
        """The forms stand there again."""
        for kept in self._here.rows():
            if kept.kind == FORM:
                self._here.drop(kept)

    @read(*NEEDS)
    def finding(self) -> Finding | None:
        """What is wrong with the file on this computer, said once."""
        found, self._here.finding = self._here.finding, None
        return found

    def _brought(self, kept: KeptText) -> TypedRow | None:
        """None, or a row that says so: the store has it."""
        if kept.kind == DRAFT:  # it goes along when its meeting is opened
            if self.desk.retired is not None:
                return self._row(kept, "", retirement.refusal(self.desk.retired))
            return self._row(kept, "", RuleError("kept.over") if self._is_over(kept) else None)
        if kept.kind == NOTES:
            now = self.desk.live.notes(kept.subject_id, kept.base)
            if merged(kept.base, kept.text, now) != now:
                try:
                    self.desk.live.keep_notes(kept.subject_id, kept.text, kept.base)
                except RuleError as error:
                    if error.code in LOST:
                        raise
                    return self._row(kept, now, error)
                if now != kept.base:
                    whole = self.desk.live.notes(kept.subject_id, kept.text)
                    return replace(self._row(kept, whole, None), is_merged=True)
            return None
        card = self.desk.cases.card(kept.subject_id)
        now = case_text(card, kept.field)
        if now != kept.text:
            if now != kept.base:
                return self._row(kept, now, None)
            self.desk.cases.edit(kept.subject_id, card.version, {kept.field: kept.text})
        return None

    def _is_over(self, kept: KeptText) -> bool:
        """Nothing is half written any more at a point of a meeting that is over."""
        return not self.store.rows(_STILL_ON, (kept.subject_id,))

    def _row(self, kept: KeptText, now: str, refused: RuleError | None) -> TypedRow:
        found = self.store.rows(_ABOUT[CASE if kept.kind == CASE else NOTES], (kept.subject_id,))
        number, about = found[0] if found else ("", "")
        return TypedRow(kept, str(number), str(about), now, refused)


def case_text(card: CaseCard, field: str) -> str:
    """One of the texts of a case, by the name of its column."""
    return str(card.row.question if field == "question" else getattr(card, field))
