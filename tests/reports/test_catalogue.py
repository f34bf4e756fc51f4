"""The catalogue that goes outside: what stands in it, what cannot, and what hostile texts come to."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from tests.builders import World, made_id, offer_id, school_id
from tests.flows.test_no_name_leaves import entered, found_in, somebody, typed
from tests.reports import goldens
from tests.services.test_meetings import refused
from tests.services.test_offers import draft
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Contact, Offer
from zsm_desktop.reports.catalogue import FORMATS, made, write
from zsm_desktop.services.catalogue import CatalogueChoice, CatalogueFacts, CatalogueOffer

PRICES = CatalogueChoice(with_prices=True, with_contacts=True)
HOSTILE = (
    "<script>document.title='geraakt'</script>", '"><img src=x onerror=alert(1)>', '=HYPERLINK("http://x";"y")',
    "+1+1", "@SUM(A1)", "-2+3", "</style></details></main>", "&amp;lt;b&gt;", "{{7*7}}", "'\"`", "\u202eomgekeerd",
    "regel\x00nul\x1b", "a\u2028b", "x" * 10_000, "]]>", "<!-- ", "javascript:alert(1)", "é" * 300,
)  # fmt: skip
VOID = {"meta", "input"}


class Reading(HTMLParser):
    """Element names, attributes and text; complains where an element is not closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "script"}:
            self.words.append(data)

    @property
    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]


def page(facts: CatalogueFacts) -> str:
    return made(facts, "html").decode()


def pdf_text(data: bytes) -> str:
    return "\n".join(goldens.pages(data))


def cells(data: bytes) -> list[str]:
    return [
        str(cell.value) for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row
        if cell.value is not None
    ]  # fmt: skip


def texts(facts: CatalogueFacts) -> dict[str, str]:
    """What a person can read in each of the three."""
    reading = Reading(page(facts))
    marks = [value or "" for _, found in reading.tags for name, value in found.items() if name.startswith("data-")]
    return {
        "html": "\n".join((*reading.words, *marks)),
        "pdf": pdf_text(made(facts, "pdf")),
        "xlsx": "\n".join(cells(made(facts, "xlsx"))),
    }


def filled(world: World) -> None:
    changes = {
        "name": "Lassen", "level": "entree", "certificate": "SVA 1", "to_provide": "Werkschoenen",
        "contact_id": made_id(4, 1), "outside_cost_cents": 4550, "description": "Twaalf dagdelen.",
        "place": "Middelburg", "starts_on": date(2026, 9, 1),
    }  # fmt: skip
    world.desk.offers.edit(offer_id("DUIN"), 1, draft(**changes))


def test_what_an_offer_is_stands_in_all_three_and_who_holds_a_seat_in_none(world: World) -> None:
    filled(world)
    world.placement("DUIN", "ZEEUW")
    facts = world.desk.catalogue.facts(PRICES)
    for name, text in texts(facts).items():
        for word in "Lassen entree SVA Werkschoenen Contact dagdelen Middelburg".split():
            assert word in text, (name, word)
        assert "vrij" not in text.replace("vrijdag", ""), name
    assert not {"seats_free", "placements", "pupil", "placed"} & set(CatalogueOffer.__slots__)
    assert "24,70" in page(facts)
    assert "45,50" in page(facts)


def test_without_prices_no_amount_leaves(world: World) -> None:
    filled(world)
    facts = world.desk.catalogue.facts()
    assert all(one.tariff_cents is None and one.outside_cost_cents is None for one in facts.offers)
    for name, text in texts(facts).items():
        assert "24,7" not in text, name
        assert "€" not in text, name
        assert "Tarieven staan hier niet in" in text, name


