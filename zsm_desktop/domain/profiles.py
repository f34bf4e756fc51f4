"""What a network is like: its words, who meets when, phases and fields of a case, what it counts and how it settles.

A profile is data. `profile_text` reads and writes it as TOML; the six that ship are in resources/profiles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import time

LEVELS = ("operational", "tactical", "strategic")
BODY_KINDS = ("case", "steering")
POINT_KINDS = ("fixed", "balances", "results", "funds", "collaboration", "vacancies")
"""What a fixed point of an agenda shows by itself; "fixed": nothing but its title."""
CASE_POINTS = frozenset({"fixed", "vacancies"})
"""Those that may stand where pupils are talked about; the others are for directors."""
CHAIRS = ("turns",)
FIELD_KINDS = ("choice", "many", "yes_no", "number", "date", "organisation")
PERIODS = ("school_year", "calendar_year", "school_period", "month")
UNITS = ("number", "share", "growth")
COUNTED = (
    "leavers",
    "cases",
    "discussed",
    "placements",
    "follow_ups",
    "finished",
    "fields",
    "meetings",
    "vacancies",
    "caseload",
    "phases",
    "listed",
)
FILTERS = (
    "destination",
    "exit_profile",
    "against_advice",
    "lasting",
    "months",
    "outcome",
    "within_months",
    "school_kind",
    "body",
    "field",
    "choice",
    "phase",
    "since",
    "list",
)
HOLIDAY_REGIONS = ("Noord", "Midden", "Zuid")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing as the network calls it; the short forms stand where there is little room, and are of the same gender."""

    singular: str
    plural: str
    article: str = "de"
    short: str = ""
    short_plural: str = ""

    @property
    def is_neuter(self) -> bool:
        return self.article == "het"


NOUNS: Mapping[str, Noun] = {
    "case_meeting": Noun("maatwerkbespreking", "maatwerkbesprekingen", "de", "bespreking", "besprekingen"),
    "steering": Noun("stuurgroep", "stuurgroepen"),
    "bottleneck": Noun("knelpunt", "knelpunten", "het"),
    "bottleneck_agenda": Noun("stuurgroep", "stuurgroepen"),
    "agreement": Noun("afspraak", "afspraken"),
    "placement": Noun("maatwerktraject", "maatwerktrajecten", "het", "traject", "trajecten"),
    "pupil": Noun("leerling", "leerlingen"),
    "coordinator": Noun("stagebegeleider", "stagebegeleiders"),
    "director": Noun("directeur", "directeuren"),
    "secretary": Noun("secretaris", "secretarissen"),
}
"""What can be called otherwise, and how it is called where a profile says nothing."""
FOLLOWS = {"bottleneck_agenda": "steering"}
"""Where bottlenecks go up to is called after who deals with them, unless a profile says otherwise."""


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Point:
    """What every agenda of a body starts with; `minutes` None: as long as a case gets."""

    title: str
    kind: str = "fixed"
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A group that meets; `above` is the code of the body its bottlenecks go up to.

    `weekday` counts from Monday, 0; it and `starts_at` are what a first meeting is planned with. `chair` "turns": it
    goes round the organisations; "": as last time.
    """

    code: str
    name: str
    kind: str
    level: str
    rhythm_weeks: int | None = None
    weekday: int | None = None
    starts_at: time | None = None
    above: str = ""
    quorum: int | None = None
    cluster: str = ""
    chair: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseField:
    """What this network asks of every case; `filled_by` says who knows it, in words of the network.

    A sealed one tells what is the matter, and is kept as a question is; an open one may be counted.
    """

    code: str
    name: str
    kind: str
    choices: tuple[Choice, ...] = ()
    is_sealed: bool = True
    filled_by: str = ""

    def name_of(self, code: str) -> str:
        return next((choice.name for choice in self.choices if choice.code == code), code)


@dataclass(frozen=True, slots=True)
class Flags:
    """A verdict that several parties give, each its own: `good` when it can go on, `bad` when something comes first."""

    code: str
    name: str
    good: str
    bad: str
    parties: tuple[Choice, ...]

    @property
    def fields(self) -> tuple[CaseField, ...]:
        """One for each party; what a party found is in the open, for it is shown as a colour."""
        colours = (Choice("good", self.good), Choice("bad", self.bad))
        return tuple(
            CaseField(f"{self.code}_{party.code}", f"{self.name}: {party.name}", "choice", colours, False, party.name)
            for party in self.parties
        )


@dataclass(frozen=True, slots=True)
class PupilList:
    """A list pupils stand on until they may come off it; `off` is what that is called.

    Off the list they stay in the system; `expected` is how many a school has on it at a time.
    """

    code: str
    name: str
    off: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class NetworkRole:
    """Who does what in the network; the caseload is how many young people one such person guides at a time."""

    code: str
    name: str
    plural: str
    does: str = ""
    least_caseload: int | None = None
    most_caseload: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted, and of what: a share is `filter` within `base`, in thousandths; a growth so many more a year.

    `target` None: followed without a target. `is_per_school`: every school has its own.
    """

    code: str
    name: str
    counted: str
    filter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    base: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    period: str = "school_year"
    unit: str = "number"
    target: int | None = None
    is_per_school: bool = False


