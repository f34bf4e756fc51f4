"""A network goes to a server, or comes back from one: every row, proved equal, before the old place is closed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from zsm_desktop.app import desk_for
from zsm_desktop.app.tries import own_password
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_file_there
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.chain import chain_faults, total_faults
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.settlement_faults import settlement_faults
from zsm_desktop.services.users import UserRow
from zsm_desktop.store import duties, moved, moving, raw
from zsm_desktop.store.folder import BACKUPS, is_taken
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.migrations import upgrade
from zsm_desktop.store.place import DATABASE, KEYS, SERVER, is_on_server
from zsm_desktop.store.postgres import target
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import ALSO_HERE, login_name
from zsm_desktop.store.postgres.place import ServerPlace
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.store.store import Store
from zsm_desktop.store.whereabouts import require_own_disk
from zsm_desktop.store.work import speaking


class Entry(NamedTuple):
    """With what address a person opens the network on a server."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Moved:
    """`without_entry` are the people who need a new password before they can open it there."""

    folder: Path
    rows: int
    entries: int
    chain_head: str
    given_cents: int
    without_entry: tuple[Entry, ...] = ()


def share(
    desk: Desk,
    password: str,
    address: Address,
    owner_password: str,
    into: Path,
    progress: moving.Progress = lambda _d, _a: None,
) -> Moved:
    """Copy the network of `desk`, opened to read, to the empty database of `address`, whose owner's login that is.

    The old folder is closed when all is there and equal, and only then the new one opens, with the folder `into`.
    Raises RuleError("permission.missing"), ("share.on_server"), ("store.in_use"), ("store.moved") when it went
    elsewhere, ("share.other_address", to) when it may have, ("keys.wrong_password"), ("share.folder_not_empty"), and
    those of `owner_of`, `target.prepare` and `moving.move`; then the network is whole here. After
    ("share.maybe_arrived", path) that cannot be told, and the same once more finishes it.
    """
    _require_may_share(desk, password, address)
    user_id = desk.actor.user_id
    known = Known(replace(address, user=login_name(user_id)), desk.actor.name)
    if not _is_of_this_move(desk.folder, into, known):
        _require_empty(into)
    owner = owner_of(address, owner_password)
    with Lease.take(desk.folder, desk.actor.name, desk.clock()):
        if _has_arrived(desk, owner):
            facts = _found_there(desk, owner, known, into)
            _take_along(desk, into)
            moved.note(desk.folder, address.shown)
            return Moved(into, *facts, _others(desk, address))
        target.prepare(owner)
        there = Store(desk.folder, desk.store.keys, place=owner)
        try:
            with speaking(owner):
                upgrade(there.engine)
            header = desk.store.place.header()
            found = moving.move(
                desk.store, there, progress, lambda driver: target.let_in(driver, header, user_id, password)
            )
            facts = _proved(there, found)
        finally:
            there.close()
        moved.note(desk.folder, address.shown, into)
        _note_known(into, known)
        _finish(owner, desk.folder, into)
        _take_along(desk, into)
        moved.note(desk.folder, address.shown)
    return Moved(into, *facts, _others(desk, address))


def try_share(desk: Desk, password: str, address: Address, owner_password: str) -> None:
    """Raises what `share` would refuse before it does anything; changes nothing."""
    _require_may_share(desk, password, address)
    owner = owner_of(address, owner_password)
    if not _has_arrived(desk, owner):
        target.require_fit(owner)


