"""What this floor refuses is said in a whole Dutch sentence with all its facts filled in."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from tests.store.folders import NOW, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import folder, raw
from zsm_desktop.store.lease import Lease
from zsm_desktop.words.rules_store import SENTENCES


def test_codes_that_are_looked_up_have_a_sentence_too() -> None:
    assert set(raw._CODES.values()) <= set(SENTENCES)


def test_the_facts_of_a_refusal_fill_its_sentence(tmp_path: Path) -> None:
    made(tmp_path / "net")
    with Lease.take(tmp_path / "net", "Anna de Wit", NOW), pytest.raises(RuleError) as in_use:
        Lease.take(tmp_path / "net", "Bram", NOW)
    with pytest.raises(RuleError) as wrong:
        folder.unlock(tmp_path / "net", "verkeerd wachtwoord")
    with pytest.raises(RuleError) as length:
        folder.recover(tmp_path / "net", "X3NG")
    for refused in (in_use.value, wrong.value, length.value):
        names = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[refused.code]) if name}
        assert names <= set(refused.facts)
    local = NOW.astimezone()
    assert f"sinds 22-11-2026 om {local:%H.%M} uur" in SENTENCES["store.in_use"].format(**in_use.value.facts)
