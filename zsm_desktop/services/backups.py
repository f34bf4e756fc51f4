"""Copies of this network: when one is due, making it, laying it elsewhere, putting one back to try it.

Whoever sits at the desk keeps them, in any role: a copy holds what the network's folder holds, under the same keys.
"""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.backups import TRY_EVERY, is_over
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store import backup, backup_state, elsewhere, looking, raw, restoring, second_place
from zsm_desktop.store.backup import Copy, Tell, silent
from zsm_desktop.store.backup_state import BackupState, Failure, Origin, Trial, failure_of
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.lease import this_computer
from zsm_desktop.store.place import DATABASE, is_on_server
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.store.store import Store

_ACTS = "SELECT coalesce(max(number), 0) FROM audit_event"
_SUM = "SELECT coalesce(sum(cents), 0) FROM posting"
TOLD_FOR = timedelta(days=30)
"""How long it is said that the same network is used elsewhere too."""
_KEEPERS = (Permission.READ_NETWORK,)
LOGGING = (Permission.MANAGE_USERS, Permission.KEEP_BOOKS, Permission.EDIT_CASES, Permission.CONFIRM_DELIVERIES)


class Owing(NamedTuple):
    """`computer` is another one, "" for this."""

    path: str
    computer: str = ""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """`is_here` is False for a network on a server, whose host makes the copies, `host_at` the last one as far as it
    says. Who may make one to take home (`may_make`) has the rest there too; of others it says nothing.

    `copies` are those in the network's folder, newest first; `last_at` is when the last was made. `seen` and `missed`
    are of the second place, "" for none; `owing` are the places that still hold copies of before the last renewal.
    `used_on` is another computer on which this network was put to use as well, `used_since` when both were the same for
    the last time, as far as that can be told. `damage` is of the network itself, not of a copy.
    """

    is_here: bool = True
    may_make: bool = True
    host_at: datetime | None = None
    copies: tuple[Copy, ...] = ()
    last_at: datetime | None = None
    failed: Failure | None = None
    second: str = ""
    seen: datetime | None = None
    missed: Failure | None = None
    is_same_disk: bool = False
    owing: tuple[Owing, ...] = ()
    trial: Trial | None = None
    origin: Origin | None = None
    used_on: str = ""
    used_since: datetime | None = None
    damage: Failure | None = None

    @property
    def size(self) -> int:
        return sum(copy.size for copy in self.copies)


