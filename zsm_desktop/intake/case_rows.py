"""Judges the rows of a case form one by one; a row with an error is left out, a warning lets it through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from zsm_desktop.domain.calendar import age_on
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis, asks_own_consent, missing_for_discussion
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.intake import dutch_values
from zsm_desktop.intake.case_columns import (
    ALL_SCHOOLS,
    COLUMNS,
    LIST_SEPARATOR,
    FormLists,
    Kind,
)
from zsm_desktop.intake.case_facts import CaseConsent, CaseRow
from zsm_desktop.intake.safe_workbook import CellValue
from zsm_desktop.words.labels import GIVEN_BY, LEGAL_BASIS

_T = TypeVar("_T")
_BY_KEY = {column.key: column for column in COLUMNS}
_MOST_TEXT = {Kind.TEXT: 80, Kind.LONG_TEXT: 4_000}
_LIKELY_AGES = range(10, 26)
_MOST_HALF_DAYS = 1_000
_MOST_KM = 250
_GIVER_SYNONYMS = {
    "ouder": GivenBy.GUARDIANS,
    "ouder(s)": GivenBy.GUARDIANS,
    "verzorgers": GivenBy.GUARDIANS,
    "ouders/verzorgers": GivenBy.GUARDIANS,
    "beide": GivenBy.BOTH,
    "ouders en leerling": GivenBy.BOTH,
    "leerling + ouders": GivenBy.BOTH,
}


class RowReader:
    """Collects rows and findings; knows what stood in earlier rows of the same file."""

    def __init__(self, lists: FormLists, today: date) -> None:
        self._today = today
        self._schools = Choices(lists.schools)
        self._sectors = Choices(lists.sectors)
        self._row_of: dict[tuple[str, str], int] = {}
        self._row_of_person: dict[tuple[str, str, date], int] = {}
        self.rows: list[CaseRow] = []
        self.findings: list[Finding] = []
        self.read_count = 0

    def read(self, number: int, cells: Mapping[str, CellValue]) -> None:
        """Judge one filled row; it joins `rows` when nothing in it is an error."""
        self.read_count += 1
        line = _Line(number, cells)
        row = self._row(line)
        self._judge_double(line, row)
        self.findings.extend(line.findings)
        if not any(not finding.is_warning for finding in line.findings):
            self.rows.append(row)

    def _row(self, line: _Line) -> CaseRow:
        birth_date = self._birth_date(line)
        heard_pupil, heard_pupil_on = self._heard(line, "heard_pupil")
        heard_parents, heard_parents_on = self._heard(line, "heard_parents")
        if heard_pupil is not True:
            line.find("heard_pupil", "cases.pupil_not_heard", is_warning=True)
        return CaseRow(
            row=line.number,
            school_code=line.chosen("school", self._schools, "cases.school_unknown"),
            pupil_reference=line.text("reference"),
            given_name=line.text("given_name"),
            family_name=line.text("family_name"),
            birth_date=birth_date,
            asks_own_consent=(asks_own := self._asks_own_consent(line, birth_date)),
            question=line.text("question"),
            tried=line.text("tried"),
            wishes=line.text("wish"),
            is_pupil_heard=heard_pupil,
            pupil_spoken_on=heard_pupil_on,
            are_guardians_heard=heard_parents,
            guardians_spoken_on=heard_parents_on,
            sector_codes=self._sector_codes(line),
            half_days_hundredths=self._half_days(line),
            weekdays=line.value("weekdays", dutch_values.read_weekdays) or (),
            travel_km=self._travel(line),
            consent=self._consent(line, birth_date, asks_own=asks_own),
            is_urgent=bool(line.value("urgent", dutch_values.read_yes_no)),
            remarks=line.text("remark"),
        )

    def _birth_date(self, line: _Line) -> date | None:
        born = line.value("birth_date", dutch_values.read_date)
        if born is None:
            return None
        if born >= self._today:
            line.find("birth_date", "cases.birth_date_future")
            return None
        age = age_on(born, self._today)
        if age not in _LIKELY_AGES:
            line.find("birth_date", "cases.birth_date_unlikely", is_warning=True, age=age)
        return born

    def _asks_own_consent(self, line: _Line, birth_date: date | None) -> bool | None:
        said = line.value("own_consent", dutch_values.read_yes_no)
        if birth_date is None:
            return said
        return asks_own_consent(birth_date, self._today)

    def _heard(self, line: _Line, key: str) -> tuple[bool | None, date | None]:
        is_heard = line.value(key, dutch_values.read_yes_no)
        day = line.value(f"{key}_on", dutch_values.read_date)
        if day is not None and day > self._today:
            line.find(f"{key}_on", "cases.day_in_future", day=day)
        if is_heard and line.is_empty(f"{key}_on"):
            line.find(f"{key}_on", "cases.heard_without_day", is_warning=True)
        if day is not None and is_heard is False:
            line.find(key, "cases.heard_contradiction")
        return (True if is_heard is None and day is not None else is_heard), day

    def _sector_codes(self, line: _Line) -> tuple[str, ...]:
        chosen = [line.chosen(key, self._sectors, "cases.sector_unknown") for key in ("sector_1", "sector_2")]
        if line.is_empty("sector_1") and line.is_empty("sector_2"):
            line.find("sector_1", "cases.sector_missing", is_warning=True)
        return tuple(dict.fromkeys(code for code in chosen if code))

    def _half_days(self, line: _Line) -> int | None:
        half_days = line.value("half_days", dutch_values.read_hundredths)
        if half_days is not None and not 0 < half_days <= _MOST_HALF_DAYS:
            line.find("half_days", "cases.half_days_range")
        return half_days

    def _travel(self, line: _Line) -> int | None:
        kilometres = line.value("travel_km", dutch_values.read_whole)
        if kilometres is not None and not 0 < kilometres <= _MOST_KM:
            line.find("travel_km", "cases.travel_range", most=_MOST_KM)
        return kilometres

    def _consent(self, line: _Line, birth_date: date | None, *, asks_own: bool | None) -> CaseConsent | None:
        keys = ("basis", "given_by", "consent_from", "consent_until", "receiver")
        if all(line.is_empty(key) for key in keys):
            line.find("basis", "cases.consent_none", is_warning=True)
            return None
        consent = self._consent_filled(line)
        if consent is not None:
            self._judge_consent(line, consent, birth_date, asks_own=asks_own)
        return consent

    def _consent_filled(self, line: _Line) -> CaseConsent | None:
        basis = line.word(
            "basis", {word: LegalBasis(code) for code, word in LEGAL_BASIS.items()}, "cases.basis_unknown"
        )
        givers = {**{word: GivenBy(code) for code, word in GIVEN_BY.items()}, **_GIVER_SYNONYMS}
        giver = line.word("given_by", givers, "cases.giver_unknown")
        start = line.value("consent_from", dutch_values.read_date)
        end = line.value("consent_until", dutch_values.read_date)
        receiver = self._receiver(line)
        if giver is None and basis not in (None, LegalBasis.CONSENT) and line.is_empty("given_by"):
            giver = GivenBy.SCHOOL
        for key, part in (("basis", basis), ("given_by", giver), ("consent_from", start)):
            if part is None and line.is_empty(key):
                line.find(key, "cases.consent_incomplete")
        if start is not None and end is not None and end < start:
            line.find("consent_until", "cases.consent_ends_before", start=start)
            return None
        if basis is None or giver is None or start is None:
            return None
        return CaseConsent(basis, giver, receiver, start, end)

    def _receiver(self, line: _Line) -> str | None:
        said = line.plain("receiver").casefold()
        if said in ("", ALL_SCHOOLS, "alle scholen"):
            return None
        return line.chosen("receiver", self._schools, "cases.receiver_unknown") or None

    def _judge_consent(
        self, line: _Line, consent: CaseConsent, birth_date: date | None, *, asks_own: bool | None
    ) -> None:
        """Warn now about what would later keep the case from being discussed; the rule itself is the domain's."""
        if consent.valid_from > self._today:
            line.find("consent_from", "cases.consent_not_yet", is_warning=True, start=consent.valid_from)
            return
        facts = ConsentFacts(
            consent.legal_basis, consent.given_by, consent.receiver_code, consent.valid_from, consent.valid_until
        )
        lack = missing_for_discussion([facts], birth_date, self._today, is_sixteen=asks_own)
        if lack == "consent.expired":
            line.find("consent_until", "cases.consent_expired", is_warning=True, end=consent.valid_until)
        elif lack in {"consent.own_needed", "consent.guardians_needed"}:
            code = "cases.consent_own_needed" if asks_own else "cases.consent_guardians_needed"
            line.find("given_by", code, is_warning=True)

    def _judge_double(self, line: _Line, row: CaseRow) -> None:
        key = (row.school_code, row.pupil_reference.casefold())
        if all(key):
            first = self._row_of.setdefault(key, row.row)
            if first != row.row:
                line.find("reference", "cases.double_row", first=first)
                return
        if row.given_name and row.family_name and row.birth_date:
            person = (row.given_name.casefold(), row.family_name.casefold(), row.birth_date)
            first = self._row_of_person.setdefault(person, row.row)
            if first != row.row:
                line.find("family_name", "cases.double_person", is_warning=True, first=first)


