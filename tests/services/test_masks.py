"""The network's mask: made of everyone, kept up to date, and honest about what it cannot know."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import World, offer_id, school_id
from tests.services.test_meetings import refused
from zsm_desktop.domain.masking import Kind, Mask
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.privacy import BIRDS
from zsm_desktop.models import Pupil
from zsm_desktop.services import masks
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.masks import Masks
from zsm_desktop.services.offers import OfferDraft


def entered(world: World, given: str, family: str, *, guardians: str = "", born: date | None = None) -> str:
    """The pupil's id."""
    draft = PupilDraft(given, family, birth_date=born, guardian_contact=guardians)
    made = world.desk.cases.enter(CaseDraft(school_id=school_id("ZEEUW"), question="Vraag", pupil=draft))
    return world.desk.cases.card(made.made_id).row.pupil_id


def pseudonym(world: World, pupil_id: str) -> str:
    return world.desk.pupils.row(pupil_id).pseudonym


def test_pupils_their_people_and_their_numbers_are_hidden(world: World) -> None:
    pupil = entered(
        world, "Xanthippe", "Quist", guardians="mevr. Yvette Quist-Ooms, 06-00123456", born=date(2011, 2, 3)
    )
    who = pseudonym(world, pupil)
    masked = world.desk.masks.hide("Xanthippe (3-2-2011): Yvette belde vanaf 06-00123456.")
    assert masked.text == f"{who} ((geboortedatum)): iemand thuis bij {who} belde vanaf (telefoonnummer)."
    assert {one.kind for one in masked.hidden} == {Kind.PUPIL, Kind.BIRTH_DATE, Kind.RELATIVE, Kind.PHONE}


def test_who_comes_later_is_known_at_once_however_he_came(world: World) -> None:
    assert world.desk.masks.hide("Xanthippe").text == "Xanthippe"
    pupil = entered(world, "Xanthippe", "Quist")
    assert world.desk.masks.hide("Xanthippe").text == pseudonym(world, pupil)
    case = world.case()  # behind the desk's back
    assert world.desk.masks.hide("Zoë").text == world.desk.cases.card(case).row.pseudonym


def test_a_corrected_name_is_hidden_as_well_as_the_old_one(world: World) -> None:
    pupil = entered(world, "Xanthippe", "Quist")
    assert world.desk.masks.hide("Xandra").text == "Xandra"
    with world.writing() as work:
        row = work.session.get_one(Pupil, pupil)
        row.given_name = work.seal.seal("pupil", pupil, "given_name", "Xandra")
        work.touch("pupil", pupil)
        changes = {topic: frozenset(ids) for topic, ids in work.touched.items()}
    from zsm_desktop.services.changes import Changes

    world.desk.changes.publish(Changes(changes))
    who = pseudonym(world, pupil)
    assert world.desk.masks.hide("Xandra, eerst Xanthippe").text == f"{who}, eerst {who}"


def test_a_name_a_pupil_had_before_stays_hidden_after_a_restart(world: World) -> None:
    pupil = entered(world, "Xanthippe", "Quist")
    desk, who = world.desk, pseudonym(world, pupil)
    assert desk.masks.hide("Xander").text == "Xander"
    desk.pupils.rename(pupil, "Xander", "Mulder", "Staat nu zo ingeschreven.")
    desk.pupils.rename(pupil, "Xander", "Kaya", "Trouwde.")
    assert world.reasons("pupil.rename") == ["Staat nu zo ingeschreven.", "Trouwde."]
    assert desk.pupils.open_name(pupil, "nakijken").full_name == "Xander Kaya"
    kept = world.store.rows("SELECT given_name, family_name FROM former_name")
    assert len(kept) == 2
    assert b"Quist" not in b"".join(value for row in kept for value in row)
    said, shown = "Xanthippe Quist, Xander Mulder, Kaya", f"{who}, {who}, {who}"
    assert desk.masks.hide(said).text == shown
    world.close()
    assert world.desk.masks.hide(said).text == shown