class Backups(Service):
    _seen_version: int | None = None
    """What SQLite counts up when another connection wrote, as it was at the last copy."""
    _failed: Failure | None = None
    """Where even that could not be written down."""

    @read(*_KEEPERS)
    def facts(self) -> BackupFacts:
        folder, home = self.desk.folder, self.desk.home_copies
        is_here = not is_on_server(folder)
        host_at = None if is_here else home.host_at()
        if not is_here and not home.may_make():
            return BackupFacts(is_here=False, may_make=False, host_at=host_at)
        state = backup_state.read(folder)
        second, found, now = state.place(state.second), _found(folder), self.desk.clock()
        newest = backup.latest(found, now)
        used = max(
            (one for one in state.stays if one.used_on and now - one.at < TOLD_FOR),
            key=lambda one: one.at,
            default=None,
        )
        return BackupFacts(
            is_here=is_here,
            may_make=not self.desk.is_read_only,
            host_at=host_at,
            copies=tuple(found),
            last_at=newest.at if newest is not None else None,
            failed=self._failed or state.failed,
            second=state.second,
            seen=second.seen,
            missed=second.missed if state.second else None,
            is_same_disk=bool(state.second) and second_place.is_same_disk(Path(state.second), folder),
            owing=tuple(Owing(one.path, one.computer) for one in state.places if one.owes is not None),
            used_on=used.used_on if used is not None else "",
            used_since=used.since if used is not None else None,
            trial=state.trial,
            origin=state.origin,
            damage=state.damage if is_here else None,
        )

    @read(*_KEEPERS)
    def is_kept(self) -> bool:
        """This desk makes copies: its network is in a file, and it may write."""
        return not is_on_server(self.desk.folder) and not self.desk.is_read_only

    @read(*_KEEPERS)
    def is_due(self) -> bool:
        """Something changed since the last copy, or there is none."""
        if not self.is_kept():
            return False
        version = _version(self.store)
        if self._seen_version is None:
            self._seen_version = version
        ((acts,),) = self.store.rows(_ACTS)
        state = backup_state.read(self.desk.folder)
        return version != self._seen_version or state.acts != acts or not _found(self.desk.folder)

    @read(*_KEEPERS)
    def make(self, reason: str, tell: Tell = silent, *, is_thorough: bool = True) -> Path:
        """One copy, checked; `is_thorough` reckons the whole chain of entries anew instead of looking at its links.

        What does not succeed is remembered until it does, and raised as `backup.copy_before` does.
        """
        folder, now = self.desk.folder, self.desk.clock()
        if is_on_server(folder):
            return self.desk.home_copies.make(reason, tell)
        from zsm_desktop.services.chain import whole_chain

        version = _version(self.store)
        ((acts,),) = self.store.rows(_ACTS)
        try:
            made = backup.copy_before(
                folder, reason, self.store.keys, now, check=whole_chain if is_thorough else lambda _c: (), tell=tell
            )
        except RuleError as error:
            if error.code != "store.busy":  # another one is being made: that one will do
                self._remember(error, now)
            raise
        self._seen_version, self._failed = version, None
        with suppress(RuleError):  # it is there; only that nobody wrote it down
            backup_state.change(folder, lambda state: replace(state, last_at=now, acts=acts, failed=None))
        return made

    @read(*_KEEPERS)
    def before(self, reason: str) -> None:
        """A copy before something large, where one is due; that it fails is remembered and stops nothing."""
        if self.is_due():
            with suppress(RuleError):
                self.make(reason, is_thorough=False)

    @read(*_KEEPERS)
    def keep_up(self, second: str, tell: Tell = silent) -> None:
        """Lay the newest copy at the second place, "" for none; what is missed is remembered, and done later."""
        folder = self.desk.folder
        if backup_state.read(folder).second != second:
            backup_state.change(folder, lambda state: replace(state, second=second))
        if self.is_kept():
            elsewhere.look(folder, self.store.keys, self.store.rows, self.desk.clock())
        state = second_place.keep_up(folder, self.store.keys, self.desk.clock(), tell)
        _log_stays(self.desk, state)

    @read(*_KEEPERS)
    def choose_second(self, place: str, tell: Tell = silent) -> None:
        """From now on, "" for none. Raises as `second_place.choose`, and then nothing was chosen."""
        if is_on_server(self.desk.folder) and not self.desk.home_copies.may_make():
            raise RuleError("backup.on_server")
        second_place.choose(self.desk.folder, place, self.store.keys, self.desk.clock(), tell)
        if place:
            self.desk.paper_trail.copy_laid()

    @read(Permission.MANAGE_USERS)
    def renew(self, tell: Tell = silent) -> Path:
        """One fresh copy in the place of all older ones, wherever they lie, as they hold pupils who are gone.

        A place that is not there now stands in `BackupFacts.owing` until it is. Raises as `make`, and then every older
        copy is still there.
        """
        if is_on_server(self.desk.folder):
            return self.desk.home_copies.renew(tell)
        old, now = self.desk.destroying.old_copies(), self.desk.clock()
        version = _version(self.store)
        ((acts,),) = self.store.rows(_ACTS)
        made = second_place.renew(self.desk.folder, self.store.keys, now, tell)
        self._seen_version = version
        backup_state.change(self.desk.folder, lambda state: replace(state, acts=acts, failed=None))
        if old is not None and old.own is not None:  # of when it was on a server
            self.desk.home_copies.log_renewed(acts)
        return made

    @read(*_KEEPERS)
    def miss(self) -> None:
        """There was no time for a copy: somebody left."""
        if self.is_kept():
            self._remember(RuleError("backup.no_time"), self.desk.clock())

    @read(*_KEEPERS)
    def look_through(self, tell: Tell = silent) -> None:
        """Once a day, and again while it is damaged: can the network be read to its last row.

        Without this a spoilt page is met only when somebody needs it, and by then the good copies may be gone.
        Raises RuleError where it could not be looked at now.
        """
        folder, now = self.desk.folder, self.desk.clock()
        if not self.is_kept():
            return
        state = backup_state.read(folder)
        if state.damage is None and state.looked_at is not None and home_day(state.looked_at) == home_day(now):
            return
        found = looking.damage(folder / DATABASE, self.store.keys, tell)
        backup_state.change(
            folder,
            lambda state: replace(
                state, looked_at=now, damage=None if found is None else failure_of(found, now, state.damage)
            ),
        )

    @read(*_KEEPERS)
    def is_trial_due(self) -> bool:
        if not self.is_kept() or not _found(self.desk.folder):
            return False
        trial = backup_state.read(self.desk.folder).trial
        return trial is None or is_over(trial.at, self.desk.clock(), TRY_EVERY)

    @read(*_KEEPERS)
    def try_out(self, tell: Tell = silent) -> Trial:
        """Put the newest copy back in a place of its own and look through all of it; how it went is remembered.

        Raises RuleError("backup.none") and what keeps it from being tried: a full disk, for example.
        """
        now = self.desk.clock()
        newest = backup.latest(_found(self.desk.folder), now)
        if newest is None:
            raise RuleError("backup.none")
        trial = _tried(self.desk, newest, now, tell)
        backup_state.change(self.desk.folder, lambda state: replace(state, trial=trial))
        if not self.desk.is_read_only and any(self.actor.may(one) for one in LOGGING):
            self.log_trial(trial)
        return trial

    @act("backup.try", *LOGGING)
    def log_trial(self, work: Work, trial: Trial) -> None:
        """In the logbook: which copy was put back to try it, and what came of it."""
        work.facts = {
            "copy": trial.copy_at.isoformat(), "entries": trial.entries, "sum_cents": trial.sum_cents,
            "fault": trial.fault,
        }  # fmt: skip

    @act("backup.put_back", *LOGGING)
    def log_put_back(self, work: Work, copy_at: datetime) -> None:
        """In the logbook of what was put back: from here it is another history than that of the old one."""
        work.facts = {"copy": copy_at.isoformat(), "computer": this_computer()}

    def _remember(self, error: RuleError, now: datetime) -> None:
        def failed(state: BackupState) -> BackupState:
            return replace(state, failed=failure_of(error, now, state.failed))

        try:
            self._failed = backup_state.change(self.desk.folder, failed).failed
        except RuleError:
            self._failed = failure_of(error, now, self._failed)


