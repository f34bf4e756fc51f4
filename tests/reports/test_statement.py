"""A statement on paper, in cells and in the mail: the same figures, no pupil, and what everybody should know."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from tests.builders import World, school_id
from tests.reports.goldens import check, pages, pdf_dump, workbook_dump
from tests.reports.test_eml import read_back
from tests.services.test_balance_laws import Use, fresh, granted, live, uses
from tests.versions import version_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.spans import Span
from zsm_desktop.reports.pdf import page_count, pdf_bytes
from zsm_desktop.reports.statement import LINES_SHEET, document, mask_of, write
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.services.checks import HeadFound
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.store.keys import Keys
from zsm_desktop.words import statement as words
from zsm_desktop.words.format import signed_money

THIS = SchoolYear(2026)
DUIN, ZEEUW = school_id("DUIN"), school_id("ZEEUW")


@pytest.fixture
def told(world: World) -> World:
    """A year with all there is to tell: a fund, a mistake, a late booking, a talk, a month opened once more."""
    world.now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    desk = world.desk
    desk.silence.set_days(version_of(world, "network"), 21)
    desk.funds.add(FundDraft("Projectsubsidie", 50_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00))
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 5, 10))
    mistake = world.delivered("DUIN", "ZEEUW", 250, date(2026, 9, 10))
    desk.ledger.reverse(mistake, "Dubbel.")
    placement = world.placement("DUIN", "ZEEUW")
    used = desk.deliveries.enter(DeliveryDraft(date(2026, 9, 14), 200, placement_id=placement)).made_id
    desk.deliveries.confirm([used])
    for row in desk.ledger.periods():
        if row.period.first_day <= date(2026, 8, 1):
            desk.ledger.set_period(row.period.id, PeriodStatus.HOLD)
            desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)
    world.delivered("ZEEUW", "DUIN", 100, date(2026, 8, 27))
    desk.statements.issue(ZEEUW, THIS)
    world.now += timedelta(days=1)
    august = next(row for row in desk.ledger.periods() if row.period.first_day == date(2026, 8, 1))
    desk.ledger.reopen_period(august.period.id, "Zoë van den Berg was vergeten.")
    world.delivered("ZEEUW", "DUIN", 50, date(2026, 8, 28))
    world.entered("DUIN", "ZEEUW", 100, date(2026, 11, 3))
    world.entered("DUIN", "ZEEUW", 100, date(2026, 6, 3))
    disputed = desk.deliveries.enter(DeliveryDraft(date(2026, 10, 6), 300, placement_id=placement)).made_id
    desk.deliveries.dispute(disputed, "Zoë van den Berg was ziek.")
    world.now += timedelta(hours=1)
    return world


def paper_of(pdf: bytes) -> str:
    return " ".join("\n".join(pages(pdf)).replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_papers_are_what_they_were(told: World) -> None:
    facts = told.desk.statements.of(told.desk.statements.issue(ZEEUW, THIS).made_id)
    hide = mask_of(told.desk)
    at_any_hash = {"head": "1a2b3c4d5e6f7a8b" * 4}
    facts = type(facts)(**{name: getattr(facts, name) for name in facts.__dataclass_fields__} | at_any_hash)
    check("statement.pdf.txt", pdf_dump(pdf_bytes(document(facts, hide))))
    check("statement.xlsx.txt", workbook_dump(xlsx_bytes(document(facts, hide, in_cells=True))))


def test_a_year_of_lines_fits_on_few_pages(world: World) -> None:
    world.desk.funds.add(FundDraft("Projectsubsidie provincie", 90_00, THIS.first_day, THIS.last_day, percent=40_00))
    for day in range(37):
        world.delivered("DUIN", "ZEEUW", 100 + day, date(2026, 9, 1) + timedelta(days=day))
    facts = world.desk.statements.draft(ZEEUW, THIS)
    assert len(facts.lines) == 37
    assert page_count(document(facts, mask_of(world.desk))) <= 3


def test_what_it_has_to_say(told: World, tmp_path: Path) -> None:
    facts = told.desk.statements.of(told.desk.statements.issue(ZEEUW, THIS).made_id)
    files = write(told.desk, facts, tmp_path, ("pdf", "xlsx", "eml")).files
    paper = paper_of(files["pdf"].read_bytes())
    for said in (
        "OV-2026/27-ZEEUW-01, versie 2",
        "Vervangt versie 1 van 20 november 2026; sindsdien geboekt: 1 boeking",
        "De afgesloten maand augustus 2026 is op 21 november 2026 heropend door secretaris:",
        "wat 21 dagen na een bevestigingsronde niet is beantwoord, geldt als akkoord",
        "Van voor deze periode wacht nog 1 levering",
        "Deze periode loopt nog.",
        "geboekt op 1 september 2026",
        "Tegenboeking van boeking 2",
        "door Projectsubsidie",
        "traject PL-2026/27-001",
        signed_money(facts.closing_cents).replace("\N{NO-BREAK SPACE}", " "),
    ):
        assert said in paper, said
    printed = paper[paper.index("Grootboek t/m") : paper.index(" Pagina 1")]
    assert told.desk.checks.printed(printed).found is HeadFound.SAME
    assert words.NOT_OUT not in paper
    assert [path.name for path in files.values()] == [
        f"Overzicht OV-2026-27-ZEEUW-01 v2.{suffix}" for suffix in ("pdf", "xlsx", "eml")
    ]


def test_no_pupil_on_any_of_them(told: World, tmp_path: Path) -> None:
    facts = told.desk.statements.draft(ZEEUW, THIS)
    files = write(told.desk, facts, tmp_path, ("pdf", "xlsx", "eml")).files
    message = read_back(files["eml"].read_bytes())
    texts = (
        paper_of(files["pdf"].read_bytes()),
        workbook_dump(files["xlsx"].read_bytes()),
        message.get_body().get_content(),
    )
    ((code, pseudonym),) = told.store.rows("SELECT code, pseudonym FROM pupil")
    for text in texts:
        assert "Berg" not in text
        assert code not in text
        assert pseudonym not in text
    assert "een leerling was ziek" in texts[0]


@pytest.mark.parametrize("name", ["boekhouder", "directeur zeeuw"])
def test_who_cannot_look_for_names_leaves_the_talk_out(told: World, tmp_path: Path, name: str) -> None:
    desk = told.desk_of(name)
    files = write(desk, desk.statements.draft(ZEEUW, THIS), tmp_path).files
    for text in (paper_of(files["pdf"].read_bytes()), workbook_dump(files["xlsx"].read_bytes())):
        assert "was ziek" not in text
        assert "De scholen lezen het bij de levering zelf." in text


def test_one_that_did_not_go_out_says_so(told: World, tmp_path: Path) -> None:
    files = write(told.desk, told.desk.statements.draft(DUIN, THIS), tmp_path).files
    assert words.NOT_OUT in paper_of(files["pdf"].read_bytes())
    assert sorted(files) == ["pdf", "xlsx"]
    assert files["pdf"].name == "Overzicht DUIN Schooljaar 2026-27.pdf"


def test_a_mail_to_the_fixed_contact(told: World, tmp_path: Path) -> None:
    with told.writing() as work:
        work.run("UPDATE contact SET email = 'vaart@voorbeeld.nl' WHERE organisation_id = :id", [{"id": ZEEUW}])
    facts = told.desk.statements.of(told.desk.statements.issue(ZEEUW, THIS).made_id)
    files = write(told.desk, facts, tmp_path, ("eml",)).files
    assert list(files) == ["eml"]
    message = read_back(files["eml"].read_bytes())
    assert (message["To"], message["X-Unsent"]) == ("vaart@voorbeeld.nl", "1")
    assert [one.get_filename() for one in message.iter_attachments()] == ["Overzicht OV-2026-27-ZEEUW-01 v2.pdf"]
    text = message.get_body().get_content()
    assert "Beste Contact De Zeeuwse Vaart," in text
    assert signed_money(facts.closing_cents) in text
    assert "Buiten het saldo staan 2 leveringen" in text
    assert words.silence(21) in text


def test_written_again_it_is_the_same(told: World, tmp_path: Path) -> None:
    id_ = told.desk.statements.issue(ZEEUW, THIS).made_id
    before = write(told.desk, told.desk.statements.of(id_), tmp_path / "een").files
    told.delivered("DUIN", "ZEEUW", 100, date(2026, 11, 4))
    after = write(told.desk, told.desk.statements.of(id_), tmp_path / "twee").files
    assert {name: path.read_bytes() for name, path in before.items()} == {
        name: path.read_bytes() for name, path in after.items()
    }


def test_refused(told: World, tmp_path: Path) -> None:
    facts = told.desk.statements.draft(DUIN, THIS)
    for formats, folder, code in (
        ((), tmp_path, "statement.no_format"),
        (("pdf",), told.folder, "file.network_folder"),
    ):
        with pytest.raises(RuleError) as found:
            write(told.desk, facts, folder, formats)
        assert found.value.code == code
    assert not list(told.folder.glob("*.pdf"))


@pytest.mark.parametrize("days", [None, 21])
def test_the_silence_rule_is_said_whatever_it_is(world: World, days: int | None) -> None:
    world.desk.silence.set_days(version_of(world, "network"), days)
    facts = world.desk.statements.draft(DUIN, THIS)
    paper = paper_of(pdf_bytes(document(facts, mask_of(world.desk))))
    assert words.silence(days) in paper
    assert words.NOTHING_BOOKED in paper
    assert (str(days) in words.silence(days)) == (days is not None)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=uses, granted_cents=granted)
def test_the_cells_add_up_to_the_balance(
    made_network: tuple[Path, Keys], rows: list[Use], granted_cents: int | None
) -> None:
    with fresh(made_network) as world:
        live(world, rows, granted_cents)
        span = Span.of_school_year(THIS)
        facts = world.desk.statements.draft(DUIN, span)
        balance = next(row.balance_cents for row in world.desk.balances.by_school(span) if row.code == "DUIN")
        book = load_workbook(io.BytesIO(xlsx_bytes(document(facts, mask_of(world.desk), in_cells=True))))
        if not facts.lines:
            assert balance == 0
            return
        found = [list(row) for row in book[LINES_SHEET].iter_rows(values_only=True)]
        at = next(at for at, row in enumerate(found) if row[0] == "Boeking")
        amount = found[at].index("Bedrag")
        cells = [row[amount] for row in found[at + 1 : at + 1 + len(facts.lines)]]
        assert sum(round(cell * 100) for cell in cells) == balance
