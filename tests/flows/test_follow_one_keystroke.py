"""docs/follow-one-keystroke.md is true: the functions it names are on the path of its act, in its order."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

from tests.builders import World, offer_id
from tests.services.test_meetings import running
from zsm_desktop.reports.minutes import minutes_document, write
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.meeting.state import MeetingState

ROOT = Path(__file__).parents[2]
DOC = ROOT / "docs" / "follow-one-keystroke.md"
Step = tuple[str, str]


def named_steps(text: str) -> list[Step]:
    """(file, function) in the order of the text; a function belongs to the file named last before it."""
    steps: list[Step] = []
    file = ""
    for path, name in re.findall(
        r"`((?:zsm_desktop/|services/|domain/|ui/|store/|reports/)[\w/]+\.py)`|\*\*`([\w.]+)`\*\*", text
    ):
        if path:
            file = path if path.startswith("zsm_desktop/") else f"zsm_desktop/{path}"
        else:
            steps.append((file, name))
    return steps


def calls_during(act: Callable[[], object], until: str = "") -> list[Step]:
    """Every function of ours that was called, in order of its first call; `until` ends the watching, not the act."""
    seen: dict[Step, None] = {}
    package = str(ROOT / "zsm_desktop")

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(package):
            seen.setdefault((str(Path(code.co_filename).relative_to(ROOT)), code.co_qualname), None)
            if code.co_qualname == until:
                sys.setprofile(None)

    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(None)
    return list(seen)


def calls_of_placing_and_writing(world: World, out: Path) -> list[Step]:
    meeting, item, _ = running(world)
    relay = ChangesRelay()
    world.desk.changes.subscribe(relay.publish)
    state = MeetingState(world.desk)
    state.open(meeting)
    state.table.choose(item)
    day, last_day = date(2026, 12, 1), date(2027, 6, 30)
    calls = calls_during(
        lambda: state.place(offer_id("DUIN"), starts_on=day, ends_on=last_day, planned_hundredths=4000)
    )
    calls += calls_during(lambda: write(world.desk, meeting, out), until="pdf_bytes")
    document = minutes_document(world.desk.minutes.facts(meeting))
    calls += calls_during(lambda: xlsx_bytes(document), until="xlsx_bytes")
    return list(dict.fromkeys(calls))


ACT = ("zsm_desktop/services/service.py", "act")
ACT_RUNS = ("zsm_desktop/services/service.py", "act.<locals>.decorate.<locals>.run")
METHOD = ("zsm_desktop/services/live.py", "Live.record_outcome")
"""`act` wraps its methods when their module loads; the function it leaves behind is what runs."""


def test_the_text_is_true(world: World, tmp_path: Path) -> None:
    steps = [ACT_RUNS if step == ACT else step for step in named_steps(DOC.read_text(encoding="utf-8"))]
    assert len(steps) >= 14
    called = calls_of_placing_and_writing(world, tmp_path)
    assert [step for step in steps if step not in called] == []
    # The text names the method first; what is wrapped around it runs before it, within the unit of work.
    in_order = [called.index(step) for step in steps if step != METHOD]
    assert in_order == sorted(in_order)
    assert called.index(ACT_RUNS) < called.index(METHOD)


def test_a_wrong_name_would_be_seen(world: World, tmp_path: Path) -> None:
    wrong = named_steps("1. `zsm_desktop/services/live.py` — **`Live.write_outcome`**")
    assert wrong == [("zsm_desktop/services/live.py", "Live.write_outcome")]
    assert wrong[0] not in calls_of_placing_and_writing(world, tmp_path)
