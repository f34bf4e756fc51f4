"""What the start window asks for: which networks this computer knows, opening, recovering, making, the sample."""

from __future__ import annotations

from pathlib import Path

from zsm_desktop import settings
from zsm_desktop.app import desk_for, open_desk, system_clock
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import safe_file_name
from zsm_desktop.services.desk import HOME, Desk
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.folder import FolderState, Look
from zsm_desktop.store.keys import Owner
from zsm_desktop.ui.start.actions import NetworkAt, NewNetwork, Opened
from zsm_desktop.ui.work import Progress
from zsm_desktop.words.rules import sentence

SAMPLE_FOLDER = "voorbeeld"
SAMPLE_PASSWORD = "voorbeeld"  # noqa: S105 - shown to everyone who opens the sample


class Entrance:
    """The start window's `StartActions`."""

    def __init__(self, data: Path | None = None, preferences: Path | None = None) -> None:
        self._data = data or settings.data_dir()
        self._preferences = preferences or settings.preferences_path()

    def known(self) -> list[NetworkAt]:
        last = settings.load_preferences(self._preferences).last_network
        folders = [Path(last)] if last else []
        if self._data.is_dir():
            folders += sorted(path for path in self._data.iterdir() if path.is_dir())
        found = []
        for folder in dict.fromkeys(folders):
            look = network_folder.look(folder)
            if look.state is FolderState.STORE:
                found.append(NetworkAt(folder, "", users=_names(look)))
            elif look.state is FolderState.DAMAGED and look.refusal is not None:
                found.append(_troubled(folder, look, look.refusal))
        return found

    def look(self, folder: Path) -> NetworkAt:
        look = network_folder.look(folder)
        if look.refusal is None:
            return NetworkAt(folder, "", users=_names(look))
        troubled = _troubled(folder, look, look.refusal)
        if troubled.has_previous_keys:
            return troubled
        raise look.refusal

    def restore_keys(self, folder: Path) -> NetworkAt:
        network_folder.restore_previous_keys(folder)
        return self.look(folder)

    def folder_for(self, name: str) -> Path:
        return self._data / safe_file_name(name or "netwerk")

    def unlock(self, folder: Path, password: str, user: str = "") -> Opened:
        return _opened(folder, open_desk(folder, password=password, user=user or None))

    def recover(self, folder: Path, recovery_key: str, password: str) -> Opened:
        header = network_folder.header_of(folder)
        keys = header.recover(recovery_key)
        owner = Owner(keys.user_id, keys.user_name, keys.role)
        header.with_password(keys, owner, password, sees_names=keys.seal_key is not None).write(
            folder / network_folder.KEYS
        )
        return _opened(folder, desk_for(folder, keys))

    def create(self, new: NewNetwork) -> Opened:
        from zsm_desktop.services.founding import found_network

        now = system_clock()
        founded = found_network(
            new.folder,
            name=new.name,
            region=new.region,
            user_name=new.user,
            password=new.password,
            now=now,
            today=now.astimezone(HOME).date(),
        )
        opened = _opened(new.folder, desk_for(new.folder, founded.keys))
        return opened._replace(recovery_key=founded.recovery_key)

    def make_sample(self, progress: Progress) -> Opened:
        """The sample network of this computer; made once, opened the times after."""
        from zsm_desktop.services.sample import make
        from zsm_desktop.words.rules_sample import STAGES

        folder = self._data / SAMPLE_FOLDER
        if network_folder.look(folder).state is not FolderState.STORE:
            make(
                folder,
                today=system_clock().astimezone(HOME).date(),
                password=SAMPLE_PASSWORD,
                progress=lambda stage, done, of: progress.step(done, of, STAGES.get(stage, stage)),
            )
        opened = _opened(folder, open_desk(folder, password=SAMPLE_PASSWORD))
        return opened._replace(password=SAMPLE_PASSWORD)


def _opened(folder: Path, desk: Desk) -> Opened:
    try:
        desk.listen()
        return Opened(desk, NetworkAt(folder, desk.network_name))
    except RuleError:
        desk.close()
        raise


def _troubled(folder: Path, look: Look, refusal: RuleError) -> NetworkAt:
    has_previous = look.has_previous_keys and refusal.code in network_folder.KEYS_LOST
    return NetworkAt(folder, "", sentence(refusal), has_previous_keys=has_previous)


def _names(look: Look) -> tuple[str, ...]:
    return tuple(dict.fromkeys(owner.user_name for owner in look.users))
