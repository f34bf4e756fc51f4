"""The columns of the form with which a school enters pupils: one list for writing the form and for reading it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from zsm_desktop.words.labels import GIVEN_BY, LEGAL_BASIS

FORM_VERSION = 1
FORM_MARK = "zsm-desktop aanmeldformulier"
SHEET_HELP = "Uitleg"
SHEET_CASES = "Aanmelding"
SHEET_LISTS = "Lijsten"
ALL_SCHOOLS = "alle"
LIST_SEPARATOR = " · "
"""Between code and name in a drop-down; what stands before it is the code."""

WEEKDAY_CHOICES = ("ma t/m vr", "ma", "di", "wo", "do", "vr", "ma, di", "wo, do", "do, vr", "ma, wo, vr", "di, do")


class Kind(Enum):
    """How a cell is filled in, and so how it is laid out and read."""

    TEXT = auto()
    LONG_TEXT = auto()
    DATE = auto()
    YES_NO = auto()
    QUANTITY = auto()
    WHOLE = auto()
    CHOICE = auto()
    SUGGESTION = auto()
    """A drop-down that also takes what is not in it."""


@dataclass(frozen=True, slots=True)
class FormLists:
    """What the form offers to choose from: the network's own lists as (code, name), in the order shown."""

    network_id: str
    network_name: str
    schools: tuple[tuple[str, str], ...]
    sectors: tuple[tuple[str, str], ...]
    travel_ranges_km: tuple[int, ...] = (5, 10, 15, 20, 30, 40, 60)
    return_to: str = ""
    """Whom the filled form goes back to, as told in the instructions; may be empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; the heading is its name in every finding, `width` is in Excel's characters."""

    key: str
    heading: str
    group: str
    kind: Kind
    width: int
    hint: str
    example: str
    is_needed: bool = False
    is_identifying: bool = False
    only_pseudonymous: bool = False
    choices: str = ""
    """Which list of `choices()` the drop-down shows."""


_PUPIL, _QUESTION, SPOKEN, _WANTED, _CONSENT, _REST = (
    "Leerling",
    "Hulpvraag",
    "Gesproken met",
    "Wat wordt gezocht",
    "Toestemming om te delen",
    "Overig",
)

