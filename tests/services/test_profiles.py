"""The network's own profile: its words changed, another one taken in whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.profiles import NOUNS, USUAL_NOUNS, Noun
from zsm_desktop.services.outcomes import OutcomeDraft
from zsm_desktop.services.shipped_profiles import shipped, text_of
from zsm_desktop.words.rules import sentence

WERK = Noun("WERKoverleg", "WERKoverleggen", "het")


def test_an_older_store_has_the_profile_its_network_names(world: World) -> None:
    facts = world.desk.profiles.facts()
    assert (facts.profile, facts.version, facts.is_own) == (shipped("zeeland"), 0, False)
    assert world.desk.nouns is USUAL_NOUNS


def test_words_that_are_changed_hold_at_once_for_everybody(world: World) -> None:
    desk, other = world.desk, world.desk_of("stage duin")
    assert other.nouns["case_meeting"].singular == "maatwerkbespreking"
    other_news = desk.changes.subscribe(other.changes.publish)
    desk.profiles.set_words(0, {"case_meeting": WERK})
    facts = desk.profiles.facts()
    assert (facts.version, facts.is_own, facts.profile.words) == (1, True, {"case_meeting": WERK})
    assert facts.profile.bodies == shipped("zeeland").bodies
    assert desk.nouns["case_meeting"] == WERK
    assert other.nouns["case_meeting"] == WERK
    other_news()
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        desk.profiles.set_words(0, {"pupil": Noun("jongere", "jongeren")})
    desk.profiles.set_words(1, {"case_meeting": NOUNS["case_meeting"]})
    assert desk.profiles.facts().profile.words == {}


def test_a_word_that_is_none_is_refused(world: World) -> None:
    with pytest.raises(RuleError, match=r"profile\.noun"):
        world.desk.profiles.set_words(0, {"pupil": Noun("[x]", "jongeren")})
    with pytest.raises(RuleError, match=r"profile\.missing"):
        world.desk.profiles.set_words(0, {"pupil": Noun("jongere", "")})
    assert world.desk.profiles.facts().version == 0


def test_taking_in_another_profile_says_what_it_does_and_does_that(world: World) -> None:
    desk = world.desk
    said = {(one.part, one.was, one.becomes) for one in desk.profiles.preview(text_of("rijnmond"))}
    assert ("name", "Zeeuwse Stichting Maatwerk", "Rijnmond NetWERKT") in said
    assert ("bodies", "", "WERKoverleg cluster 2") in said
    assert ("case_fields", "", "Uitstroomprofiel") in said
    assert ("words", "de maatwerkbespreking, maatwerkbesprekingen (bespreking, besprekingen)",
            "het WERKoverleg, WERKoverleggen") in said  # fmt: skip
    before = desk.bodies.rows()
    desk.profiles.take_in(0, text_of("rijnmond"))
    facts = desk.profiles.facts()
    assert (facts.profile, facts.version, facts.is_own) == (shipped("rijnmond"), 1, False)
    assert desk.network.facts().profile == "rijnmond"
    rows = {row.code: row for row in desk.bodies.rows()}
    assert {row.code for row in before} < rows.keys()
    assert (rows["WO2"].above, rows["WO2"].cluster, rows["MB"].above) == ("Projectgroep", "Cluster 2", "")
    assert {"Techniek", "Horeca"} <= {row.name for row in desk.sectors.rows()}
    assert desk.profiles.preview(text_of("rijnmond")) == ()
    assert desk.checks.run().ok


def test_a_broken_profile_changes_nothing(world: World) -> None:
    desk = world.desk
    broken = text_of("groningen").replace('above = "BO"', 'above = "BX"')
    before = desk.store.rows("SELECT count(*) FROM audit_event")
    for act in (lambda: desk.profiles.preview(broken), lambda: desk.profiles.take_in(0, broken)):
        with pytest.raises(RuleError, match=r"profile\.unknown_body") as refused:
            act()
        assert refused.value.facts["line"] == text_of("groningen")[: text_of("groningen").index('"BO"')].count("\n") + 1
    named = text_of("groningen").replace('name = "Kernteam"', 'name = "Stuurgroep"')
    with pytest.raises(RuleError, match=r"body\.twice"):
        desk.profiles.take_in(0, named)
    assert (desk.profiles.facts().version, len(desk.bodies.rows())) == (0, 2)
    assert desk.store.rows("SELECT count(*) FROM audit_event") == before


def test_who_may_not_edit_the_network_may_not_edit_its_words(world: World) -> None:
    for name in ("stage duin", "directeur duin", "boekhouder"):
        desk = world.desk_of(name)
        assert desk.profiles.facts().profile.code == "zeeland"
        with pytest.raises(RuleError, match=r"permission\.missing"):
            desk.profiles.set_words(0, {"case_meeting": WERK})


def test_a_profile_of_a_later_version_is_left_alone(world: World) -> None:
    desk = world.desk
    desk.profiles.set_words(0, {"case_meeting": WERK})
    with world.writing() as work:
        work.session.connection().exec_driver_sql("UPDATE network_profile SET text = 'format = 9', version = 2")
    facts = desk.profiles.facts()
    assert (facts.is_readable, facts.profile.code) == (False, "zeeland")
    with pytest.raises(RuleError, match=r"profile\.kept_later"):
        desk.profiles.set_words(2, {})
    desk.profiles.take_in(2, text_of("zeeland"))
    assert desk.profiles.facts().is_readable


@pytest.mark.file_only("the words come from the same row")
def test_a_refusal_is_said_in_the_words_of_the_network(world: World) -> None:
    """Both of a read and of an act, and as usual where nobody asked for the words yet."""
    world.desk.profiles.take_in(0, text_of("ijssel_vecht"))
    assert world.desk.nouns["pupil"].singular == "jongere"
    with pytest.raises(RuleError) as read:
        world.desk.pupils.row("nobody")
    with pytest.raises(RuleError) as act:
        world.desk.outcomes.record("nobody", 0, OutcomeDraft(Destination.WORK, date(2026, 7, 31)))
    for refused_by in (read, act):
        assert sentence(refused_by.value) == "Deze jongere bestaat niet meer. Ververs de lijst."
    assert sentence(RuleError("pupil.none")) == "Deze leerling bestaat niet meer. Ververs de lijst."
