"""The bank of an account, and what an organisation's numbers must look like before they are kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.builders import World, school_id
from tests.versions import version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.banks import bank_of
from zsm_desktop.services.network import OrganisationDraft

DUIN = school_id("DUIN")
GOOD = OrganisationDraft("De Duinroos", iban="nl91 abna 0417 1643 00", kvk_number="2737 5331", postcode="4331aa")


@pytest.mark.parametrize(
    ("iban", "name", "bic"),
    [
        ("NL91ABNA0417164300", "ABN AMRO", "ABNANL2A"),
        ("NL69INGB0123456789", "ING", "INGBNL2A"),
        ("NL71RABO0123456789", "Rabobank", "RABONL2U"),
        ("NL81ASNB9999999999", "ASN Bank", "ASNBNL21"),
        ("NL81TRIO0000000000", "Triodos Bank", "TRIONL2U"),
    ],
)
def test_a_dutch_account_names_its_bank(iban: str, name: str, bic: str) -> None:
    bank = bank_of(iban)
    assert bank is not None
    assert (bank.name, bank.bic) == (name, bic)


@pytest.mark.parametrize("iban", ["BE68539007547034", "NL81ZZZZ0000000000", "", None])
def test_of_another_account_no_bank_is_known(iban: str | None) -> None:
    assert bank_of(iban) is None


def test_an_organisation_keeps_its_numbers_in_one_spelling(world: World) -> None:
    world.desk.network.edit_organisation(DUIN, version_of(world, "organisation", DUIN), GOOD)
    card = world.desk.network.card(DUIN)
    assert (card.iban, card.kvk_number, card.postcode) == ("NL91ABNA0417164300", "27375331", "4331 AA")
    assert card.bank == "ABN AMRO"


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("iban", "NL91ABNA0417164301", "iban.check"),
        ("kvk_number", "123", "kvk.length"),
        ("postcode", "4331", "postcode.shape"),
    ],
)
def test_a_wrong_number_is_refused_and_nothing_is_kept(world: World, column: str, typed: str, code: str) -> None:
    before = world.desk.network.card(DUIN)
    with pytest.raises(RuleError) as refused:
        world.desk.network.edit_organisation(DUIN, before.version, replace(GOOD, **{column: typed}))
    assert refused.value.code == code
    assert world.desk.network.card(DUIN) == before


def test_a_number_that_stood_there_before_its_rules_keeps_nobody_from_changing_the_rest(world: World) -> None:
    with world.writing() as work:
        work.session.execute(text("UPDATE organisation SET iban = 'ING 1234567' WHERE id = :id"), {"id": DUIN})
    old = OrganisationDraft("De Duinroos", iban="ING 1234567", phone="0118 123456")
    world.desk.network.edit_organisation(DUIN, version_of(world, "organisation", DUIN), old)
    assert world.desk.network.card(DUIN).phone == "0118 123456"
