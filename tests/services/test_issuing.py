"""Who issues for all, and what an organisation has of its own on its papers."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from tests.builders import World, school_id
from tests.services.invoicing import DRAFTS, describe
from tests.services.test_invoices import invoiced
from tests.versions import version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.letterheads import MOST_BYTES, is_pale, require_logo
from zsm_desktop.reports import invoice as paper
from zsm_desktop.words.rules import sentence

DUIN, ZEEUW = school_id("DUIN"), school_id("ZEEUW")


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 20), colour: str = "#1f6f5c") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, kind)
    return kept.getvalue()


def choose(world: World, made: bytes, organisation: str = DUIN) -> None:
    world.desk.issuing.choose_logo(organisation, version_of(world, "organisation", organisation), made)


def test_the_penvoerder_and_the_work_are_set_together(world: World) -> None:
    issuing = world.desk.issuing
    before = issuing.rule()
    assert (before.issuer_id, before.issuer, before.document_minutes, before.payment_minutes) == ("", "", 20, 5)
    issuing.set(before.version, DUIN, document_minutes=12, payment_minutes=3)
    after = issuing.rule()
    assert (after.issuer, after.document_minutes, after.payment_minutes) == ("De Duinpan", 12, 3)
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        issuing.set(before.version, None, document_minutes=1, payment_minutes=1)
    issuing.set(after.version, None, document_minutes=0, payment_minutes=0)
    assert issuing.rule().issuer_id == ""


def test_what_an_invoice_needs_is_kept_in_one_spelling(world: World) -> None:
    describe(world, "DUIN", vat_number="nl 0044.95.445 b01", rsin="0044 95445", oin="", colour="1F6F5C")
    card = world.desk.network.card(DUIN)
    assert (card.vat_number, card.rsin, card.colour) == ("NL004495445B01", "004495445", "#1f6f5c")
    assert (card.order_number, card.reference) == ("", "ZSM-DUIN")


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("vat_number", "NL004495446B01", "vat_number.check"),
        ("rsin", "123", "rsin.length"),
        ("oin", "123", "oin.length"),
        ("colour", "groen", "colour.shape"),
        ("order_number", "I" * 41, "network.long_order_number"),
        ("reference", "k" * 41, "network.long_reference"),
    ],
)
@pytest.mark.file_only("the check is the same code before anything is written")
def test_what_is_wrong_is_refused(world: World, column: str, typed: str, code: str) -> None:
    draft = replace(DRAFTS["DUIN"], **{column: typed})
    with pytest.raises(RuleError) as refused:
        world.desk.network.edit_organisation(DUIN, 1, draft)
    assert refused.value.code == code
    assert "…" not in sentence(refused.value)


def test_a_logo_is_chosen_replaced_and_removed_and_stays_on_what_was_issued(world: World) -> None:
    first, second = picture(), picture("JPEG", colour="#8a1f1f")
    choose(world, first)
    settlement = invoiced(world)
    row = next(one for one in world.desk.invoices.rows(settlement) if one.number.startswith("DUIN"))
    before = paper.pdf(world.desk.invoices.of(row.id).facts, world.desk.invoices.of(row.id).logo)
    choose(world, second)
    assert world.desk.issuing.logo(DUIN) == second
    choose(world, first)
    assert world.desk.issuing.logo(DUIN) == first
    version = version_of(world, "organisation", DUIN)
    world.desk.issuing.remove_logo(DUIN, version)
    assert world.desk.issuing.logo(DUIN) == b""
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        world.desk.issuing.remove_logo(DUIN, version)
    issued = world.desk.invoices.of(row.id)
    assert (issued.logo, paper.pdf(issued.facts, issued.logo)) == (first, before)
    choose(world, first, ZEEUW)
    assert (world.desk.issuing.logo(ZEEUW), world.desk.issuing.logo(DUIN)) == (first, b"")


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (b"", "logo.unreadable"),
        (picture()[:60], "logo.unreadable"),
        (picture("JPEG", (400, 300))[:500], "logo.unreadable"),
        (picture("GIF"), "logo.kind"),
        (picture(size=(8, 8)), "logo.size"),
        (picture(size=(4001, 20)), "logo.size"),
        (b"\x89PNG" + bytes(MOST_BYTES), "logo.too_large"),
    ],
)
@pytest.mark.file_only("the check is the same code before anything is written")
def test_only_a_whole_picture_of_a_fitting_size_is_a_logo(made: bytes, code: str, kept: str) -> None:
    del kept
    with pytest.raises(RuleError) as refused:
        require_logo(made)
    assert refused.value.code == code
    assert "…" not in sentence(refused.value)


@pytest.mark.file_only("no row is read")
def test_a_pale_colour_is_known(kept: str) -> None:
    del kept
    assert (is_pale("#ffee88"), is_pale("#1f5d8a"), is_pale("")) == (True, False, False)
