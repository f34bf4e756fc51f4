"""Everything on one pupil as one paper to read and one file for a machine, made in one act (article 15 AVG)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.files import make_folder, require_paper_place, safe_file_name, write_atomically
from zsm_desktop.domain.minutes_stage import require_password
from zsm_desktop.reports.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Paragraph,
    Row,
    Table,
    Tone,
)
from zsm_desktop.reports.document import Value as Cell
from zsm_desktop.reports.locked import locked_pdf, with_attachment
from zsm_desktop.reports.pupil_report_json import json_bytes
from zsm_desktop.words import employers, labels, logbook, retention
from zsm_desktop.words import format as dutch
from zsm_desktop.words import pupil_record as words
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.domain.profiles import Nouns
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.pupil_record import PupilRecord, RecordTable, Value
    from zsm_desktop.services.pupil_record_people import AtWork

MOST_COLUMNS = 6
"""A table with more becomes a list of names and values for each row."""
SHORT = {
    "delivery": ("delivered_on", "offer_id", "provider_id", "quantity", "status", "attended", "note"),
    "agenda_item": ("meeting_id", "status", "origin", "notes", "open_notes"),
    "decision": ("number", "decided_on", "body_id", "sealed_text", "open_text"),
    "action_item": ("sealed_text", "open_text", "owner_name", "due_on", "status", "done_on"),
}
"""Of these tables the paper leaves out what only the books, or another table of it, need; the file has all."""
_OF_CASE = (
    "consent", "case_sector", "case_value", "case_phase", "case_guide", "handover", "agenda_item", "case_discussion",
    "feasibility_check", "amendment", "decision", "action_item", "bottleneck", "need",
)  # fmt: skip
_OF_PUPIL = (
    "placement", "placement_month", "placement_change", "delivery", "dispute_message", "work_placement",
    "employer_contribution", "contribution_spending", "list_entry", "outcome", "follow_up", "pupil_request",
)  # fmt: skip


def write(
    desk: Desk, pupil_id: str, out_dir: Path, *, reason: str, password: str = "", again: str = ""
) -> dict[str, Path]:
    """ "pdf" and "json". With a password the paper is locked and holds the file itself, so that none lies open.

    The log gets `reason` first. Raises RuleError as `PupilRecords.record` and `domain.minutes_stage.require_password`.
    """
    from zsm_desktop.reports.pdf import pdf_bytes

    if password or again:
        require_password(password, again)
    require_paper_place(out_dir / "x.pdf")
    record = desk.pupil_records.record(pupil_id, reason)
    stem = words.FILE_STEM.format(code=record.code)
    pdf, plain = (out_dir / safe_file_name(stem, end) for end in (".pdf", ".json"))
    paper, machine = pdf_bytes(document(record, desk.nouns)), json_bytes(record)
    if password:
        papers = {pdf: locked_pdf(with_attachment(paper, plain.name, machine), password)}
    else:
        papers = {pdf: paper, plain: machine}
    make_folder(out_dir)
    for path, data in papers.items():
        write_atomically(path, data)
    return {"pdf": pdf} if password else {"pdf": pdf, "json": plain}


def document(record: PupilRecord, nouns: Nouns) -> Document:
    """In the order of a life in the network: who, each case, placements, work, what came after, and who saw it."""
    teller = _Teller(record, nouns)
    return Document(
        title=words.TITLE,
        subtitle=words.SUBTITLE,
        network=record.network,
        created=record.made_at,
        notice=words.NOTICE,
        facts=(
            ("Naam", record.name or record.pseudonym),
            ("School", record.school),
            ("Gemaakt op", home_day(record.made_at)),
            ("Reden", record.reason),
        ),
        blocks=(
            Paragraph(words.LEAD.format(network=record.network, name=record.name or record.pseudonym), is_lead=True),
            *teller.whole(("pupil", "former_name"), 1),
            *teller.cases(),
            *teller.whole(_OF_PUPIL, 1),
            *teller.shared(),
            *teller.opened(),
            *teller.kept(),
            Callout(words.RIGHTS, "Uw rechten", Tone.INFO),
        ),
    )


class _Teller:
    def __init__(self, record: PupilRecord, nouns: Nouns) -> None:
        self._record, self._nouns = record, nouns
        self._tables = {one.name: one for one in record.tables}

    def cases(self) -> list[Block]:
        blocks: list[Block] = []
        if (cases := self._tables.get("case_file")) is None:
            return blocks
        for case in cases.rows:
            blocks.append(Heading(1, words.CASE.format(number=case["number"])))
            blocks.append(KeyValues(tuple(self._told(cases, case).items())))
            blocks += self.whole(_OF_CASE, 2, str(case["id"]))
        return blocks

    def whole(self, names: Sequence[str], level: int, case_id: str = "") -> list[Block]:
        """Every table of these with something in it, under its own heading; of one case where that is named."""
        blocks: list[Block] = []
        for name in names:
            if (table := self._tables.get(name)) is None:
                continue
            rows = [row for row in table.rows if not case_id or self._is_of(name, row, case_id)]
            told = [one for row in rows if (one := self._told(table, row))]
            if told:
                blocks += [Heading(level, words.TABLES[name]), *self._shown(name, told)]
        return blocks

    def shared(self) -> list[Block]:
        """One row for each meeting or placement, with all who were there."""
        who: dict[tuple[date, str, str], list[str]] = {}
        for one in self._record.shared:
            people = dutch.joined(dict.fromkeys(person.function for person in one.people if person.function))
            shown = f"{one.receiver} ({people})" if people and one.receiver else one.receiver or people
            who.setdefault((one.on, one.kind, one.number), []).append(shown)
        rows = tuple(
            (on, words.SHARED_KIND[kind], number, "; ".join(filter(None, names)))
            for (on, kind, number), names in who.items()
        )
        columns = (Column("Dag", Kind.DATE), Column("Wat", weight=2), Column("Nummer"), Column("Wie", weight=5))
        lead = Paragraph(words.SHARED_LEAD, is_lead=True)
        return [Heading(1, words.SHARED), lead, Table("Gedeeld", columns, rows, when_empty="Met niemand.")]

    def opened(self) -> list[Block]:
        rows = tuple(
            (
                home_day(one.at),
                self._person(one.who),
                logbook.did(one.act, one.paper),
                one.about,
                one.reason,
            )
            for one in self._record.openings
        )
        columns = (
            Column("Dag", Kind.DATE), Column("Wie", weight=2), Column("Wat", weight=2), Column("Waarover"),
            Column("Reden", weight=2),
        )  # fmt: skip
        lead = Paragraph(words.OPENED_LEAD, is_lead=True)
        return [Heading(1, words.OPENED), lead, Table("Logboek", columns, rows, when_empty="Niemand.")]

    def kept(self) -> list[Block]:
        rows = tuple(
            (
                retention.NAMES[one.category],
                retention.term(one.category, one.years),
                dutch.date_medium(one.until)
                if one.until is not None
                else words.AT_BOOK_YEAR if one.category == "books" else words.NOT_LEFT,
                one.ground or retention.GROUNDS[one.category],
            )
            for one in self._record.kept
        )  # fmt: skip
        columns = tuple(Column(name, weight=2) for name in ("Wat", "Termijn", "Tot en met", "Grond"))
        missing = dict.fromkeys(reason for _, _, reason in self._record.left_out)
        return [
            Heading(1, words.KEPT),
            Table("Bewaren", columns, rows),
            Heading(1, words.LEFT_OUT),
            Bullets(tuple(labels.first_upper(words.REASONS[reason]) + "." for reason in missing)),
        ]

    def _is_of(self, name: str, row: Mapping[str, Value], case_id: str) -> bool:
        if "case_id" in row:
            return row["case_id"] == case_id or (name == "bottleneck" and row["case_id"] is None)
        items = self._tables.get("agenda_item")
        return items is not None and any(
            one["id"] == row.get("agenda_item_id") and one["case_id"] == case_id for one in items.rows
        )

    def _meeting_of(self, row: Mapping[str, Value]) -> str:
        items = self._tables.get("agenda_item")
        found = (one for one in items.rows if one["id"] == row.get("agenda_item_id")) if items is not None else ()
        return next((str(one["meeting_id"]) for one in found), "")

    def _told(self, table: RecordTable, row: Mapping[str, Value]) -> dict[str, str]:
        """By the Dutch name of the column; what is empty, and what only a machine needs, is left out."""
        told: dict[str, str] = {}
        if table.name != "agenda_item" and (meeting := self._meeting_of(row)):
            told[words.MEETING] = meeting
        for column in table.columns:
            if column.kind == "id" or column.name not in SHORT.get(table.name, (column.name,)):
                continue
            if shown := self._value(table.name, column.name, column.kind, row[column.name]):
                told.setdefault(words.column(table.name, column.name), shown)
        return told

    def _value(self, table: str, column: str, kind: str, value: Value) -> str:
        match value:
            case None | "":
                return ""
            case bool():
                return words.YES if value else words.NO
            case datetime():
                return dutch.date_medium(home_day(value))
            case date():
                return dutch.date_medium(value)
            case time():
                return dutch.clock(value)
            case int():
                return _number(column, kind, value)
            case str():
                return self._text(table, column, value)
            case _:
                return self._person(value)

    def _text(self, table: str, column: str, value: str) -> str:
        if column == "birth_date":
            return dutch.date_medium(date.fromisoformat(value))
        if column == "weekdays":
            return employers.days(value.split(","))
        if _is_code(table, column):
            return say(self._nouns, words.code(table, column, value, self._record.fields))
        return value

    def _person(self, person: AtWork) -> str:
        role = say(self._nouns, labels.ROLE[person.role]) if person.role else ""
        return ", ".join(part for part in (person.function or role, person.organisation) if part)

    def _shown(self, name: str, told: list[dict[str, str]]) -> list[Block]:
        titles = list(dict.fromkeys(title for row in told for title in row))
        if name == "pupil" or len(titles) > MOST_COLUMNS:
            return [KeyValues(tuple(row.items())) for row in told]
        rows: tuple[Row, ...] = tuple(tuple(_cell(row.get(title)) for title in titles) for row in told)
        weights = {"Tekst": 4, "Antwoord": 3, "Toelichting": 3, "Notities": 4, "Aanbod": 2, "Beschrijving": 3}
        columns = tuple(Column(title, weight=weights.get(title, 1)) for title in titles)
        return [Table(words.TABLES[name], columns, rows)]


def _cell(text: str | None) -> Cell:
    return text


def _is_code(table: str, column: str) -> bool:
    """Codes are said in words; all else a person wrote, or the network calls it so."""
    return f"{table}.{column}" in words.CODES or words.is_of_profile(table, column)


def _number(column: str, kind: str, value: int) -> str:
    if kind == "cents":
        return dutch.money(value)
    if kind == "quantity":
        return dutch.quantity(value)
    if column == "month":
        return dutch.month(date(value // 12, value % 12 + 1, 1))
    return dutch.school_year(value) if column == "school_year" else str(value)