@dataclass(frozen=True, slots=True)
class StartFund:
    """Money the network counts on; without an amount it is agreed later, and nothing is booked for it."""

    code: str
    name: str
    owner: str
    terms: str = ""
    granted_cents: int | None = None


@dataclass(frozen=True, slots=True)
class EvaluationList:
    """The elements the partners score when they look at their collaboration."""

    code: str
    name: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitKind:
    """`dagdelen` in hundredths; None where a unit has no fixed length."""

    code: str
    name: str
    plural: str
    dagdelen: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One network's way of working, whole and checked; see `profile_text.read`."""

    code: str
    name: str
    region: str = ""
    about: str = ""
    holiday_region: str = "Zuid"
    regime: str = "closed_purses"
    clusters: tuple[str, ...] = ()
    words: Mapping[str, Noun] = field(default_factory=dict)
    sectors: tuple[Choice, ...] = ()
    units: tuple[UnitKind, ...] = ()
    bodies: tuple[Body, ...] = ()
    phases: tuple[Choice, ...] = ()
    fields: tuple[CaseField, ...] = ()
    flags: tuple[Flags, ...] = ()
    lists: tuple[PupilList, ...] = ()
    roles: tuple[NetworkRole, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    funds: tuple[StartFund, ...] = ()
    evaluations: tuple[EvaluationList, ...] = ()

    @property
    def case_fields(self) -> tuple[CaseField, ...]:
        """All that is asked of a case, the flags of each party last."""
        return (*self.fields, *(one for flags in self.flags for one in flags.fields))

    @property
    def nouns(self) -> Nouns:
        followed = {code: self.words[other] for code, other in FOLLOWS.items() if other in self.words}
        return Nouns({**NOUNS, **followed, **self.words})

    @property
    def has_steering(self) -> bool:
        return any(body.kind == "steering" for body in self.bodies)

    def body(self, code: str) -> Body | None:
        return next((body for body in self.bodies if body.code == code), None)

    def with_words(self, words: Mapping[str, Noun]) -> Profile:
        """With these instead of its own; what is called as it would be anyway is not written down."""
        own = {code: noun for code, noun in words.items() if code not in FOLLOWS and NOUNS[code] != noun}
        usual = replace(self, words=own).nouns
        return replace(self, words=own | {code: words[code] for code in FOLLOWS if words[code] != usual[code]})


@dataclass(frozen=True, slots=True)
class Nouns:
    """What things are called in one network; a screen and a paper ask it, `words/names.py` makes the sentences."""

    by_code: Mapping[str, Noun] = field(default_factory=lambda: NOUNS)

    def __getitem__(self, code: str) -> Noun:
        return self.by_code[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_code)


USUAL_NOUNS = Nouns()