def fetch_local(desk: Desk, into: Path, progress: moving.Progress = lambda _d, _a: None) -> Moved:
    """Copy the network of `desk` from its server into a folder of its own, and close it there.

    Everyone opens it with the password of there. Raises RuleError("permission.missing"), ("share.in_file"),
    ("share.folder_not_empty"), ("move.changed") when somebody wrote meanwhile, and those of `require_own_disk` and
    `moving.move`; then the server goes on as before. ("share.maybe_retired") when that cannot be told: the same once
    more brings it here.
    """
    place = _server_of(desk)
    require_own_disk(into)
    _require_empty(into)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with raw.refusing(into):
            (into / BACKUPS).mkdir(mode=0o700)
        raw.create(into / DATABASE, desk.store.keys.store_key)
        here = Store(into, desk.store.keys)
        try:
            upgrade(here.engine)
            facts = _proved(here, moving.move(desk.store, here, progress))
            ((last,),) = here.rows("SELECT coalesce(max(number), 0) FROM audit_event")
        finally:
            here.close()
        header = place.header()
        _retire(place, last)
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise
    header.write(into / KEYS)
    _take_along(desk, into)
    return Moved(into, *facts)


def join(address: Address, into: Path, user_name: str = "") -> Path:
    """The folder with which a network on a server is opened on this computer; nobody is asked."""
    _require_empty(into)
    return _note_known(into, Known(address, user_name))


def join_tried(
    address: Address, password: str, folder_for: Callable[[str], Path], check: Callable[[], object] = lambda: None
) -> Desk:
    """As `join`, but only when login and keys open it; `folder_for` gives the folder for the name of the network.

    `check` is called before anything is kept, and may raise. Raises as `opening.unlock` and `open_store`, and then no
    folder is left.
    """
    keys = Known(address).unlock(password, None)
    place = Known(address).place(keys.login)
    place.require_fit(SCHEMA_VERSION)
    with place.answering(), closing(place.connect()) as driver:
        (name,) = driver.execute("SELECT name FROM network").fetchone()
    check()
    into = folder_for(name)
    join(address, into, keys.user_name)
    try:
        return desk_for(into, keys)
    except BaseException:
        shutil.rmtree(into)
        raise


def addresses(desk: Desk) -> tuple[Entry, ...]:
    """Of everybody who may open the network of `desk` on its server.

    Raises RuleError("permission.missing") and ("share.in_file").
    """
    place = _server_of(desk)
    return tuple(_entry(place.address, row) for row in desk.users.rows() if row.is_active)


def also_here(desk: Desk) -> tuple[str, ...]:
    """Who else is in the network of `desk` on its server now, by name; raises as `addresses`."""
    _server_of(desk)
    return tuple(name for (name,) in desk.store.rows(ALSO_HERE))


def update_server(address: Address, owner_password: str) -> int:
    """Bring tables, guards and rights to this program's version, which is returned; its owner's login does it.

    Raises RuleError("server.newer"), and why it cannot be reached.
    """
    owner = owner_of(address, owner_password)
    if owner.version() > SCHEMA_VERSION:
        owner.require_fit(SCHEMA_VERSION)
    engine = owner.engine()
    try:
        with speaking(owner):
            upgrade(engine)
    finally:
        engine.dispose()
    return owner.version()


def address_of(text: str, ca_file: str = "") -> Address:
    """As `Address.parse`; a file that is named beside it counts. Raises RuleError("share.no_ca_file", path)."""
    address = Address.parse(text)
    if ca_file and not is_file_there(Path(ca_file)):
        raise RuleError("share.no_ca_file", path=ca_file)
    return replace(address, ca_file=ca_file) if ca_file else address


def owner_of(address: Address, password: str) -> ServerPlace:
    """The database as its owner, who is let in.

    Raises RuleError("server.owner_password"), and why it cannot be reached.
    """
    owner = ServerPlace(address, password=password)
    try:
        with owner.answering():
            owner.connect().close()
    except RuleError as error:
        if error.code == "keys.wrong_password":
            raise RuleError("server.owner_password") from error
        raise
    return owner


def _finish(owner: ServerPlace, folder: Path, into: Path) -> None:
    """The last step there. Who hears no answer asks the server; raises RuleError("share.maybe_arrived", path)."""
    try:
        target.finish(owner)
    except BaseException as error:
        try:
            is_ready = target.is_ready(owner)
        except RuleError:
            raise RuleError("share.maybe_arrived", path=str(into)) from error
        if not is_ready:
            moved.forget(folder)
            shutil.rmtree(into)
            raise