def test_only_what_is_offered_and_of_the_sector_or_school_asked_for(world: World) -> None:
    offers, catalogue = world.desk.offers, world.desk.catalogue
    assert [one.school.code for one in catalogue.facts().offers] == ["ZEEUW", "DUIN", "KREEK"]
    assert [one.school.code for one in catalogue.facts(CatalogueChoice(sector_id=made_id(6, 2))).offers] == [
        "DUIN",
        "KREEK",
    ]
    only = catalogue.facts(CatalogueChoice(school_id=school_id("KREEK")))
    assert [one.school.code for one in only.offers] == ["KREEK"]
    offers.deactivate(offer_id("ZEEUW"))
    offers.edit(offer_id("DUIN"), 1, draft(ends_on=date(2026, 11, 21)))
    assert [one.school.code for one in catalogue.facts().offers] == ["KREEK"]


def test_people_stand_in_it_only_when_asked_and_on_the_list(world: World) -> None:
    filled(world)
    catalogue = world.desk.catalogue
    duin = CatalogueChoice(school_id=school_id("DUIN"), with_contacts=True)
    assert [one.contact.name for one in catalogue.facts(duin).offers if one.contact] == ["Contact De Duinpan"]
    without = catalogue.facts(CatalogueChoice(school_id=school_id("DUIN")))
    assert "Contact De Duinpan" not in page(without)
    world.desk.network.remove_contact(made_id(4, 1))
    assert catalogue.facts(duin).offers[0].contact is None
    assert world.desk.offers.card(offer_id("DUIN")).contact == ""


def test_the_page_is_sound_and_loads_nothing(world: World) -> None:
    filled(world)
    reading = Reading(page(world.desk.catalogue.facts(PRICES)))
    assert ("html", {"lang": "nl"}) in reading.tags
    assert reading.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(reading.headings, reading.headings[1:], strict=False))
    assert not {"link", "img", "iframe", "object", "base"} & set(reading.names)
    assert (reading.names.count("script"), reading.names.count("style")) == (1, 1)
    ids = [found["id"] for _, found in reading.tags if "id" in found]
    assert len(ids) == len(set(ids))
    assert {found["for"] for tag, found in reading.tags if tag == "label"} <= set(ids)
    links = [found["href"] for tag, found in reading.tags if tag == "a"]
    assert links[0] == "#aanbod"
    assert all(link is not None and link.startswith(("#", "mailto:")) for link in links)


def test_the_files_are_the_same_every_time_and_stay_out_of_the_network(world: World, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    files = write(world.desk, tmp_path / "a", PRICES, say=lambda done, total: heard.append((done, total)))
    assert tuple(files) == FORMATS
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]
    again = write(world.desk, tmp_path / "b", PRICES)
    assert all(path.read_bytes() == again[name].read_bytes() for name, path in files.items())
    only = write(world.desk, tmp_path / "c", PRICES, formats=("html",))
    assert [path.name for path in (tmp_path / "c").iterdir()] == [only["html"].name]
    with refused("file.network_folder"):
        write(world.desk, world.folder, PRICES)
    with refused("catalogue.empty"):
        write(world.desk, tmp_path / "d", CatalogueChoice(school_id="nergens"))
    assert not (tmp_path / "d").exists()


