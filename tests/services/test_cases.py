"""Cases and pupils: entering, seeing, opening a name, taking a form in and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, made_id, school_id
from tests.versions import version_of
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.imports import SchoolRecord
from zsm_desktop.services.network import OrganisationDraft

CONSENT = ConsentFacts(LegalBasis.CONSENT, GivenBy.BOTH, None, date(2026, 9, 1))


def draft(given: str = "Noor", family: str = "Wisse", school: str = "ZEEUW") -> CaseDraft:
    return CaseDraft(
        school_id=school_id(school),
        question="Wil leren koken, maar kan niet tegen drukte.",
        pupil=PupilDraft(given, family, date(2009, 5, 4), "ouders@voorbeeld.invalid"),
        wishes="Later een eigen eetcafé.",
        sector_ids=(made_id(6, 2), made_id(6, 1)),
        half_days_hundredths=200,
        weekdays=("di", "do"),
        consents=(CONSENT,),
    )


def test_a_case_is_entered_with_its_pupil_and_comes_back_whole(world: World) -> None:
    case = world.desk.cases.enter(draft()).made_id
    card = world.desk.cases.card(case)
    assert card.row.number == "C-2026-001"
    assert card.row.initials == "N.W."
    assert card.row.question == "Wil leren koken, maar kan niet tegen drukte."
    assert card.row.sectors == ("Groen", "Techniek")
    assert (card.half_days_hundredths, card.weekdays, card.row.missing) == (200, ("di", "do"), "")
    assert [row.number for row in world.desk.cases.rows(text="c-2026-001")] == ["C-2026-001"]


def test_case_numbers_pass_a_thousand(world: World) -> None:
    world.case(number="C-2026-999")
    first = world.desk.cases.enter(draft()).made_id
    second = world.desk.cases.enter(draft("Sem")).made_id
    numbers = [world.desk.cases.card(case).row.number for case in (first, second)]
    assert numbers == ["C-2026-1000", "C-2026-1001"]


def test_a_case_without_a_question_is_refused_whole(world: World) -> None:
    with pytest.raises(RuleError, match="case.no_question"):
        world.desk.cases.enter(CaseDraft(school_id=school_id("ZEEUW"), question=" ", pupil=PupilDraft("A", "B")))
    assert world.store.rows("SELECT count(*) FROM pupil") == [(0,)]


def test_a_name_is_opened_by_an_act_that_is_logged_first(world: World) -> None:
    world.desk.cases.enter(draft())
    (pupil,) = world.desk.pupils.page()
    assert "Noor" not in repr(pupil)
    name = world.desk.pupils.open_name(pupil.id, "bellen met ouders")
    assert (name.full_name, name.birth_date) == ("Noor Wisse", date(2009, 5, 4))
    ((act, subject, facts),) = world.store.rows(
        "SELECT act, subject_id, facts FROM audit_event WHERE act = 'pupil.open_name'"
    )
    assert (act, subject) == ("pupil.open_name", pupil.id)
    assert "ouders" not in facts
    assert world.reasons("pupil.open_name") == ["bellen met ouders"]


def test_a_name_of_another_school_stays_closed_and_nothing_is_logged(world: World) -> None:
    world.desk.cases.enter(draft())
    (pupil,) = world.desk.pupils.page()
    with pytest.raises(RuleError, match="permission.other_school"):
        world.desk_of("stage duin").pupils.open_name(pupil.id, "nieuwsgierig")
    assert world.store.rows("SELECT count(*) FROM audit_event WHERE act = 'pupil.open_name'") == [(0,)]


def test_a_stagebegeleider_sees_the_own_cases_and_those_on_an_agenda(world: World) -> None:
    own, other = world.desk.cases.enter(draft(school="DUIN")).made_id, world.desk.cases.enter(draft()).made_id
    desk = world.desk_of("stage duin")
    assert {row.id for row in desk.cases.rows()} == {own}
    with pytest.raises(RuleError, match="case.none"):
        desk.cases.card(other)
    with pytest.raises(RuleError, match="permission.other_school"):
        desk.cases.enter(draft())


def test_two_people_do_not_overwrite_each_other(world: World) -> None:
    case = world.desk.cases.enter(draft()).made_id
    version = world.desk.cases.card(case).version
    world.desk.cases.edit(case, version, {"tried": "Stage in de kantine."})
    with pytest.raises(RuleError, match="edit.conflict"):
        world.desk_of("stage zeeuw").cases.edit(case, version, {"tried": "Niets."})
    assert world.desk.cases.card(case).tried == "Stage in de kantine."


def test_a_form_is_taken_in_whole_and_taken_back_whole(world: World) -> None:
    before = world.store.rows("SELECT count(*) FROM pupil")
    batch = world.desk.imports.take_in_cases("form.xlsx", [draft("Noor"), draft("Sem")]).made_id
    assert len(world.desk.cases.rows()) == 2
    world.desk.imports.undo(batch)
    assert world.desk.cases.rows() == ()
    assert world.store.rows("SELECT count(*) FROM pupil") == before
    with pytest.raises(RuleError, match="import.nothing_to_undo"):
        world.desk.imports.undo(batch)


def test_a_form_with_one_bad_row_leaves_nothing(world: World) -> None:
    bad = CaseDraft(school_id=school_id("ZEEUW"), question="", pupil=PupilDraft("A", "B"))
    with pytest.raises(RuleError, match="case.no_question"):
        world.desk.imports.take_in_cases("form.xlsx", [draft(), bad])
    for table in ("case_file", "pupil", "import_batch"):
        assert world.store.rows(f"SELECT count(*) FROM {table}") == [(0,)]


def test_a_known_pupil_is_recognised_whatever_capitals_and_spaces(world: World) -> None:
    world.desk.cases.enter(draft("Noor", "Wisse"))
    (double,) = world.desk.imports.doubles([draft("Sem"), draft(" NOOR", "wisse ")])
    assert double.index == 1
    assert double.case is not None
    assert double.case.number == "C-2026-001"


def test_undo_is_refused_once_a_case_is_on_an_agenda(world: World) -> None:
    from tests.services.test_meetings import on_agenda, planned

    batch = world.desk.imports.take_in_cases("form.xlsx", [draft()]).made_id
    (row,) = world.desk.cases.rows()
    on_agenda(world, planned(world), row.id)
    with pytest.raises(RuleError, match="import.in_use"):
        world.desk.imports.undo(batch)
    assert len(world.desk.cases.rows()) == 1


def test_schools_are_taken_in_once_and_brought_up_to_date_after(world: World) -> None:
    record = SchoolRecord("31AB00", "Praktijkschool Noord", "pro", "41234", city="Goes", postcode="4461 AA")
    (preview,) = world.desk.imports.preview_schools([record])
    assert preview.state == "new"
    world.desk.imports.take_in_schools("duo.csv", [record])
    (again,) = world.desk.imports.preview_schools([record])
    assert (again.state, again.columns) == ("same", ())
    moved = SchoolRecord("31AB00", "Praktijkschool Noord", "pro", "41234", city="Kloetinge", postcode="4481 AA")
    assert world.desk.imports.preview_schools([moved])[0].columns == ("postcode", "city")
    world.desk.imports.take_in_schools("duo.csv", [moved])
    (school,) = [row for row in world.desk.network.schools() if row.code == "31AB00"]
    assert (school.city, school.board) == ("Kloetinge", "Bestuur 41234")
    assert world.store.rows("SELECT count(*) FROM account WHERE code = '31AB00'") == [(1,)]


def test_a_known_pupil_of_another_school_is_not_entered_as_ones_own(world: World) -> None:
    world.desk.cases.enter(draft())
    (pupil,) = world.desk.pupils.page()
    taken = CaseDraft(school_id=school_id("DUIN"), question="Wil leren lassen.", pupil_id=pupil.id)
    with pytest.raises(RuleError, match="pupil.none"):
        world.desk_of("stage duin").cases.enter(taken)


def test_a_long_reason_stays_readable_in_the_log(world: World) -> None:
    world.desk.cases.enter(draft())
    (pupil,) = world.desk.pupils.page()
    world.desk.pupils.open_name(pupil.id, "ë" * 300)
    assert world.reasons("pupil.open_name") == ["ë" * 300]


def test_a_contact_who_left_can_come_back(world: World) -> None:
    network, school = world.desk.network, school_id("DUIN")
    add = {"function": "stage", "email": "", "phone": ""}
    contact = network.add_contact(school, name="R. Pol", **add).made_id
    with pytest.raises(RuleError, match="network.contact_twice"):
        network.add_contact(school, name="R. Pol", **add)
    network.remove_contact(contact)
    assert network.add_contact(school, name=" R. Pol ", **add).made_id == contact
    assert [row.name for row in network.card(school).contacts].count("R. Pol") == 1


def test_a_case_with_a_running_placement_is_not_closed_and_a_closed_one_not_again(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    case = world.desk.placements.row(placement).case_id
    assert case is not None
    with pytest.raises(RuleError, match=r"case\.placement_runs"):
        world.desk.cases.close(case)
    world.desk.placements.end(placement, TODAY - timedelta(days=1))
    world.desk.cases.close(case)
    world.now += timedelta(days=3)
    with pytest.raises(RuleError, match=r"case\.closed"):
        world.desk.cases.close(case)
    assert world.store.rows("SELECT closed_on FROM case_file") == [(TODAY.isoformat(),)]


def test_a_consent_is_withdrawn_once(world: World) -> None:
    case = world.case()
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    with pytest.raises(RuleError, match=r"consent\.withdrawn_already"):
        world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 22))
    (consent,) = world.desk.cases.card(case).consents
    assert consent.facts.withdrawn_on == date(2026, 11, 20)


NORTH = "Praktijkschool Noord"
RECORD = SchoolRecord("31AB00", NORTH, "pro", "41234", "Dijk", "1", "4461 AA", "Goes", structures="PRO")


def test_an_empty_cell_of_the_list_leaves_what_was_typed(world: World) -> None:
    world.desk.imports.take_in_schools("duo.csv", [RECORD])
    (school,) = [row for row in world.desk.network.schools() if row.code == "31AB00"]
    typed = OrganisationDraft(NORTH, "school", "Dijk", "1", "4461 AA", "Goes", "0113 123456", "noord.nl")
    world.desk.network.edit_organisation(school.id, version_of(world, "organisation", school.id), typed)
    empty = SchoolRecord("31AB00", NORTH, "pro", "")
    assert [row.state for row in world.desk.imports.preview_schools([RECORD, empty])] == ["same", "same"]
    world.desk.imports.take_in_schools("duo.csv", [empty])
    card = world.desk.network.card(school.id)
    assert (card.phone, card.website, card.street, card.city) == ("0113 123456", "noord.nl", "Dijk", "Goes")
    assert (card.board_number, card.structures) == ("41234", "PRO")


def test_another_board_is_shown_before_it_is_taken_in(world: World) -> None:
    world.desk.imports.take_in_schools("duo.csv", [RECORD])
    moved = replace(RECORD, board_number="55555")
    (preview,) = world.desk.imports.preview_schools([moved])
    assert (preview.state, preview.columns) == ("changed", ("board_number",))
    world.desk.imports.take_in_schools("duo.csv", [moved])
    assert world.desk.imports.preview_schools([moved])[0].state == "same"


def test_a_school_keeps_one_name_in_the_books_too(world: World) -> None:
    def named(code: str) -> tuple[str, ...]:
        return tuple(row.name for row in world.desk.balances.by_school() if row.code == code)

    world.desk.imports.take_in_schools("duo.csv", [RECORD])
    world.desk.imports.take_in_schools("duo.csv", [replace(RECORD, name="Noordschool")])
    assert named("31AB00") == ("Noordschool",)
    world.desk.network.edit_organisation(
        school_id("DUIN"),
        version_of(world, "organisation", school_id("DUIN")),
        OrganisationDraft("De Duinroos", "school"),
    )
    assert named("DUIN") == ("De Duinroos",)
    entry = world.desk.ledger.entry(world.delivered("DUIN", "ZEEUW"))
    assert (entry.provider, entry.user) == ("De Duinroos", "De Zeeuwse Vaart")
    assert world.desk.checks.run().ok