def _retire(place: ServerPlace, last: int) -> None:
    """As `ServerPlace.retire`, and as `_finish`; raises RuleError("share.maybe_retired")."""
    try:
        place.retire(last)
    except BaseException as error:
        try:
            is_retired = target.is_retired(place)
        except RuleError:
            raise RuleError("share.maybe_retired") from error
        if not is_retired:
            raise


def _has_arrived(desk: Desk, owner: ServerPlace) -> bool:
    """Whether an earlier `share` of this network came as far as its end, and nobody could tell."""
    if moved.moved_to(desk.folder) != owner.address.shown:
        return False
    try:
        return target.is_ready(owner) and owner.header().network_id == desk.store.place.header().network_id
    except RuleError as error:
        if error.code != "server.empty":
            raise
        return False


def _found_there(desk: Desk, owner: ServerPlace, known: Known, into: Path) -> tuple[int, int, str, int]:
    there = Store(desk.folder, desk.store.keys, place=owner)
    try:
        with there.shelf.lent() as reading, reading.begin():
            found = moving.contents(reading)
        facts = _proved(there, found)
    finally:
        there.close()
    _note_known(into, known)
    return facts


def _is_of_this_move(folder: Path, into: Path, known: Known) -> bool:
    """Left by a try that broke off; who goes on may be somebody else, or name the certificate otherwise."""
    if not is_on_server(into):
        return False
    left = Known.read(into / SERVER).address
    is_noted = moved.half_moved_into(folder) == into.absolute() and left.shown == known.address.shown
    return is_noted or left == known.address


def _take_along(desk: Desk, into: Path) -> None:
    """The network is there by now: what cannot be written down of it is no reason to say that it is not."""
    with suppress(RuleError):
        duties.take_over(into, duties.of(desk.folder, desk.store.rows, desk.clock()))


def _note_known(into: Path, known: Known) -> Path:
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    known.write(into / SERVER)
    return into / SERVER


def _server_of(desk: Desk) -> ServerPlace:
    desk.actor.require(Permission.MANAGE_USERS)
    place = desk.store.place
    if not isinstance(place, ServerPlace):
        raise RuleError("share.in_file", path=str(desk.folder))
    return place


def _others(desk: Desk, address: Address) -> tuple[Entry, ...]:
    own = desk.actor.user_id
    return tuple(_entry(address, row) for row in desk.users.rows() if row.is_active and row.id != own)


def _entry(address: Address, row: UserRow) -> Entry:
    return Entry(row.name, replace(address, user=login_name(row.id)).url)


def _require_may_share(desk: Desk, password: str, address: Address) -> None:
    desk.actor.require(Permission.MANAGE_USERS)
    if is_on_server(desk.folder):
        raise RuleError("share.on_server", path=str(desk.folder))
    to = moved.moved_to(desk.folder)
    if to not in ("", address.shown):
        if moved.half_moved_into(desk.folder) is not None:
            raise RuleError("share.other_address", to=to)
        moved.require_here(desk.folder)
    own_password(desk, password)  # with another one the slot would not open there


def _require_empty(into: Path) -> None:
    if is_taken(into):
        raise RuleError("share.folder_not_empty", path=str(into))


def _proved(store: Store, found: moving.Contents) -> tuple[int, int, str, int]:
    """Rows, entries, head of the chain, what was given in all: reckoned again from what is there now.

    Raises RuleError("move.differs").
    """
    entries, head, broken = chain_faults(store)
    if broken or total_faults(store) or settlement_faults(store) or entries != found.rows["journal_entry"]:
        raise RuleError("move.differs")
    ((given,),) = store.rows("SELECT coalesce(sum(cents), 0) FROM posting WHERE side = 'given'")
    return sum(found.rows.values()), entries, head.hex() if entries else "", given
