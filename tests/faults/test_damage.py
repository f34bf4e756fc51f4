"""A network that is damaged, anywhere: it is refused with a sentence that says how to go on, and never over-written."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import PASSWORD, SECRETARY, World
from tests.faults.workday import NOW
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.services.checks import HeadFound
from zsm_desktop.store import keys_json
from zsm_desktop.store.check import check_database
from zsm_desktop.store.folder import DATABASE, KEYS, KEYS_LOST, look, restore_previous_keys
from zsm_desktop.store.keys import Keys
from zsm_desktop.ui.start.actions import DAMAGED
from zsm_desktop.words.papers import ledger_head
from zsm_desktop.words.rules import sentence

PAGE = 4096
SWAPS = 100
WAYS_ON = {
    "backup.damaged": "Zet een eerdere reservekopie terug: bij Instellingen, Reservekopieën, Terugzetten, of",
    "check.pages": "Zet een reservekopie terug",
    "check.structure": "Zet een reservekopie terug",
    "keys.damaged": "Zet het vorige sleutelbestand of een reservekopie terug",
    "keys.kdf_bounds": "Zet keys.json terug uit een reservekopie",
    "keys.missing": "Zet keys.json terug uit een reservekopie",
    "keys.newer": "Werk het programma op deze computer bij",
    "keys.tampered": "Zet keys.json terug uit een reservekopie",
    "keys.wrong_password": "probeer het opnieuw",
    "store.damaged": "zet een reservekopie terug: bij Instellingen, Reservekopieën, Terugzetten, of",
    "store.empty_database": "Zet een reservekopie terug",
    "store.no_database": "Zet een reservekopie terug",
    "store.not_a_store": "Kies de map waarin store.db en keys.json staan",
    "store.not_encrypted": "Kies de map van een netwerk",
    "store.short_database": "Zet een reservekopie terug",
    "user.unknown": "Controleer de naam",
}
"""By what is said of damage: what to do now."""
BROKEN_DATABASE = {"store.damaged", "store.not_a_store", "check.pages", "check.structure"}


@pytest.fixture
def network(world: World, quick_place: Path) -> Path:
    """With books in it, closed, so that all of it is in the one file."""
    for hundredths in (100, 150, 200):
        world.delivered("DUIN", "ZEEUW", hundredths)
    world.desk.cases.edit(case := world.case(), world.desk.cases.card(case).version, {"remarks": "x" * 20_000})
    world.close()
    return Path(shutil.copytree(world.folder, quick_place / "network"))


@pytest.fixture
def good(network: Path) -> bytes:
    return (network / DATABASE).read_bytes()


def opened(folder: Path) -> list[Finding]:
    """What `check` finds of a network that opens."""
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW)) as desk:
        return list(desk.checks.run().findings)


def found_in(folder: Path, keys: Keys) -> str:
    """The first thing that is said of the database in this folder, "" for nothing."""
    findings = [one for one in check_database(folder, keys) if not one.is_warning]
    for one in findings:
        assert_says_how_to_go_on(one)
    return findings[0].code if findings else ""


def put(folder: Path, content: bytes) -> None:
    for path in folder.glob(f"{DATABASE}-*"):
        path.unlink()
    (folder / DATABASE).write_bytes(content)


def flipped(good: bytes) -> Iterator[bytes]:
    """A bit in each page."""
    for page in range(len(good) // PAGE):
        bad = bytearray(good)
        bad[page * PAGE + 37 * page % PAGE] ^= 1 << page % 8
        yield bytes(bad)


def swapped(good: bytes) -> Iterator[bytes]:
    chance, pages = random.Random(5), len(good) // PAGE
    for _ in range(SWAPS):
        bad, (one, other) = bytearray(good), sorted(chance.sample(range(pages), 2))
        bad[one * PAGE : (one + 1) * PAGE] = good[other * PAGE : (other + 1) * PAGE]
        bad[other * PAGE : (other + 1) * PAGE] = good[one * PAGE : (one + 1) * PAGE]
        yield bytes(bad)


def zeroed(good: bytes) -> Iterator[bytes]:
    """A page of nothing, as a disk gives for what it never wrote."""
    for page in range(0, len(good) // PAGE, 7):
        yield good[: page * PAGE] + bytes(PAGE) + good[(page + 1) * PAGE :]


def cut(good: bytes) -> Iterator[bytes]:
    """At each page, and in the middle of some."""
    for page in range(len(good) // PAGE):
        yield good[: page * PAGE]
        if page % 10 == 0:
            yield good[: page * PAGE + 1000]


@pytest.mark.parametrize("damage", [flipped, swapped, zeroed, cut])
def test_no_damage_of_the_database_goes_unseen(
    world: World, network: Path, good: bytes, damage: Callable[[bytes], Iterator[bytes]]
) -> None:
    keys = world.keys
    assert found_in(network, keys) == ""
    unseen = []
    for number, bad in enumerate(damage(good)):
        put(network, bad)
        code = found_in(network, keys)
        if code not in {*BROKEN_DATABASE, "store.empty_database", "store.short_database"}:
            unseen.append((number, code))
        assert (network / DATABASE).read_bytes() == bad  # looked at, and left as it was
    assert unseen == []
    assert number > 40
    put(network, good)
    assert opened(network) == []


def text(_good: bytes) -> bytes:
    return b"Geachte heer, mevrouw,\r\n" * 2000


def noise(good: bytes) -> bytes:
    return random.Random(1).randbytes(len(good))


def nothing(_good: bytes) -> bytes:
    return b""


def zeros(good: bytes) -> bytes:
    return bytes(len(good))


def of_another_program(_good: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute("CREATE TABLE t (x)")
        return other.serialize()


@pytest.mark.parametrize("content", [text, noise, nothing, zeros, of_another_program])
def test_what_is_no_database_of_ours_is_refused_and_left(
    network: Path, good: bytes, content: Callable[[bytes], bytes]
) -> None:
    """A new one in its place would hide that the old one is gone."""
    bad = content(good)
    put(network, bad)
    assert_refused(network)
    assert (network / DATABASE).read_bytes() == bad
    (network / DATABASE).unlink()
    assert_refused(network)
    assert not (network / DATABASE).exists()
    assert list(network.glob(f"{DATABASE}*")) == []


def assert_refused(folder: Path) -> str:
    with pytest.raises(RuleError) as refused:
        open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW)
    assert_says_how_to_go_on(refused.value)
    return refused.value.code


def assert_says_how_to_go_on(found: Finding | RuleError) -> None:
    said = sentence(found)
    assert "…" not in said
    assert WAYS_ON[found.code] in said


def test_of_all_that_keeps_a_network_shut_it_is_known_how_to_go_on(tmp_path: Path) -> None:
    assert WAYS_ON.keys() >= DAMAGED | KEYS_LOST
    for code, way in WAYS_ON.items():
        assert way in sentence(RuleError(code, path=str(tmp_path), what="", name="", user_name="")), code


def test_the_database_of_another_network_is_refused(network: Path, good: bytes, quick_place: Path) -> None:
    """The keys are whole and the file is whole, but not of each other."""
    from tests.builders import make_network

    other = quick_place / "other"
    make_network(other)
    shutil.copyfile(other / DATABASE, network / DATABASE)
    assert assert_refused(network) == "store.damaged"
    put(network, good)
    assert opened(network) == []


# -- key slots -----------------------------------------------------------------------------------------------------


def test_a_header_cut_anywhere_is_refused_and_the_previous_one_brings_back(network: Path) -> None:
    path = network / KEYS
    whole = path.read_bytes()
    shutil.copyfile(path, keys_json.previous_of(path))
    codes = set()
    for at in range(0, len(whole) - 2, 97):
        path.write_bytes(whole[:at])
        codes.add(assert_refused(network))
    assert codes == {"keys.damaged"} <= KEYS_LOST
    assert look(network).has_previous_keys
    restore_previous_keys(network)
    assert opened(network) == []


def test_a_header_with_any_field_spoilt_is_refused_or_opens_what_it_did(network: Path) -> None:
    """Of the slot that is opened: gone, of another kind, or with another sign in it."""
    path = network / KEYS
    whole = json.loads(path.read_text(encoding="utf-8"))
    codes = []
    for place, value in fields(whole):
        for spoilt in spoilings(value):
            document = json.loads(json.dumps(whole))
            *way, last = place
            inside = document
            for step in way:
                inside = inside[step]
            if spoilt is GONE:
                del inside[last]
            else:
                inside[last] = spoilt
            path.write_text(json.dumps(document), encoding="utf-8")
            codes.append(assert_refused(network))
    assert set(codes) <= {
        "keys.damaged",
        "keys.newer",
        "keys.kdf_bounds",
        "keys.wrong_password",
        "keys.tampered",
        "user.unknown",
        "store.damaged",
    }
    assert len(codes) > 50
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert opened(network) == []


GONE = object()
OTHER_SIGN = str.maketrans("ABCDefgh0123+/", "BADCfehg1032/+")
Place = tuple[str | int, ...]


def fields(document: dict[str, object]) -> Iterator[tuple[Place, object]]:
    """Of the whole, and of the secretary's slot."""
    slots = document["slots"]
    assert isinstance(slots, list)
    (own,) = [at for at, slot in enumerate(slots) if slot["user_name"] == SECRETARY and slot["kind"] == "password"]
    yield from ((("format",), document["format"]), (("slots",), slots), (("network_id",), document["network_id"]))
    yield from _inside(("slots", own), slots[own])


