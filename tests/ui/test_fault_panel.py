"""A report of a problem holds nothing of anybody, is shown whole, and leaves only when its user saves or copies it."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from tests.builders import SECRETARY, World
from tests.ui.offices import open_room, toasts, words_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports.fault_report import about
from zsm_desktop.services.sizes import TABLES, sizes
from zsm_desktop.ui.fault_panel import TABLES as WORDS
from zsm_desktop.ui.fault_panel import open_fault_panel
from zsm_desktop.ui.faults import Faults, fault_of
from zsm_desktop.ui.parts.page import FAILED

HINT = "Noem geen namen. Namen van leerlingen die het programma kent, worden vervangen; namen van anderen niet."
BARE_HINT = "Noem geen namen: het programma kan ze hier niet weghalen."
PLANTED = ("Achmed Bouziane", "Middelburgsestraat", "€ 1.234,56", "/home/anneke")


def broken(name: str) -> None:
    try:
        raise KeyError(f"{name} woont op {PLANTED[1]}")
    except KeyError as error:
        raise RuleError("user.unknown", name=name, sum=PLANTED[2]) from error


def met() -> BaseException:
    """With names in what it says, in its facts and in the values around it."""
    try:
        broken(PLANTED[0])
    except RuleError as error:
        return error
    raise AssertionError


def test_of_an_error_only_kinds_codes_and_places_are_kept() -> None:
    fault = fault_of(met())
    assert fault.kinds == ("zsm_desktop.domain.errors.RuleError (user.unknown)", "KeyError")
    assert [place.function for place in fault.places] == ["met", "broken"]
    assert not any(word in repr(fault) for word in PLANTED)


def test_a_place_says_nothing_of_where_the_program_stands() -> None:
    code = compile("def f():\n    1 / 0", "/home/anneke/netwerk van Zeeland/zsm_desktop/ui/page.py", "exec")
    room: dict = {}
    exec(code, room)
    with pytest.raises(ZeroDivisionError) as caught:
        room["f"]()
    assert fault_of(caught.value).places[-1] == ("zsm_desktop/ui/page.py", 2, "f")


def test_the_report_holds_no_name_of_the_network(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (world.case(),))
    window = open_room(theme, shown, world.desk, "today")
    faults = Faults()
    faults.keep(met())
    panel = open_fault_panel(window, world.desk, faults.last)
    name = world.desk.pupils.open_name(pupil, "test").full_name
    panel.told.setPlainText(f"Bij {name} ging het mis.")
    qtbot.waitUntil(lambda: "ging het mis" in panel.text)
    people = [row[0] for row in world.store.rows("SELECT name FROM user_account UNION SELECT name FROM organisation")]
    things = [row[0] for row in world.store.rows("SELECT name FROM network UNION SELECT name FROM offer")]
    role = "- Rol: secretaris\n"
    assert role in panel.text
    rest = panel.text.replace(role, "")  # the user is called that here too
    for word in (name, SECRETARY, *PLANTED, *people, *things, str(world.folder), str(Path.home())):
        assert word not in rest, word
    assert "RuleError (user.unknown) ← KeyError" in panel.text
    assert "- Leerlingen: minder dan 5" in panel.text
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == panel.text
    panel.keep(tmp_path / "melding.txt")
    assert (tmp_path / "melding.txt").read_text(encoding="utf-8") == panel.text
    panel.keep(tmp_path / "nergens" / "melding.txt")
    assert panel.error.isVisible()
    panel.reject()


@pytest.mark.parametrize(
    ("user", "hint"),
    [(SECRETARY, HINT), ("stage duin", HINT), ("directeur duin", BARE_HINT), ("lezer", BARE_HINT), ("", BARE_HINT)],
)
def test_it_promises_no_more_than_it_can_keep(world: World, theme, shown, user: str, hint: str) -> None:
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (world.case(),))
    name = world.desk.pupils.open_name(pupil, "test").full_name
    window = open_room(theme, shown, world.desk_of(user or SECRETARY), "today")
    panel = open_fault_panel(window, world.desk_of(user) if user else None, ())
    words = words_of(panel)
    assert hint in words
    assert panel.told.accessibleDescription() == hint
    panel.told.setPlainText(f"Bij {name} belde Marijke Poppe.")
    panel.show_whole()
    told, promised = panel.text.split("Programma en computer")
    assert (name in told) == (hint == BARE_HINT)
    assert "Marijke Poppe" in told  # of a colleague: so nothing may be promised of what the user wrote
    assert "Behalve onder “Wat er gebeurde” staan in deze melding geen namen" in promised
    assert name not in promised
    assert hint in words_of(panel)
    panel.reject()


def test_where_the_names_can_no_longer_be_looked_for_it_says_so(world: World, theme, shown) -> None:
    panel = open_fault_panel(open_room(theme, shown, world.desk, "today"), world.desk, ())
    assert HINT in words_of(panel)
    world.desk.store.close()
    panel.told.setPlainText("Bij Achmed ging het mis.")
    panel.show_whole()
    assert BARE_HINT in words_of(panel)
    assert HINT not in words_of(panel)
    panel.reject()


def test_numbers_tell_of_no_small_group(world: World) -> None:
    assert set(sizes(world.desk)) == set(TABLES) == set(WORDS)


@given(st.integers(0, 10**7))
def test_a_number_is_said_roughly(number: int) -> None:
    said = about(number)
    assert (said == "minder dan 5") == (0 < number < 5)
    assert str(number) not in said or number in {50, 500, 5_000, 50_000} or number < 6


def test_what_nobody_caught_is_heard_and_then_left_alone(qtbot, caplog: pytest.LogCaptureFixture) -> None:
    usual = sys.excepthook, threading.excepthook
    passed_on: list[object] = []
    sys.excepthook = lambda *said: passed_on.append(said)
    faults = Faults()
    came: list[int] = []
    faults.came.connect(lambda: came.append(1))
    faults.listen()
    try:
        error = met()
        sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: came == [1])
        assert len(passed_on) == 1
        with caplog.at_level(logging.CRITICAL, "zsm_desktop"):
            logging.getLogger("zsm_desktop.ui.x").error("act failed", exc_info=error)
        assert came == [1]
    finally:
        faults.stop()
        sys.excepthook, threading.excepthook = usual
    assert len(faults.last) >= 1


def test_a_fault_of_the_program_offers_to_tell_of_it(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "today")
    asked: list[int] = []
    window.help.reported.connect(lambda: asked.append(1))
    window.say(FAILED, "bad")
    assert toasts(window) == [FAILED]
    window.toasts.press()
    assert asked == [1]
