"""What could not reach the server lies sealed on this computer, each user's own, and no damage makes it disappear."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.folders import ANNA, CHEAP, DIRK, NOW, PASSWORD
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.kept_here import CASE, FILE, NOTES, KeptHere, KeptText
from zsm_desktop.store.keys import KeyFile, Keys

TYPED = KeptText(NOTES, "item-1", "", "Sem wil verder.", "Sem wil verder in de zorg.", NOW, ANNA.user_id)


@pytest.fixture
def both() -> tuple[Keys, Keys]:
    """Of who may see names, and of who may not."""
    header, anna = KeyFile.new("n-1", ANNA, PASSWORD, CHEAP)
    header = header.with_password(anna, DIRK, "16-letter-secret", sees_names=False, kdf=CHEAP)
    return anna, header.unlock("16-letter-secret", DIRK.user_id)


@pytest.fixture
def anna(both: tuple[Keys, Keys]) -> Keys:
    return both[0]


def aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("getypt-beschadigd-*.json"))


def test_what_was_kept_is_there_after_a_restart_and_nothing_of_it_can_be_read(tmp_path: Path, anna: Keys) -> None:
    KeptHere(tmp_path, anna).keep(TYPED)
    again = KeptHere(tmp_path, anna)
    assert again.rows() == (TYPED,)
    assert again.finding is None
    data = (tmp_path / FILE).read_bytes()
    assert b"Sem" not in data
    assert b"item-1" not in data
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_what_was_typed_on_takes_the_place_of_what_was_kept_and_of_nothing_else(tmp_path: Path, anna: Keys) -> None:
    kept = KeptHere(tmp_path, anna)
    later = replace(TYPED, text="Sem wil de bouw in.", at=NOW + timedelta(minutes=2))
    of_case = replace(TYPED, kind=CASE, field="question", at=NOW + timedelta(minutes=1))
    of_another_sitting = replace(TYPED, text="Sem weet het niet.", at=NOW - timedelta(days=1))
    for text in (TYPED, of_case, of_another_sitting, TYPED):
        kept.keep(text)
    kept.keep(later, instead_of=[TYPED])
    assert kept.rows() == (of_another_sitting, of_case, later)


def test_a_text_that_was_typed_on_since_is_not_dropped_with_the_earlier_one(tmp_path: Path, anna: Keys) -> None:
    kept = KeptHere(tmp_path, anna)
    kept.keep(TYPED)
    later = replace(TYPED, text=f"{TYPED.text} En dichtbij.")
    kept.keep(later, instead_of=[TYPED])
    kept.drop(TYPED)
    assert kept.rows() == (later,)
    kept.drop(replace(later, at=NOW + timedelta(hours=1)))
    assert kept.rows() == ()
    assert not (tmp_path / FILE).exists()


def test_everybody_has_the_own_texts_and_leaves_those_of_others(tmp_path: Path, both: tuple[Keys, Keys]) -> None:
    anna, dirk = both
    assert dirk.seal_key is None
    his = replace(TYPED, user_id=DIRK.user_id, text="Het budget.")
    KeptHere(tmp_path, anna).keep(TYPED)
    KeptHere(tmp_path, dirk).keep(his)
    assert KeptHere(tmp_path, dirk).rows() == (his,)
    KeptHere(tmp_path, dirk).drop(his)
    assert KeptHere(tmp_path, anna).rows() == (TYPED,)
    with pytest.raises(ValueError, match="somebody else's"):
        KeptHere(tmp_path, dirk).keep(TYPED)


def test_who_may_no_longer_see_names_is_not_shown_what_was_sealed_with_them(tmp_path: Path, anna: Keys) -> None:
    KeptHere(tmp_path, anna).keep(TYPED)
    fallen = KeptHere(tmp_path, replace(anna, seal_key=None))
    assert fallen.rows() == ()
    assert fallen.finding is None
    fallen.keep(replace(TYPED, subject_id="item-2"))
    assert len(KeptHere(tmp_path, anna).rows()) == 2


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff", b"[]", b"{}", b'{"format": 9, "texts": []}', b'{"format": 1, "texts": [3]}']
)
def test_a_file_that_cannot_be_read_is_put_aside_and_told_once(tmp_path: Path, anna: Keys, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    kept = KeptHere(tmp_path, anna)
    assert kept.rows() == ()
    assert kept.finding is not None
    assert kept.finding.code == "kept.damaged"
    assert [path.read_bytes() for path in aside(tmp_path)] == [data]
    kept.keep(TYPED)
    assert kept.rows() == (TYPED,)


def test_of_a_file_with_one_broken_text_the_others_stay(tmp_path: Path, both: tuple[Keys, Keys]) -> None:
    anna, dirk = both
    kept = KeptHere(tmp_path, anna)
    kept.keep(TYPED)
    kept.keep(replace(TYPED, subject_id="item-2"))
    KeptHere(tmp_path, dirk).keep(replace(TYPED, user_id=DIRK.user_id))
    document = json.loads((tmp_path / FILE).read_bytes())
    own = [line for line in document["texts"] if line["user_id"] == ANNA.user_id]
    own[0]["sealed"] = own[0]["sealed"][:-8] + "AAAAAAA="
    broken = json.dumps(document).encode()
    (tmp_path / FILE).write_bytes(broken)
    assert [text.subject_id for text in kept.rows()] == ["item-2"]
    assert kept.finding is not None
    assert [path.read_bytes() for path in aside(tmp_path)] == [broken]
    assert len(KeptHere(tmp_path, dirk).rows()) == 1
    assert KeptHere(tmp_path, anna).finding is None, "what is left is whole"


def test_a_text_given_to_another_user_does_not_open(tmp_path: Path, anna: Keys) -> None:
    KeptHere(tmp_path, anna).keep(TYPED)
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes().replace(b"u-anna", b"u-eva"))
    eva = KeptHere(tmp_path, replace(anna, user_id="u-eva"))
    assert eva.rows() == ()
    assert eva.finding is not None


def test_two_programs_in_one_folder_lose_nothing_of_each_other(tmp_path: Path, anna: Keys) -> None:
    def typing(name: str) -> None:
        kept = KeptHere(tmp_path, anna)
        for number in range(12):
            kept.keep(replace(TYPED, subject_id=f"{name}-{number}"))

    both = [threading.Thread(target=typing, args=(name,)) for name in "ab"]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(KeptHere(tmp_path, anna).rows()) == 24


def test_a_folder_that_is_gone_is_said_in_words(tmp_path: Path, anna: Keys) -> None:
    kept = KeptHere(tmp_path / "gone", anna)
    with pytest.raises(RuleError) as refused:
        kept.keep(TYPED)
    assert refused.value.code == "store.cannot_open"
