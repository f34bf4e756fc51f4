"""A small real network on a real encrypted store, in two lines: no mocks, only cheaper keys.

    world = new_world(tmp_path)                     three schools, an offer each, people of every role
    number = world.delivered("DUIN", "ZEEUW", 200)  entered, confirmed and booked

The network is made once per run of the tests and copied for each test.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.cluster import OWNER
from tests.server import Server
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.privacy import pseudonym
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models import (
    Account,
    BodyPoint,
    Case,
    Cluster,
    Consent,
    Contact,
    MeetingBody,
    Network,
    Offer,
    Organisation,
    Pupil,
    School,
    Sector,
    Tariff,
    Unit,
    User,
)
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import folder as store_folder
from zsm_desktop.store.keys import Kdf, KeyFile, Keys, Owner
from zsm_desktop.store.migrations import upgrade
from zsm_desktop.store.place import KEYS, SERVER, Place, is_on_server
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import login_name, login_secret
from zsm_desktop.store.postgres.place import ServerPlace
from zsm_desktop.store.store import Store
from zsm_desktop.store.work import Work

CHEAP = Kdf(passes=1, memory_kib=8, lanes=1)
PASSWORD = "voorbeeld"
TODAY = date(2026, 11, 22)
TARIFF_FROM = date(2024, 8, 1)
SCHOOLS = (("DUIN", "De Duinpan", "pro"), ("ZEEUW", "De Zeeuwse Vaart", "vso"), ("KREEK", "Het Kreekrif", "vso"))
SECRETARY = "secretaris"
OPENING = "Opening en verslag vorige keer"
# name -> role and school of everyone who can sit at the desk
PEOPLE: dict[str, tuple[Role, str | None]] = {
    SECRETARY: (Role.SECRETARY, None),
    "stage duin": (Role.COORDINATOR, "DUIN"),
    "stage zeeuw": (Role.COORDINATOR, "ZEEUW"),
    "directeur duin": (Role.DIRECTOR, "DUIN"),
    "directeur zeeuw": (Role.DIRECTOR, "ZEEUW"),
    "lezer": (Role.READER, None),
    "boekhouder": (Role.BOOKKEEPER, None),
}


def made_id(kind: int, number: int) -> str:
    """An identifier that is the same in every run."""
    return f"01980000-0000-7000-8{kind:03x}-{number:012x}"


def school_id(code: str) -> str:
    return made_id(1, [row[0] for row in SCHOOLS].index(code) + 1)


def user_id(name: str) -> str:
    return made_id(2, list(PEOPLE).index(name) + 1)


def offer_id(code: str) -> str:
    """The one offer of school `code`: a dagdeel at € 24,70."""
    return made_id(5, [row[0] for row in SCHOOLS].index(code) + 1)


def password_of(name: str) -> str:
    return PASSWORD if name == SECRETARY else name * 2


@cache
def secret_of(name: str) -> str:
    """What a server asks of one of PEOPLE."""
    return login_secret(password_of(name), login_name(user_id(name)))


@dataclass
class World:
    """A network on disk with a clock of its own; `desk` is the secretary's, `desk_of` anyone else's.

    On a server everyone has the own login, as at home; `owner` is whose the tables are.
    """

    folder: Path
    keys: Keys
    now: datetime = field(default_factory=lambda: datetime.combine(TODAY, time(9), UTC))
    _desks: list[Desk] = field(default_factory=list)
    _pupils: int = 0

    @property
    def desk(self) -> Desk:
        return self.desk_of(SECRETARY)

    def desk_of(self, name: str) -> Desk:
        """The desk of one of PEOPLE; roles without names get no second key."""
        for desk in self._desks:
            if desk.actor.name == name:
                return desk
        role, school = PEOPLE[name]
        sees_names = role in (Role.SECRETARY, Role.COORDINATOR)
        keys = Keys(
            self.keys.store_key,
            self.keys.seal_key if sees_names else None,
            user_id(name),
            "password",
            name,
            role.value,
            self.keys.network_id,
            secret_of(name) if is_on_server(self.folder) else "",
        )
        actor = Actor(user_id(name), name, role, school_id(school) if school else None)
        desk = Desk(Store(self.folder, keys, place=self._place_of(name)), actor, lambda: self.now)
        self._desks.append(desk)
        return desk

    def _place_of(self, name: str) -> Place | None:
        if not is_on_server(self.folder):
            return None
        address = Known.read(self.folder / SERVER).address
        return ServerPlace(replace(address, user=login_name(user_id(name))), password=secret_of(name))

    @property
    def owner(self) -> Place:
        """The place as whoever may put its guards aside."""
        if not is_on_server(self.folder):
            return self.store.place
        return ServerPlace(replace(Known.read(self.folder / SERVER).address, user=OWNER))

    def entrance(self, name: str) -> Path:
        """The folder one of PEOPLE opens at home: in a file it is everyone's."""
        if not is_on_server(self.folder):
            return self.folder
        home = self.folder.with_name(f"{self.folder.name} {name}")
        home.mkdir(exist_ok=True)
        address = Known.read(self.folder / SERVER).address
        Known(replace(address, user=login_name(user_id(name))), name).write(home / SERVER)
        return home

    @property
    def store(self) -> Store:
        return self.desk.store

    def close(self) -> None:
        while self._desks:
            self._desks.pop().close()

    def reasons(self, act: str) -> list[str]:
        """What was typed as the reason of each such act, as the log keeps it, opened."""
        rows = self.store.rows("SELECT subject_id, facts FROM audit_event WHERE act = ? ORDER BY number", (act,))
        sealed = [(subject, SealedBytes.fromhex(json.loads(facts)["reason"])) for subject, facts in rows]
        return [self.store.seal.open("audit_event", subject, "reason", value) for subject, value in sealed]

    def writing(self, act: str = "test.prepare") -> AbstractContextManager[Work]:
        """An open act of the secretary: `with world.writing() as work`."""
        return self.store.writing(self.desk.actor, act, self.now)

    def case(self, code: str = "ZEEUW", *, number: str | None = None, receiver: str | None = None) -> str:
        """A pupil of school `code`, born 2010, entered with consent of pupil and parents; the case's id."""
        self._pupils += 1
        sequence = 500 + self._pupils
        with self.writing() as work:
            pupil = Pupil(
                id=work.new_id(),
                sequence=sequence,
                code=f"L{sequence:06d}",
                pseudonym=pseudonym(sequence),
                school_id=school_id(code),
                enrolled_on=date(2023, 8, 1),
            )
            pupil.given_name = work.seal.seal("pupil", pupil.id, "given_name", "Zoë")
            pupil.family_name = work.seal.seal("pupil", pupil.id, "family_name", "van den Berg")
            pupil.birth_date = work.seal.seal("pupil", pupil.id, "birth_date", "2010-03-14")
            work.session.add(pupil)
            work.session.flush()
            case = Case(
                id=work.new_id(),
                number=number or f"C-2026-{sequence}",
                pupil_id=pupil.id,
                school_id=pupil.school_id,
                status="entered",
                entered_on=TODAY - timedelta(days=30),
                weekdays="",
            )
            case.question = work.seal.seal(
                "case_file", case.id, "question", "Wil leren lassen; wij hebben geen werkplaats."
            )
            work.session.add(case)
            work.session.flush()
            work.session.add(
                Consent(
                    id=work.new_id(),
                    case_id=case.id,
                    legal_basis="consent",
                    given_by="both",
                    receiver_id=school_id(receiver) if receiver else None,
                    valid_from=date(2024, 1, 1),
                )
            )
        return case.id

    def placement(
        self,
        provider: str = "DUIN",
        user: str = "ZEEUW",
        *,
        starts_on: date = date(2026, 9, 1),
        ends_on: date = date(2027, 6, 30),
        planned: int = 4000,
    ) -> str:
        """A pupil of `user` placed at the offer of `provider`; the placement's id."""
        changes = self.desk.placements.place(
            self.case(user), offer_id(provider), starts_on=starts_on, ends_on=ends_on, planned_hundredths=planned
        )
        return changes.made_id

    def entered(
        self, provider: str = "DUIN", user: str = "ZEEUW", hundredths: int = 100, day: date = date(2026, 10, 5)
    ) -> str:
        """A delivery that waits for the using school; its id."""
        draft = DeliveryDraft(day, hundredths, offer_id=offer_id(provider), user_id=school_id(user))
        return self.desk.deliveries.enter(draft).made_id

    def delivered(
        self, provider: str = "DUIN", user: str = "ZEEUW", hundredths: int = 100, day: date = date(2026, 10, 5)
    ) -> int:
        """A delivery entered, confirmed and booked; the number of its entry."""
        delivery = self.entered(provider, user, hundredths, day)
        self.desk.deliveries.confirm([delivery])
        ((number,),) = self.store.rows("SELECT number FROM journal_entry WHERE delivery_id = ?", (delivery,))
        return int(number)


