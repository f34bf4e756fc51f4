"""Pages that go stale, and slow work beside the window."""

from __future__ import annotations

import gc
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread
from PySide6.QtWidgets import QApplication

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.changes import Changes
from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.rooms import RoomSpec
from zsm_desktop.ui.window import Window
from zsm_desktop.ui.work import FAILED, Pace, Progress, Workshop, time_left_words


class CountingPage(Page):
    """Counts its readings, and refuses when told to."""

    topics = frozenset({"case", "delivery"})

    def __init__(self, tools) -> None:
        super().__init__(tools.theme)
        self.read = 0
        self.opened: list[str] = []
        self.refusal: Exception | None = None

    def reload(self) -> None:
        self.read += 1
        if self.refusal is not None:
            raise self.refusal

    def open_item(self, item_id: str) -> None:
        self.opened.append(item_id)


def _news(*topics: str) -> Changes:
    return Changes({topic: frozenset({"1"}) for topic in topics})


@pytest.fixture
def window(theme, shown) -> Window:
    rooms = [RoomSpec(key, key.title(), "home", CountingPage) for key in ("one", "two")]
    made = Window(theme, rooms, network="N", user="U", search=lambda _text: [], relay=ChangesRelay())
    made.open("two")
    made.open("one")
    shown(made, 1280, 720)
    return made


def test_a_page_reads_when_it_is_shown_and_not_before(window: Window) -> None:
    assert (window.pages["one"].read, window.pages["two"].read) == (1, 1)
    window.open("two")
    window.open("one")
    assert (window.pages["one"].read, window.pages["two"].read) == (1, 1)


def test_many_acts_in_a_row_are_one_reading(window: Window, qtbot) -> None:
    for _ in range(5):
        window.relay.publish(_news("case"))
    qtbot.waitUntil(lambda: window.pages["one"].read == 2)
    for _ in range(5):
        QApplication.processEvents()
    assert window.pages["one"].read == 2


def test_a_hidden_page_waits_until_it_is_shown(window: Window, qtbot) -> None:
    window.relay.publish(_news("delivery"))
    qtbot.waitUntil(lambda: window.pages["one"].read == 2)
    assert (window.pages["two"].read, window.pages["two"].is_stale) == (1, True)
    window.open("two")
    assert (window.pages["two"].read, window.pages["two"].is_stale) == (2, False)


def test_news_about_other_things_is_not_heard(window: Window, qtbot) -> None:
    with qtbot.waitSignal(window.relay.arrived):
        window.relay.publish(_news("tariff"))
    for _ in range(5):
        QApplication.processEvents()
    assert (window.pages["one"].read, window.pages["two"].is_stale) == (1, False)


def test_news_from_another_thread_is_heard_on_the_gui_thread(window: Window, qtbot) -> None:
    threads: list[bool] = []
    window.relay.arrived.connect(lambda _topics: threads.append(QThread.isMainThread()))
    worker = threading.Thread(target=window.relay.publish, args=(_news("case"),))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: window.pages["one"].read == 2)
    assert threads == [True]


def test_a_thing_is_opened_in_its_room(window: Window) -> None:
    window.open("two", "case-7")
    assert window.pages["two"].opened == ["case-7"]
    window.open("one")
    window.back()
    assert window.pages["two"].opened == ["case-7", "case-7"]


def test_a_refused_reading_is_said_and_tried_again(window: Window, qtbot) -> None:
    page = window.pages["one"]
    page.refusal = RuleError("permission.missing")
    window.relay.publish(_news("case"))
    qtbot.waitUntil(lambda: len(window.toasts.shown) == 1)
    assert window.toasts.shown[0].tone == "bad"
    assert "permission" not in window.toasts.shown[0].text
    assert page.is_stale
    page.refusal = None
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not page.is_stale)


def test_a_fault_in_an_act_is_logged_and_said_without_its_inside(window: Window, allow_log) -> None:
    allow_log("act failed on page CountingPage")
    page = window.pages["one"]
    assert not page.attempt(lambda: {}["geheim"])
    assert "geheim" not in window.toasts.shown[0].text
    assert page.attempt(lambda: None)


class Gate:
    """Holds a job at a step until the test lets it go on."""

    def __init__(self) -> None:
        self.reached, self.go = threading.Event(), threading.Event()

    def job(self, progress: Progress) -> str:
        progress.step(1, 4, "leerlingen")
        self.reached.set()
        assert self.go.wait(10)
        progress.step(2, 4)
        return "klaar"


def test_work_runs_elsewhere_and_its_result_comes_here(qtbot) -> None:
    workshop, gate, seen = Workshop(), Gate(), []
    work = workshop.run("Exporteren", gate.job, done=lambda result: seen.append((result, QThread.isMainThread())))
    steps: list[tuple[int, int, str]] = []
    work.progressed.connect(lambda *step: steps.append(step))
    gate.go.set()
    qtbot.waitUntil(lambda: workshop.running == [])
    assert seen == [("klaar", True)]
    assert steps == [(1, 4, "leerlingen"), (2, 4, "")]