class _Line:
    """One row of the form while it is read: values by key, and what is the matter with them."""

    def __init__(self, number: int, cells: Mapping[str, CellValue]) -> None:
        self.number = number
        self.findings: list[Finding] = []
        self._cells = cells

    def find(self, key: str, code: str, *, is_warning: bool = False, **facts: object) -> None:
        self._find(key, code, facts, is_warning=is_warning)

    def _find(self, key: str, code: str, facts: Mapping[str, object], *, is_warning: bool = False) -> None:
        self.findings.append(Finding(code, self.number, _BY_KEY[key].heading, facts, is_warning))

    def is_empty(self, key: str) -> bool:
        value = self._cells.get(key)
        return value is None or (isinstance(value, str) and not value.strip())

    def value(self, key: str, read: Callable[[CellValue], _T | None]) -> _T | None:
        """The cell as `read` understands it; what it cannot read becomes a finding and None."""
        try:
            return read(self._cells.get(key))
        except RuleError as refusal:
            self._find(key, refusal.code, {name: _unnumbered(str(fact)) for name, fact in refusal.facts.items()})
            return None

    def plain(self, key: str) -> str:
        value = self._cells.get(key)
        return "" if value is None else dutch_values.tidy_text(str(value))

    def text(self, key: str) -> str:
        """Text within its length, without a citizen number; a needed one that is missing is a finding."""
        column = _BY_KEY[key]
        count = len(self.findings)
        text = self.value(key, dutch_values.read_text) or ""
        if not text and column.is_needed and len(self.findings) == count:
            self.find(key, "cases.needed")
        if dutch_values.holds_citizen_number(text):
            self.find(key, "cases.citizen_number")
            return ""
        if len(text) > _MOST_TEXT[column.kind]:
            self.find(key, "cases.text_too_long", most=_MOST_TEXT[column.kind])
        return text

    def chosen(self, key: str, offered: Choices, unknown: str) -> str:
        """The code of what was chosen; empty when nothing or something unknown stands there."""
        text = self.plain(key)
        if not text:
            if _BY_KEY[key].is_needed:
                self.find(key, "cases.needed")
            return ""
        code = offered.code_of(text)
        if code is None:
            self.find(key, unknown, text=_unnumbered(text))
        return code or ""

    def word(self, key: str, words: Mapping[str, _T], unknown: str) -> _T | None:
        text = self.plain(key).casefold()
        if text and text not in words:
            self.find(key, unknown, text=_unnumbered(self.plain(key)), known=", ".join(dict.fromkeys(words)))
        return words.get(text)


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of the network, found by code, by name, or by the "code · name" of its drop-down."""

    items: tuple[tuple[str, str], ...]

    def code_of(self, text: str) -> str | None:
        """The code meant by `text`, or None when there is no such one or more than one."""
        wanted = text.casefold()
        for form in (self._codes, self._shown, self._names):
            found = [code for code, written in form() if written.casefold() == wanted]
            if len(found) == 1:
                return found[0]
        return None

    def _codes(self) -> Iterable[tuple[str, str]]:
        return ((code, code) for code, _ in self.items)

    def _shown(self) -> Iterable[tuple[str, str]]:
        return ((code, f"{code}{LIST_SEPARATOR}{name}") for code, name in self.items)

    def _names(self) -> Iterable[tuple[str, str]]:
        return self.items


def _unnumbered(text: str) -> str:
    """What is repeated in a sentence must not carry a citizen number that was typed in the wrong column."""
    return "…" if dutch_values.holds_citizen_number(text) else text[:80]
