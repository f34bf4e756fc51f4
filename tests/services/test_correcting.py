"""What a school noted of a pupil besides the name can be set right, and what it was stays hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.builders import TODAY, World, school_id
from tests.services.test_masks import pseudonym
from tests.services.test_meetings import refused
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.pupils import PupilFacts

WHY = "Ouders belden: de datum klopt niet."
BORN = PupilFacts(date(2011, 2, 3), "mevr. Yvette Quist-Ooms, 06-00123456", "2024-00117")
GROWN = date(2010, 2, 3)


def entered(world: World, facts: PupilFacts = BORN, **more: Any) -> tuple[str, str]:
    """The case's id and the pupil's."""
    pupil = PupilDraft("Xanthippe", "Quist", facts.birth_date, facts.guardian_contact, facts.school_reference)
    draft = CaseDraft(school_id=school_id("ZEEUW"), question="Vraag", pupil=pupil, **more)
    case = world.desk.cases.enter(draft).made_id
    return case, world.desk.cases.card(case).row.pupil_id


def facts_of(world: World, pupil_id: str) -> PupilFacts:
    return world.desk.pupils.open_name(pupil_id, "Nakijken").facts


@pytest.mark.parametrize("user", ["secretaris", "stage zeeuw"])
def test_the_three_are_set_right_sealed_and_logged(world: World, user: str) -> None:
    _, pupil = entered(world)
    now = PupilFacts(GROWN, " dhr. Wim Ooms ", "2024-00118")
    world.desk_of(user).pupils.correct(pupil, BORN, now, WHY)
    assert facts_of(world, pupil) == PupilFacts(GROWN, "dhr. Wim Ooms", "2024-00118")
    assert world.reasons("pupil.correct") == [WHY]
    ((facts,),) = world.store.rows("SELECT facts FROM audit_event WHERE act = 'pupil.correct'")
    kept = world.store.rows("SELECT birth_date, guardian_contact, school_reference FROM pupil WHERE id = ?", (pupil,))
    for text in ("Yvette", "Ooms", "2010-02-03", "2011-02-03", "2024-0011", WHY):
        assert text not in facts
        assert text.encode() not in b"".join(kept[0])


def test_what_was_noted_wrong_can_be_left_open(world: World) -> None:
    _, pupil = entered(world)
    world.desk.pupils.correct(pupil, BORN, PupilFacts(), WHY)
    assert facts_of(world, pupil) == PupilFacts()
    assert world.store.rows("SELECT birth_date FROM pupil WHERE id = ?", (pupil,)) == [(None,)]


def test_whose_consent_counts_follows_the_birth_date_and_goes_back_with_it(world: World) -> None:
    guardians = ConsentFacts(LegalBasis.CONSENT, GivenBy.GUARDIANS, None, date(2026, 9, 1))
    case, pupil = entered(world, consents=(guardians,))
    desk = world.desk
    assert not desk.cases.card(case).row.missing
    desk.pupils.correct(pupil, BORN, replace(BORN, birth_date=GROWN), WHY)
    assert desk.cases.card(case).row.missing == "consent.own_needed"
    desk.undo.back()
    assert not desk.cases.card(case).row.missing
    assert facts_of(world, pupil) == BORN


def test_a_birth_date_goes_before_the_age_a_school_told(world: World) -> None:
    case, pupil = entered(world, PupilFacts(), is_sixteen=True)
    desk = world.desk
    desk.pupils.correct(pupil, PupilFacts(), PupilFacts(BORN.birth_date), WHY)
    card = desk.cases.card(case)
    assert (card.is_sixteen, card.has_birth_date) == (None, True)
    desk.undo.back()
    card = desk.cases.card(case)
    assert (card.is_sixteen, card.has_birth_date) == (True, False)
    desk.undo.again()
    assert facts_of(world, pupil) == PupilFacts(BORN.birth_date)


@pytest.mark.parametrize(
    ("user", "was", "now", "reason", "code"),
    [
        ("secretaris", BORN, PupilFacts(GROWN), " ", "pupil.correct_reason"),
        ("secretaris", BORN, BORN, WHY, "pupil.nothing_corrected"),
        ("secretaris", BORN, PupilFacts(TODAY), WHY, "pupil.birth_date_future"),
        ("secretaris", PupilFacts(GROWN), PupilFacts(), WHY, "edit.conflict"),
        ("stage duin", BORN, PupilFacts(GROWN), WHY, "permission.other_school"),
        ("directeur zeeuw", BORN, PupilFacts(GROWN), WHY, "permission.missing"),
        ("lezer", BORN, PupilFacts(GROWN), WHY, "permission.missing"),
    ],
)
def test_what_is_refused_leaves_all_as_it_was(
    world: World, user: str, was: PupilFacts, now: PupilFacts, reason: str, code: str
) -> None:
    _, pupil = entered(world)
    with refused(code):
        world.desk_of(user).pupils.correct(pupil, was, now, reason)
    assert facts_of(world, pupil) == BORN


def test_a_number_of_the_school_is_one_pupils(world: World) -> None:
    _, first = entered(world)
    _, second = entered(world, PupilFacts(None, "", "17"))
    correct = partial(world.desk.pupils.correct, second, PupilFacts(None, "", "17"), reason=WHY)
    with refused("pupil.reference_taken"):
        correct(now=PupilFacts(None, "", " 2024-00117"))
    correct(now=PupilFacts(None, "", "2024-00118"))
    assert facts_of(world, first).school_reference == "2024-00117"


def test_what_was_noted_before_stays_hidden_after_a_restart(world: World) -> None:
    _, pupil = entered(world)
    who = pseudonym(world, pupil)
    said = "Yvette belde over 2024-00117 en 3-2-2011; Ludo ook."
    world.desk.pupils.correct(pupil, BORN, PupilFacts(GROWN, "dhr. Ludo Ooms", "2024-00118"), WHY)
    shown = f"iemand thuis bij {who} belde over (nummer) en (geboortedatum); iemand thuis bij {who} ook."
    assert world.desk.masks.hide(said).text == shown
    world.close()
    assert world.desk.masks.hide(said).text == shown


def test_another_desk_hides_at_once_what_was_set_right_here(world: World) -> None:
    _, pupil = entered(world)
    there = world.desk_of("stage zeeuw")
    assert there.masks.hide("Ludo belde").text == "Ludo belde"
    world.desk.pupils.correct(pupil, BORN, PupilFacts(GROWN, "dhr. Ludo Ooms"), WHY)
    assert there.masks.hide("Ludo belde").text == f"iemand thuis bij {pseudonym(world, pupil)} belde"


def test_forgetting_also_takes_what_was_noted_before(world: World) -> None:
    case, pupil = entered(world)
    _, other = entered(world, PupilFacts(None, "", "17"))
    desk = world.desk
    desk.pupils.correct(pupil, BORN, PupilFacts(GROWN), WHY)
    desk.pupils.open_name(other, "Yvette vroeg ernaar")
    desk.cases.close(case)
    assert desk.forgetting.forget(pupil)
    ((facts,),) = world.store.rows("SELECT facts FROM audit_event WHERE act = 'pupil.correct'")
    assert "was_" not in facts
    assert "Yvette" not in "".join(world.reasons("pupil.open_name"))
