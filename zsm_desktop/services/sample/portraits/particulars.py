"""What a sample has beside the usual: the rhythm of its meetings, lists, choices in cases, figures and money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class MorePeople(NamedTuple):
    """So many people of an organisation beside its fixed contact."""

    code: str
    function: str
    many: int


class OtherMeetings(NamedTuple):
    """A body that is not played: it met every so many weeks, so often until now, and once it will; who sits in it."""

    body: str
    weeks: int
    weekday: int
    held: int
    members: tuple[str, ...]


class Shared(NamedTuple):
    """A figure of the whole region (`part` "") or one part of it: of the last full school year, the one before, …"""

    name: str
    part: str
    unit: str
    values: tuple[int, ...]
    source: str


class Put(NamedTuple):
    """What an organisation puts in beside a fund: hours at a rate in cents, or an amount in cents without hours."""

    fund: str
    organisation: str
    name: str
    cents: int
    hours: int = 0


class Agreed(NamedTuple):
    """A result agreed with who pays a fund; `indicator` "": entered by hand, so much so far."""

    fund: str
    name: str
    agreed: int
    indicator: str = ""
    reached: int = 0
    unit: str = "number"


class Asked(NamedTuple):
    """A condition of who pays a fund; with `met_on`, so many days into its time, it was seen to be so."""

    fund: str
    text: str
    met_on: int | None = None
    note: str = ""


class ToReport(NamedTuple):
    """A day on which who pays a fund wants to hear: of the school year so many after the first of the fund."""

    fund: str
    name: str
    years: int
    month: int
    day: int


class Paid(NamedTuple):
    """Paid from a fund so many days into its time."""

    fund: str
    days: int
    kind: str
    name: str
    cents: int


@dataclass(frozen=True, slots=True)
class Listed:
    """So many of a school stand on the list, by kind of school, of whom so many are talked about."""

    code: str
    on_list: Mapping[str, int]
    discussed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Particulars:
    """`choices`: by field the weights of its choices; `exact`: how many have one in the last full school year.

    `weeks`: so many between two meetings about young people, None: four to five, as usual.
    `members` sit in every meeting about young people, `chairs` are in the chair there in turn; `takes_part`: of an
    organisation the places of its parts among those of the network. `guided_by`: whose people guide the cases.
    `tells`: of a kind of organisation what it does, what it brings and its mandate, where that is not as usual.
    `roles`: of an organisation its role in the network, "" is who holds the pen. `large_held_by`: whose fixed contact
    is the only one to call large employers. `vacancies`: so many came in each of the years before this one.
    """

    choices: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    exact: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    weeks: int | None = None
    members: tuple[str, ...] = ()
    chairs: tuple[str, ...] = ()
    people: tuple[MorePeople, ...] = ()
    takes_part: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    guided_by: str = ""
    tells: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    large_held_by: str = ""
    vacancies: int = 0
    listed: Listed | None = None
    meetings: tuple[OtherMeetings, ...] = ()
    shared: tuple[Shared, ...] = ()
    put: tuple[Put, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    asked: tuple[Asked, ...] = ()
    to_report: tuple[ToReport, ...] = ()
    paid: tuple[Paid, ...] = ()


USUAL_PARTICULARS = Particulars()
