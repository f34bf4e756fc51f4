"""What a payment is for: proposed on the strongest ground, never more than was paid nor than is open."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.bank_statements import BankEntry, with_fingerprints
from zsm_desktop.domain.identifiers import make_reference
from zsm_desktop.domain.payments import Certainty, Fit, Ground, OpenItem, Part, Proposal, propose
from zsm_desktop.words.payments import CERTAINTY, GROUND, reason

DAY = date(2026, 10, 28)
OWN = "NL91ABNA0417164300"
DUIN, KREEK = "NL27RABO0900000101", "NL25INGB0900000102"


def item(
    number: str = "2026-0007",
    cents: int = 41250,
    *,
    iban: str = DUIN,
    name: str = "De Duinroos",
    late: int = 0,
    debt: bool = False,
) -> OpenItem:
    due = DAY - timedelta(days=late)
    return OpenItem(number, make_reference(number), frozenset({iban}), name, cents, due, debt)


def paid(cents: int = 41250, **said: str) -> BankEntry:
    return with_fingerprints(OWN, [replace(BankEntry(DAY, cents), **said)])[0]


def only(entry: BankEntry, *items: OpenItem) -> Proposal:
    (proposal,) = propose([entry], items).values()
    return proposal


def told(proposal: Proposal) -> tuple[Fit, Ground, Certainty]:
    return proposal.fit, proposal.ground, proposal.certainty


REFERENCE = make_reference("2026-0007")


@pytest.mark.parametrize(
    "said",
    [
        {"reference": REFERENCE},
        {"end_to_end": REFERENCE},
        {"text": f"betaling {REFERENCE} dank"},
        {"text": f"{REFERENCE[:4]} {REFERENCE[4:8]} {REFERENCE[8:]}"},
        {"text": REFERENCE.lower()},
    ],
)
def test_the_reference_is_found_wherever_it_stands(said: dict[str, str]) -> None:
    proposal = only(paid(**said), item(), item("2026-0008", 41250))
    assert told(proposal) == (Fit.WHOLE, Ground.REFERENCE, Certainty.SURE)
    assert (proposal.parts, proposal.left_cents) == ((Part("2026-0007", 41250),), 0)


@pytest.mark.parametrize("text", ["factuur 2026-0007", "2026 0007", "fact.nr. 20260007", "F/2026-0007/okt"])
def test_the_number_is_found_however_it_is_joined(text: str) -> None:
    assert told(only(paid(text=text), item())) == (Fit.WHOLE, Ground.NUMBER, Certainty.LIKELY)
    from_them = only(paid(text=text, iban=DUIN), item())
    assert told(from_them) == (Fit.WHOLE, Ground.NUMBER, Certainty.SURE)


@pytest.mark.parametrize("text", ["12026-0007", "2026-00071", "X2026-0007", "2026-007", "26-0007"])
def test_a_number_within_another_is_not_ours(text: str) -> None:
    assert only(paid(text=text), item()).fit is Fit.UNKNOWN


def test_a_number_too_short_to_mean_anything_is_not_looked_for() -> None:
    assert only(paid(5, text="12 mei"), item("12", 41250)).fit is Fit.UNKNOWN


def test_amount_and_account_are_likely_amount_and_name_are_possible() -> None:
    assert told(only(paid(iban=DUIN), item())) == (Fit.WHOLE, Ground.AMOUNT_AND_IBAN, Certainty.LIKELY)
    named = only(paid(name="STICHTING DE DUINROOS"), item(name="Duinroos"))
    assert told(named) == (Fit.WHOLE, Ground.AMOUNT_AND_NAME, Certainty.POSSIBLE)


@pytest.mark.parametrize(
    ("one", "other"), [("Stichting De School", "School"), ("De Duinroos", "De Kreek"), ("", "Kreek")]
)
def test_a_name_without_a_telling_word_is_nobody_s(one: str, other: str) -> None:
    assert only(paid(name=one), item(name=other)).fit is Fit.UNKNOWN


def test_accents_and_capitals_tell_no_names_apart() -> None:
    assert only(paid(name="CAFE MON AMI B.V."), item(name="Café Mon Ami")).ground is Ground.AMOUNT_AND_NAME


def test_of_two_alike_the_earliest_due_is_proposed_and_the_other_named() -> None:
    proposal = only(paid(iban=DUIN), item(late=3), item("2026-0004", late=9))
    assert (proposal.parts, proposal.others) == ((Part("2026-0004", 41250),), ("2026-0007",))
    assert proposal.certainty is Certainty.POSSIBLE


def test_less_than_is_open_is_partial() -> None:
    proposal = only(paid(10000, reference=REFERENCE), item())
    assert told(proposal) == (Fit.PARTIAL, Ground.REFERENCE, Certainty.LIKELY)
    assert (proposal.parts, proposal.left_cents) == ((Part("2026-0007", 10000),), 0)


def test_more_than_is_open_is_left_over() -> None:
    proposal = only(paid(50000, reference=REFERENCE), item())
    assert told(proposal) == (Fit.TOO_MUCH, Ground.REFERENCE, Certainty.LIKELY)
    assert (proposal.parts, proposal.left_cents) == ((Part("2026-0007", 41250),), 8750)


def test_one_payment_for_several_items_that_it_names() -> None:
    items = (item(), item("2026-0012", 10000, late=5))
    whole = only(paid(51250, text="2026-0007 en 2026-0012"), *items)
    assert (whole.fit, whole.parts) == (Fit.WHOLE, (Part("2026-0012", 10000), Part("2026-0007", 41250)))
    part = only(paid(20000, text="2026-0007 en 2026-0012"), *items)
    assert (part.fit, part.parts) == (Fit.PARTIAL, (Part("2026-0012", 10000), Part("2026-0007", 10000)))
    over = only(paid(60000, text="2026-0007 en 2026-0012"), *items)
    assert (over.fit, over.left_cents) == (Fit.TOO_MUCH, 8750)


def test_a_second_payment_of_the_same_is_double() -> None:
    one, two = with_fingerprints(OWN, [BankEntry(DAY, 41250, reference=REFERENCE)] * 2)
    assert sorted(proposal.fit for proposal in propose([one, two], [item()]).values()) == [Fit.DOUBLE, Fit.WHOLE]
    again = only(paid(reference=REFERENCE), item(cents=0))
    assert (again.fit, again.parts, again.left_cents, again.others) == (Fit.DOUBLE, (), 41250, ("2026-0007",))
    unnamed = propose([paid(reference=REFERENCE), paid(iban=DUIN)], [item()])
    assert sorted(proposal.fit for proposal in unnamed.values()) == [Fit.DOUBLE, Fit.WHOLE]


def test_a_weaker_ground_never_takes_from_a_stronger_one() -> None:
    early = replace(paid(iban=DUIN), booked_on=DAY - timedelta(days=9))
    named = paid(reference=REFERENCE)
    found = propose([early, named], [item()])
    assert found[named.fingerprint].fit is Fit.WHOLE
    assert found[early.fingerprint].fit is Fit.DOUBLE


def test_what_fits_nothing_names_what_is_open_of_the_same_payer() -> None:
    proposal = only(paid(999, iban=KREEK), item(), item("2026-0009", 500, iban=KREEK, name="De Kreek"))
    assert (proposal.fit, proposal.parts, proposal.left_cents) == (Fit.UNKNOWN, (), 999)
    assert proposal.others == ("2026-0009",)


def test_what_went_out_is_for_a_debt_and_never_for_a_claim() -> None:
    debt = item("2026-0010", 5000, iban=KREEK, debt=True)
    assert only(paid(-5000, iban=KREEK), item(cents=5000, iban=KREEK), debt).parts == (Part("2026-0010", -5000),)
    assert only(paid(-41250, reference=REFERENCE), item()).fit is Fit.UNKNOWN
    assert only(paid(-41250, reference=REFERENCE), item(cents=0)).fit is Fit.UNKNOWN


def test_a_reference_that_begins_another_is_not_meant() -> None:
    short = OpenItem("A-2026", "RF112026", frozenset(), "", 100, DAY)
    longer = OpenItem("B-2026", "RF1120260", frozenset(), "", 100, DAY)
    assert only(paid(100, text="RF11 2026 0"), short, longer).parts == (Part("B-2026", 100),)


NUMBERS = [f"2026-{number:04}" for number in range(1, 7)]
ITEMS = st.lists(
    st.builds(
        item,
        st.sampled_from(NUMBERS),
        st.sampled_from([0, 100, 100, 250, 300]),
        iban=st.sampled_from([DUIN, KREEK]),
        name=st.sampled_from(["De Duinroos", "De Kreek"]),
        late=st.integers(0, 3),
        debt=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda one: one.number,
)
SAID = st.lists(st.sampled_from([*NUMBERS, *map(make_reference, NUMBERS), "dank"]), max_size=3).map(" ".join)
ENTRIES = st.lists(
    st.builds(
        BankEntry,
        st.integers(0, 3).map(lambda days: DAY + timedelta(days=days)),
        st.sampled_from([-300, -100, -1, 0, 1, 100, 100, 250, 400, 600]),
        name=st.sampled_from(["", "STICHTING DE DUINROOS", "Kreek"]),
        iban=st.sampled_from(["", DUIN, KREEK]),
        text=SAID,
    ),
    max_size=8,
).map(lambda entries: with_fingerprints(OWN, entries))


@given(ENTRIES, ITEMS)
def test_never_more_than_was_paid_nor_than_is_open(entries: tuple[BankEntry, ...], items: list[OpenItem]) -> None:
    found = propose(entries, items)
    assert set(found) == {entry.fingerprint for entry in entries}
    laid = dict.fromkeys((one.number for one in items), 0)
    for entry in entries:
        proposal = found[entry.fingerprint]
        assert sum(part.cents for part in proposal.parts) + proposal.left_cents == entry.cents
        assert all(part.cents * entry.cents > 0 for part in proposal.parts)
        assert proposal.left_cents * entry.cents >= 0
        assert bool(proposal.parts) == (proposal.fit in {Fit.WHOLE, Fit.PARTIAL, Fit.TOO_MUCH})
        for part in proposal.parts:
            laid[part.number] += part.cents
    for one in items:
        assert 0 <= (-laid[one.number] if one.is_debt else laid[one.number]) <= one.open_cents


@given(ENTRIES, ITEMS, st.randoms())
def test_order_changes_nothing(entries: tuple[BankEntry, ...], items: list[OpenItem], dice: Random) -> None:
    mixed_entries, mixed_items = list(entries), list(items)
    dice.shuffle(mixed_entries)
    dice.shuffle(mixed_items)
    assert propose(mixed_entries, mixed_items) == propose(entries, items)


@given(ENTRIES, ITEMS)
def test_every_proposal_says_why_in_a_sentence(entries: tuple[BankEntry, ...], items: list[OpenItem]) -> None:
    for proposal in propose(entries, items).values():
        said = reason(proposal)
        assert said[0].isupper()
        assert said[-1] == "."
        assert GROUND[proposal.ground] in said
        assert all(part.number in said for part in proposal.parts)


def test_every_ground_and_certainty_has_its_words() -> None:
    assert set(GROUND) == set(Ground)
    assert set(CERTAINTY) == set(Certainty)


def test_a_year_of_payments_is_laid_out_soon() -> None:
    items = [item(f"2026-{number:04}", 100 + number) for number in range(600)]
    text = "overboeking voor het gebruik van de werkplaats "
    entries = with_fingerprints(OWN, [BankEntry(DAY, 100 + at, text=f"{text}2026-{at:04}") for at in range(600)])
    began = time.process_time()
    found = propose(entries, items)
    assert time.process_time() - began < 2
    assert {proposal.fit for proposal in found.values()} == {Fit.WHOLE}
