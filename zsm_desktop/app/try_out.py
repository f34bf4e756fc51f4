"""The program gone through by itself, in a network it makes for it: how a built or installed one is seen to work.

It never opens a network of anybody's: what it holds, writes and puts back lies in one new folder.
"""

from __future__ import annotations

import time as clocks
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QApplication, QWidget

from zsm_desktop import __version__
from zsm_desktop.app import calm_collector, open_desk, system_clock
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD, make
from zsm_desktop.settings import Preferences
from zsm_desktop.store import backup
from zsm_desktop.store.folder import is_taken
from zsm_desktop.ui.guide import Guide, chapters
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.parts.talk.export_form import Export
from zsm_desktop.ui.program import Program
from zsm_desktop.ui.start.actions import PuttingBack
from zsm_desktop.ui.work import Progress
from zsm_desktop.words import rules_try_out
from zsm_desktop.words.guide import Chapter

if TYPE_CHECKING:
    from zsm_desktop.ui.window import Window

PATIENCE_S = 120
INK = 48
"""Fewer colours than this in a picture, and nothing was drawn on it but its ground."""
Size = dict[str, int | None]
USUAL: Size = {}


@dataclass(frozen=True, slots=True)
class TriedOut:
    """What was seen: `store` has the meeting of `number`, `copy` was looked into and stands put back in `restored`."""

    store: str
    rooms: int
    chapters: int
    number: str
    pages: int
    pdf: str
    xlsx: str
    copy: str
    restored: str
    entries: int


def try_out(folder: Path, size: Size = USUAL, tell: Callable[[str], object] = lambda _step: None) -> TriedOut:
    """Makes an invented network of this `size` in `folder` and goes through the main work in the window.

    Raises RuleError("store.folder_not_empty"), those of making a sample, and ("try_out.stuck", step) where something
    was not seen that should be there.
    """
    if is_taken(folder):
        raise RuleError("store.folder_not_empty", path=str(folder))
    calm_collector()
    network, papers = folder / "netwerk", folder / "verslagen"
    tell("sample")
    given = {name: value for name, value in size.items() if value is not None}
    make(network, today=home_day(system_clock()), password=PASSWORD, **given)  # type: ignore[arg-type]
    papers.mkdir(exist_ok=True)
    habits = Habits(now=Preferences(news_seen=__version__))  # else copies would go to this user's own second place
    program = Program(Entrance(folder), rooms, WarmUp(), habits)
    walk = Walk(program, Eyes(program.application, tell))
    walk.sit_down(open_desk(network, password=PASSWORD))
    seen = walk.rooms()
    read = walk.guide()
    number, pages = walk.meeting()
    pdf, xlsx = walk.papers(papers)
    copy = walk.copy()
    walk.leave()
    walk.look_into(copy)
    restored, entries = walk.put_back(copy, network)
    return TriedOut(
        store=str(network),
        rooms=seen,
        chapters=read,
        number=number,
        pages=pages,
        pdf=str(pdf),
        xlsx=str(xlsx),
        copy=str(copy),
        restored=str(restored),
        entries=entries,
    )


class Eyes:
    """What is seen of the step at hand; what is not seen in time ends it: RuleError("try_out.stuck", step)."""

    def __init__(self, application: QApplication, tell: Callable[[str], object]) -> None:
        self._application, self._tell, self._step = application, tell, ""

    def begin(self, step: str) -> None:
        self._step = rules_try_out.STEPS.get(step, step)
        self._tell(self._step)

    def require(self, is_so: bool) -> None:
        if not is_so:
            raise RuleError("try_out.stuck", step=self._step)

    def wait(self, is_so: Callable[[], bool]) -> None:
        until = clocks.monotonic() + PATIENCE_S
        while not is_so():
            self.require(clocks.monotonic() < until)
            self._application.processEvents()
            clocks.sleep(0.002)

    def painted(self, widget: QWidget) -> None:
        """On the screen and drawn for real."""
        self._application.processEvents()
        picture = widget.grab().toImage().scaledToWidth(400)
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)}
        self.require(len(colours) > INK)


