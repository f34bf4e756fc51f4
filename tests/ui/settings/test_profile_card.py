"""Instellingen, the network's profile: its words changed with a way back, out as a file and in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import World
from tests.ui.offices import open_room
from zsm_desktop.domain.profiles import Noun
from zsm_desktop.services.shipped_profiles import shipped, text_of
from zsm_desktop.store.backup import found_in


@pytest.fixture
def card(world: World, theme, shown):
    return open_room(theme, shown, world.desk, "settings").page.profile


def whys(world: World) -> list[str]:
    return [copy.why for copy in found_in(world.folder / "backups")]


def taken_in(world: World, qtbot) -> None:
    qtbot.waitUntil(lambda: world.desk.profiles.facts().profile.code == "rijnmond")


def said_in(card) -> list[str]:
    found: list[str] = []
    card.said.connect(lambda words, _tone: found.append(words))
    card.offered.connect(lambda words, _tone, _back: found.append(words))
    return found


def test_the_words_are_a_table_and_a_form_changes_them(card, world: World) -> None:
    assert card.name.text() == "Zeeuwse Stichting Maatwerk"
    assert card.state.text() == "Zoals meegeleverd"
    assert card.facts.texts()["Leerling"] == "de leerling · leerlingen"
    backs: list[object] = []
    card.offered.connect(lambda _words, _tone, back: backs.append(back[1]))
    form = card.ask_words()
    form.fields["pupil.singular"].put("jongere")
    form.fields["pupil.plural"].put("jongeren")
    form.try_submit()
    assert card.facts.texts()["Leerling"] == "de jongere · jongeren"
    assert card.state.text() == "Met eigen aanpassingen"
    assert world.desk.nouns["pupil"] == Noun("jongere", "jongeren")
    backs[0]()
    assert world.desk.nouns["pupil"].singular == "leerling"


def test_what_another_wrote_meanwhile_is_merged_or_asked(card, world: World) -> None:
    backs: list[object] = []
    card.offered.connect(lambda _words, _tone, back: backs.append(back[1]))
    form = card.ask_words()
    world.desk.profiles.set_words(0, {"pupil": Noun("jongere", "jongeren")})
    form.fields["steering.singular"].put("projectgroep")
    form.fields["steering.plural"].put("projectgroepen")
    form.try_submit()
    nouns = world.desk.nouns
    assert (nouns["pupil"].singular, nouns["steering"].singular) == ("jongere", "projectgroep")
    assert nouns["bottleneck_agenda"].singular == "projectgroep"
    backs[0]()
    nouns = world.desk.nouns
    assert (nouns["pupil"].singular, nouns["steering"].singular) == ("jongere", "stuurgroep")


def test_a_word_that_is_none_stays_in_the_form_with_the_reason(card, world: World) -> None:
    form = card.ask_words()
    form.fields["pupil.singular"].put("[x]")
    form.try_submit()
    assert "kan geen woord zijn" in form.fields["pupil.singular"].error.text()
    assert world.desk.nouns["pupil"].singular == "leerling"
    form.close()


def test_before_it_is_read_in_there_is_a_copy(card, world: World, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "rijnmond.toml"
    path.write_text(text_of("rijnmond"), encoding="utf-8")
    form = card.read(path)
    assert (form.ok.isEnabled(), form.waiting.isHidden()) == (True, True)
    assert whys(world) == []
    form.try_submit()
    assert (form.ok.isEnabled(), form.waiting.isHidden()) == (False, False)
    form.try_submit()
    assert world.desk.profiles.facts().profile.code == "zeeland"
    taken_in(world, qtbot)
    assert whys(world) == ["inlezen"]


def test_who_leaves_the_form_while_the_copy_is_made_takes_nothing_in(card, world: World, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "rijnmond.toml"
    path.write_text(text_of("rijnmond"), encoding="utf-8")
    form = card.read(path)
    form.reject()
    assert whys(world) == []
    form = card.read(path)
    form.try_submit()
    form.reject()
    qtbot.waitUntil(lambda: not card._workshop.running)
    qtbot.wait(20)
    assert whys(world) == ["inlezen"]
    assert world.desk.profiles.facts().profile.code == "zeeland"


def test_what_another_changed_while_the_differences_were_read_is_not_written_over(
    card, world: World, tmp_path: Path, qtbot
) -> None:
    path = tmp_path / "rijnmond.toml"
    path.write_text(text_of("rijnmond"), encoding="utf-8")
    form = card.read(path)
    world.desk.profiles.set_words(0, {"pupil": Noun("jongere", "jongeren")})
    form.try_submit()
    qtbot.waitUntil(form.error.isVisible)
    assert (form.ok.isEnabled(), form.waiting.isHidden()) == (True, True)
    assert world.desk.nouns["pupil"].singular == "jongere"
    form.close()


def test_out_as_a_file_and_in_again_elsewhere(card, world: World, tmp_path: Path, qtbot) -> None:
    words = said_in(card)
    path = tmp_path / "rijnmond.toml"
    card.save(path, text_of("rijnmond"))
    assert words == ["Het profiel staat in rijnmond.toml."]
    form = card.read(path)
    shown = [line.text for line in form.lines.lines]
    assert "Overleg erbij: Projectgroep" in shown
    assert "Woord: “de stuurgroep, stuurgroepen” wordt “de projectgroep, projectgroepen”" in shown
    assert world.desk.profiles.facts().profile.code == "zeeland"
    form.try_submit()
    taken_in(world, qtbot)
    assert world.desk.profiles.facts().profile == shipped("rijnmond")
    assert card.name.text() == "Rijnmond NetWERKT"
    again = card.read(path)
    assert not again.ok.isEnabled()
    again.close()


def test_a_broken_file_says_which_line_and_cannot_be_taken_in(card, world: World, tmp_path: Path) -> None:
    path = tmp_path / "kapot.toml"
    text = text_of("groningen").replace('above = "BO"', 'above = "BX"')
    path.write_text(text, encoding="utf-8")
    form = card.read(path)
    line = text[: text.index('"BX"')].count("\n") + 1
    assert [one.text for one in form.lines.lines] == [f"Regel {line}: Het overleg “BX” bestaat niet in dit profiel."]
    assert form.ok.isHidden()
    form.close()
    assert world.desk.profiles.facts().version == 0
    words = said_in(card)
    assert card.read(tmp_path / "weg.toml") is None
    (tmp_path / "plaatje.toml").write_bytes(b"\xff\xfe\x00")
    assert card.read(tmp_path / "plaatje.toml") is None
    assert words[0].startswith("Het bestand weg.toml bestaat niet")
    assert "geen tekst in UTF-8 (regel 1)" in words[1]


def test_who_may_not_edit_the_network_reads_the_words_only(world: World, theme, shown) -> None:
    card = open_room(theme, shown, world.desk_of("directeur duin"), "settings").page.profile
    assert (card.change.isHidden(), card.import_.isHidden(), card.export.isHidden()) == (True, True, False)
    assert card.facts.texts()["Stuurgroep"] == "de stuurgroep · stuurgroepen"


def test_the_whole_profile_is_edited_as_text_and_checked_line_by_line(card, world: World) -> None:
    form = card.ask_whole()
    text = form.text.toPlainText()
    assert not form.ok.isEnabled()
    form.text.setPlainText(text.replace('counted = "leavers"', 'counted = "vertrekkers"', 1))
    form.look()
    line = 1 + next(at for at, one in enumerate(form.text.toPlainText().splitlines()) if "vertrekkers" in one)
    assert form.lines.lines[0].text.startswith(f"Regel {line}: ")
    assert not form.ok.isEnabled()
    form.text.setPlainText(text + '\n[[phases]]\ncode = "start"\nname = "Begin"\n')
    form.look()
    assert [one.text for one in form.lines.lines] == ["Fase erbij: Begin"]
    form.try_submit()
    assert [one.name for one in world.desk.profile.phases] == ["Begin"]
    assert world.desk.profiles.facts().text.startswith(text.splitlines()[0]), "explanations in the text stay"


def test_a_profile_somebody_else_changed_meanwhile_is_not_overwritten(card, world: World) -> None:
    form = card.ask_whole()
    world.desk.profiles.set_words(0, {"pupil": Noun("jongere", "jongeren")})
    form.text.setPlainText(form.text.toPlainText() + '\n[[phases]]\ncode = "start"\nname = "Begin"\n')
    form.look()
    form.try_submit()
    assert form.isVisible()
    assert form.error.text.text()
    assert world.desk.nouns["pupil"].singular == "jongere"
    form.close()
