"""Where the network of the open desk is, and what it takes to bring it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from zsm_desktop.app import desk_for, open_desk, remembered
from zsm_desktop.domain.files import safe_file_name
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.moved import half_moved_into
from zsm_desktop.store.moving import PASSES
from zsm_desktop.store.place import SERVER, is_on_server
from zsm_desktop.ui.departure import Arrived, Departure, Sharing
from zsm_desktop.ui.settings.actions import PlaceFacts
from zsm_desktop.ui.work import Progress
from zsm_desktop.words import leaving as words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zsm_desktop.app.sharing import Entry, Moved

MAKING_READY = "de bestemming wordt klaargemaakt"
CARRYING, COUNTING = "alles gaat over", "alles wordt nageteld"


class Places:
    """The settings room's `PlaceActs`, for the desk that is open; the acts themselves are those of `sharing`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def facts(self) -> PlaceFacts:
        folder = self._desk.folder
        if not is_on_server(folder):
            return PlaceFacts(folder)
        from zsm_desktop.store.postgres.known import Known

        known = Known.read(folder / SERVER)
        return PlaceFacts(folder, known.address.shown, known.address.user, known.remembers)

    def forget_password(self) -> None:
        remembered.forget(self._desk.folder)

    def check_address(self, text: str) -> None:
        check_address(text)

    def share(self, asked: Sharing) -> Departure:
        from zsm_desktop.app import sharing
        from zsm_desktop.app.bringing import free_folder
        from zsm_desktop.app.start import opened

        address = sharing.address_of(asked.address, asked.ca_file)
        sharing.try_share(self._desk, asked.password, address, asked.owner_password)
        folder, keys = self._desk.folder, self._desk.store.keys
        into = half_moved_into(folder)
        if into is None or not is_on_server(into):  # as where only the old folder went to another computer
            into = free_folder(folder.with_name(f"{folder.name}-server"))

        def job(progress: Progress) -> Arrived:
            progress.step(0, 0, MAKING_READY)
            with closing(desk_for(folder, keys, read_only=True)) as desk:
                moved = sharing.share(desk, asked.password, address, asked.owner_password, into, staged(progress))
            where = f"de server {address.shown}"
            return _arrived(moved, where, lambda: opened(into, open_desk(into, password=asked.password)))

        return Departure("Het netwerk gaat naar de server", job, lambda: opened(folder, desk_for(folder, keys)))

    def leave(self, place: Path) -> Departure:
        from zsm_desktop.app import leaving
        from zsm_desktop.app.start import opened

        leaving.require_may_leave(self._desk, place)
        folder, keys = self._desk.folder, self._desk.store.keys

        def job(progress: Progress) -> Arrived:
            progress.step(0, 0, words.COPYING)

            def tell(done: int, whole: int) -> None:
                progress.step(done, whole, words.COPYING if whole else words.LAYING)

            left = leaving.leave(folder, keys, place, tell=tell)
            figures = (0, left.figures.entries, left.figures.chain_head, left.figures.given_cents)
            steps = [step.format(place=left.copy.parent.name, folder=folder) for step in words.STEPS]
            return Arrived(
                "", folder, *figures, (), lambda: None, title=words.READY, proof=words.PROOF, steps=tuple(steps)
            )

        return Departure(words.LEAVING, job, lambda: opened(folder, desk_for(folder, keys)), words.STOPPED)

    def fetch(self) -> Departure:
        from zsm_desktop.app import sharing
        from zsm_desktop.app.bringing import free_folder
        from zsm_desktop.app.start import opened

        self._desk.actor.require(Permission.MANAGE_USERS)
        folder, keys = self._desk.folder, self._desk.store.keys
        into = free_folder(folder.with_name(safe_file_name(self._desk.network_name)))

        def job(progress: Progress) -> Arrived:
            progress.step(0, 0, MAKING_READY)
            with closing(desk_for(folder, keys)) as desk:
                moved = sharing.fetch_local(desk, into, staged(progress))
            remembered.clear(folder)
            return _arrived(moved, "deze computer", lambda: opened(into, desk_for(into, keys)))

        return Departure("Het netwerk komt naar deze computer", job, lambda: opened(folder, desk_for(folder, keys)))

    def also_here(self) -> Sequence[str]:
        from zsm_desktop.app import sharing

        return sharing.also_here(self._desk)

    def addresses(self) -> Sequence[Entry]:
        from zsm_desktop.app import sharing

        return sharing.addresses(self._desk)


class HalfMoved:
    """`ShareActs` for a folder whose move broke off: opened only to read, with the password that is asked for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check_address(self, text: str) -> None:
        check_address(text)

    def share(self, asked: Sharing) -> Departure:
        with closing(open_desk(self._folder, password=asked.password, read_only=True)) as desk:
            return Places(desk).share(asked)


def check_address(text: str) -> None:
    from zsm_desktop.store.postgres.address import Address

    Address.parse(text)


def staged(progress: Progress) -> Callable[[int, int], object]:
    """How far a move is, with what it is doing; raises Cancelled in it."""
    return lambda done, whole: progress.step(done, whole, COUNTING if done * PASSES >= whole else CARRYING)


def _arrived(moved: Moved, where: str, then: Callable[[], object]) -> Arrived:
    facts = (moved.folder, moved.rows, moved.entries, moved.chain_head, moved.given_cents, moved.without_entry)
    return Arrived(where, *facts, then)
