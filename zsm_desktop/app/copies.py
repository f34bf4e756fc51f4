"""What the start window asks about copies: which there are, what would be lost, looking into one, putting one back."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path

from zsm_desktop import settings
from zsm_desktop.app import coming, leaving, system_clock
from zsm_desktop.app.backups import moment_of, open_copy
from zsm_desktop.app.coming import Here
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_there, safe_file_name
from zsm_desktop.services.desk import Clock
from zsm_desktop.store import backup, backup_state, moved, raw, restoring, second_place, waybill
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.backup import Copy
from zsm_desktop.store.folder import BACKUPS, FolderState
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.place import is_on_server
from zsm_desktop.store.whereabouts import facts_of, misplaced
from zsm_desktop.ui.start.actions import Compared, CopyRow, Looked, NetworkAt, Opened, PuttingBack
from zsm_desktop.ui.work import Progress
from zsm_desktop.words import backups as words
from zsm_desktop.words import leaving as moving
from zsm_desktop.words.rules import sentence

_ID = re.compile(r"-[0-9a-f]{12}$")
SAMPLES, PAGE = 16, 4096
"""Of a copy, to tell whether it is the same as another."""


class Copies:
    """The start window's `CopyActs`."""

    def __init__(self, data: Path | None = None, clock: Clock = system_clock, preferences: Path | None = None) -> None:
        """`preferences` know which network was opened last: it may lie outside `data`."""
        self._data, self._preferences = data or settings.data_dir(), preferences
        self._clock = clock
        self._tries = Tries()

    def of_network(self, folder: Path) -> list[CopyRow]:
        """In its own folder, and in every place known from it that is there now."""
        state = backup_state.read(folder)
        places = [folder / BACKUPS, *(Path(one.path) for one in state.here)]
        if state.second:
            places.append(Path(state.second))
        network_id = coming.id_of(folder)
        found = [(place, copy) for place in dict.fromkeys(places) for copy in _lying(place, network_id)]
        return _rows(found, folder)

    def in_place(self, place: Path) -> list[CopyRow]:
        """Of any network; a network's own folder is taken for its backups."""
        if is_there(place / network_folder.KEYS):
            return self.of_network(place)
        return _rows([(place, copy) for copy in _lying(place, None)], None)

    def at(self, file: Path) -> CopyRow:
        KeyFile.read(backup.keys_beside(file))
        known = next((copy for copy in _lying(file.parent, None) if copy.path == file), None)
        with raw.refusing(file):
            copy = known or Copy(file, moment_of(file), file.stem, file.stat().st_size)
        return _rows([(file.parent, copy)], None)[0]

    def arriving(self, place: Path) -> tuple[list[CopyRow], Path | None]:
        """What lies there of other computers, those that were made ready first, and the same network if it is here."""
        rows = self.in_place(place)
        rows.sort(key=lambda row: waybill.read(row.path) is None)
        return rows, self._live(coming.id_of_copy(rows[0].path)) if rows else None

    def last_good(self, rows: list[CopyRow], password: str, user: str, progress: Progress) -> Looked:
        if not rows:
            return _last_good(rows, password, user, progress)
        with self._tries.one(rows[0].path.parent, user):
            return _last_good(rows, password, user, progress)

    def compare(self, asked: PuttingBack) -> Compared:
        keys = coming.unlock(self._tries, asked.copy.path, asked.password, asked.user)
        asked, _here = self._fitting(asked, keys)
        place, old = str(_folder_for(self._data, asked)), asked.folder
        if asked.is_move:
            waybill.require_usable(asked.copy.path)
        may_go_aside = old is not None and is_there(old, is_folder=True) and not is_on_server(old)
        found = Compared(None, "", place, old, may_go_aside=may_go_aside)
        if asked.is_move and (old is None or _was_used(asked.copy.path)):
            return found._replace(why=_expected(asked.copy.path))
        if old is not None and is_on_server(old):
            return found._replace(why=words.STAYS_THERE)
        if old is None or network_folder.look(old).state is FolderState.NOTHING:
            return found._replace(why=words.NO_PRESENT)
        try:
            present = restoring.present_keys(old, asked.password, keys)
            return found._replace(loss=restoring.loss(asked.copy.path, keys, old, present))
        except RuleError as error:
            return found._replace(why=words.not_comparable(sentence(error)))
        except raw.DATABASE_ERRORS:
            return found._replace(why=words.not_comparable(""))

    def put_back(self, asked: PuttingBack, progress: Progress) -> Opened:
        """Besides, the present network is copied first, as far as it lets itself be."""
        copy = asked.copy.path
        keys = coming.unlock(self._tries, asked.copy.path, asked.password, asked.user)
        asked, found = self._fitting(asked, keys)
        is_here = asked.folder is not None and is_there(asked.folder, is_folder=True) and not is_on_server(asked.folder)
        old = asked.folder if is_here else None

        def copy_old() -> None:
            if old is not None:
                progress.step(0, 0, words.COPYING_OLD)
                with suppress(RuleError):
                    present = restoring.present_keys(old, asked.password, keys)
                    backup.copy_before(old, "terugzetten", present, self._clock(), tell=_telling(progress, ""))

        desk = coming.bring_in(
            copy,
            keys,
            _folder_for(self._data, asked),
            old,
            found,
            is_move=asked.is_move,
            set_aside=asked.set_aside,
            clock=self._clock,
            tell=_telling(progress, words.PUTTING_BACK),
            first=copy_old,
        )
        return Opened(desk, NetworkAt(desk.folder, desk.network_name))

    def look_into(self, asked: PuttingBack) -> Opened:
        scratch = restoring.scratch()
        try:
            restoring.lay_out(asked.copy.path, scratch)
            with self._tries.one(asked.copy.path.parent, asked.user):
                desk = open_copy(scratch, password=asked.password, user=asked.user or None, clock=self._clock)
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise
        desk.copy_at = asked.copy.at
        desk.left = lambda: shutil.rmtree(scratch, ignore_errors=True)
        return Opened(desk, NetworkAt(asked.folder or asked.copy.path.parent, desk.network_name))

    def use_again(self, folder: Path, *, is_sure: bool = False) -> None:
        """The set aside one is the live one again, and what came in its place is set aside."""
        other = moved.aside_for(folder)
        if other is None:
            leaving.stay(folder, is_sure=is_sure, clock=self._clock)
            return
        with ExitStack() as held:
            if is_there(other, is_folder=True):
                held.enter_context(Lease.take(other, "", self._clock()))
                moved.set_aside(other, folder)
            moved.forget(folder)

    def _fitting(self, asked: PuttingBack, keys: Keys) -> tuple[PuttingBack, Here]:
        """A stick may hold copies of several networks: only the one a copy is of is compared with it and gives way.

        One that was made ready for another computer is a move however it was come by, unless its network is used here.
        """
        copy = asked.copy.path
        network_id = coming.id_of_copy(copy)
        found = coming.here(network_id, self._folders(asked.folder, coming.lies_in(copy)))
        folder = self._live(network_id)  # one that lies elsewhere gives way only where somebody pointed at it
        if folder is None and not asked.is_move and asked.folder is not None:
            folder = asked.folder if _own_id(asked.folder) in (None, network_id) else None
        is_used = found.live is not None or (folder is not None and not moved.moved_to(folder))
        if not is_used:
            coming.require_may_come(copy, keys, asked.password, found)
        is_move = asked.is_move or (waybill.read(copy) is not None and not is_used)
        if folder != asked.folder:
            asked = asked._replace(folder=folder, set_aside=folder is not None)
        return asked._replace(is_move=is_move), found

    def _live(self, network_id: str | None) -> Path | None:
        """The network of that identifier which is used on this computer."""
        return coming.here(network_id, self._folders()).live

    def _folders(self, *besides: Path | None) -> list[Path]:
        last = coming.last_opened(self._preferences) if self._preferences is not None else None
        return coming.networks(self._data, last, *besides)


