"""What is asked of confirmation rounds: who waits, what is out, files to make and files that come back; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.round_lists import RoundCard, RoundRow, RoundSpan, WaitingSchool
from zsm_desktop.ui.exchange.rounds_lines import LineRow, line_rows

if TYPE_CHECKING:
    from zsm_desktop.intake.confirmations import AnswerFile
    from zsm_desktop.reports.confirmation import Sent
    from zsm_desktop.services.desk import Desk


class Steps(Protocol):
    def step(self, done: int, total: int, text: str = "") -> None: ...


class WaitingLine(NamedTuple):
    """A school in the list to tick."""

    id: str
    school: WaitingSchool


class RoundsState:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.card: RoundCard | None = None

    @property
    def may_make(self) -> bool:
        return self.desk.actor.may(Permission.KEEP_BOOKS)

    def rows(self) -> tuple[RoundRow, ...]:
        return self.desk.rounds.rows()

    def choose(self, round_id: str) -> RoundCard | None:
        self.card = self.desk.rounds.card(round_id) if round_id else None
        return self.card

    def waiting(self, last_day: date | None = None) -> list[WaitingLine]:
        if not self.may_make:
            return []
        return [WaitingLine(one.school_id, one) for one in self.desk.rounds.waiting(RoundSpan(last_day=last_day))]

    def send(self, schools: Sequence[WaitingSchool], last_day: date | None, folder: Path, steps: Steps) -> list[Sent]:
        """A round per school and its files; stopping in between leaves what was made. Runs beside the window."""
        from zsm_desktop.domain.files import require_paper_place
        from zsm_desktop.reports.confirmation import again, write
        from zsm_desktop.reports.noted import by_act

        require_paper_place(folder / "ronde")
        span, sent = RoundSpan(last_day=last_day), []
        line = again(self.desk, sum(bool(one.out_id) for one in schools))
        for at, school in enumerate(schools):
            steps.step(at, len(schools), school.school)
            round_id = school.out_id or self.desk.rounds.make(school.school_id, span).made_id
            then = line if school.out_id else by_act
            sent.append(write(self.desk, round_id, folder, with_mail=True, then=then))
        return sent

    def write(self, round_id: str, folder: Path, steps: Steps) -> list[Sent]:
        """The files of one round once more."""
        from zsm_desktop.reports.confirmation import write

        steps.step(0, 1)
        return [write(self.desk, round_id, folder, with_mail=True)]

    def message(self, card: RoundCard) -> str:
        from zsm_desktop.reports.confirmation import message

        return message(self.desk, card)

    def read(self, path: Path, steps: Steps) -> AnswerFile:
        """Raises RuleError("workbook.…") for a file that cannot be read safely."""
        from zsm_desktop.intake.confirmations import read_confirmations

        steps.step(0, 1, "het bestand wordt veilig geopend")
        found = read_confirmations(self.desk, path)
        self.desk.backups.before("inlezen")
        return found

    def lines(self, file: AnswerFile) -> list[LineRow]:
        """Every line of the round with what the file says of it; none when nothing can be taken in."""
        if file.has_errors:
            return []
        return line_rows(self.desk.rounds.card(file.round_id).lines, file.answers)

    def take_in(self, file: AnswerFile) -> None:
        self.desk.rounds.read_answers(file.round_id, file.answers)
