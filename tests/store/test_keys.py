"""Only the right secret opens a slot, and a slot whose words were changed opens for nobody."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.folders import ANNA, CHEAP, DIRK, PASSWORD
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import keys_json, recovery
from zsm_desktop.store.keys import Kdf, KeyFile, Keys, Owner

QUICK = settings(max_examples=40, derandomize=True, database=None, deadline=None)
DIRKS = "ministerie van geheimen"


@pytest.fixture
def start() -> tuple[KeyFile, Keys]:
    return KeyFile.new("n-1", ANNA, PASSWORD, CHEAP)


@pytest.fixture
def two(start: tuple[KeyFile, Keys]) -> tuple[KeyFile, Keys]:
    header, keys = start
    return header.with_password(keys, DIRK, DIRKS, sees_names=False, kdf=CHEAP), keys


def refusal(header: KeyFile, password: str, user_id: str | None = None) -> str:
    with pytest.raises(RuleError) as refused:
        header.unlock(password, user_id)
    return refused.value.code


def test_each_password_gives_what_its_role_may_have(two: tuple[KeyFile, Keys]) -> None:
    header, keys = two
    assert header.unlock(PASSWORD) == keys == header.unlock(PASSWORD, ANNA.user_id)
    dirks = header.unlock(DIRKS)
    assert dirks.store_key == keys.store_key
    assert (dirks.seal_key, dirks.user_id, dirks.role, dirks.slot_kind) == (None, DIRK.user_id, "director", "password")
    assert len({keys.store_key, keys.seal_key, bytes(32)}) == 3
    assert header.users == (ANNA, DIRK)


def test_wrong_passwords_and_users_are_told_apart(two: tuple[KeyFile, Keys]) -> None:
    header, _ = two
    assert refusal(header, PASSWORD.upper()) == "keys.wrong_password"
    assert refusal(header, PASSWORD, DIRK.user_id) == "keys.wrong_password"
    assert refusal(header, "") == "keys.wrong_password"
    assert refusal(header, PASSWORD, "u-nobody") == "keys.unknown_user"


@QUICK
@given(password=st.text(min_size=8, max_size=30), other=st.text(max_size=30))
def test_any_password_opens_its_own_slot_only(password: str, other: str) -> None:
    normal = unicodedata.normalize("NFC", password)
    if len(normal) < 8:
        return
    header, keys = KeyFile.new("n-1", ANNA, password, CHEAP)
    assert header.unlock(unicodedata.normalize("NFD", password)) == keys
    if unicodedata.normalize("NFC", other) != normal:
        assert refusal(header, other) == "keys.wrong_password"


def test_a_repr_shows_no_key(two: tuple[KeyFile, Keys]) -> None:
    header, keys = two
    assert keys.seal_key is not None
    for key in (keys.store_key, keys.seal_key):
        for shown in (repr(keys), f"{keys}", repr(header)):
            assert key.hex() not in shown
            assert repr(key) not in shown
    assert "Anna de Wit" in repr(keys)


def changed(path: Path, change: Any) -> KeyFile:
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))
    return KeyFile.read(path)


@pytest.mark.parametrize("word", ["role", "user_id", "user_name", "id"])
def test_a_changed_word_in_a_slot_is_detected(tmp_path: Path, two: tuple[KeyFile, Keys], word: str) -> None:
    two[0].write(tmp_path / "keys.json")
    header = changed(tmp_path / "keys.json", lambda document: document["slots"][1].update({word: "secretary2"}))
    assert refusal(header, DIRKS) == "keys.tampered"


def test_a_changed_network_kind_or_key_is_detected(tmp_path: Path, two: tuple[KeyFile, Keys]) -> None:
    header, _ = two
    path = tmp_path / "keys.json"
    header.write(path)
    assert refusal(changed(path, lambda document: document.update(network_id="n-2")), DIRKS) == "keys.tampered"
    header.write(path)
    moved = changed(path, lambda d: d["slots"][1].update(seal_key=d["slots"][0]["seal_key"]))
    assert refusal(moved, DIRKS) == "keys.tampered"
    header.write(path)
    assert refusal(changed(path, lambda d: d["slots"][0].pop("seal_key")), PASSWORD) == "keys.tampered"


def test_a_password_slot_cannot_be_passed_off_as_a_recovery_slot() -> None:
    header, _ = KeyFile.new("n-1", ANNA, "16-letter-secret", CHEAP)
    posing = replace(header, slots=(replace(header.slots[0], kind="recovery"),))
    with pytest.raises(RuleError, match=r"keys\.tampered"):
        posing.recover(recovery.printed(b"16-letter-secret"))


@pytest.mark.parametrize(
    "kdf",
    [
        Kdf(1, 64 * 1024 * 1024, 4),
        Kdf(1000, 8, 1),
        Kdf(0, 8, 1),
        Kdf(1, 8, 64),
        Kdf(1, 7, 1),
        Kdf(1, 8, -1),
        Kdf(16, 512 * 1024, 1),
    ],
)
def test_a_hostile_cost_is_refused_before_any_work(start: tuple[KeyFile, Keys], kdf: Kdf) -> None:
    header = replace(start[0], slots=(replace(start[0].slots[0], kdf=kdf),))
    assert refusal(header, PASSWORD) == "keys.kdf_bounds"


def test_the_default_cost_is_the_measured_one() -> None:
    assert Kdf() == Kdf(passes=3, memory_kib=65536, lanes=4)
    Kdf().require_bounds()


def test_a_password_is_replaced_and_the_old_one_stops(two: tuple[KeyFile, Keys]) -> None:
    header, keys = two
    header = header.with_password(keys, DIRK, "een ander wachtwoord", sees_names=True, kdf=CHEAP)
    assert refusal(header, DIRKS) == "keys.wrong_password"
    assert header.unlock("een ander wachtwoord").seal_key == keys.seal_key
    assert len(header.slots) == 2


def test_who_lacks_the_second_key_cannot_give_it(two: tuple[KeyFile, Keys]) -> None:
    header, _ = two
    dirks = header.unlock(DIRKS)
    with pytest.raises(RuleError, match=r"seal\.no_key"):
        header.with_password(dirks, DIRK, DIRKS, sees_names=True, kdf=CHEAP)
    with pytest.raises(RuleError, match=r"seal\.no_key"):
        header.with_recovery(dirks, DIRK, CHEAP)
    again = header.with_password(dirks, DIRK, "nieuw voor dirk", sees_names=False, kdf=CHEAP)
    assert again.unlock("nieuw voor dirk").seal_key is None


def test_a_removed_user_stays_out_and_the_last_one_with_names_stays_in(two: tuple[KeyFile, Keys]) -> None:
    header, keys = two
    assert refusal(header.without_user(DIRK.user_id), DIRKS) == "keys.wrong_password"
    for bad in (
        lambda: header.without_user(ANNA.user_id),
        lambda: header.with_password(keys, ANNA, PASSWORD, sees_names=False, kdf=CHEAP),
    ):
        with pytest.raises(RuleError, match=r"keys\.last_slot"):
            bad()
    with pytest.raises(RuleError, match=r"keys\.unknown_user"):
        header.without_user("u-nobody")
    with pytest.raises(RuleError, match=r"keys\.password_short"):
        header.with_password(keys, Owner("u-3", "Eva", "reader"), "kort", sees_names=False, kdf=CHEAP)


def test_the_header_survives_a_write_and_the_previous_is_kept(tmp_path: Path, two: tuple[KeyFile, Keys]) -> None:
    header, keys = two
    path = tmp_path / "keys.json"
    header.write(path)
    later = header.without_user(DIRK.user_id)
    later.write(path)
    assert KeyFile.read(path) == later
    assert KeyFile.read(keys_json.previous_of(path)) == header
    assert sorted(file.name for file in tmp_path.iterdir()) == ["keys.json", "keys.json.vorige"]
    assert keys.store_key not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 1, "network_id": "n", "slots": []}',
        b'{"format": true, "network_id": "n", "slots": []}',
        b'{"format": 0, "network_id": "n", "slots": [{}]}',
        b'{"format": 1, "network_id": "n", "slots": [{"kind": "password"}]}',
        b" " * (keys_json.LARGEST_FILE + 1),
    ],
    ids=lambda content: content[:30],
)
def test_a_damaged_header_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys.json").write_bytes(content)
    with pytest.raises(RuleError) as refused:
        KeyFile.read(tmp_path / "keys.json")
    assert refused.value.code == "keys.damaged"


@QUICK
@given(data=st.data())
def test_a_header_with_any_flipped_byte_is_refused_or_still_true(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "flipped.json"
    header, keys = KeyFile.new("n-1", ANNA, PASSWORD, CHEAP)
    header.write(path)
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 127))
    path.write_bytes(content)
    try:
        opened = KeyFile.read(path).unlock(PASSWORD)
    except RuleError as error:
        assert error.code.startswith("keys.")  # noqa: PT017 - either this, or what follows
    else:
        assert opened == keys


def test_headers_of_later_programs_and_absent_ones_say_so(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with pytest.raises(RuleError, match=r"keys\.missing"):
        KeyFile.read(path)
    path.write_text('{"format": 2, "slots": "who knows"}')
    with pytest.raises(RuleError, match=r"keys\.newer"):
        KeyFile.read(path)


def test_a_recovery_key_opens_everything_until_the_next_is_printed(start: tuple[KeyFile, Keys]) -> None:
    header, keys = start
    assert [slot.kind for slot in header.slots] == ["password"]
    header, text = header.with_recovery(keys, ANNA, CHEAP)
    assert [slot.kind for slot in header.slots] == ["password", "recovery"]
    opened = header.recover(text.lower().replace("-", " ").replace("0", "o").replace("1", "l"))
    assert opened == replace(keys, slot_kind="recovery")
    assert refusal(header, text) == "keys.wrong_password"
    later, _ = header.with_recovery(keys, ANNA, CHEAP)
    with pytest.raises(RuleError, match=r"keys\.wrong_recovery"):
        later.recover(text)


@pytest.mark.usefixtures("real_cost")
def test_a_slot_costs_that_when_nothing_else_is_said() -> None:
    header, keys = KeyFile.new("n-1", ANNA, PASSWORD)
    header, _ = header.with_recovery(keys, ANNA)
    assert [slot.kdf for slot in header.slots] == [Kdf(), Kdf()]
    assert header.unlock(PASSWORD) == keys
