"""A profile is read whole or refused with the line of everything that is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain import profile_text, profile_writing
from zsm_desktop.domain import profiles as p
from zsm_desktop.settings import resources_dir
from zsm_desktop.words.rules import sentence, sentences
from zsm_desktop.words.rules_profiles import TOML

SHIPPED = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((resources_dir() / "profiles").glob("*.toml"))
}
GRONINGEN = SHIPPED["groningen"]


def profile(code: str) -> p.Profile:
    found = profile_text.read(SHIPPED[code])
    assert found.findings == ()
    assert found.profile is not None
    return found.profile


def test_six_networks_ship() -> None:
    assert sorted(SHIPPED) == ["groningen", "ijssel_vecht", "noord_kennemerland", "rijnmond", "rivierenland", "zeeland"]


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_profile_is_read_and_written_again_as_the_same(code: str) -> None:
    made = profile(code)
    assert made.code == code
    assert profile_text.read(profile_writing.write(made)).profile == made


def test_what_is_particular_in_each_network_is_there() -> None:
    rijnmond, groningen, noord = profile("rijnmond"), profile("groningen"), profile("noord_kennemerland")
    assert [(body.cluster, body.above) for body in rijnmond.bodies if body.kind == "case"] == [
        (f"Cluster {number}", "PG") for number in (1, 2, 3)
    ]
    targets = {one.code: one.target for one in rijnmond.indicators if one.target}
    assert targets == {"work_of_profile": 600, "school_growth": 100}
    climb = ["IAC"]
    while above := next(body.above for body in groningen.bodies if body.code == climb[-1]):
        climb.append(above)
    assert climb == ["IAC", "KT", "BC", "BO"]
    assert [body.weekday for body in groningen.bodies if body.code == "KT"] == [0]
    assert [one.filled_by for one in groningen.case_fields][-3:] == ["werkplein", "onderwijs", "RMC"]
    assert (noord.lists[0].off, noord.lists[0].expected, noord.has_steering) == ("van de lijst af", 40, False)
    assert "Vacatures uitwisselen" in [point.title for point in noord.bodies[0].points]
    rivierenland, ijssel = profile("rivierenland"), profile("ijssel_vecht")
    assert [sector.code for sector in rivierenland.sectors[:4]] == ["zorg", "groen", "transport", "techniek"]
    assert next(one.target for one in rivierenland.indicators if one.code == "project") == 30
    assert [phase.name for phase in ijssel.phases] == [
        "Aanmelding", "Intake en diagnose", "Toeleiding en hulpverlening", "Proeftijd of stage",
        "Arbeid (contract van een jaar)", "Afsluiting", "Nazorg",
    ]  # fmt: skip
    assert (ijssel.roles[0].least_caseload, ijssel.roles[0].most_caseload, ijssel.has_steering) == (20, 25, False)


def test_the_three_lists_of_elements_have_thirteen_ten_and_fourteen() -> None:
    counts = {one.code: len(one.elements) for code in SHIPPED for one in profile(code).evaluations}
    assert counts == {"samenwerking": 13, "regio": 10, "aanpak": 14}


def changed(old: str, new: str) -> tuple[str, int]:
    """GRONINGEN with one place changed, and the line of that place."""
    assert GRONINGEN.count(old) >= 1, old
    return GRONINGEN.replace(old, new, 1), GRONINGEN[: GRONINGEN.index(old)].count("\n") + 1


BROKEN = {
    "a text that is not closed": ('name = "Kernteam"', 'name = "Kernteam', "profile.syntax"),
    "a name without its sign": ('level = "tactical"', 'level "tactical"', "profile.syntax"),
    "twice the same name": ('level = "tactical"', 'level = "tactical"\nlevel = "strategic"', "profile.syntax"),
    "an unknown name near a known one": ("rhythm_weeks = 7", "rythm_weeks = 7", "profile.unknown_key_near"),
    "a name of nothing": ('code = "BC"', 'code = "BC"\nxyz = 3', "profile.unknown_key"),
    "text where a number goes": ("rhythm_weeks = 7", 'rhythm_weeks = "zeven"', "profile.wrong_type"),
    "too many weeks": ("rhythm_weeks = 7", "rhythm_weeks = 53", "profile.range"),
    "a kind that is none": ('kind = "case"', 'kind = "casus"', "profile.not_allowed"),
    "a body above that is not there": ('above = "BO"', 'above = "BX"', "profile.unknown_body"),
    "a way up that comes back": ('above = "BO"', 'above = "KT"', "profile.circle"),
    "the same code twice": ('code = "BC"', 'code = "KT"', "profile.twice"),
    "a code with a space": ('code = "own_care"', 'code = "own care"', "profile.code"),
    "a word that is none": ('singular = "jongere"', 'singular = "[jongere]"', "profile.noun"),
    "one choice": ('  { code = "left", name = "al uitgevallen" },\n  { code = "none", name = "niet aan de orde" },\n',
                   "", "profile.few_choices"),
    "a cluster that is not there": ('above = "KT"', 'above = "KT"\ncluster = "Noord"', "profile.unknown_cluster"),
    "the balances where pupils are": ("minutes = 5 }", 'minutes = 5, kind = "balances" }', "profile.balances"),
    "nothing where a name goes": ('name = "Kernteam"', 'name = "  "', "profile.empty"),
    "a later format": ("format = 1", "format = 2", "profile.newer"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_profile_is_refused_with_line_and_reason(what: str) -> None:
    old, new, code = BROKEN[what]
    text, line = changed(old, new)
    found = profile_text.read(text)
    assert found.profile is None
    first = next(one for one in found.findings if one.code == code)
    if what in {"twice the same name", "a name of nothing", "a cluster that is not there"}:
        line += 1
    elif what == "one choice":
        line -= 2  # where the choices begin
    elif what == "a way up that comes back":
        line = text[: text.index('above = "BC"')].count("\n") + 1  # every body on the way round is named
    elif what == "the balances where pupils are":
        line -= 1
    assert first.row == line, found.findings
    said = sentence(first)
    assert "…" not in said
    assert "(profile." not in said


def test_every_mistake_is_told_at_once() -> None:
    text = GRONINGEN.replace("rhythm_weeks = 7", "rhythm_weeks = 70").replace("minutes = 5", "minuten = 5")
    assert [one.code for one in profile_text.read(text).findings] == ["profile.unknown_key_near", "profile.range"]


def test_something_that_is_no_profile_is_refused_and_nothing_else_happens() -> None:
    assert profile_text.read("[" * 5000).findings[0].code == "profile.syntax"
    assert profile_text.read("format = 1\nbodies = 3\n").profile is None
    assert profile_text.read("words = 1").findings[0].row == 1
    assert [one.code for one in profile_text.read("x" * 200_000).findings] == ["profile.too_large"]
    assert "profile.no_format" in {one.code for one in profile_text.read('code = "a"').findings}


@given(st.text(alphabet="abc=\"[]{}\n'#\\ 1,._", max_size=200))
def test_any_text_is_read_or_refused_with_a_line_that_is_there(text: str) -> None:
    found = profile_text.read(text)
    assert found.profile is None
    assert all(1 <= (one.row or 0) <= text.count("\n") + 1 for one in found.findings)


def test_every_code_of_a_finding_has_its_sentence_and_every_kind_its_words() -> None:
    sources = [Path(profile_text.__file__), Path(profile_text.__file__).with_name("profile_table.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    codes = {part.split('"')[0] for part in text.split('"profile.')[1:]}
    assert len(codes) > 20
    assert {f"profile.{code}" for code in codes} <= sentences().keys()
    kinds = {part.split('"')[0] for part in text.split('wanted="')[1:]} | {"number", "text", "texts", "tables", "hour"}
    assert kinds <= TOML.keys()


def test_words_that_are_usual_are_not_written_down() -> None:
    zeeland = profile("zeeland")
    assert dict(zeeland.words) == {}
    assert zeeland.nouns.by_code == p.NOUNS
    words = {**p.NOUNS, "steering": p.Noun("projectgroep", "projectgroepen")}
    made = zeeland.with_words({**words, "bottleneck_agenda": words["steering"]})
    assert dict(made.words) == {"steering": words["steering"]}
    assert made.nouns["bottleneck_agenda"].singular == "projectgroep"
    assert made.with_words(p.NOUNS).words == {}
