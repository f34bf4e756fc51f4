"""How the invented network of a profile looks: its places, people and figures, as plain values without any chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from zsm_desktop.domain.outcomes import Destination, LeavingProfile
from zsm_desktop.services.sample.portraits.particulars import USUAL_PARTICULARS, Particulars
from zsm_desktop.services.sample.steering_texts import USUAL_TALK, Talk


@dataclass(frozen=True, slots=True)
class Place:
    """A school as invented; `island` is an index into the parts, `board` into the boards, `pupils` those enrolled."""

    code: str
    name: str
    kind: str
    pupils: int
    island: int
    city: int
    board: int


class Board(NamedTuple):
    code: str
    name: str
    island: int


class Neighbour(NamedTuple):
    """An organisation that is no school, and what its fixed contact is there."""

    code: str
    name: str
    kind: str
    function: str


@dataclass(frozen=True, slots=True)
class FundSketch:
    """Money of the network; `granted_cents` None: half as much again as it bore of the exchange.

    It bears so many hundredths of a percent of what is of that kind and for schools of that kind, from the last full
    school year on, so many years.
    """

    code: str
    name: str
    owner: str
    terms: str
    granted_cents: int | None = None
    percent: int = 100_00
    offer_kind: str | None = None
    school_kind: str | None = None
    years: int = 2


@dataclass(frozen=True, slots=True)
class Rounds:
    """Of a network whose clusters each meet four times a year about `new` young people, who come back once.

    `placed` of them get a trajectory, but not at the last meeting of the year: it could not begin before the summer.
    """

    new: int
    placed: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """Cases entered in one school year: how those that ended did, and what was found of all of them, by code.

    `in_time` of them came to work within the months the profile agreed on; `areas` are marks, several for one case.
    """

    entered: int
    endings: Mapping[str, int]
    in_time: int
    areas: Mapping[str, int]
    referrers: Mapping[str, int]

    @property
    def ended(self) -> int:
        return sum(self.endings.values())


@dataclass(frozen=True, slots=True)
class Guiding:
    """Of a network in which one person guides each case from entry to the end.

    `cohorts`: this school year as it would be in full, the one before and so on. `guides` people divide the cases, of
    whom each is given no more than `most`. `caseload` is how many run on the last day of a full school year.
    """

    role: str
    guides: int
    most: int
    caseload: int
    contribution_cents: int
    cohorts: tuple[Cohort, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """So many leavers of a school in a year went there; `is_against`: against what school advised."""

    count: int
    destination: Destination
    profile: LeavingProfile
    is_against: bool = False


@dataclass(frozen=True, slots=True)
class CaseYears:
    """How many cases are entered: in the last full calendar year, in those before, in this one and most recently."""

    last: int = 45
    fewer_per_year_back: int = 5
    fewest: int = 20
    running: int = 50
    fresh: int = 8
    """Since the last meeting: six for the agenda to come, two that came too late for it."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """All the parts of the sample ask of a network.

    `name` and `region` "": as the profile has it. `parts`, `cities` and `areas` go together: of each part its places,
    as many in each, and of each place the figures of its postcode. `leavers`: of a kind of school, who left whereto in
    the last full school year. `pro` and `vso` are the known schools by kind; whoever asks for more gets made-up ones.
    """

    code: str
    name: str
    region: str
    parts: tuple[str, ...]
    cities: tuple[tuple[str, ...], ...]
    areas: tuple[tuple[str, ...], ...]
    boards: tuple[Board, ...]
    pro: tuple[Place, ...]
    vso: tuple[Place, ...]
    neighbours: tuple[Neighbour, ...]
    leavers: Mapping[str, Mapping[Destination, int]]
    steering_places: tuple[str, ...]
    funds: tuple[FundSketch, ...]
    fewer_leavers_percent: int = 4
    more_before: Mapping[Destination, int] = field(default_factory=dict)
    """Where so many percent more went in every year back, beside what all leavers were fewer."""
    cases: CaseYears = CaseYears()
    years: int = 3
    targets: Mapping[str, int] = field(default_factory=dict)
    """What is aimed at by indicator where the profile names no targets."""
    aims: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """What is aimed at by indicator in this school year, the one before and so on, where that is known by year."""
    school_aims: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By indicator and school, what each aims at in every year."""
    leaving: Mapping[str, tuple[tuple[Leaving, ...], ...]] = field(default_factory=dict)
    """By school, where all of it is known: who left in the last full school year, the one before and so on.

    The oldest holds for the years before it. Empty: chance divides `leavers` over the schools.
    """
    youngest: int = 12
    oldest: Mapping[str, int] = field(default_factory=lambda: {"pro": 18, "vso": 19})
    """Age in years of those enrolled today."""
    is_exchanging: bool = True
    """Schools use each other's offers and keep books of it."""
    talk: Talk = USUAL_TALK
    case_members: tuple[str, ...] = ()
    steering_members: tuple[str, ...] = ()
    """Codes of the organisations that sit in the bodies about pupils beside the schools, and in the one of directors.

    Without any, guests come and go and all directors meet.
    """
    note_taker: str = ""
    """The organisation whose person writes, where it is not the secretary, who then is in the chair."""
    has_islands: bool = False
    rounds: Rounds | None = None
    guiding: Guiding | None = None
    mbo: tuple[Place, ...] = ()
    particulars: Particulars = USUAL_PARTICULARS

    @property
    def schools(self) -> int:
        return len(self.pro) + len(self.vso) + len(self.mbo)

    @property
    def has_offers(self) -> bool:
        """Schools have something to offer each other; who guides young people to work has not."""
        return self.guiding is None

    def known(self, kind: str) -> tuple[Place, ...]:
        return {"pro": self.pro, "vso": self.vso, "mbo": self.mbo}[kind]

    def enrolled(self, kind: str) -> int:
        """Pupils of the known schools of a kind."""
        return sum(place.pupils for place in self.known(kind))

    def city(self, place: Place) -> str:
        return self.cities[place.island][place.city]

    def area_of(self, city: str) -> str:
        """The four figures of a city's postcodes."""
        return dict(zip(sum(self.cities, ()), sum(self.areas, ()), strict=True))[city]
