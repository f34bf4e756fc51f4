"""The program that goes through itself: everything it says it saw is there, and what it does not see ends it."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QWidget

from zsm_desktop.app import open_desk, try_out
from zsm_desktop.app.rooms import rooms
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.settings import Preferences, guide_dir, save_preferences

SMALL: try_out.Size = {"schools": 4, "years": 1, "deliveries": 20}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zsm_desktop.ui.program.preferences_path", lambda: tmp_path / "preferences.json")
    monkeypatch.setattr(try_out, "make", partial(try_out.make, cheap_keys=True))


def test_it_holds_a_meeting_and_leaves_its_minutes_and_its_copy(qapp, tmp_path: Path) -> None:
    told: list[str] = []
    stick, preferences = tmp_path / "stick", tmp_path / "preferences.json"
    stick.mkdir()
    save_preferences(preferences, Preferences(second_backup_place=str(stick)))
    own = preferences.read_bytes()
    seen = try_out.try_out(tmp_path / "proef", SMALL, told.append)
    assert seen.chapters == len(list(guide_dir().glob("*.md")))
    assert len(told) > seen.rooms
    assert (preferences.read_bytes(), [*stick.iterdir()]) == (own, [])  # what is this user's own stays as it was
    paper = pypdfium2.PdfDocument(seen.pdf)
    assert len(paper) == seen.pages
    assert seen.number in "".join(page.get_textpage().get_text_bounded() for page in paper)
    paper.close()
    assert Path(seen.xlsx).read_bytes()[:2] == b"PK"
    for folder in (seen.store, seen.restored):
        with closing(open_desk(Path(folder), password="voorbeeld")) as desk:
            (held,) = [row for row in desk.meetings.rows("case") if row.number == seen.number]
            assert desk.versions.card(held.id).stage == "final"
            assert desk.ledger.head().entries == seen.entries
            assert len(rooms(desk)) == seen.rooms
    with pytest.raises(RuleError, match=r"store\.folder_not_empty"):
        try_out.try_out(tmp_path / "proef", SMALL)


def test_a_window_on_which_nothing_is_drawn_ends_it(qapp, qtbot) -> None:
    empty = QWidget()
    qtbot.addWidget(empty)
    empty.resize(400, 300)
    with pytest.raises(RuleError, match=r"try_out\.stuck"):
        try_out.Eyes(qapp, lambda _step: None).painted(empty)
