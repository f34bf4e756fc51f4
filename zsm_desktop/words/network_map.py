"""What the network map says of organisations, and of what is missing in the network."""

from __future__ import annotations

from typing import Protocol

from zsm_desktop.domain.network_gaps import WITHOUT_SEAT, Gap
from zsm_desktop.domain.network_map import Organisation
from zsm_desktop.domain.privacy import SMALLEST_SHOWN
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import BODY_LEVEL, ORGANISATION_KIND, SCHOOL_KIND, first_upper, label


class OnMap(Protocol):
    """An organisation, as far as it is named here."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def school_kind(self) -> str: ...

    @property
    def body_ids(self) -> tuple[str, ...]: ...


class Agreed(Protocol):
    """What a profile agrees about how many one person guides."""

    @property
    def least(self) -> int | None: ...

    @property
    def most(self) -> int | None: ...


TITLE = "Sociale kaart"
MANDATE = {"": "Niet afgesproken", "none": "Geen mandaat", "limited": "Beperkt mandaat", "full": "Volledig mandaat"}
GROUPS = {
    "pro": "Praktijkonderwijs", "vso": "Voortgezet speciaal onderwijs", "school_mbo": "Mbo-scholen",
    "mbo": "Mbo-instellingen", "swv": "Samenwerkingsverbanden", "board": "Schoolbesturen", "municipality": "Gemeenten",
    "rmc": "RMC", "uwv": "UWV", "mee": "MEE", "youth_care": "Jeugdzorg", "sw": "Sociale werkvoorziening",
    "employer": "Werkgevers", "partner": "Partners",
}  # fmt: skip
"""Kinds of organisations, in the order of the map."""
NO_ROLE = "Geen rol uit het netwerkprofiel"
LOADS = {"most": ("boven de afspraak", "bad"), "least": ("onder de afspraak", "warn"), "": ("", "neutral")}


def group_of(member: OnMap) -> str:
    """The key in GROUPS."""
    if member.kind == "school":
        return "school_mbo" if member.school_kind == "mbo" else member.school_kind
    return member.kind if member.kind in GROUPS else "partner"


def placed(member: OnMap) -> Organisation:
    """As the picture needs it."""
    needs = member.kind not in WITHOUT_SEAT
    return Organisation(member.id, member.name, GROUPS[group_of(member)], member.body_ids, needs)


def kind_words(member: OnMap) -> str:
    if member.kind == "school":
        return first_upper(label(SCHOOL_KIND, member.school_kind))
    return first_upper(label(ORGANISATION_KIND, member.kind))


def level_words(level: str) -> str:
    return first_upper(label(BODY_LEVEL, level))


OPEN_DOT = "Een open rondje: die organisatie zit in geen enkel overleg; gekleurd als zij daar gemist wordt."
FEW = f"<{SMALLEST_SHOWN}"
GAPS: dict[str, tuple[str, str]] = {
    "no_employer": (
        "Geen werkgever aan tafel",
        "Zet de contactpersoon van een werkgever in een overlegvorm.",
    ),
    "no_guide": ("{count} zonder regie", "Leg bij elke casus vast wie de regie heeft."),
    "guide_gone": (
        "{count} met een regisseur die er niet meer is",
        "Draag deze casussen over aan iemand die er nog wel is.",
    ),
    "caseload": (
        "{name} begeleidt {number} jongeren, afgesproken is hooguit {most}",
        "Draag een paar trajecten over, of maak een andere afspraak in het netwerkprofiel.",
    ),
    "no_members": ("{name} heeft geen leden", "Kies bij de overlegvorm wie erin zit."),
    "no_chair": ("{name} heeft geen voorzitter", "Vul bij het volgende overleg in wie voorzit."),
    "role": ("Niemand is {name}", "Geef een organisatie deze rol op de sociale kaart, of haal haar uit het profiel."),
    "no_contact": ("{name} heeft geen vast aanspreekpunt", "Maak een contactpersoon tot vast aanspreekpunt."),
    "no_seat": (
        "{name} zit in geen enkel overleg",
        "Zet een contactpersoon in een overlegvorm, of spreek af hoe zij meedoet.",
    ),
}
"""Code -> what is missing, and what to do about it."""


def gap_words(gap: Gap) -> str:
    """Few cases are not counted exactly."""
    few = f"Minder dan {SMALLEST_SHOWN} casussen"
    count = few if gap.count is None else dutch.plural(gap.count, "casus", "casussen")
    number = "" if gap.count is None else dutch.count(gap.count)
    return GAPS[gap.code][0].format(name=gap.name, count=count, number=number, most=gap.most)


def gap_advice(gap: Gap) -> str:
    return GAPS[gap.code][1]


def agreed_words(row: Agreed) -> str:
    """ "20 tot en met 25"; "" where the profile says nothing."""
    if row.least is not None and row.most is not None:
        return f"{row.least} tot en met {row.most}"
    if row.most is not None:
        return f"hooguit {row.most}"
    return f"minstens {row.least}" if row.least is not None else ""
