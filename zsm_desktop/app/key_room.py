"""The settings room's `KeyActs`, for the desk that is open; the acts themselves are those of `keys`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from zsm_desktop.app import desk_for, keys
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import safe_file_name
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.first_steps import SHEET, settle
from zsm_desktop.store.place import is_on_server
from zsm_desktop.store.store import header_of
from zsm_desktop.ui.departure import Arrived, Departure
from zsm_desktop.ui.parts.recovery import Printed
from zsm_desktop.ui.settings.actions import Publishing
from zsm_desktop.ui.work import Progress
from zsm_desktop.words import keys as words
from zsm_desktop.words import published as copy_words
from zsm_desktop.words.format import joined
from zsm_desktop.words.rules import sentence


class KeyRoom:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def printed_owner(self) -> str:
        return keys.recovery_owner(self._desk)

    def new_printed(self, password: str) -> str:
        return keys.new_recovery_key(self._desk, password)

    def renew_recovery(self) -> str:
        return keys.new_recovery_key(self._desk, None)

    def check_recovery(self, text: str) -> None:
        keys.check_recovery(self._desk, text)

    def recovery_checked(self) -> None:
        settle(self._desk.folder, SHEET)

    def recovery_sheet(self, key: str) -> Printed:
        return Printed(self._desk.network_name, key, self._desk.day, self._desk.actor.name)

    def others(self) -> Sequence[str]:
        own = self._desk.actor.user_id
        return tuple(owner.user_name for owner in header_of(self._desk.store).users if owner.user_id != own)

    def also_here(self) -> Sequence[str]:
        if not is_on_server(self._desk.folder):
            return ()
        from zsm_desktop.app import sharing

        return sharing.also_here(self._desk)

    def renew(self, password: str, owner: tuple[str, str] = ("", "")) -> Departure:
        from zsm_desktop.app.start import opened

        renewing = self._renewing(password, owner)
        folder, before = self._desk.folder, self._desk.store.keys

        def job(progress: Progress) -> Arrived:
            progress.step(0, 0, words.MAKING_COPY)

            def tell(doing: str, done: int, whole: int) -> None:
                progress.step(done, whole, words.STAGES[doing])

            made = renewing(folder, before, password, progress=tell)
            trouble = words.NO_BACKUP.format(why=sentence(made.backup)) if made.backup is not None else ""

            def enter() -> object:
                desk = opened(folder, desk_for(folder, made.keys))
                return desk._replace(recovery_key=made.recovery_key, trouble=trouble)

            need = words.NEED_ENTRY.format(names=joined(made.without_entry)) if made.without_entry else ""
            figures = (made.rows, made.entries, made.chain_head, made.given_cents)
            return Arrived("", folder, *figures, (), enter, words.RENEWED, words.EQUAL, need)

        return Departure(words.RENEWING, job, lambda: opened(folder, desk_for(folder, before)), words.STOPPED)

    def _renewing(self, password: str, owner: tuple[str, str]) -> Callable[..., keys.Renewed]:
        """What does it where the network is, after all that can be tried was tried."""
        if not is_on_server(self._desk.folder):
            keys.require_renewable(self._desk, password)
            return keys.renew
        from zsm_desktop.app import keys_there, sharing
        from zsm_desktop.app.recovery import DatabaseOwner

        if not owner[0]:
            raise RuleError("renew.needs_owner")
        whose = DatabaseOwner(sharing.address_of(owner[0]), owner[1])
        keys_there.require_renewable_there(self._desk, password, whose)
        return partial(keys_there.renew_there, owner=whose)

    def require_publishable(self, asked: Publishing) -> None:
        names = _with_names(asked)
        if names is not None:
            keys.require_named(self._desk, asked.password, to=asked.to, reason=asked.reason, names=names)

    def publish(self, asked: Publishing, folder: Path, progress: Progress) -> Path:
        from zsm_desktop.app.bringing import free_folder

        desk, names = self._desk, _with_names(asked)
        what = "kopie" if names is None else "kopie met namen"
        into = free_folder(folder / safe_file_name(f"{desk.network_name} {what} {desk.day}"))
        keys.publish(
            desk, into, asked.password, to=asked.to, reason=asked.reason, names=names,
            progress=lambda done, whole: progress.step(done, whole, copy_words.MAKING),
        )  # fmt: skip
        return into


def _with_names(asked: Publishing) -> keys.WithNames | None:
    return keys.WithNames(asked.own_password, asked.until) if asked.with_names else None
