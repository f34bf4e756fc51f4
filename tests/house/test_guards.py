"""Each guard is seen failing a test that does what it guards against, and leaving one alone that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LOG = "import logging\ndef test_it():\n    logging.getLogger('zsm').warning('the disk is nearly full')\n"
QT_MESSAGE = "from PySide6.QtCore import qWarning\ndef test_it(qapp):\n    qWarning('a layout is lost')\n"
SLOT = """
from PySide6.QtCore import QTimer
def test_it(qtbot):
    def slot():
        heard.append(1)
        raise ValueError("broken in a slot")
    heard = []
    QTimer.singleShot(0, slot)
    qtbot.waitUntil(lambda: bool(heard))
"""
QUESTION = """
from PySide6.QtWidgets import QMessageBox
def test_it(qtbot):
    QMessageBox.question(None, "Weg?", "Zeker weten?")
"""
DIALOG_IN_A_SLOT = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
def test_it(qtbot):
    class Window(QDialog):
        pass
    window = Window()
    qtbot.addWidget(window)
    passed = []
    QTimer.singleShot(0, window.exec)
    QTimer.singleShot(10, lambda: passed.append(1))
    qtbot.waitUntil(lambda: bool(passed))
"""
FILE = "from PySide6.QtWidgets import QFileDialog\ndef test_it(qtbot):\n    QFileDialog.getSaveFileName(None)\n"
ANSWERED = """
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
@pytest.mark.modal
def test_it(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().accept())
    assert dialog.exec() == 1
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Runs one source as a test in a process of its own, under our guards alone."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeini("[pytest]\naddopts = -p no:pytest-qt -p no:xvfb\nmarkers =\n modal\n allow_log\n allow_qt\n")

    def run_source(source: str) -> pytest.RunResult:
        pytester.makepyfile(source)
        return pytester.runpytest_subprocess("-p", "tests.guards", timeout=60)

    return run_source


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (LOG, "unexpected log record (WARNING) zsm: the disk is nearly full"),
        (QT_MESSAGE, "Qt says (QtWarningMsg): a layout is lost"),
        (SLOT, "broken in a slot"),
        (QUESTION, "unexpected modal dialog: QMessageBox.question"),
        (DIALOG_IN_A_SLOT, "unexpected modal dialog: QDialog.exec"),
        (FILE, "unexpected modal dialog: QFileDialog.getSaveFileName"),
    ],
    ids=["log", "qt message", "slot", "question", "dialog in a slot", "file dialog"],
)
def test_what_is_not_announced_fails_the_test(run, source: str, said: str) -> None:
    result = run(source)
    assert result.parseoutcomes()["failed"] == 1
    assert said in result.stdout.str()


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\n@pytest.mark.allow_log('nearly full')\n"
        + LOG.partition("\n")[2].replace("logging.", "__import__('logging')."),
        LOG.replace("def test_it():\n", "def test_it(allow_log):\n    allow_log('zsm: the disk')\n"),
        QT_MESSAGE.replace("def test_it(qapp):\n", "def test_it(qapp, allow_qt):\n    allow_qt('layout')\n"),
        ANSWERED,
    ],
    ids=["log by marker", "log by fixture", "qt message", "dialog"],
)
def test_what_is_announced_passes(run, source: str) -> None:
    run(source).assert_outcomes(passed=1)


def test_a_fault_in_a_fixture_that_ends_is_seen_too(run) -> None:
    result = run(
        "import logging, pytest\n@pytest.fixture\ndef late():\n    yield\n    logging.error('too late')\n"
        "def test_it(late):\n    assert True is not False\n"
    )
    result.assert_outcomes(passed=1, errors=1)
    assert "unexpected log record (ERROR) root: too late" in result.stdout.str()


def test_tests_that_do_not_speak_of_qt_do_not_load_it(run) -> None:
    source = (
        "import sys\ndef test_it():\n    assert not [name for name in sys.modules if name.startswith('PySide' + '6')]\n"
    )
    run(source).assert_outcomes(passed=1)
    run(source + "# qtbot\n").assert_outcomes(failed=1)
