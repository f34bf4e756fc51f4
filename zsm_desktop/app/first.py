"""The road to a new network: where it is made, and which of its steps were left open."""

from __future__ import annotations

import shutil
from pathlib import Path

from zsm_desktop import settings
from zsm_desktop.app import desk_for, system_clock
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import flush_folder, safe_file_name
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.store import first_steps, raw
from zsm_desktop.store.bringing import UNFINISHED
from zsm_desktop.store.folder import is_taken
from zsm_desktop.store.whereabouts import is_same_disk, require_own_disk
from zsm_desktop.ui.parts.recovery import RecoveryActs
from zsm_desktop.ui.start.actions import NetworkAt, NewNetwork, Opened


class FirstStart:
    """The start window's `FirstActs`."""

    def __init__(self, data: Path, preferences: Path) -> None:
        self._data, self._preferences = data, preferences

    def profiles(self) -> list[tuple[str, str, str]]:
        from zsm_desktop.services.shipped_profiles import codes, shipped

        return [(code, shipped(code).name, shipped(code).about) for code in codes()]

    def folder_for(self, name: str, place: Path | None = None) -> Path:
        return (place or self._data) / safe_file_name(name or "netwerk")

    def require_free(self, folder: Path) -> None:
        require_own_disk(folder)
        if is_taken(folder):
            raise RuleError("store.folder_not_empty", path=str(folder))

    def create(self, new: NewNetwork) -> Opened:
        """All of it is made aside and then gets its name: who is cut off has no half network."""
        from zsm_desktop.services.founding import found_network

        self.require_free(new.folder)
        now, aside = system_clock(), new.folder.with_name(new.folder.name + UNFINISHED)
        shutil.rmtree(aside, ignore_errors=True)
        try:
            founded = found_network(
                aside,
                name=new.name,
                region=new.region,
                user_name=new.user,
                password=new.password,
                now=now,
                today=home_day(now),
                profile=new.profile,
            )
            first_steps.begin(aside)
            with raw.refusing(new.folder):
                if new.folder.exists():
                    new.folder.rmdir()
                aside.rename(new.folder)
                flush_folder(new.folder.parent)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        desk = desk_for(new.folder, founded.keys)
        return Opened(desk, NetworkAt(new.folder, desk.network_name), recovery_key=founded.recovery_key)

    def open_steps(self, opened: Opened) -> tuple[str, ...]:
        desk = opened.desk
        if desk.is_read_only or not desk.actor.may(Permission.MANAGE_USERS):
            return ()
        left = first_steps.standing(opened.network.folder)
        return tuple(step for step, how in left.items() if how == first_steps.OPEN)

    def settle(self, opened: Opened, step: str, *, later: bool = False) -> None:
        first_steps.settle(opened.network.folder, step, later=later)

    def recovery(self, opened: Opened) -> RecoveryActs:
        from zsm_desktop.app.key_room import KeyRoom

        return KeyRoom(opened.desk)

    def second_backup_place(self) -> str:
        return settings.load_preferences(self._preferences).second_backup_place

    def is_same_disk(self, folder: Path, other: Path) -> bool:
        return is_same_disk(folder, other)