@pytest.mark.parametrize(
    ("user", "names", "reason", "code"),
    [
        ("secretaris", ("", "Kaya"), "trouwde", "pupil.no_name"),
        ("secretaris", ("Xander", " "), "trouwde", "pupil.no_name"),
        ("secretaris", ("Xander", "Kaya"), " ", "pupil.rename_reason"),
        ("stage duin", ("Xander", "Kaya"), "trouwde", "permission.other_school"),
        ("directeur zeeuw", ("Xander", "Kaya"), "trouwde", "permission.missing"),
    ],
)
def test_a_name_changes_with_a_reason_and_by_the_own_school(
    world: World, user: str, names: tuple[str, str], reason: str, code: str
) -> None:
    pupil = entered(world, "Xanthippe", "Quist")
    with refused(code):
        world.desk_of(user).pupils.rename(pupil, *names, reason)
    assert world.desk.pupils.open_name(pupil, "nakijken").full_name == "Xanthippe Quist"


def test_no_new_pupil_is_called_by_a_bird_that_is_a_first_name(world: World) -> None:
    before = BIRDS.index("Merel") + 9 * len(BIRDS) - 1
    first = entered(world, "Noor", "Quist")
    with world.writing() as work:
        row = work.session.get_one(Pupil, first)
        row.sequence, row.pseudonym = before, "Tapuit 10"
    found = [pseudonym(world, entered(world, f"Xan{letter}", "Kaya")) for letter in "abc"]
    assert found == [f"{bird} 10" for bird in BIRDS[BIRDS.index("Merel") + 1 :][:3]]


def test_names_of_schools_offers_and_people_at_work_stay(world: World) -> None:
    entered(world, "Contact", "Vaart")
    said = "Contact De Duinpan belt De Zeeuwse Vaart over de Werkplaats Zeeuw."
    assert world.desk.masks.hide(said).text == said
    assert "Vaart" not in world.desk.masks.hide("Vaart belt").text


def test_a_person_keeps_the_name_unless_it_is_a_pupil(world: World) -> None:
    pupil = entered(world, "Noor", "Quist", guardians="vader Piet Quist")
    who, masks = pseudonym(world, pupil), world.desk.masks
    assert masks.person("Contact De Duinpan").text == "Contact De Duinpan"
    assert masks.person("J. Pol").text == "J. Pol"
    assert masks.person("Noor Quist").text == who
    assert masks.person("Piet Quist").text == f"iemand thuis bij {who}"
    assert masks.person("Noor Mulder").text == "iemand"


def test_without_the_second_key_only_numbers_are_hidden_and_it_says_so(world: World) -> None:
    entered(world, "Xanthippe", "Quist")
    director = world.desk_of("directeur duin")
    assert not director.masks.knows_names()
    assert world.desk.masks.knows_names()
    assert director.masks.hide("Xanthippe, 06-00123456").text == "Xanthippe, (telefoonnummer)"


def test_blank_text_builds_nothing(world: World) -> None:
    assert world.desk.masks.hide("").text == ""
    assert world.desk.masks.hide(" \n").hidden == ()


def test_it_can_be_built_in_another_thread_and_be_stopped(world: World) -> None:
    world.case()

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        world.desk.masks.prepare(stop)
    thread = threading.Thread(target=world.desk.masks.prepare)
    thread.start()
    thread.join()
    assert "Zoë" not in world.desk.masks.hide("Zoë").text


def test_everyone_may_have_texts_masked(world: World) -> None:
    for name in ("secretaris", "stage duin", "directeur duin", "lezer"):
        desk = world.desk_of(name)
        assert desk.actor.may(Permission.READ_NETWORK)
        assert desk.masks.hide("bel 06-00123456").text == "bel (telefoonnummer)"


