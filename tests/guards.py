"""What no test may leave behind unnoticed: a warning in the log, a message of Qt, a fault in a slot, a waiting dialog.

A pytest plugin of its own, so that tests/house can start it in another pytest and see each guard fail a test.
"""

from __future__ import annotations

import gc
import logging
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Before anything can import Qt.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("ZSM_TEST_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # never that of whoever runs the tests
os.environ["QT_STYLE_OVERRIDE"] = "Fusion"  # as the program asks for it: setting it later dresses every piece anew

import pytest

QT_FOLDERS = {"ui", "flows"}
QT_WORDS = re.compile(rb"PySide6|\bqtbot\b|\bqapp\b|pytestqt")
QT_PLUGIN = "pytestqt.plugin"
PLATFORM_NOISE = r"^This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)$"
"""What the offscreen platform says of windows with a least size and of lists that open; nothing is wrong then."""

WAITING: dict[str, tuple[str, ...]] = {
    "QDialog": ("exec",),
    "QMessageBox": ("exec", "about", "aboutQt", "critical", "information", "question", "warning"),
    "QFileDialog": (
        "getOpenFileName",
        "getOpenFileNames",
        "getSaveFileName",
        "getExistingDirectory",
        "getOpenFileUrl",
        "getOpenFileUrls",
        "getSaveFileUrl",
        "getExistingDirectoryUrl",
    ),
    "QInputDialog": ("getText", "getMultiLineText", "getInt", "getDouble", "getItem"),
    "QColorDialog": ("getColor",),
    "QFontDialog": ("getFont",),
    "QMenu": ("exec",),
}


class Guard:
    """What one test did that it did not announce."""

    def __init__(self, item: pytest.Item) -> None:
        self.faults: list[str] = []
        self.allowed_logs = [str(mark.args[0]) for mark in item.iter_markers("allow_log")]
        self.allowed_qt = [PLATFORM_NOISE, *(str(mark.args[0]) for mark in item.iter_markers("allow_qt"))]
        self.may_wait = item.get_closest_marker("modal") is not None
        self._logs: list[logging.LogRecord] = []
        self._undo: list[Callable[[], object]] = []

    def watch(self, *, qt: bool) -> None:
        handler = _Collector(self._logs)
        root = logging.getLogger()
        root.addHandler(handler)
        self._undo.append(lambda: root.removeHandler(handler))
        if qt:
            self._watch_messages()
            if not self.may_wait:
                self._watch_dialogs()

    def _watch_messages(self) -> None:
        from PySide6.QtCore import QtMsgType, qInstallMessageHandler

        def heard(kind: QtMsgType, _context: object, message: str) -> None:
            if not any(re.search(pattern, message) for pattern in self.allowed_qt):
                self.faults.append(f"Qt says ({kind.name}): {message}")

        previous = qInstallMessageHandler(heard)
        self._undo.append(lambda: qInstallMessageHandler(previous))

    def _watch_dialogs(self) -> None:
        from PySide6 import QtWidgets

        patch = pytest.MonkeyPatch()
        for class_name, names in WAITING.items():
            for name in names:
                patch.setattr(getattr(QtWidgets, class_name), name, self._refusal(f"{class_name}.{name}"))
        self._undo.append(patch.undo)

    def _refusal(self, what: str) -> Callable[..., Any]:
        def refuse(*_args: object, **_keywords: object) -> None:
            self.faults.append(f"unexpected modal dialog: {what}")
            raise AssertionError(self.faults[-1])

        return refuse

    def release(self) -> None:
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()

    def forget(self) -> None:
        self.faults.clear()
        self._logs.clear()

    def check(self) -> None:
        """Fails the test for what was seen since the last check."""
        for record in self._logs:
            text = f"{record.name}: {record.getMessage()}"
            if not any(re.search(pattern, text) for pattern in self.allowed_logs):
                self.faults.append(f"unexpected log record ({record.levelname}) {text}")
        faults = list(self.faults)
        self.forget()
        if faults:
            pytest.fail("\n".join(faults), pytrace=False)


class _Collector(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


_QT_FILES: set[Path] = set()
_GUARD = pytest.StashKey[Guard]()


def pytest_configure() -> None:
    gc.set_threshold(50_000, 20, 50)  # as the program has it (app.calm_collector)


def pytest_collection_finish() -> None:
    """The collected tests stay to the end: from now on the collector need not look through them."""
    gc.collect()
    gc.freeze()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> None:
    """Brings pytest-qt, and with it Qt, in with the first test file that needs it."""
    manager = parent.config.pluginmanager
    if file_path.suffix != ".py":
        return
    if QT_FOLDERS & set(file_path.parent.parts) or QT_WORDS.search(file_path.read_bytes()):
        _QT_FILES.add(file_path)
        os.environ["PYTEST_QT_API"] = "pyside6"
        if not manager.hasplugin(QT_PLUGIN):
            parent.config.option.qt_log = False  # the messages of Qt are ours to hear
            manager.import_plugin(QT_PLUGIN)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[object]:
    """Dead cycles of a window are looked for in its own thread, as in the program (ui/collector.py)."""
    if item.path not in _QT_FILES:
        return (yield)
    from zsm_desktop.ui.collector import collect_due

    gc.disable()
    try:
        result = yield
        collect_due()
    finally:
        if nextitem is None or nextitem.path not in _QT_FILES:
            gc.collect()
            gc.enable()
    return result


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    guard = item.stash[_GUARD] = Guard(item)
    guard.watch(qt=item.config.pluginmanager.hasplugin(QT_PLUGIN))
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    try:
        result = yield
    except BaseException:
        item.stash[_GUARD].forget()  # the test has failed already, and says itself by what
        raise
    item.stash[_GUARD].check()
    return result


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    guard = item.stash[_GUARD]
    try:
        result = yield
    finally:
        guard.release()
    guard.check()
    return result


@pytest.fixture
def allow_log(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Announces log records of WARNING and up whose "logger: message" matches the pattern."""
    return request.node.stash[_GUARD].allowed_logs.append


@pytest.fixture
def allow_qt(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Announces messages of Qt that match the pattern."""
    return request.node.stash[_GUARD].allowed_qt.append


@pytest.fixture(autouse=True)
def _folders_of_the_test(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what the person at this computer keeps."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("ZSM_STORE", "ZSM_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
