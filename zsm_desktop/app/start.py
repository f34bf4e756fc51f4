"""What the start window asks for: which networks this computer knows, opening, recovering, making, the sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from zsm_desktop import settings
from zsm_desktop.app import desk_or_copy, open_desk, remembered, system_clock
from zsm_desktop.app.bringing import bring, free_folder
from zsm_desktop.app.coming import id_of
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.first import FirstStart
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_there
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import backup_state, moved, taken_along, waybill
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.bringing import UNFINISHED
from zsm_desktop.store.folder import FolderState, Look
from zsm_desktop.store.opening import Tell, silent
from zsm_desktop.store.place import SERVER, is_on_server
from zsm_desktop.ui.departure import ShareActs
from zsm_desktop.ui.start.actions import DAMAGED, CopyActs, Joining, NetworkAt, Opened, TakenHere
from zsm_desktop.ui.work import Progress
from zsm_desktop.words import backups, leaving
from zsm_desktop.words.rules import sentence
from zsm_desktop.words.taken import named

SAMPLE_FOLDER = "voorbeeld"
SAMPLE_PASSWORD = "voorbeeld"  # noqa: S105 - shown to everyone who opens the sample


class Entrance:
    """The start window's `StartActions`."""

    keyring = remembered

    def __init__(self, data: Path | None = None, preferences: Path | None = None) -> None:
        self._data = data or settings.data_dir()
        self._preferences = preferences or settings.preferences_path()
        self.copies: CopyActs = Copies(self._data, preferences=self._preferences)
        self._tries = Tries(self._data)
        self.wait: Callable[[Path], int] = self._tries.left
        self.first = FirstStart(self._data, self._preferences)

    def known(self) -> list[NetworkAt]:
        last = settings.load_preferences(self._preferences).last_network
        folders = [Path(last)] if last else []
        with suppress(OSError):  # nobody may look there, or nothing was ever made
            folders += sorted(
                path for path in self._data.iterdir() if is_there(path, is_folder=True) and path.suffix != UNFINISHED
            )
        found = []
        for folder in dict.fromkeys(folders):
            look = network_folder.look(folder)
            if look.state is FolderState.STORE:
                found.append(_whole(folder, look))
            elif look.state in {FolderState.DAMAGED, FolderState.MISPLACED} and look.refusal is not None:
                found.append(_troubled(folder, look, look.refusal))
        return _told_apart(found)

    def look(self, folder: Path) -> NetworkAt:
        look = network_folder.look(folder)
        if look.refusal is None:
            return _whole(folder, look)
        troubled = _troubled(folder, look, look.refusal)
        if troubled.has_previous_keys or troubled.is_damaged or troubled.may_come_here:
            return troubled
        raise look.refusal

    def restore_keys(self, folder: Path) -> NetworkAt:
        network_folder.restore_previous_keys(folder)
        return self.look(folder)

    def check_address(self, text: str) -> None:
        from zsm_desktop.app.places import check_address

        check_address(text)

    def half_moved(self, folder: Path) -> ShareActs:
        from zsm_desktop.app.places import HalfMoved

        return HalfMoved(folder)

    def unlock(self, folder: Path, password: str, user: str = "", progress: Progress | None = None) -> Opened:
        if password:
            with self._tries.one(folder, user):
                desk = desk_or_copy(folder, password, user or None, _telling(progress))
            return opened(folder, desk)
        try:
            password = remembered.password_of(folder)
            return opened(folder, open_desk(folder, password=password, tell=_telling(progress)))
        except RuleError as error:
            if error.code != "keys.wrong_password":
                raise
            remembered.clear(folder)
            raise RuleError("keyring.outdated") from error

    def bring_here(self, folder: Path, password: str, user: str, progress: Progress) -> Opened:
        with self._tries.one(folder, user):
            into = bring(folder, password, user or None, free_folder(self.first.folder_for(folder.name)), progress.step)
        return opened(into, open_desk(into, password=password, user=user or None, tell=_telling(progress)))

    def unlock_taken(self, folder: Path, password: str) -> Opened:
        from zsm_desktop.app.offline import open_taken

        if not password:
            return opened(folder, open_taken(folder, password=remembered.password_of(folder)))
        with self._tries.one(folder):
            desk = open_taken(folder, password=password)
        return opened(folder, desk)

    def drop_taken(self, folder: Path) -> NetworkAt:
        taken_along.throw_away(folder)
        return self.look(folder)

    def join(self, asked: Joining, progress: Progress) -> Opened:
        from zsm_desktop.app import sharing

        address = sharing.address_of(asked.address, asked.ca_file)

        def where(name: str) -> Path:
            return free_folder(self.first.folder_for(name))

        desk = sharing.join_tried(address, asked.password, where, progress.check)
        return opened(desk.folder, desk)

    def recover(self, folder: Path, recovery_key: str, password: str, owner: tuple[str, str] = ("", "")) -> Opened:
        from zsm_desktop.app import recovery, sharing

        address, secret = owner
        host = recovery.DatabaseOwner(sharing.address_of(address), secret) if address else None
        return opened(folder, recovery.recover(folder, recovery_key, password, host))

    def make_sample(self, progress: Progress) -> Opened:
        """The sample network of this computer; made once, opened the times after."""
        from zsm_desktop.services.sample import make
        from zsm_desktop.words.rules_sample import STAGES

        folder = self._data / SAMPLE_FOLDER
        if network_folder.look(folder).state is not FolderState.STORE:
            make(
                folder,
                today=home_day(system_clock()),
                password=SAMPLE_PASSWORD,
                progress=lambda stage, done, of: progress.step(done, of, STAGES.get(stage, stage)),
            )
        return opened(folder, open_desk(folder, password=SAMPLE_PASSWORD))._replace(password=SAMPLE_PASSWORD)