def test_neither_an_act_on_an_offer_nor_its_new_name_builds_anything_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []
    build = Masks._built
    monkeypatch.setattr(Masks, "_built", lambda masks, go_on: built.append(masks) or build(masks, go_on))
    world.case()
    desk = world.desk
    desk.masks.hide("Zoë was er.")
    world.placement()
    assert desk.masks.hide("Zoë was er.").hidden
    assert len(built) == 1
    offer = desk.offers.card(offer_id("DUIN")).offer
    draft = OfferDraft(offer.school_id, offer.sector_id, offer.unit_id, "Kas en kweektuin", offer.kind)
    desk.offers.edit(offer.id, offer.version, draft)
    assert desk.masks.hide("Zoë was er.").hidden
    entered(world, "Kas", "Quist")
    assert desk.masks.hide("In de Kas en kweektuin.").text == "In de Kas en kweektuin."
    desk.offers.edit(offer.id, desk.offers.card(offer.id).offer.version, replace(draft, name="Schuur en stal"))
    assert desk.masks.hide("In de Kas en kweektuin.").hidden
    assert len(built) == 1


def noted(desk: Desk, text: str) -> str:
    """What is kept of a note typed with a delivery."""
    draft = DeliveryDraft(date(2026, 10, 5), 100, offer_id=offer_id("ZEEUW"), user_id=school_id("DUIN"), note=text)
    made = desk.deliveries.enter(draft).made_id
    ((note,),) = desk.store.rows("SELECT note FROM delivery WHERE id = ?", (made,))
    return str(note)


def of_pupils(*given: str) -> list[CaseDraft]:
    return [CaseDraft(school_id("ZEEUW"), question="Vraag", pupil=PupilDraft(name, "Quist")) for name in given]


def came(desk: Desk) -> None:
    desk.cases.enter(*of_pupils("Xanthippe"))


def was_renamed(desk: Desk) -> None:
    ((pupil,),) = desk.store.rows("SELECT min(id) FROM pupil")
    desk.pupils.rename(pupil, "Xanthippe", "Quist", "Roepnaam.")


def came_with_a_number_that_was_taken_back(desk: Desk) -> None:
    ((batch,),) = desk.store.rows("SELECT id FROM import_batch")
    desk.imports.undo(batch)
    desk.imports.take_in_cases("ander.xlsx", of_pupils("Xanthippe", "Carice", "Dieuwke"))


def many_came(desk: Desk) -> None:
    desk.imports.take_in_cases("groot.xlsx", of_pupils("Xanthippe", "Carice", "Dieuwke"))


@pytest.mark.parametrize("happened", [came, was_renamed, came_with_a_number_that_was_taken_back, many_came])
def test_a_name_of_which_no_news_came_is_hidden_in_an_act(
    world: World, happened: Callable[[Desk], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masks, "_AT_ONCE", 2)
    world.desk.imports.take_in_cases("formulier.xlsx", of_pupils("Aafje", "Bente"))
    here = world.desk_of("stage zeeuw")
    here.masks.prepare()
    happened(world.desk)
    assert "Xanthippe" not in noted(here, "Xanthippe was er.")


def test_others_write_while_what_an_act_needs_is_built(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    came(world.desk)
    here, build, wrote = world.desk_of("stage zeeuw"), Masks._built, list[str]()

    def built(masks: Masks, go_on: Callable[[], object]) -> Mask:
        wrote.append(world.desk.sectors.add("Bouw").made_id)
        return build(masks, go_on)

    monkeypatch.setattr(Masks, "_built", built)
    assert "Xanthippe" not in noted(here, "Xanthippe was er.")
    assert len(wrote) == 1
    assert world.store.rows("SELECT count(*) FROM audit_event WHERE act = 'delivery.enter'") == [(1,)]


def test_others_write_while_an_act_waits_for_one_who_builds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    came(world.desk)
    here, is_building, asked, may_go_on = world.desk_of("stage zeeuw"), *(threading.Event() for _ in range(3))
    prepare, kept = Masks.prepare, list[str]()

    def hold() -> None:
        is_building.set()
        may_go_on.wait()

    monkeypatch.setattr(Masks, "prepare", lambda masks, go_on=hold: asked.set() or prepare(masks, go_on))
    building = threading.Thread(target=prepare, args=(here.masks, hold))
    noting = threading.Thread(target=lambda: kept.append(noted(here, "Xanthippe was er.")))
    building.start()
    is_building.wait()
    noting.start()
    try:
        asked.wait(5)
        assert world.desk.sectors.add("Bouw").made_id
    finally:
        may_go_on.set()
        building.join()
        noting.join()
    assert "Xanthippe" not in kept[0]