def test_stopping_half_way_leaves_nothing(world: World, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write(world.desk, tmp_path / "a", PRICES, say=stop)
    assert not (tmp_path / "a").exists()


def test_the_contents_name_the_page_where_each_sector_begins(world: World) -> None:
    data = made(world.desk.catalogue.facts(), "pdf")
    pages = [" ".join(text.split()) for text in goldens.pages(data)]
    for sector in ("Techniek", "Groen"):
        at = next(number for number, text in enumerate(pages[1:], 2) if f" {sector} " in text)
        assert f" {sector} {at} " in pages[0]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(list(pdf.pages[0].get("/Annots", []))) == 5
        assert [item.title for item in pdf.open_outline().root] == ["Techniek", "Groen"]


@pytest.mark.parametrize("seed", range(6))
def test_hostile_texts_come_out_as_text(world: World, seed: int) -> None:
    """Put in the store as they are: no form would let them through."""
    dice = random.Random(seed)
    with world.writing() as work:
        for code in ("DUIN", "ZEEUW", "KREEK"):
            told = {
                name: dice.choice(HOSTILE)
                for name in ("name", "level", "place", "certificate", "description", "to_provide")
            }
            here = update(Offer).where(Offer.id == offer_id(code))
            work.session.execute(here.values(contact_id=made_id(4, 1), **told))
        person = {name: dice.choice(HOSTILE[:14]) for name in ("name", "email", "function")}
        work.session.execute(update(Contact).where(Contact.id == made_id(4, 1)).values(**person))
    facts = world.desk.catalogue.facts(PRICES)
    plain = Reading(page(facts))
    assert (plain.names.count("script"), plain.names.count("article")) == (1, 3)
    assert not {"img", "b", "iframe"} & set(plain.names)
    assert not [name for _, found in plain.tags for name in found if name.startswith("on")]
    assert all((found.get("href") or "#").startswith(("#", "mailto:")) for _, found in plain.tags)
    assert "\x00" not in page(facts)
    book = load_workbook(BytesIO(made(facts, "xlsx")))
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []
    with pikepdf.open(BytesIO(made(facts, "pdf"))) as pdf:
        held = {str(key) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for key in one.keys()}  # noqa: SIM118
        assert "/Annots" in held
        assert not {"/URI", "/JS", "/JavaScript", "/Launch", "/EmbeddedFile"} & held


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_names_a_pupil_comes_outside(world: World, seed: int) -> None:
    """Typed through the form by who knows names; what a director then exports holds none either."""
    dice, named = random.Random(seed), 0
    for network in range(3):
        people = [somebody(dice, seed * 100 + network * 10 + number) for number in range(3)]
        for person in people:
            entered(world, person, "ZEEUW")
        for code in ("DUIN", "ZEEUW", "KREEK"):
            words = {
                name: typed(dice, people)[:most]
                for name, most in (("level", 80), ("place", 80), ("certificate", 80), ("description", 400))
            }
            words |= {"to_provide": typed(dice, people)[:400], "name": f"Werkplek {typed(dice, people)}"[:80]}
            named += bool(found_in(" ".join(words.values()), people))
            version = world.desk.offers.card(offer_id(code)).offer.version
            world.desk.offers.edit(offer_id(code), version, draft(code, **words))
        for who in ("secretaris", "directeur duin"):
            facts = world.desk_of(who).catalogue.facts(PRICES)
            assert facts.knows_names == (who == "secretaris")
            for name, text in texts(facts).items():
                assert found_in(text, people) == [], (who, name)
    assert named >= 8


def test_a_pupil_entered_later_is_masked_in_the_paper_too(world: World) -> None:
    world.desk.offers.edit(offer_id("DUIN"), 1, draft(description="Begonnen met Zoë van den Berg."))
    assert "Zoë" in page(world.desk.catalogue.facts())
    world.case()
    shown = page(world.desk.catalogue.facts())
    assert "Zoë" not in shown
    assert "Begonnen met een leerling." in shown


def test_an_empty_network_makes_no_guide(world: World, tmp_path: Path) -> None:
    for code in ("DUIN", "ZEEUW", "KREEK"):
        world.desk.offers.deactivate(offer_id(code))
    assert world.desk.catalogue.facts().offers == ()
    with pytest.raises(RuleError, match=r"^catalogue\.empty"):
        write(world.desk, tmp_path, PRICES)


def test_what_is_said_of_an_offer_stands_on_one_page(world: World) -> None:
    filled(world)
    facts = world.desk.catalogue.facts()
    (offer,) = [one for one in facts.offers if one.name == "Lassen"]
    many = tuple(replace(offer, description="Twaalf dagdelen. " * (1 + at % 3)) for at in range(14))
    pages = goldens.pages(made(replace(facts, offers=many), "pdf"))
    assert len([text for text in pages if offer.code in text]) > 3
    assert all(text.count(offer.code) == text.count("SVA 1") == text.count("Lassen") for text in pages)
