"""The register of processing, the DPIA and the register of data breaches as PDF and Excel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import Block, Column, Document, Heading, KeyValues, Kind, Paragraph, Table
from zsm_desktop.reports.noted import put
from zsm_desktop.services.privacy_register import DPIA, REGISTER
from zsm_desktop.words import privacy as said
from zsm_desktop.words import privacy_register as words
from zsm_desktop.words import published, retention
from zsm_desktop.words.labels import ORGANISATION_KIND, first_upper, label

if TYPE_CHECKING:
    from zsm_desktop.services.breaches import BreachRow
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.privacy_register import RegisterFacts

_FIELDS_SHEET, _RECEIVERS_SHEET, _TERMS_SHEET = "Velden", "Ontvangers", "Termijnen"


def write(desk: Desk, which: str, out_dir: Path) -> dict[str, Path]:
    """ "pdf" and "xlsx" of the register, the dpia or the breaches; raises RuleError as the reads and the writers."""
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    makers: dict[str, Callable[[Desk], Document]] = {"register": register, "dpia": dpia, "breaches": breaches}
    document = makers[which](desk)
    stem = f"{document.title} {desk.day.isoformat()}"
    files = {kind: out_dir / safe_file_name(stem, f".{kind}") for kind in ("pdf", "xlsx")}
    for path in files.values():
        require_paper_place(path)
    data = {files["pdf"]: pdf_bytes(document), files["xlsx"]: xlsx_bytes(document)}
    put(desk, Paper(PaperKind(which)), out_dir, data)
    return files


def register(desk: Desk) -> Document:
    facts = desk.privacy_register.facts()
    return _document(desk, words.REGISTER_TITLE, words.REGISTER_SUBTITLE, (*_answers(facts, REGISTER), *_tables(facts)))


def dpia(desk: Desk) -> Document:
    facts = desk.privacy_register.facts()
    return _document(desk, words.DPIA_TITLE, words.DPIA_SUBTITLE, (*_answers(facts, DPIA), *_tables(facts)))


def breaches(desk: Desk) -> Document:
    rows = desk.breaches.rows()
    blocks: list[Block] = [_overview(rows)]
    for row in rows:
        blocks += [Heading(2, f"{row.number}: {said.BREACH[row.kind]}"), KeyValues(_breach(row))]
    return _document(desk, words.BREACHES_TITLE, words.BREACHES_SUBTITLE, tuple(blocks))


def _answers(facts: RegisterFacts, keys: tuple[str, ...]) -> list[Block]:
    blocks: list[Block] = []
    for key in keys:
        blocks += [
            Heading(2, words.QUESTIONS[key]),
            Paragraph(facts.own(key).text or words.default(key, facts)),
        ]
    return blocks


def _tables(facts: RegisterFacts) -> list[Block]:
    terms = tuple(
        (retention.NAMES[one.category], retention.term(one.category, one.years),
         one.ground or retention.GROUNDS[one.category])
        for one in facts.terms if one.category in retention.NAMES
    )  # fmt: skip
    fields = tuple((one.name, "verzegeld" if one.is_sealed else "open", one.filled_by) for one in facts.fields)
    receivers = tuple((name, first_upper(label(ORGANISATION_KIND, kind))) for name, kind in facts.receivers)
    receivers += tuple((first_upper(published.receiver(one)), published.COPY) for one in facts.copies)
    return [
        Heading(2, words.TERMS, sheet=_TERMS_SHEET),
        Table("Termijnen", (Column("Wat", weight=2), Column("Termijn", weight=2), Column("Grond", weight=3)), terms,
              sheet=_TERMS_SHEET),
        Heading(2, words.FIELDS, sheet=_FIELDS_SHEET),
        Table("Velden", (Column("Veld", weight=2), Column("Bewaard"), Column("Wie vult het in", weight=2)), fields,
              sheet=_FIELDS_SHEET, when_empty="Dit netwerk vraagt niets extra's."),
        Heading(2, words.RECEIVERS, sheet=_RECEIVERS_SHEET),
        Table("Ontvangers", (Column("Organisatie", weight=2), Column("Soort")), receivers, sheet=_RECEIVERS_SHEET),
    ]  # fmt: skip


def _overview(rows: tuple[BreachRow, ...]) -> Table:
    columns = (
        Column("Nummer"), Column("Ontdekt", Kind.DATE), Column("Wat", weight=2), Column("Mensen", Kind.COUNT),
        Column("Risico"), Column("Gemeld", Kind.DATE), Column("Mensen bericht", Kind.DATE),
        Column("Afgesloten", Kind.DATE),
    )  # fmt: skip
    return Table(
        "Datalekken",
        columns,
        tuple(
            (
                row.number,
                home_day(row.discovered_at),
                said.BREACH[row.kind],
                row.people,
                said.RISK[row.risk],
                home_day(row.reported_at) if row.reported_at else None,
                row.told_on,
                home_day(row.closed_at) if row.closed_at else None,
            )
            for row in rows
        ),
        when_empty="Er is nog geen datalek genoteerd.",
    )


def _breach(row: BreachRow) -> tuple[tuple[str, str], ...]:
    def at(moment: datetime | None) -> str:
        return said.moment(moment.astimezone(HOME) if moment is not None else None)

    reference = f", kenmerk {row.report_reference}" if row.report_reference else ""
    pairs = (
        ("Ontdekt", at(row.discovered_at)),
        ("Gebeurd op", said.day(row.happened_on)),
        ("Wat er gebeurde", row.facts),
        ("Hoeveel mensen", "nog niet bekend" if row.people is None else str(row.people)),
        ("Gevolgen", row.consequences),
        ("Maatregelen", row.measures),
        ("Risico", said.RISK[row.risk]),
        ("Toelichting", row.reason),
        ("Gemeld bij de AP", f"{at(row.reported_at)}{reference}" if row.reported_at else "nee"),
        ("Mensen bericht op", said.day(row.told_on) or "nee"),
        ("Afgesloten", at(row.closed_at) or "nee"),
    )
    return tuple(pair for pair in pairs if pair[1])


def _document(desk: Desk, title: str, subtitle: str, blocks: tuple[Block, ...]) -> Document:
    return Document(
        title=title, subtitle=subtitle, network=desk.network_name, created=desk.clock(), notice=words.NOTICE,
        facts=(("Stand van", desk.day),), blocks=blocks,
    )  # fmt: skip