def test_work_that_has_ended_holds_nobody(qtbot) -> None:
    """The workshop would go in the middle of the end of its work, and take it apart a second time."""
    workshop = Workshop()
    work = workshop.run("Exporteren", lambda _progress: None)
    workshop._pool.waitForDone()
    QCoreApplication.sendPostedEvents(work, QEvent.Type.MetaCall)  # it has ended, and is still to be taken apart
    assert workshop.running == []
    held = weakref.ref(workshop)
    del workshop
    assert held() is None


@pytest.mark.parametrize("is_refused", [False, True])
def test_what_a_job_was_given_goes_with_its_end(qtbot, *, is_refused: bool) -> None:
    class Secret:
        """As a password that was tried."""

    def run(secret: Secret, _progress: Progress) -> None:
        assert secret is not None
        if is_refused:
            raise RuleError("keys.wrong_password")

    workshop, secret = Workshop(), Secret()
    gone = weakref.ref(secret)
    workshop.run("Openen", partial(run, secret))
    del secret
    qtbot.waitUntil(lambda: workshop.running == [])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_cancel_stops_at_the_next_step(qtbot) -> None:
    workshop, gate, seen = Workshop(), Gate(), []
    work = workshop.run("Exporteren", gate.job, done=lambda _result: seen.append("done"))
    work.cancelled.connect(lambda: seen.append("cancelled"))
    qtbot.waitUntil(gate.reached.is_set)
    work.cancel()
    gate.go.set()
    qtbot.waitUntil(lambda: workshop.running == [])
    assert seen == ["cancelled"]


@pytest.mark.parametrize(
    ("error", "is_inside"),
    [(RuleError("keys.wrong_password"), False), (ValueError("geheim"), True)],
    ids=["rule", "fault"],
)
def test_failure_comes_as_a_sentence(qtbot, allow_log, error: Exception, is_inside: bool) -> None:
    if is_inside:
        allow_log("job failed")
    workshop, said = Workshop(), []

    def job(_progress: Progress) -> None:
        raise error

    work = workshop.run("Openen", job, failed=said.append)
    qtbot.waitUntil(lambda: workshop.running == [])
    assert work.error is error
    assert len(said) == 1
    assert (said[0] == FAILED) is is_inside
    assert "keys." not in said[0]


def test_the_window_shows_running_work_and_stops_it(window: Window, qtbot) -> None:
    gate = Gate()
    work = window.workshop.run("Verslag maken", gate.job)
    qtbot.waitUntil(lambda: window.footer.work_strip is not None and window.footer.work_strip.isVisible())
    strip = window.footer.work_strip
    qtbot.waitUntil(lambda: strip.text.text() == "Verslag maken · leerlingen")
    assert (strip.bar.maximum(), strip.bar.value()) == (4, 1)
    stopped: list[bool] = []
    work.cancelled.connect(lambda: stopped.append(True))
    qtbot.mouseClick(strip.stop, Qt.MouseButton.LeftButton)
    assert not strip.stop.isEnabled()
    gate.go.set()
    qtbot.waitUntil(lambda: stopped == [True])
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_closing_waits_for_what_runs(window: Window, qtbot) -> None:
    gate = Gate()
    window.workshop.run("Reservekopie", gate.job)
    qtbot.waitUntil(gate.reached.is_set)
    threading.Timer(0.2, gate.go.set).start()
    with qtbot.waitSignal(window.closing):
        window.close()
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "bijna klaar"),
        (22, "nog ongeveer 20 seconden"),
        (70, "nog ongeveer een minuut"),
        (150, "nog ongeveer 2 minuten"),
        (9_000, "nog meer dan een uur"),
    ],
)
def test_time_left_is_said_in_round_words(seconds: float, words: str) -> None:
    assert time_left_words(seconds) == words


def test_what_is_left_is_reckoned_from_the_first_step_and_grows_when_nothing_is_heard() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    pace.hear(0, 0)
    now = 60
    pace.hear(0, 100)
    assert pace.words() == ""
    now = 62
    pace.hear(30, 100)
    assert pace.words() == "nog ongeveer 5 seconden"
    now = 70
    assert pace.words() == "nog ongeveer 25 seconden"
    pace.hear(95, 100)
    assert pace.words() == "bijna klaar"


def test_the_words_keep_up_while_the_work_is_silent(window: Window, qtbot) -> None:
    gate, now = Gate(), [0.0]
    work = window.workshop.run("Verslag maken", gate.job)
    work.pace = Pace(lambda: now[0])
    work.pace.hear(0, 4)
    qtbot.waitUntil(lambda: window.footer.work_strip is not None and window.footer.work_strip.bar.maximum() == 4)
    strip = window.footer.work_strip
    assert strip.left.text() == ""
    now[0] = 20
    qtbot.waitUntil(lambda: strip.left.text() == "nog ongeveer een minuut")
    gate.go.set()
    qtbot.waitUntil(lambda: window.workshop.running == [])
