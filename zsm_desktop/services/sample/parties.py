"""Who takes part in the invented network: boards, schools, partners, their people, and who can log in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from zsm_desktop.domain.money import share_out
from zsm_desktop.domain.permissions import Role
from zsm_desktop.domain.profiles import Nouns, Profile
from zsm_desktop.services.sample import places
from zsm_desktop.services.sample.names import StaffNames, staff_mail
from zsm_desktop.services.sample.portraits.portrait import Place, Portrait
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id
from zsm_desktop.services.shipped_profiles import USUAL

SILENCE_DAYS = 21


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    contact_id: str
    organisation_id: str


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """`number` is also the number of the school's ledger account."""

    number: int
    id: str
    place: Place
    city: str
    coordinator: Person
    director: Person
    guides: tuple[Person, ...] = ()

    @property
    def kind(self) -> str:
        return self.place.kind


@dataclass(frozen=True, slots=True)
class UserFacts:
    id: str
    name: str
    role: Role
    school: SchoolFacts | None


@dataclass(frozen=True, slots=True)
class Network:
    """`colleagues` are the fixed contacts of organisations that are no school."""

    schools: list[SchoolFacts]
    colleagues: list[Person]
    secretary: Person
    users: list[UserFacts]
    rows: Rows = field(repr=False)

    def colleague(self, code: str) -> Person:
        """The fixed contact of an organisation that is no school."""
        organisation_id = next(row["id"] for row in self.rows["organisation"] if row["code"] == code)
        return next(person for person in self.colleagues if person.organisation_id == organisation_id)

    def people(self, codes: Iterable[str]) -> list[Person]:
        """Who speaks for these organisations, as far as they are there: of a school its director."""
        directors = {one.place.code: one.director for one in self.schools}
        others = {person.organisation_id: person for person in self.colleagues}
        ids = {row["code"]: str(row["id"]) for row in self.rows["organisation"]}
        found = (directors.get(code) or others.get(ids.get(code, "")) for code in codes)
        return [one for one in found if one is not None]

    def user(self, role: Role) -> UserFacts:
        return next(user for user in self.users if user.role is role)

    def user_id(self, person: Person) -> str | None:
        """Of who opens the program under that name."""
        return next((user.id for user in self.users if user.name == person.name), None)


class _Writer:
    """Collects organisations and contacts, each with an invented address."""

    def __init__(self, frame: Frame, nouns: Nouns, portrait: Portrait) -> None:
        self.frame, self.nouns, self.portrait = frame, nouns, portrait
        self.dice = frame.dice("parties")
        self.names = StaffNames(frame.dice("staff"))
        self.rows: Rows = {name: [] for name in ("network", "cluster", "organisation", "school", "contact", "account")}
        self._numbers = iter(range(1, 10**6))

    def new_id(self) -> str:
        return new_id(self.dice, self.frame.first_day)

    def organisation(self, code: str, name: str, kind: str, city: str, **more: object) -> str:
        number, row_id = next(self._numbers), self.new_id()
        row: Row = {
            "id": row_id,
            "code": code,
            "name": name,
            "kind": kind,
            "board_id": None,
            "board_number": None,
            "kvk_number": f"0000{number:04d}",
            "iban": places.iban(number),
            "rsin": None if kind == "school" else places.rsin(number),
            "vat_number": places.vat_number(number) if kind == "board" else None,
            "reference": f"ZSM {code}" if self.portrait.code == USUAL else code,
            "colour": places.COLOURS[number % len(places.COLOURS)] if kind == "board" else None,
            "street": self.dice.choice(places.STREETS),
            "house_number": str(self.dice.randrange(1, 140)),
            "postcode": f"{self.portrait.area_of(city)} {_letters(self.dice)}",
            "city": city,
            "phone": f"000-{self.dice.randrange(10**7):07d}",
            "website": f"https://{house(code)}.example",
            "is_active": True,
        }
        self.rows["organisation"].append(row | more)
        return row_id

    def contact(self, organisation_id: str, code: str, function: str, *, is_fixed: bool) -> Person:
        name = self.names.next()
        row: Row = {
            "id": self.new_id(),
            "organisation_id": organisation_id,
            "name": name,
            "function": function,
            "email": staff_mail(name, house(code)),
            "phone": f"06-00{self.dice.randrange(10**6):06d}",
            "is_fixed": is_fixed,
            "is_active": True,
        }
        self.rows["contact"].append(row)
        return Person(name, str(row["id"]), organisation_id)


