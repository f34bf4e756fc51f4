"""The keys of a network as a whole: another printed one, other keys for everything, and a copy with its own.

New keys are for after somebody left: a password that is taken away opens nothing here any more, but whoever kept a
copy of the folder has kept the keys in it. From then on those open only that copy.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zsm_desktop.app import actor_of, system_clock
from zsm_desktop.app.tries import own_password
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import HowGone
from zsm_desktop.domain.passwords import require_for_names
from zsm_desktop.domain.permissions import Actor, Permission
from zsm_desktop.services.chain import chain_faults
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.services.outside_copies import Sharable
from zsm_desktop.store import published, raw, renewal
from zsm_desktop.store.backup import copy_before
from zsm_desktop.store.first_steps import SHEET, reminded
from zsm_desktop.store.keys import SHORTEST_PASSWORD, Kdf, KeyFile, Keys, Owner
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.place import DATABASE, KEYS, RENEWAL, SERVER, is_on_server
from zsm_desktop.store.published_names import Named
from zsm_desktop.store.renewal import Built
from zsm_desktop.store.store import Store, header_of
from zsm_desktop.store.work import Work

BEFORE, AFTER = "voor nieuwe sleutels", "nieuwe sleutels"


@dataclass(frozen=True, slots=True)
class Renewed:
    """`recovery_key` is to be printed now; `without_entry` are those who need a password again, by name.

    `backup` is why no backup was made under the new keys, where that did not go well.
    """

    keys: Keys
    recovery_key: str
    rows: int
    entries: int
    chain_head: str
    given_cents: int
    without_entry: tuple[str, ...]
    backup: RuleError | None = None


@dataclass(frozen=True, slots=True)
class WithNames:
    """A copy with names: by when it is to be gone, and the own password of who makes it."""

    own_password: str
    until: date | None


def new_recovery_key(desk: Desk, password: str | None, *, kdf: Kdf | None = None) -> str:
    """Another printed key, for who is at the desk; the one before opens nothing any more.

    Somebody is reminded of it until it was asked back, also where it was never seen. `password` None: it was typed
    just now. Raises RuleError("permission.missing"), ("keys.wrong_password"), ("seal.no_key") and those of writing.
    """
    desk.actor.require(Permission.MANAGE_USERS)
    keys, actor, place = desk.store.keys, desk.actor, desk.store.place
    if password is not None:
        own_password(desk, password)
    owner = Owner(actor.user_id, actor.name, actor.role.value)
    made: list[str] = []

    def give_key(work: Work) -> None:
        changed, printed = place.header(work.driver).with_recovery(keys, owner, kdf)
        place.keep_header(changed, None, work.driver)
        made.append(printed)

    before = printed_slot(header_of(desk.store))
    with reminded(desk.folder, SHEET, lambda: printed_slot(header_of(desk.store)) == before):
        desk.access.new_recovery(give_key)
    return made[0]


def printed_slot(header: KeyFile) -> str:
    """Tells one printed key from another; "" where there is none."""
    return next((slot.id for slot in header.slots if slot.kind == "recovery"), "")


def check_recovery(desk: Desk, text: str) -> None:
    """Whether this is the printed key of now; raises RuleError("recovery.…") and ("keys.wrong_recovery")."""
    header_of(desk.store).recover(text)


def recovery_owner(desk: Desk) -> str:
    """Whom the printed key lets in, by user id, as far as this user may know; "" where there is none."""
    slots = header_of(desk.store).slots
    return next((slot.owner.user_id for slot in slots if slot.kind == "recovery"), "")


def require_renewable(desk: Desk, password: str) -> None:
    """Raises what `renew` would refuse before it does anything; changes nothing."""
    desk.actor.require(Permission.MANAGE_USERS)
    if not desk.store.seal.may_open:
        raise RuleError("seal.no_key")
    if desk.has_copy:
        raise RuleError("renew.taken")
    own_password(desk, password)


def renew(
    folder: Path,
    keys: Keys,
    password: str,
    *,
    progress: renewal.Progress = lambda _doing, _done, _all: None,
    clock: Clock = system_clock,
    kdf: Kdf | None = None,
) -> Renewed:
    """Everything in `folder` under new keys, opened by `password` and a new printed key only; nobody has it open.

    A copy under the old keys is made first and stays in backups/. Raises as `require_renewable`, RuleError
    ("store.in_use"), ("store.busy"), ("backup.damaged"), and those of `renewal.build`: then the old network is whole.
    """
    with Lease.take(folder, keys.user_name, clock()):
        before = Store(folder, keys)
        try:
            actor = actor_of(before, keys.user_id)
            require_renewable(Desk(before, actor, clock), password)
            others = tuple(owner.user_name for owner in header_of(before).users if owner.user_id != actor.user_id)
        finally:
            before.close()
        copy_before(folder, BEFORE, keys, clock())
        owner = Owner(actor.user_id, actor.name, actor.role.value)
        header, new = KeyFile.new(keys.network_id, owner, password, kdf)
        header, printed = header.with_recovery(new, owner, kdf)
        built = renewal.build(folder, keys, new, progress)
        try:
            facts = _noted(built, new, actor, clock, len(others))
            with reminded(folder, SHEET, lambda: not (folder / RENEWAL).exists()):
                renewal.swap(folder, header, keys, new)
        except BaseException:
            if (built.folder / DATABASE).exists():  # it did not take the place of the old one
                renewal.discard(folder)
            raise
        return Renewed(new, printed, *facts, others, _copied(folder, new, clock))


def publish(
    desk: Desk,
    into: Path,
    password: str,
    *,
    to: str,
    reason: str,
    names: WithNames | None = None,
    progress: published.Progress = lambda _done, _all: None,
    kdf: Kdf | None = None,
) -> None:
    """A copy to read elsewhere, in the new folder `into`: in the logbook before anybody can open it.

    Raises RuleError("permission.missing"), ("published.inside"), ("file.no_folder"), ("keys.password_short"), and those
    of `Access.published` and `published.publish`; on a server those of `carried_home.lay`; with names those of
    `require_named` and of `OutsideCopies.made`.
    """
    desk.actor.require(Permission.MANAGE_USERS)
    who = require_named(desk, password, to=to, reason=reason, names=names) if names is not None else None
    with raw.refusing(into):
        if any((above / mark).exists() for above in into.absolute().parents for mark in (KEYS, SERVER)):
            raise RuleError("published.inside")
        if into.exists():
            raise RuleError("published.exists", path=str(into))
        if not into.parent.is_dir():  # a stick that was pulled out: nothing of it is in the logbook then
            raise RuleError("file.no_folder", path=str(into.parent))
    if len(password) < SHORTEST_PASSWORD:
        raise RuleError("keys.password_short", least=SHORTEST_PASSWORD)
    fill = _of_server(desk, progress) if is_on_server(desk.folder) else None
    way = (desk.folder, desk.store.keys, into, password, desk.clock(), progress, kdf, fill)
    if names is None or names.until is None or who is None:
        desk.access.published(to=to, reason=reason)
        published.publish(*way)
        return
    until, made = names.until, ""

    def noted() -> None:
        nonlocal made
        made = desk.outside_copies.made(to=to, reason=reason, until=until, who=who).made_id

    def undone() -> None:
        if made:  # it could not be laid down after all, and what there was of it is gone
            with suppress(RuleError):
                desk.outside_copies.gone(made, HowGone.DESTROYED)

    named = Named(frozenset(who.numbers), who.cases, until)
    published.publish(*way, named=named, noted=noted, undone=undone)


def require_named(desk: Desk, password: str, *, to: str, reason: str, names: WithNames) -> Sharable:
    """Who will be in a copy with names; raises what `publish` would refuse of one before it does anything.

    Those are RuleError("copy.password_own"), and those of `own_password`, `passwords.require_for_names` and
    `OutsideCopies.require`.
    """
    found = desk.outside_copies.require(to=to, reason=reason, until=names.until)
    require_for_names(password, desk.network_name)
    own_password(desk, names.own_password)
    if password == names.own_password:
        raise RuleError("copy.password_own")
    return found


def _of_server(desk: Desk, progress: published.Progress) -> published.Fill:
    from zsm_desktop.store.carried_home import lay

    return lambda target, own: lay(desk.store, target, own, progress)


def _noted(built: Built, new: Keys, actor: Actor, clock: Clock, without_entry: int) -> tuple[int, int, str, int]:
    """The line in the logbook, under the new keys; then rows, entries, head of the chain, what was given in all."""
    store = Store(built.folder, new)
    try:
        Desk(store, actor, clock).access.renewed(without_entry=without_entry, values=built.values)
        entries, head, broken = chain_faults(store)
        if broken:
            raise RuleError("renew.differs")
        ((given,),) = store.rows("SELECT coalesce(sum(cents), 0) FROM posting WHERE side = 'given'")
        return built.rows, entries, head.hex() if entries else "", int(given)
    finally:
        store.close()


def _copied(folder: Path, keys: Keys, clock: Clock) -> RuleError | None:
    """A first copy that opens with the new keys; the network itself is there either way."""
    try:
        copy_before(folder, AFTER, keys, clock())
    except RuleError as error:
        return error
    return None