def opened(folder: Path, desk: Desk) -> Opened:
    """What goes to the window; from now on the desk hears what others do."""
    try:
        desk.listen()
        return Opened(desk, NetworkAt(folder, desk.network_name))
    except RuleError:
        desk.close()
        raise


def _telling(progress: Progress | None) -> Tell:
    """How far an older network is, on its way to this version."""
    if progress is None:
        return silent
    from zsm_desktop.words.news import UPDATING

    return lambda what, done, whole: progress.step(done, whole, UPDATING[what])


def _taken(folder: Path) -> TakenHere | None:
    found = taken_along.found(folder)
    if found is None:
        return None
    now = system_clock()
    words = named(found.held_on, found.at.astimezone(HOME), home_day(now))
    return TakenHere(words, found.is_old(now))


def _whole(folder: Path, look: Look) -> NetworkAt:
    if is_on_server(folder):
        from zsm_desktop.store.postgres.known import Known

        known = Known.read(folder / SERVER)
        return NetworkAt(
            folder,
            "",
            users=_names(look),
            server=known.address.shown,
            taken=_taken(folder),
            remembers=known.remembers,
        )
    trouble, is_half_moved = "", moved.half_moved_into(folder) is not None
    origin = backup_state.read(folder).origin
    try:
        moved.require_here(folder)
    except RuleError as error:
        trouble = sentence(error)
    return NetworkAt(
        folder,
        "",
        trouble,
        users=_names(look),
        is_half_moved=is_half_moved,
        note=backups.put_back_short(origin.copy_at.astimezone(HOME)) if origin is not None else "",
        aside_for=moved.aside_for(folder),
        left=_left(folder),
    )


def _left(folder: Path) -> str:
    copy = moved.left_as(folder)
    if copy is None:
        return ""
    found = waybill.read(copy)
    if found is None:
        return leaving.NOT_SEEN
    if found.arrived_at is None:
        return leaving.NOT_RELEASED if found.is_withdrawn else leaving.NOT_YET
    return leaving.arrived(found.arrived_on, found.arrived_at.astimezone(HOME))


def _told_apart(found: list[NetworkAt]) -> list[NetworkAt]:
    """Of a network that is here more than once, each says so: whoever works in both loses half."""
    ids = {one.folder: id_of(one.folder) for one in found if not one.trouble and not one.server}
    times = Counter(ids.values())
    return [
        one._replace(note=" · ".join(part for part in (one.note, backups.twice(times[ids[one.folder]])) if part))
        if one.folder in ids and ids[one.folder] and times[ids[one.folder]] > 1
        else one
        for one in found
    ]


def _troubled(folder: Path, look: Look, refusal: RuleError) -> NetworkAt:
    has_previous = look.has_previous_keys and refusal.code in network_folder.KEYS_LOST
    may_come = look.state is FolderState.MISPLACED
    return NetworkAt(
        folder,
        "",
        sentence(refusal),
        _names(look),
        has_previous_keys=has_previous,
        is_damaged=refusal.code in DAMAGED and not has_previous,
        may_come_here=may_come,
    )


def _names(look: Look) -> tuple[str, ...]:
    return tuple(dict.fromkeys(owner.user_name for owner in look.users))
