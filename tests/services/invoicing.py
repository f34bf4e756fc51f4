"""A small network that has all its documents need: addresses, numbers, accounts, VAT that was decided, a penvoerder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.builders import SCHOOLS, World, school_id
from tests.versions import version_of
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.vat import VatDraft

GROUND = "onderwijs, artikel 11 lid 1 onderdeel o Wet OB 1968"
IBANS = ("NL91ABNA0417164300", "NL69INGB0123456789", "NL44RABO0123456789")
RSINS = ("004495445", "123456782", "111222333")
DRAFTS = {
    code: OrganisationDraft(
        name,
        "school",
        street="Dijkweg",
        house_number=str(number),
        postcode="4461 AA",
        city="Goes",
        iban=IBANS[number],
        kvk_number=f"1234567{number}",
        vat_number="NL004495445B01" if number == 0 else "",
        rsin=RSINS[number],
        reference=f"ZSM-{code}",
    )
    for number, (code, name, _) in enumerate(SCHOOLS)
}


def fill_in(world: World, treatment: str = "exempt") -> None:
    """Everybody can issue and be charged; the offers of the small network are of one treatment."""
    for code in DRAFTS:
        describe(world, code)
    ground = GROUND if treatment in {"exempt", "outside"} else "De accountant."
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), treatment, ground))


def describe(world: World, code: str, **changes: str) -> None:
    organisation = school_id(code)
    draft = replace(DRAFTS[code], **changes)
    world.desk.network.edit_organisation(organisation, version_of(world, "organisation", organisation), draft)


def appoint(world: World, code: str = "KREEK") -> None:
    """It issues for all."""
    rule = world.desk.issuing.rule()
    world.desk.issuing.set(rule.version, school_id(code), document_minutes=20, payment_minutes=5)