def make_network(folder: Path, server: Server | None = None) -> Keys:
    """A new network in `folder` with SCHOOLS, PEOPLE (all with PASSWORD), one offer per school, and two bodies.

    With a `server` its rows are kept there.
    """
    owner = Owner(user_id(SECRETARY), SECRETARY, Role.SECRETARY.value)
    keys = store_folder.create(folder, made_id(0, 1), owner, PASSWORD, CHEAP).keys
    header = KeyFile.read(folder / "keys.json")
    for name, (role, _) in PEOPLE.items():
        sees_names = role in (Role.SECRETARY, Role.COORDINATOR)
        other = Owner(user_id(name), name, role.value)
        header = header.with_password(keys, other, password_of(name), sees_names=sees_names, kdf=CHEAP)
    header.write(folder / "keys.json")
    if server is not None:
        server.give(folder)
    store = Store(folder, keys)
    upgrade(store.engine)
    actor = Actor(owner.user_id, SECRETARY, Role.SECRETARY)
    with store.writing(actor, "network.make", datetime.combine(TARIFF_FROM, time(8), UTC)) as work:
        for row in (*_parties(), *_people(), *_exchange()):
            work.session.add(row)
            work.session.flush()
    if server is not None:
        _let_in(folder, store.place, header)
    store.close()
    return keys