def _last_good(rows: list[CopyRow], password: str, user: str, progress: Progress) -> Looked:
    damaged: list[Path] = []
    refused: RuleError | None = None
    locked, name = 0, user
    for number, row in enumerate(sorted(rows, key=lambda row: row.at, reverse=True)):
        progress.step(number, len(rows), words.LOOKING)
        try:
            keys = restoring.unlock(row.path, password, user if user in row.users else "")
            name = restoring.name_of(row.path, keys)
            if restoring.is_whole(row.path, keys, _telling(progress, words.LOOKING)):
                return Looked(row.path, tuple(damaged), locked, name)
        except RuleError as error:  # of another password than this, or it cannot be read now
            refused = refused or error
            locked += error.code in restoring.LOCKED
            continue
        damaged.append(row.path)
    if refused is not None and not damaged:
        raise refused
    return Looked(None, tuple(damaged), locked, name)


def _rows(found: Iterable[tuple[Path, Copy]], folder: Path | None) -> list[CopyRow]:
    """One for every copy, however many places hold it; the nearest is the one that is used.

    Of a network that went to another computer it is the one that says so: only that can tell whether it was used.
    Two networks on one stick may have made one of the same second for the same reason.
    """
    rows: dict[bytes, CopyRow] = {}
    has_left = folder is not None and moved.left_as(folder) is not None
    for place, copy in found:
        where = words.HERE if folder is not None and place == folder / BACKUPS else place.name or str(place)
        sign = _sign(copy)
        row = rows.get(sign)
        if row is None:
            rows[sign] = CopyRow(
                copy.path, copy.at.astimezone(HOME), words.why(copy.why), (where,), copy.size, _users(copy.path)
            )
        else:
            is_told = has_left and waybill.read(copy.path) is not None
            rows[sign] = row._replace(path=copy.path if is_told else row.path, places=(*row.places, where))
    return sorted(rows.values(), key=lambda row: row.at, reverse=True)


