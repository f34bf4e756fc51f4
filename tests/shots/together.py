"""Several at once in one network: who else has the same case or meeting open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.shots.stage import Stage
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.others import CASE, MEETING
from zsm_desktop.store.kept_here import CASE as KEPT_CASE
from zsm_desktop.store.kept_here import NOTES, KeptHere, KeptText
from zsm_desktop.store.line import Retired, Standing
from zsm_desktop.ui.line import LineKeeper
from zsm_desktop.ui.others import OthersKeeper


@dataclass
class Company:
    """A line on which the same people always have open what is open here."""

    users: tuple[str, ...]
    here: tuple[str, str] = ("", "")

    def stand(self, topic: str, thing_id: str) -> None:
        self.here = (topic, thing_id)

    def others(self) -> tuple[Standing, ...]:
        return tuple(Standing(user, *self.here) for user in self.users)

    def try_now(self) -> None:
        """Nobody answers."""

    def stop(self) -> None:
        self.here = ("", "")


def together(stage: Stage) -> Iterator[str]:
    window = stage.sit_down()
    desk = stage.desk
    seen = [row for row in desk.users.rows() if row.is_active and row.role is Role.COORDINATOR]
    desk.line = Company(tuple(row.id for row in seen))
    OthersKeeper(window, desk)
    for room, topic in (("pupils", CASE), ("meetings", MEETING)):
        window.open(room, _of(stage, topic, seen[0].school))
        stage.settle()
        yield {CASE: "ook_in_de_casus", MEETING: "ook_in_de_bespreking"}[topic]


def lost_line(stage: Stage) -> Iterator[str]:
    """The server is gone; and what was typed meanwhile and does not go to it by itself."""
    window = stage.sit_down()
    desk = stage.desk
    desk.line = Company(())
    kept = KeptHere(desk.folder, desk.store.keys)
    keeper = LineKeeper(window, desk)
    case = _of(stage, CASE)
    window.open("pupils", case)
    desk._turn(RuleError("server.lost"))
    stage.settle()
    yield "geen_verbinding"
    for kind, subject, field, text in (
        (KEPT_CASE, case, "question", "Ik wil met mijn handen werken, liefst buiten en niet te ver van huis."),
        (NOTES, _closed_point(stage), "", "De mentor belt de werkgever nog voor de vakantie."),
    ):
        kept.keep(KeptText(kind, subject, field, "", text, desk.clock(), desk.actor.user_id))
    desk._turn(None)
    stage.settle()
    keeper.writer.drain()
    stage.settle()
    yield "getypt_zonder_verbinding_wacht"
    keeper.look()
    stage.settle()
    yield "getypt_zonder_verbinding"


def fetched_back(stage: Stage) -> Iterator[str]:
    """The network went to a computer of somebody's own while a case of it is read here."""
    window = stage.sit_down()
    desk = stage.desk
    desk.line = Company(())
    keeper = LineKeeper(window, desk)
    window.open("pupils", _of(stage, CASE))
    desk.retire(Retired(desk.clock(), desk.actor.name))
    stage.settle()
    keeper.writer.drain()
    stage.settle()
    yield "alleen_lezen"
    desk.retired = None


def _closed_point(stage: Stage) -> str:
    meetings = stage.desk.meetings
    held = [row.id for row in meetings.rows() if row.kind == "case" and row.status == "finished"]
    return next(row.id for row in meetings.card(held[0]).agenda if row.case is not None)


def _of(stage: Stage, topic: str, school: str = "") -> str:
    """`school`: of one who is to see it too."""
    if topic == CASE:
        open_ = [row for row in stage.desk.cases.rows() if not row.missing and row.status != "closed"]
        return next(row.id for row in open_ if school in {"", row.school})
    return next(row.id for row in stage.desk.meetings.rows() if row.kind == "case")