class Walk:
    """One window after another."""

    def __init__(self, program: Program, eyes: Eyes) -> None:
        self._program, self.eyes, self._meeting = program, eyes, ""

    @property
    def window(self) -> Window:
        window = self._program.window
        self.eyes.require(window is not None)
        return cast("Window", window)

    @property
    def desk(self) -> Desk:
        desk: Desk = self._program.desk
        return desk

    def sit_down(self, desk: Desk) -> None:
        self.eyes.begin("window")
        desk.listen()
        self._program.show_network(desk)

    def rooms(self) -> int:
        for room in self.window.rooms:
            self.eyes.begin(room.title)
            self.window.open(room.key)
            self.eyes.painted(self.window)
        return len(self.window.rooms)

    def guide(self) -> int:
        """Every chapter, as F1 opens it."""
        self.eyes.begin("guide")
        guide = Guide(self._program.theme, self.window)
        for file, _title in chapters():
            guide.show_chapter(Chapter(file))
            self.eyes.painted(guide)
            self.eyes.require(bool(guide.text.toPlainText().strip()))
        guide.close()
        return len(chapters())

    def meeting(self) -> tuple[str, int]:
        """Planned, held, closed and its minutes fixed, with the room open; then read as it will be on paper."""
        self.eyes.begin("meeting")
        desk, body = self.desk, next(row for row in self.desk.meetings.bodies() if row.kind == "case")
        planned = desk.meetings.plan(body.id, held_on=desk.day, starts_at=time(9), ends_at=time(11), place="Proef")
        self._meeting = planned.made_id
        with suppress(RuleError):  # everything stands on it already
            desk.agenda.build(self._meeting)
        self.window.open("meetings", self._meeting)
        self.eyes.painted(self.window)
        desk.live.start(self._meeting)
        self.eyes.wait(lambda: self._page.is_live)
        self.eyes.painted(self.window)
        self._talk(desk)
        desk.live.finish(self._meeting)
        desk.versions.prepare(self._meeting)
        desk.versions.finalise(self._meeting)
        self.eyes.wait(lambda: "minutes" in self._page.views)
        self._page.after.show_preview()
        self.eyes.wait(lambda: "preview" in self._page.views and bool(self._page.views["preview"].pages.pages))
        pages = self._page.views["preview"].pages
        self.eyes.wait(lambda: pages.is_drawn(0))
        self.eyes.painted(pages.viewport())
        return desk.meetings.card(self._meeting).row.number, len(pages.pages)

    def _talk(self, desk: Desk) -> None:
        """About the first point a decision, about the first case an outcome."""
        agenda = desk.meetings.card(self._meeting).agenda
        desk.live.keep_notes(agenda[0].id, "Alles werkt.")
        desk.live.add_decision(agenda[0].id, "Wij gaan door.")
        case = next((row for row in agenda if row.case is not None and not row.is_shut), None)
        if case is not None:
            desk.live.record_outcome(case.id, DiscussionOutcome.FIND_OUT)

    def papers(self, folder: Path) -> tuple[Path, Path]:
        self.eyes.begin("papers")
        self._page.after.write(Export("minutes"), folder)

        def written(suffix: str) -> list[Path]:
            return sorted(folder.glob(f"*.{suffix}"))

        self.eyes.wait(lambda: bool(written("pdf")) and bool(written("xlsx")))
        return written("pdf")[0], written("xlsx")[0]

    def copy(self) -> Path:
        """As the button in Instellingen makes it."""
        self.eyes.begin("copy")
        work = self.window.backups.make()
        self.eyes.wait(lambda: work is not None and not work.is_running)
        return backup.copies(self.desk.folder)[-1]

    def leave(self) -> None:
        self.eyes.begin("leave")
        self.eyes.require(self.window.close())
        self._program.window = None

    def look_into(self, copy: Path) -> None:
        """By its path, as a double click does it: to read only."""
        self.eyes.begin("look")
        copies = Copies(copy.parent)
        self.sit_down(copies.look_into(PuttingBack(copies.at(copy), None, PASSWORD)).desk)
        self.eyes.require(self.desk.is_read_only and self.desk.copy_at is not None)
        self.eyes.painted(self.window)
        self.leave()

    def put_back(self, copy: Path, network: Path) -> tuple[Path, int]:
        self.eyes.begin("restore")
        copies = Copies(network.parent)
        asked = PuttingBack(copies.at(copy), network, PASSWORD, set_aside=False)
        with closing(copies.put_back(asked, Progress(lambda *_how_far: None)).desk) as desk:
            self.eyes.require(desk.checks.run().ok)
            self.eyes.require(self._meeting in {row.id for row in desk.meetings.rows("case")})
            return desk.folder, desk.ledger.head().entries

    @property
    def _page(self) -> Any:
        return self.window.pages["meetings"]
