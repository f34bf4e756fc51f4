"""What was voted so far on one proposal; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.domain.votes import Count, Voice, counted
from zsm_desktop.words import votes as words
from zsm_desktop.words.format import plural

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.voting import VoterRow


class VoteState:
    """`voices` is by organisation; who may not vote has none."""

    def __init__(self, desk: Desk, meeting_id: str) -> None:
        self.desk, self.meeting_id = desk, meeting_id
        self.rows: tuple[VoterRow, ...] = desk.voting.voters(meeting_id)
        self.voices: dict[str, Voice] = {}

    @property
    def voting(self) -> tuple[VoterRow, ...]:
        return tuple(row for row in self.rows if not row.why_not)

    def say(self, attendance_id: str, voice: Voice) -> str:
        """The next who has not voted yet, "" when all have; who may not vote stays silent."""
        row = next((one for one in self.voting if one.attendance_id == attendance_id), None)
        if row is None:
            return attendance_id
        self.voices[row.organisation_id] = voice
        at = self.voting.index(row)
        ahead = (*self.voting[at + 1 :], *self.voting[:at])
        return next((one.attendance_id for one in ahead if one.organisation_id not in self.voices), attendance_id)

    def rest(self, voice: Voice) -> None:
        for row in self.voting:
            self.voices.setdefault(row.organisation_id, voice)

    def voice_of(self, row: VoterRow) -> str:
        voice = self.voices.get(row.organisation_id) if not row.why_not else None
        return words.VOICE[voice] if voice is not None else ""

    def why_not(self, row: VoterRow) -> str:
        return words.WHY_NOT[row.why_not].format(other=row.other) if row.why_not else ""

    @property
    def count(self) -> Count:
        return counted(self.voices.values())

    @property
    def is_complete(self) -> bool:
        return bool(self.voting) and len(self.voices) == len(self.voting)

    @property
    def is_rejected(self) -> bool:
        return self.is_complete and not self.count.is_carried

    @property
    def result(self) -> str:
        """How it stands, in a sentence."""
        left = len(self.voting) - len(self.voices)
        if not self.voting:
            return ""
        said = words.tally(self.count)
        if left:
            return f"{said}. Nog {plural(left, 'stem', 'stemmen')} te gaan."
        return f"{'Aangenomen' if self.count.is_carried else 'Verworpen'}: {said}."
