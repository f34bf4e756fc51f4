"""Remembers what went wrong in the program, without any value: kinds, codes and places in the code only.

What an error says may hold a name, and so may the folder the program stands in. So of an error its class is kept and of
a rule its code, and of each step its file within the package, its line and its function.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import PurePath
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports.fault_report import Fault, Place

MOST = 5
DEEPEST = 25
ROOTS = ("zsm_desktop", "site-packages")
log = logging.getLogger(__name__)


class Faults(QObject):
    """`came` at an error nobody caught; `last` has those too that were caught and said, the newest last."""

    came = Signal()

    _met = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.last: deque[Fault] = deque(maxlen=MOST)
        self._before: list[Callable[[], None]] = []
        # Queued: an error may come in any thread, and in the midst of painting.
        self._met.connect(lambda: self.came.emit(), Qt.ConnectionType.QueuedConnection)  # noqa: PLW0108

    def listen(self) -> None:
        """To what nobody catches, and to what the program writes in its own log with an error."""
        usual, usual_in_thread = sys.excepthook, threading.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            self.meet(error)
            usual(kind, error, trace)

        def hook_in_thread(said: threading.ExceptHookArgs) -> None:
            if said.exc_value is not None:
                self.meet(said.exc_value)
            usual_in_thread(said)

        ear = _Ear(self.keep)
        sys.excepthook, threading.excepthook = hook, hook_in_thread
        logging.getLogger("zsm_desktop").addHandler(ear)

        def put_back() -> None:
            sys.excepthook, threading.excepthook = usual, usual_in_thread
            logging.getLogger("zsm_desktop").removeHandler(ear)

        self._before.append(put_back)

    def stop(self) -> None:
        while self._before:
            self._before.pop()()

    def meet(self, error: BaseException) -> None:
        """Nobody caught it."""
        if isinstance(error, Exception):
            self.keep(error)
            self._met.emit()

    def keep(self, error: BaseException) -> None:
        self.last.append(fault_of(error))


class _Ear(logging.Handler):
    def __init__(self, tell: Callable[[BaseException], object]) -> None:
        super().__init__(logging.ERROR)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            self._tell(record.exc_info[1])


def fault_of(error: BaseException) -> Fault:
    """What may be told of an error: nothing of what it says."""
    kinds, at = [], error
    seen: set[int] = set()
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        kinds.append(_kind(at))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return Fault(tuple(kinds), tuple(_places(error.__traceback__))[-DEEPEST:])


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{name} ({error.code})" if isinstance(error, RuleError) else name


def _places(trace: TracebackType | None) -> list[Place]:
    found: list[Place] = []
    while trace is not None:
        code: Any = trace.tb_frame.f_code
        found.append(Place(_within(code.co_filename), trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    return found


def _within(name: str) -> str:
    """The path from the package on: what stands before it may be somebody's name."""
    parts = PurePath(name.replace("\\", "/")).parts
    for root in ROOTS:
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at:])
    return parts[-1] if parts else ""
