"""Several at once in one network: who else has the same case or meeting open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.shots.stage import Stage
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.others import CASE, MEETING
from zsm_desktop.store.line import Standing
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

    def stop(self) -> None:
        self.here = ("", "")


def together(stage: Stage) -> Iterator[str]:
    window = stage.sit_down()
    desk = stage.desk
    seen = [row for row in desk.users.rows() if row.is_active and row.role is Role.COORDINATOR]
    desk.line = Company(tuple(row.id for row in seen))
    OthersKeeper(window, desk)
    for room, topic in (("pupils", CASE), ("meetings", MEETING)):
        window.open(room, _of(stage, topic))
        stage.settle()
        yield {CASE: "ook_in_de_casus", MEETING: "ook_in_de_bespreking"}[topic]


def _of(stage: Stage, topic: str) -> str:
    if topic == CASE:
        return next(row.id for row in stage.desk.cases.rows() if not row.missing and row.status != "closed")
    return next(row.id for row in stage.desk.meetings.rows() if row.kind == "case")