def _folder_for(data: Path, asked: PuttingBack) -> Path:
    """Beside the present network; of one that lies where none may be opened, where networks are kept."""
    from zsm_desktop.app.bringing import free_folder

    if asked.is_move and asked.folder is None:
        return free_folder(data / safe_file_name(_ID.sub("", asked.copy.path.parent.name)))
    day = home_day(asked.copy.at).isoformat()
    if asked.folder is not None and misplaced(facts_of(asked.folder)) is None:
        base = re.sub(r" teruggezet \d{4}-\d\d-\d\d( \d+)?$", "", asked.folder.name)
        return free_folder(asked.folder.with_name(f"{base} teruggezet {day}"))
    lies_in = asked.copy.path.parent
    own = asked.folder.name if asked.folder is not None else ""
    base = own or _ID.sub("", lies_in.parent.name if lies_in.name == BACKUPS else lies_in.name)
    return free_folder(data / safe_file_name(f"{base} teruggezet {day}"))


def _sign(copy: Copy) -> bytes:
    """The same of one copy in two places. Every page of a database begins anew from chance, so a few of them tell."""
    sign = hashlib.sha256(f"{copy.path.name}/{copy.size}".encode())
    with suppress(OSError):  # one that cannot be read is a row of its own
        sign.update(backup.keys_beside(copy.path).read_bytes())
        with copy.path.open("rb") as file:
            for number in range(SAMPLES):
                file.seek(copy.size * number // SAMPLES)
                sign.update(file.read(PAGE))
        return sign.digest()
    return str(copy.path).encode()


def _lying(place: Path, network_id: str | None) -> list[Copy]:
    try:
        return second_place.copies_at(place, network_id)
    except RuleError:
        return []


def _own_id(folder: Path) -> str | None:
    """Also where its key file is damaged: then its copies say."""
    return coming.id_of(folder) or next((coming.id_of_copy(copy) for copy in reversed(backup.copies(folder))), None)


def _expected(copy: Path) -> str:
    found = waybill.read(copy)
    if found is None:
        return moving.ORDINARY
    if found.arrived_at is not None:
        return moving.used_before(found.arrived_on, found.arrived_at.astimezone(HOME))
    return moving.ready_on(found.at.astimezone(HOME), found.computer, found.figures.entries)


def _was_used(copy: Path) -> bool:
    found = waybill.read(copy)
    return found is not None and found.arrived_at is not None


def _users(copy: Path) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(owner.user_name for owner in KeyFile.read(backup.keys_beside(copy)).users))
    except RuleError:
        return ()


def _telling(progress: Progress, text: str) -> backup.Tell:
    return lambda done, whole: progress.step(done, whole, text)
