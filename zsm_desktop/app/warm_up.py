"""Beside the first window: loads what the first room, act and paper would otherwise wait for.

SQLAlchemy with the mapped classes and the writer of PDF together take the better part of a second. Another thread that
comes to one of these modules meanwhile waits for it and goes on; our own modules have no circles in which two threads
could wait for each other, and `models.types` stands before its package because others begin there.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Sequence
from importlib import import_module

log = logging.getLogger(__name__)

MODULES = (
    "cryptography.hazmat.primitives.ciphers.aead",
    "sqlalchemy",
    "sqlalchemy.orm",
    "zsm_desktop.models.types",
    "zsm_desktop.models",
    "zsm_desktop.store.engine",
    "zsm_desktop.store.work",
    *(
        f"zsm_desktop.services.{name}"
        for name in ("meetings", "cases", "pupils", "offers", "placements", "network", "results", "live", "minutes")
    ),
    "zsm_desktop.words.rules",
    "zsm_desktop.reports.minutes",
    "zsm_desktop.reports.pdf",
    "pypdfium2",
)
_TURN_S = 0.0005
"""How long this thread keeps the interpreter when the window wants it; Python's own 5 ms can be felt while typing."""


class WarmUp:
    """`start` does something once only; `stop` waits for the module that is being loaded and leaves the rest."""

    def __init__(self, modules: Sequence[str] = MODULES) -> None:
        self._modules = modules
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is None and not self._stopping.is_set():
            self._thread = threading.Thread(target=self._load, name="warm-up", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _load(self) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_S)
        try:
            for name in self._modules:
                if self._stopping.is_set():
                    return
                import_module(name)
            self._join_tables()
        except Exception:
            log.exception("warming up failed; what was not loaded is loaded when it is needed")
        finally:
            sys.setswitchinterval(usual)

    @staticmethod
    def _join_tables() -> None:
        """SQLAlchemy works out how the mapped classes hang together at the first query, or now."""
        from sqlalchemy.orm import configure_mappers

        configure_mappers()