COLUMNS: tuple[Column, ...] = (
    Column(
        "school", "School (code)", _PUPIL, Kind.CHOICE, 20, "Kies uw school uit de lijst.", "", True, choices="schools"
    ),
    Column(
        "reference",
        "Leerlingnummer eigen school",
        _PUPIL,
        Kind.TEXT,
        15,
        "Het nummer in uw eigen administratie. Nooit het BSN of onderwijsnummer.",
        "L-2031",
        is_needed=True,
    ),
    Column(
        "given_name", "Roepnaam", _PUPIL, Kind.TEXT, 14, "Alleen als de naam nodig is.", "Sanne", is_identifying=True
    ),
    Column("family_name", "Achternaam", _PUPIL, Kind.TEXT, 20, "Met tussenvoegsel.", "de Vries", is_identifying=True),
    Column(
        "birth_date",
        "Geboortedatum",
        _PUPIL,
        Kind.DATE,
        17,
        "Dag-maand-jaar. Vanaf 16 jaar is de toestemming van de leerling zelf nodig.",
        "14-05-2010",
        is_identifying=True,
    ),
    Column(
        "own_consent",
        "16 jaar of ouder",
        _PUPIL,
        Kind.YES_NO,
        11,
        "Ja of nee. Vanaf 16 jaar is de toestemming van de leerling zelf nodig.",
        "ja",
        only_pseudonymous=True,
    ),
    Column(
        "question",
        "Hulpvraag",
        _QUESTION,
        Kind.LONG_TEXT,
        42,
        "Welke vraag kan de eigen school niet beantwoorden? Schrijf geen namen in de tekst.",
        "Wil lassen leren; onze school heeft geen laswerkplaats.",
        is_needed=True,
    ),
    Column(
        "tried",
        "Wat is al geprobeerd",
        _QUESTION,
        Kind.LONG_TEXT,
        34,
        "Kort: wat is gedaan en wat leverde het op?",
        "Interne stage techniek, half jaar; gemotiveerd.",
    ),
    Column(
        "wish",
        "Wens van de leerling (eigen woorden)",
        _QUESTION,
        Kind.LONG_TEXT,
        34,
        "In de woorden van de leerling zelf.",
        "„Ik wil later bij een scheepswerf werken.”",
    ),
    Column("heard_pupil", "Gesproken met leerling", SPOKEN, Kind.YES_NO, 11, "Ja of nee.", "ja"),
    Column("heard_pupil_on", "Datum gesprek leerling", SPOKEN, Kind.DATE, 13, "Dag-maand-jaar.", "03-11-2026"),
    Column("heard_parents", "Gesproken met ouders", SPOKEN, Kind.YES_NO, 11, "Ja of nee.", "ja"),
    Column("heard_parents_on", "Datum gesprek ouders", SPOKEN, Kind.DATE, 13, "Dag-maand-jaar.", "05-11-2026"),
    Column("sector_1", "Sector 1", _WANTED, Kind.CHOICE, 20, "De eerste keus.", "", choices="sectors"),
    Column("sector_2", "Sector 2", _WANTED, Kind.CHOICE, 20, "Een tweede keus, als die er is.", "", choices="sectors"),
    Column(
        "half_days",
        "Dagdelen per week",
        _WANTED,
        Kind.QUANTITY,
        11,
        "Een getal van 0,5 tot en met 10, met een komma.",
        "2,5",
    ),
    Column(
        "weekdays",
        "Beschikbare dagen",
        _WANTED,
        Kind.SUGGESTION,
        14,
        "Kies of typ, bijvoorbeeld: ma, di, do. Leeg betekent: alle dagen.",
        "di, do",
        choices="weekdays",
    ),
    Column(
        "travel_km",
        "Reisafstand (km)",
        _WANTED,
        Kind.SUGGESTION,
        11,
        "Hoeveel kilometer de leerling hooguit reist, enkele reis.",
        "30",
        choices="travel",
    ),
    Column(
        "basis",
        "Grondslag",
        _CONSENT,
        Kind.CHOICE,
        15,
        "Waarom u deze gegevens mag delen. Zonder grondslag kan de casus wel klaargezet, maar niet besproken worden.",
        "toestemming",
        choices="bases",
    ),
    Column(
        "given_by",
        "Toestemming gegeven door",
        _CONSENT,
        Kind.CHOICE,
        18,
        "Onder de 16 jaar de ouders, vanaf 16 jaar de leerling zelf.",
        "leerling en ouders",
        choices="givers",
    ),
    Column("consent_from", "Toestemming vanaf", _CONSENT, Kind.DATE, 13, "Dag-maand-jaar.", "05-11-2026"),
    Column(
        "consent_until",
        "Toestemming tot",
        _CONSENT,
        Kind.DATE,
        13,
        "De laatste dag. Leeg: tot intrekking.",
        "31-07-2027",
    ),
    Column(
        "receiver",
        "Voor welke school",
        _CONSENT,
        Kind.CHOICE,
        22,
        "De school waarmee u mag delen, of: alle. Leeg betekent: alle.",
        ALL_SCHOOLS,
        choices="receivers",
    ),
    Column("urgent", "Spoed", _REST, Kind.YES_NO, 8, "Ja als het niet tot de volgende bespreking kan wachten.", "nee"),
    Column("remark", "Opmerking", _REST, Kind.LONG_TEXT, 30, "Wat verder nodig is om te weten.", ""),
)


def columns_of(*, is_pseudonymous: bool) -> tuple[Column, ...]:
    """The columns of one variant: the pseudonymous form asks no name and no birth date, only the age limit."""
    return tuple(
        column for column in COLUMNS if not (column.is_identifying if is_pseudonymous else column.only_pseudonymous)
    )


def choices(lists: FormLists) -> dict[str, tuple[str, ...]]:
    """The texts of every drop-down."""
    schools = tuple(f"{code}{LIST_SEPARATOR}{name}" for code, name in lists.schools)
    return {
        "schools": schools,
        "receivers": (ALL_SCHOOLS, *schools),
        "sectors": tuple(name for _, name in lists.sectors),
        "travel": tuple(str(km) for km in lists.travel_ranges_km),
        "bases": tuple(LEGAL_BASIS.values()),
        "givers": tuple(GIVEN_BY.values()),
        "weekdays": WEEKDAY_CHOICES,
        "yes_no": ("ja", "nee"),
    }
