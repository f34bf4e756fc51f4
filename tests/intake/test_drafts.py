"""From a filled form and the national list to what the services take in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.builders import World, made_id, school_id
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.intake.case_facts import CaseConsent, CaseRow
from zsm_desktop.intake.drafts import case_drafts, form_lists, school_records
from zsm_desktop.intake.duo import DuoSchool

ROW = CaseRow(
    row=5,
    school_code="ZEEUW",
    pupil_reference="L-2031",
    given_name="Zoë",
    family_name="van den Berg",
    birth_date=date(2010, 3, 14),
    asks_own_consent=True,
    question="Wil leren lassen.",
    tried="Interne stage",
    wishes="Bij een werf",
    is_pupil_heard=True,
    pupil_spoken_on=date(2026, 11, 3),
    are_guardians_heard=None,
    guardians_spoken_on=None,
    sector_codes=("groen", "techniek"),
    half_days_hundredths=250,
    weekdays=("di",),
    travel_km=30,
    consent=CaseConsent(LegalBasis.CONSENT, GivenBy.BOTH, "DUIN", date(2026, 11, 1), None),
    is_urgent=True,
    remarks="",
)
SITE = DuoSchool(
    "26HF00", "26HF", "40876", "De Wissel", "Bergweg", "8", "4461 NB", "Goes", "0664", "Goes", "Zeeland", "", "", "",
    ("PRO",), None, "Zuid", 2,
)  # fmt: skip


def test_the_lists_of_a_form_are_the_networks_own(world: World) -> None:
    lists = form_lists(world.desk)
    assert lists.network_name == "Stichting Maatwerk Proef"
    assert dict(lists.schools)["DUIN"] == "De Duinpan"
    assert lists.sectors == (("techniek", "Techniek"), ("groen", "Groen"))


def test_a_row_becomes_a_draft_with_identifiers_for_its_codes(world: World) -> None:
    (draft,) = case_drafts([ROW], world.desk)
    assert (draft.school_id, draft.sector_ids) == (school_id("ZEEUW"), (made_id(6, 2), made_id(6, 1)))
    assert draft.pupil is not None
    assert (draft.pupil.given_name, draft.pupil.school_reference) == ("Zoë", "L-2031")
    assert draft.consents == (
        ConsentFacts(LegalBasis.CONSENT, GivenBy.BOTH, school_id("DUIN"), date(2026, 11, 1), None),
    )
    case = world.desk.cases.enter(draft).made_id
    assert world.desk.cases.card(case).half_days_hundredths == 250


def test_a_double_is_known_by_name_or_by_the_schools_own_number(world: World) -> None:
    world.case("ZEEUW")
    by_name, other = case_drafts([ROW, replace(ROW, given_name="Bas", pupil_reference="L-7")], world.desk)
    assert [double.index for double in world.desk.imports.doubles([other, by_name])] == [1]
    world.desk.imports.take_in_cases("formulier.xlsx", [other])
    bare = replace(ROW, given_name="", family_name="", birth_date=None)
    drafts = case_drafts([replace(bare, pupil_reference="l-7"), replace(bare, pupil_reference="L-8")], world.desk)
    assert [double.index for double in world.desk.imports.doubles(drafts)] == [0]


def test_a_site_becomes_a_record_of_its_kind() -> None:
    (record,) = school_records([SITE])
    assert (record.brin, record.kind, record.board_number, record.structures) == ("26HF00", "pro", "40876", "PRO")
    assert school_records([replace(SITE, structures=("VBO", "MAVO"))])[0].kind == "vso"
    assert school_records([SITE], "mbo")[0].kind == "mbo"