def _inside(place: Place, value: object) -> Iterator[tuple[Place, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _inside((*place, name), inner)
    else:
        yield place, value


def spoilings(value: object) -> Iterator[object]:
    yield GONE
    yield from (None, [], {"x": 1}, True)
    if isinstance(value, str):
        yield from (7, value.translate(OTHER_SIGN) + "A", value[:-4])
    elif isinstance(value, int):
        yield from ("7", -1, 0, value + 1, 2**40)


# -- put back ------------------------------------------------------------------------------------------------------


def test_an_older_copy_put_back_is_shown_by_a_printed_head(network: Path, good: bytes) -> None:
    """Every page of it is genuine, so only what was printed elsewhere tells."""

    def book(count: int) -> str:
        with closing(open_desk(network, password=PASSWORD, user=SECRETARY, clock=later)) as desk:
            from tests.faults.workday import enter

            for turn in range(count):
                desk.deliveries.confirm([enter(desk, turn + 1) or ""])
            head = desk.ledger.head()
            return ledger_head(head.entries, head.hash)

    clock = iter(range(10**6))

    def later():
        return NOW + timedelta(seconds=next(clock))

    def answer(paper: str) -> HeadFound:
        with closing(open_desk(network, password=PASSWORD, user=SECRETARY, clock=later)) as desk:
            return desk.checks.printed(paper).found

    paper = book(2)
    assert answer(paper) is HeadFound.SAME
    put(network, good)
    assert opened(network) == []
    assert answer(paper) is HeadFound.OTHER
    book(4)
    assert opened(network) == []
    assert answer(paper) is HeadFound.OTHER