def network(frame: Frame, count: int, profile: Profile, portrait: Portrait) -> Network:
    """The network with `count` schools, its neighbours and four users."""
    writer = _Writer(frame, profile.nouns, portrait)
    writer.rows["network"].append(
        {
            "id": writer.new_id(),
            "name": portrait.name or f"{profile.name} (voorbeeld)",
            "profile": profile.code,
            "region": portrait.region or profile.region,
            "holiday_region": profile.holiday_region.casefold(),
            "made_at": frame.made_at,
            "silence_days": SILENCE_DAYS,
        }
    )
    names = profile.clusters or portrait.parts
    clusters = [writer.new_id() for _ in names]
    writer.rows["cluster"] += [
        {"id": cluster_id, "name": name} for cluster_id, name in zip(clusters, names, strict=True)
    ]
    boards, secretary = _boards(writer)
    schools = [
        _school(writer, number, place, boards, clusters)
        for number, place in enumerate(places.places(portrait, count, frame.dice("places")), start=1)
    ]
    colleagues: list[Person] = []
    for code, name, kind, function in portrait.neighbours:
        city = portrait.cities[len(colleagues) % len(portrait.cities)][0]
        organisation_id = writer.organisation(code, name, kind, city)
        colleagues.append(writer.contact(organisation_id, code, function, is_fixed=True))
    accounts = [*((fund.code, fund.name, "fund") for fund in portrait.funds), *_OTHER_ACCOUNTS]
    for number, (code, name, kind) in enumerate(accounts, start=len(schools) + 1):
        writer.rows["account"].append({"id": number, "code": code, "name": name, "kind": kind, "school_id": None})
    return Network(schools, colleagues, secretary, _users(writer, schools, secretary), writer.rows)


_OTHER_ACCOUNTS = (
    ("AFRONDING", "Afrondingsverschillen", "rounding"),
    ("AFBOEKING", "Afboekingen", "write_off"),
)


def house(code: str) -> str:
    """The name of an organisation in addresses on the web; .example belongs to nobody (RFC 2606)."""
    return code.casefold()


def _boards(writer: _Writer) -> tuple[list[str], Person]:
    """Boards, and the secretary: at the board that holds the pen for the network."""
    ids: list[str] = []
    secretary: Person | None = None
    for number, (code, name, island) in enumerate(writer.portrait.boards):
        board_id = writer.organisation(
            code, name, "board", writer.portrait.cities[island][0], board_number=f"9900{number + 1}"
        )
        function = "bestuurssecretaris" if ids else f"{writer.nouns['secretary'].singular} van het netwerk"
        person = writer.contact(board_id, code, function, is_fixed=True)
        secretary = secretary or person
        ids.append(board_id)
    if secretary is None:
        raise LookupError("no board")
    return ids, secretary


def _school(writer: _Writer, number: int, place: Place, boards: list[str], clusters: list[str]) -> SchoolFacts:
    city = writer.portrait.city(place)
    school_id = writer.organisation(place.code, place.name, "school", city, board_id=boards[place.board])
    writer.rows["school"].append(
        {
            "id": school_id,
            "kind": place.kind,
            "brin": None if place.kind == "mbo" else places.brin(number),
            "cluster_id": clusters[place.island % len(clusters)],
            "island": writer.portrait.parts[place.island] if writer.portrait.has_islands else None,
            "structures": "" if place.kind == "mbo" else place.kind.upper(),
        }
    )
    writer.rows["account"].append(
        {"id": number, "code": place.code, "name": place.name, "kind": "school", "school_id": school_id}
    )
    coordinator = writer.contact(school_id, place.code, writer.nouns["coordinator"].singular, is_fixed=True)
    director = writer.contact(school_id, place.code, writer.nouns["director"].singular, is_fixed=False)
    guides = tuple(_guides(writer, number, school_id, place, coordinator))
    return SchoolFacts(number, school_id, place, city, coordinator, director, guides)


def _guides(writer: _Writer, number: int, school_id: str, place: Place, first: Person) -> Iterator[Person]:
    """Who guides cases there, where that is how the network works: the coordinator and colleagues."""
    guiding = writer.portrait.guiding
    if guiding is None:
        return
    yield first
    function = writer.nouns["coordinator"].singular
    for _ in range(
        share_out(guiding.guides, [1] * writer.portrait.schools)[(number - 1) % writer.portrait.schools] - 1
    ):
        yield writer.contact(school_id, place.code, function, is_fixed=False)


def _users(writer: _Writer, schools: list[SchoolFacts], secretary: Person) -> list[UserFacts]:
    """The secretary, the coordinator of the school that takes most, the director of the one that gives most.

    And who keeps the books at the board that holds the pen.
    """
    taker = next((school for school in schools if school.kind == "vso"), schools[-1])
    giver = next((school for school in schools if school.kind == "pro"), schools[0])
    bookkeeper = writer.contact(secretary.organisation_id, writer.portrait.boards[0].code, "boekhouder", is_fixed=False)
    users = [
        UserFacts(writer.new_id(), secretary.name, Role.SECRETARY, None),
        UserFacts(writer.new_id(), taker.coordinator.name, Role.COORDINATOR, taker),
        UserFacts(writer.new_id(), giver.director.name, Role.DIRECTOR, giver),
        UserFacts(writer.new_id(), bookkeeper.name, Role.BOOKKEEPER, None),
    ]
    writer.rows["user_account"] = [
        {
            "id": user.id,
            "name": user.name,
            "role": user.role.value,
            "school_id": user.school.id if user.school else None,
            "is_active": True,
        }
        for user in users
    ]
    return users


def _letters(dice: Random) -> str:
    """Of a postcode; SA, SD and SS are never given out."""
    letters = "".join(dice.choice("ABCDEFGHJKLMNPRSTVWXZ") for _ in range(2))
    return letters.replace("S", "T", 1) if letters in {"SA", "SD", "SS"} else letters
