"""What every room's page is to the window: topics it shows, a way to read again, and signals instead of calls."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.theme import Theme

log = logging.getLogger(__name__)

FAILED = "Dit is niet gelukt door een fout in het programma. Wat u hebt ingevuld staat er nog; probeer het opnieuw."


class PageKey(NamedTuple):
    """A key of a page whose act makes sense in every room: Ctrl+K offers it everywhere, to who has one of `needs`."""

    key: str
    words: str
    do: Callable[[Any], object]
    """Told to the page."""
    needs: tuple[Permission, ...] = ()


def in_own_words(key: tuple[str, str] | PageKey, say: Callable[[str], str]) -> tuple[str, str] | PageKey:
    """With nouns as the network calls things (`words/names.py`)."""
    return key._replace(words=say(key.words)) if isinstance(key, PageKey) else (key[0], say(key[1]))


class Thing(Protocol):
    """The part of a page that shows one case or meeting, which others may have open too."""

    @property
    def open_thing(self) -> tuple[str, str]:
        """Its topic and identifier, "" for none."""
        ...

    def show_others(self, words: str) -> None:
        """Who else has it open; "" when nobody has."""
        ...


class Page(QWidget):
    """Subclasses set `topics`, build themselves in `__init__` without reading, and read in `reload()`.

    The window calls `refresh()` when the page is shown; news about its topics reloads it at once when it is visible and
    only marks it stale when it is not.
    """

    topics: frozenset[str] = frozenset()
    keys: tuple[tuple[str, str] | PageKey, ...] = ()
    """(key, what it does) of this page, for F1 and Ctrl+K; the page itself binds them."""
    hears: frozenset[str] = frozenset()
    """Those of `keys` that it hears without a shortcut, while they stand there."""

    navigate = Signal(str, str)
    """Room key and id of the thing to open there, "" for none."""
    notify = Signal(str, str)
    """A sentence and its tone: info, good, warn or bad."""
    offer = Signal(str, str, object)
    """The same with a way back or on: ("Ongedaan maken", what to do then)."""
    settled = Signal(str)
    """What was said in these words no longer holds."""
    looked = Signal()
    """What is open here may be something else now; see `thing`."""
    heard_others = Signal(object)
    """The topics of what was done at other desks, after `hear`: for what one's own acts show by themselves."""
    unreached = Signal(object)
    """Reading found no server: the RuleError."""
    on_table = Signal(str, str)
    """What is being discussed now: ids of a meeting and of a point on its agenda, "" for none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.is_stale = True
        self.thing: Thing | None = None
        self.send_again: Callable[[], object] = lambda: None
        """The server is there again: what it could not be given goes to it now."""
        self.let_go: Callable[[], object] = lambda: None
        """The window closes and nothing is lost: from now on nothing is written, hiding would do it once more."""
        self.moment: Callable[[], AbstractContextManager[object]] = nullcontext
        """What all reading of the page is done in; over a line to a server each beginning costs a turn."""
        self._refused = ""
        """What was refused last; an act that is done afterwards settles it."""

    def reload(self) -> None:
        """Reads everything shown from the services again, keeping selection and place."""
        raise NotImplementedError

    @property
    def guide_key(self) -> str:
        """The part in which one is, by its key, for where the guide tells of it: the tab shown, "" without tabs."""
        return str(getattr(getattr(self, "tabs", None), "current", ""))

    def open_item(self, item_id: str) -> None:
        """Shows one thing of this room; a page without things ignores it."""

    def go_home(self) -> None:
        """The key of the room, pressed in the room: back to what it opens with."""

    def refresh(self) -> None:
        """Reads again if something changed since the last time."""
        if self.is_stale:
            self.is_stale = False  # before reading: news that comes meanwhile counts
            refused, self._refused = self._refused, ""
            if not self.attempt(self._read):
                self.is_stale = True
            self._refused = self._refused or refused  # reading again settles nothing

    def _read(self) -> None:
        """A server that is not there is said once for the whole window; what was shown stays, and is read later."""
        try:
            with self.moment():
                self.reload()
        except RuleError as error:
            if error.code != "server.lost":
                raise
            self.is_stale = True
            self.unreached.emit(error)

    def settle(self) -> bool:
        """Writes what is still being typed before the window closes; False keeps the window open."""
        return True

    def take_keyboard(self) -> None:
        """Coming into a room, the keys go to its first list, unless the room has put them somewhere itself."""
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            return
        to_list(self)

    def catch_up(self) -> None:
        """Waits for what this page still has to write; what is done next then comes after it."""

    def mark_stale(self) -> None:
        self.is_stale = True

    def hear(self, topics: frozenset[str]) -> None:
        """News from a service: re-read now if shown, later if not."""
        if self.topics.isdisjoint(topics):
            return
        self.mark_stale()
        if self.isVisible():
            self.refresh()

    def attempt(self, act: Callable[[], object]) -> bool:
        """Does it; a refusal is said in its own sentence. False when it was refused or failed."""
        try:
            act()
        except RuleError as error:
            from zsm_desktop.ui.parts.field import sentence

            self._refused = sentence(error)
            self.notify.emit(self._refused, "bad")
            return False
        except Exception:
            log.exception("act failed on page %s", type(self).__name__)
            self.notify.emit(FAILED, "bad")
            return False
        if self._refused:
            self.settled.emit(self._refused)
            self._refused = ""
        return True

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.refresh()


def to_list(face: QWidget) -> None:
    """The keys go to its first list in sight, or to what an empty one offers to do; else they stay where they are."""
    first = next((view for view in face.findChildren(QAbstractItemView) if view.isVisibleTo(face)), None)
    to = first if first is not None else _beside_empty(face)
    if to is not None:
        to.setFocus(Qt.FocusReason.OtherFocusReason)


def _beside_empty(face: QWidget) -> QWidget | None:
    """Where its list is empty: the act that fills it, else its first field or button, but no name of another face."""
    empty = [one for one in face.findChildren(EmptyState) if one.isVisibleTo(face)]
    if any(one.is_coming for one in empty):
        return None  # there may be a list in a moment
    itself = next((one for one in empty if one.focusPolicy() != Qt.FocusPolicy.NoFocus), None)
    if itself is not None:
        return itself
    acts = (one.action for one in empty if one.action is not None)
    offered = next((act for act in acts if act.isVisibleTo(face) and act.isEnabled()), None)
    if offered is not None or not empty:
        return offered
    at = face.nextInFocusChain()
    while at is not None and at is not face:
        takes = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isEnabled() and at.isVisibleTo(face)
        if takes and face.isAncestorOf(at) and getattr(at, "SPOKEN_AS", "") != "PageTab":
            return at
        at = at.nextInFocusChain()
    return None