def _tried(desk: Desk, copy: Copy, now: datetime, tell: Tell) -> Trial:
    from zsm_desktop.services.desk import Desk as Trying
    from zsm_desktop.store.store import Store

    scratch = restoring.scratch()
    try:
        restoring.require_opens(copy.path, desk.store.keys)
        restoring.put_back(copy.path, desk.store.keys, scratch, now, copy_at=copy.at, tell=tell)
        place = restoring.TryingPlace(scratch, desk.store.keys, is_read_only=True, tell=tell)
        store = Store(scratch, desk.store.keys, read_only=True, place=place)
        with closing(Trying(store, desk.actor, desk.clock)) as tried:
            result = tried.checks.run()
            ((cents,),) = tried.store.rows(_SUM)
    except raw.DATABASE_ERRORS:
        tell(0, 0)  # whoever stopped it
        raise
    except RuleError as error:
        if error.code not in restoring.SPOILT:
            raise
        return Trial(now, copy.at, 0, 0, error.code)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    fault = next((one.code for one in result.findings if not one.is_warning), "")
    return Trial(now, copy.at, result.entries, cents, fault or ("check.chain" if cents else ""))


def _log_stays(desk: Desk, state: BackupState) -> None:
    """Going on here after all asks no password: so it is written down when who manages users opens the network next."""
    if not state.stays or desk.is_read_only or not desk.actor.may(Permission.MANAGE_USERS):
        return
    for one in state.stays:
        if not one.is_logged:
            desk.access.staying(is_withdrawn=one.is_withdrawn)
    left = tuple(replace(one, is_logged=True) for one in state.stays if not one.is_withdrawn)
    if left != state.stays:
        backup_state.change(desk.folder, lambda old: replace(old, stays=left))


def _version(store: Store) -> int:
    ((version,),) = store.rows("PRAGMA data_version")
    return int(version)


def _found(folder: Path) -> list[Copy]:
    with raw.refusing(folder / BACKUPS):
        return backup.found_in(folder / BACKUPS)