def _let_in(folder: Path, place: Place, header: KeyFile) -> None:
    for name in PEOPLE:
        place.keep_header(header, (user_id(name), password_of(name)))
    with closing(place.connect()) as connection:
        connection.execute("UPDATE schema_version SET is_ready = true")
    (folder / KEYS).unlink()
    address = Known.read(folder / SERVER).address
    Known(replace(address, user=login_name(user_id(SECRETARY))), SECRETARY).write(folder / SERVER)


def _parties() -> list[object]:
    rows: list[object] = [
        Network(
            id=made_id(0, 1),
            name="Stichting Maatwerk Proef",
            profile="zeeland",
            region="Zeeland",
            holiday_region="zuid",
            made_at=datetime.combine(TARIFF_FROM, time(8), UTC),
        ),
        Cluster(id=made_id(3, 1), name="Eilanden"),
    ]
    for number, (code, name, kind) in enumerate(SCHOOLS, 1):
        rows += [
            Organisation(id=school_id(code), code=code, name=name, kind="school", city="Middelburg"),
            School(
                id=school_id(code), kind=kind, brin=f"98A{number}00"[:4] + "00", structures=kind, island="Walcheren"
            ),
            Account(code=code, name=name, kind="school", school_id=school_id(code)),
            Contact(
                id=made_id(4, number),
                organisation_id=school_id(code),
                name=f"Contact {name}",
                function="",
                is_fixed=True,
            ),
        ]
    return rows


def _people() -> list[object]:
    return [
        User(id=user_id(name), name=name, role=role.value, school_id=school_id(school) if school else None)
        for name, (role, school) in PEOPLE.items()
    ]


def _exchange() -> list[object]:
    rows: list[object] = [
        Sector(id=made_id(6, 1), code="techniek", name="Techniek", position=1),
        Sector(id=made_id(6, 2), code="groen", name="Groen", position=2),
        Unit(id=made_id(7, 1), code="dagdeel", name="dagdeel", plural="dagdelen", dagdelen=100),
        MeetingBody(
            id=made_id(9, 1), code="MB", name="Maatwerkbespreking", kind="case", level="operational", rhythm_weeks=6
        ),
        MeetingBody(
            id=made_id(9, 2), code="SG", name="Stuurgroep", kind="steering", level="strategic", rhythm_weeks=12
        ),
        BodyPoint(id=made_id(10, 1), body_id=made_id(9, 1), position=1, title=OPENING),
        BodyPoint(id=made_id(10, 2), body_id=made_id(9, 2), position=1, title=OPENING),
        BodyPoint(id=made_id(10, 3), body_id=made_id(9, 2), position=2, title="Saldi en uitwisseling", kind="balances"),
    ]
    for number, (code, _, _) in enumerate(SCHOOLS, 1):
        rows += [
            Offer(
                id=offer_id(code),
                code=f"{code}-01",
                school_id=school_id(code),
                sector_id=made_id(6, 1 + number % 2),
                unit_id=made_id(7, 1),
                name=f"Werkplaats {code.title()}",
                kind="facility",
                seats=4,
            ),
            Tariff(id=made_id(8, number), offer_id=offer_id(code), cents=2470, valid_from=TARIFF_FROM),
        ]
    return rows


@pytest.fixture(scope="session")
def made_network(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Keys]:
    folder = tmp_path_factory.mktemp("template") / "network"
    return folder, make_network(folder)


@pytest.fixture(scope="session")
def made_on_server(tmp_path_factory: pytest.TempPathFactory, server: Server) -> tuple[Path, Keys]:
    return make_on(server, tmp_path_factory.mktemp("template") / "network")


def make_on(server: Server, folder: Path) -> tuple[Path, Keys]:
    keys = make_network(folder, server)
    for name in PEOPLE:
        server.let_in_quickly(login_name(user_id(name)), secret_of(name))
    server.keep_logins()
    return folder, replace(keys, login=secret_of(SECRETARY))


@pytest.fixture
def world(kept: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A copy of the small network, for this test alone."""
    folder = tmp_path / "network"
    server: Server | None = request.getfixturevalue("server") if kept == "server" else None
    template, keys = request.getfixturevalue("made_network" if server is None else "made_on_server")
    shutil.copytree(template, folder)
    if server is not None:
        server.copy(folder)
    made = World(folder, keys)
    yield made
    made.close()
    if server is not None:
        server.drop(folder)
