"""The small files the program keeps for itself, spoilt anywhere: taken for none, or refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.test_fuzz_readers import examples, is_answered, spoilt
from tests.store.folders import ANNA, CHEAP, NOW, PASSWORD
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.settings import Preferences, load_preferences, save_preferences
from zsm_desktop.store import (
    backup_state,
    first_steps,
    kept_here,
    lease,
    moved,
    published,
    second_place,
    taken_along,
    waybill,
)
from zsm_desktop.store.backup_state import BackupState, Failure, Origin, PlaceState, Trial
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.lease import LEASE_FILE, Lease
from zsm_desktop.store.place import KEYS, PUBLISHED, SERVER, TO_GO
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.known import Known

__all__ = ["examples"]
Findings = tuple[Finding, ...]
MOST_EXAMPLES = 60
HEADER, OWN_KEYS = KeyFile.new("n-1", ANNA, PASSWORD, CHEAP)
RUN = "0190-abc"
FAR = "9999-12-31T23:59:59+00:00"
STRANGE: list[Any] = [
    None, True, -1, 0, 10**30, 10**400, 0.5, "", "x" * 5000, "\0", "\ud800", "../..", "/", "2026-13-01", FAR,
    "0001-01-01T00:00:00", "2026-11-23T09:00:00", [], {}, [[]], {"x": 1}, ["2026"], [None] * 40,
]  # fmt: skip


# -- one of each, and how it is read -------------------------------------------------------------------------------


def typed(folder: Path) -> str:
    here = kept_here.KeptHere(folder, OWN_KEYS)
    for point in ("punt-1", "punt-2"):
        here.keep(kept_here.KeptText(kept_here.NOTES, point, "0", "", "Wil leren lassen.", NOW, ANNA.user_id))
    return kept_here.FILE


def to_go(folder: Path) -> str:
    typed(folder)
    kept_here.KeptHere(folder, OWN_KEYS).weigh(lambda _kept: None).lay_down(folder, RUN)
    return f"{TO_GO}{RUN}.json"


def states(folder: Path) -> str:
    failure = Failure(NOW, "backup.place_gone", {"path": "/stick"})
    place = PlaceState("/stick", NOW, failure, NOW)
    backup_state.change(
        folder,
        lambda _old: BackupState(
            NOW, 3, failure, Trial(NOW, NOW, 4, 5), "/stick", (place,), Origin(NOW, NOW, "/old"), (), NOW, failure
        ),
    )
    return backup_state.STATE


def bill(folder: Path) -> str:
    copy = folder / "20261122-090000-verhuizen.db"
    waybill.write(copy, waybill.Waybill(NOW, "laptop", waybill.Figures(3, "ab", 400, 9), NOW, "pc"))
    return waybill.waybill_beside(copy).name


def header(folder: Path) -> str:
    HEADER.write(folder / KEYS)
    return KEYS


def copy_note(folder: Path) -> str:
    (folder / PUBLISHED).write_text(json.dumps({"format": published.FORMAT, "at": NOW.isoformat()}), encoding="utf-8")
    return PUBLISHED


def gone(folder: Path) -> str:
    moved.note(folder, "postgresql://anna@school.nl/netwerk", folder / "nieuw")
    return moved.NOTE


def steps(folder: Path) -> str:
    first_steps.begin(folder)
    return first_steps.FILE


def server(folder: Path) -> str:
    Known(Address("db.school.nl", "netwerk", "anna", 5432, "/ca.pem"), "anna", remembers=True).write(folder / SERVER)
    return SERVER


def taken(folder: Path) -> str:
    note = taken_along.TakenAlong(taken_along.new_name(), "m-1", "MB-1", "Maatwerk", date(2026, 12, 1), NOW, True, "ab")
    taken_along._note(folder, note)
    (folder / note.name).mkdir(exist_ok=True)
    HEADER.write(folder / note.name / KEYS)
    return taken_along.NOTE


def tries(folder: Path) -> str:
    with suppress(RuleError), Tries(folder, lambda: 50.0).one(folder):
        raise RuleError("keys.wrong_password")
    return "pogingen.json"


def preferences(folder: Path) -> str:
    save_preferences(folder / "preferences.json", Preferences(zoom_percent=150, tips_seen=("today",)))
    return "preferences.json"


def leased(folder: Path) -> str:
    Lease.take(folder, "anna", NOW).release()
    words = {"user_name": "anna", "computer": "pc", "pid": 7, "since": NOW.isoformat()}
    (folder / LEASE_FILE).write_text(json.dumps(words), encoding="utf-8")
    return LEASE_FILE


def shown(*moments: datetime | None) -> Findings:
    """As a screen says them."""
    for at in moments:
        if at is not None:
            assert at.astimezone(UTC) - NOW is not None
    return ()


def read_typed(folder: Path) -> Findings:
    here = kept_here.KeptHere(folder, OWN_KEYS)
    for one in here.rows():
        assert one.text == "Wil leren lassen."
        shown(one.at)
    for aside in folder.glob(f"{kept_here.ASIDE}*"):
        aside.unlink()
    return (here.finding,) if here.finding is not None else ()


def read_states(folder: Path) -> Findings:
    state = backup_state.read(folder)
    for place in state.places:
        shown(place.seen, place.owes, place.missed and place.missed.since)
        with suppress(RuleError):
            second_place.require_fit(Path(place.path), folder)
        with suppress(RuleError):
            assert second_place.copies_at(Path(place.path), "n-1") == []
    if state.trial is not None:
        shown(state.trial.at, state.trial.copy_at)
    if state.origin is not None:
        shown(state.origin.at, state.origin.copy_at)
    return shown(state.last_at, state.looked_at, state.damage and state.damage.since)


def read_bill(folder: Path) -> Findings:
    found = waybill.read(folder / "20261122-090000-verhuizen.db")
    return shown(found.at, found.arrived_at) if found is not None else ()


def read_header(folder: Path) -> Findings:
    KeyFile.read(folder / KEYS).unlock(PASSWORD, ANNA.user_id)
    return ()


def read_copy_note(folder: Path) -> Findings:
    found = published.found(folder)
    return shown(found.at) if found is not None else ()


def read_gone(folder: Path) -> Findings:
    moved.require_here(folder)
    raise AssertionError("a note nobody can read says that it moved")


def read_steps(folder: Path) -> Findings:
    assert set(first_steps.standing(folder).values()) <= {first_steps.OPEN, first_steps.LATER}
    return ()


def read_server(folder: Path) -> Findings:
    assert Known.read(folder / SERVER).address.conninfo()
    return ()


def read_taken(folder: Path) -> Findings:
    found = taken_along.found(folder)
    return shown(found.at) if found is not None else ()


def read_tries(folder: Path) -> Findings:
    assert 0 <= Tries(folder, lambda: 60.0).left(folder) <= 30
    return ()


def read_preferences(folder: Path) -> Findings:
    assert 80 <= load_preferences(folder / "preferences.json").zoom_percent <= 200
    return ()


def read_lease(folder: Path) -> Findings:
    """As who comes second hears of it, without the patience."""
    with (folder / LEASE_FILE).open("rb") as held:
        raise lease._refusal(folder, lease._read(held.fileno()))


def carry_out(folder: Path) -> Findings:
    kept_here.carry_out(folder, lambda run: run == RUN)
    return ()


FILES: dict[str, tuple[Callable[[Path], str], Callable[[Path], Findings]]] = {
    "typed": (typed, read_typed),
    "to go": (to_go, carry_out),
    "copies": (states, read_states),
    "waybill": (bill, read_bill),
    "key slots": (header, read_header),
    "copy to read": (copy_note, read_copy_note),
    "moved": (gone, read_gone),
    "first steps": (steps, read_steps),
    "server": (server, read_server),
    "taken along": (taken, read_taken),
    "tries": (tries, read_tries),
    "preferences": (preferences, read_preferences),
    "lease": (leased, read_lease),
}


# -- spoilt --------------------------------------------------------------------------------------------------------


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([way] if way else []), *(found for name, one in inner for found in places(one, (*way, name)))]


@st.composite
def refilled(draw: st.DrawFn, whole: bytes) -> bytes:
    """The same JSON with other values in it, or without some."""
    document = json.loads(whole)
    for _ in range(draw(st.integers(1, 3))):
        found = places(document)
        if not found:
            break
        *way, last = draw(st.sampled_from(found))
        inside = document
        for step in way:
            inside = inside[step]
        if draw(st.integers(0, 4)) == 0:
            del inside[last]
        else:
            inside[last] = deepcopy(draw(st.sampled_from(STRANGE)))
    return json.dumps(document).encode()


def hostile(whole: bytes) -> list[bytes]:
    """Small to write and large to read."""
    deep = b"[" * 100_000
    within = whole.replace(b'"', b'{"x":' + b"[" * 50_000 + b"]" * 50_000 + b',"', 1)
    return [
        b"", b"\0", b"null", b"7", b'"x"', b"{}", b"[]", deep, deep + b"]" * 100_000, b"9" * 5000, b"1e999",
        b"-Infinity", within, whole.replace(b":", b':1e999,"x":', 1), whole + whole, b"\xef\xbb\xbf" + whole,
        b"\xff\xfe" + whole, whole.decode().encode("utf-16"), b" " * (2 << 20) + whole, b'{"a":1,' * 2000,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_own_files(kind: str, tmp_path: Path, examples: settings) -> None:
    make, read = FILES[kind]
    name = make(tmp_path)
    whole = (tmp_path / name).read_bytes()
    beside = (tmp_path / kept_here.FILE).read_bytes() if kind == "to go" else b""

    def answered(data: bytes) -> None:
        (tmp_path / name).write_bytes(data)
        if beside:
            (tmp_path / kept_here.FILE).write_bytes(beside)
        is_answered(lambda: read(tmp_path))

    for data in hostile(whole):
        answered(data)

    @settings(examples, max_examples=examples.max_examples * MOST_EXAMPLES // 120)
    @given(st.one_of(spoilt(whole), refilled(whole)))
    def run(data: bytes) -> None:
        answered(data)

    run()


def test_a_file_without_end_is_not_read_whole(tmp_path: Path) -> None:
    """A hole of two gigabytes takes no room on the disk, and would in memory."""
    for kind, (make, read) in FILES.items():
        folder = tmp_path / kind
        folder.mkdir()
        name = make(folder)
        if kind in {"typed", "to go"}:
            continue  # moved aside as it is, which reads all of it once, a bite at a time
        with (folder / name).open("r+b") as file:
            file.truncate(2 << 30)
        is_answered(lambda read=read, folder=folder: read(folder))


def test_a_note_that_does_not_say_who_was_forgotten_counts(tmp_path: Path) -> None:
    """The folder it names would go with everything that no note names."""
    note = tmp_path / taken(tmp_path)
    whole = taken_along.found(tmp_path)
    said = json.loads(note.read_text("utf-8"))
    del said["forgotten"]
    note.write_text(json.dumps(said), encoding="utf-8")
    found = taken_along.found(tmp_path)
    assert whole is not None
    assert found == replace(whole, forgotten="")
    taken_along.sweep(tmp_path)
    assert (tmp_path / found.name).is_dir()
