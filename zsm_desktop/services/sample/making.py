"""Makes the sample from its parts, in the order in which each needs the one before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.ids import Rising
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.periods import months_of
from zsm_desktop.domain.permissions import ROLES_WITH_NAMES, Actor, Role
from zsm_desktop.domain.profiles import Profile
from zsm_desktop.services.sample.accountable import accountable_rows
from zsm_desktop.services.sample.bodies import links
from zsm_desktop.services.sample.books import Books
from zsm_desktop.services.sample.cluster_meetings import clusters
from zsm_desktop.services.sample.exchange import Exchange
from zsm_desktop.services.sample.following import complete, target_rows
from zsm_desktop.services.sample.fund import NoFund
from zsm_desktop.services.sample.further import BESIDE_CASES, BESIDE_NETWORK, Known
from zsm_desktop.services.sample.guided import guided
from zsm_desktop.services.sample.lived import Lived
from zsm_desktop.services.sample.minutes import SampleMinutes
from zsm_desktop.services.sample.offering import Offering, offering
from zsm_desktop.services.sample.parties import network
from zsm_desktop.services.sample.play import Played, Scene, usual
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.pupils import PupilFacts, pupils
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id
from zsm_desktop.services.sample.terms import vat_rows
from zsm_desktop.services.sample.trajectories import guided_pupils, trajectories
from zsm_desktop.services.sample.write import Writer
from zsm_desktop.services.shipped_profiles import text_of
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.keys import Kdf, Keys, Owner
from zsm_desktop.store.opening import open_store
from zsm_desktop.store.store import Store

Progress = Callable[[str, int, int], None]

_CHEAP = Kdf(passes=1, memory_kib=8, lanes=1)
_BOOKS_CLOSE = (10, 15)
"""The autumn stuurgroep closes the books of the school year before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What sample is wanted; `deliveries` None: as many as such a network has."""

    profile: Profile
    portrait: Portrait
    schools: int
    deliveries: int | None


class Making:
    """One run: the frame, what was asked for, and the open store while it is filled."""

    def __init__(self, folder: Path, frame: Frame, asked: Asked) -> None:
        self.folder, self.frame, self.profile, self.portrait = folder, frame, asked.profile, asked.portrait
        self.school_count, self.deliveries = asked.schools, asked.deliveries
        if not self.portrait.is_exchanging:
            self.deliveries = 0
        self.network = network(frame, asked.schools, asked.profile, asked.portrait)
        owners = self.network.schools if self.portrait.has_offers else []
        self.offering: Offering = offering(frame, owners, asked.profile)
        self.trajectories = trajectories(frame, self.portrait, self.network.schools)

    def run(self, password: str, progress: Progress, *, cheap_keys: bool) -> Store:
        """The filled store, still open; whatever goes wrong, nothing is left in the folder."""
        progress("keys", 0, 1)
        kdf = _CHEAP if cheap_keys else None
        secretary = self.network.user(Role.SECRETARY)
        owner = Owner(secretary.id, secretary.name, secretary.role.value)
        network_id = str(self.network.rows["network"][0]["id"])
        made = network_folder.create(self.folder, network_id, owner, password, kdf)
        try:
            self._add_slots(made.keys, password, kdf)
            bits = self.frame.dice("acts").getrandbits
            store = open_store(
                self.folder, made.keys, user_name=secretary.name, now=self.frame.made_at, new_id=Rising(bits).new
            )
            try:
                actor = Actor(secretary.id, secretary.name, Role.SECRETARY)
                self._fill(Writer(store, actor, self.frame), progress)
            except BaseException:
                store.close()
                raise
        except BaseException:
            for left in self.folder.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            raise
        return store

    def _add_slots(self, keys: Keys, password: str, kdf: Kdf | None) -> None:
        header = network_folder.header_of(self.folder)
        for user in self.network.users[1:]:
            owner = Owner(user.id, user.name, user.role.value)
            header = header.with_password(keys, owner, password, sees_names=user.role in ROLES_WITH_NAMES, kdf=kdf)
        header.write(self.folder / network_folder.KEYS)

    def _fill(self, writer: Writer, progress: Progress) -> None:
        progress("network", 0, 1)
        periods = self._periods()
        tariffs = self.offering.rows.pop("tariff")
        vat: Rows = {"vat_rule": vat_rows(self.frame), "period": periods}
        if not self.portrait.is_exchanging:
            tariffs, vat["vat_rule"] = [], []
        beside = [part(self.frame, self.profile, self.portrait, self.network) for part in BESIDE_NETWORK]
        writer.write("sample.network", self.network.rows, self.offering.rows, vat, self._profile_rows(), *beside)
        writer.appoint(self.network.secretary.organisation_id)
        known = self._write_pupils(writer, progress)
        progress("meetings", 0, 1)
        played = self._write_meetings(writer, known, tariffs)
        self._write_exchange(
            writer, played, {month_index(_day(p["first_day"])): str(p["id"]) for p in periods}, progress
        )
        progress("closing", 0, 1)
        writer.close_periods(
            {str(period["id"]): status for period in periods if (status := self._status(_day(period["first_day"])))}
        )
        progress("closing", 1, 1)

    def _profile_rows(self) -> Rows:
        targets = target_rows(
            self.frame, self.profile, self.portrait, {one.place.code: one.id for one in self.network.schools}
        )
        return {
            "target": targets,
            "network_profile": [{"code": self.profile.code, "text": text_of(self.profile.code), "version": 1}],
        }

    def _periods(self) -> list[Row]:
        dice = self.frame.dice("periods")
        return [
            {
                "id": new_id(dice, first_day),
                "school_year": year.start_year,
                "name": name,
                "first_day": first_day,
                "last_day": last_day,
                "status": "open",
            }
            for year in self.frame.school_years
            for name, first_day, last_day in months_of(year)
        ]

    def _status(self, first_day: date) -> str | None:
        """Closed by the autumn stuurgroep of the year after; the first month of a year goes on hold before that."""
        year = first_day.year if first_day.month >= 8 else first_day.year - 1
        if date(year + 1, *_BOOKS_CLOSE) < self.frame.today:
            return PeriodStatus.CLOSED.value
        is_on_hold = first_day == self.frame.running.first_day and date(year, *_BOOKS_CLOSE) < self.frame.today
        return PeriodStatus.HOLD.value if is_on_hold else None

    def _write_pupils(self, writer: Writer, progress: Progress) -> list[PupilFacts]:
        known: list[PupilFacts] = []
        schools = self.network.schools
        if self.portrait.guiding:
            every = guided_pupils(self.frame, schools, self.trajectories)
        else:
            every = pupils(self.frame, self.portrait, schools)
        for number, made in enumerate(every, start=1):
            later = complete(self.frame, made.outcome_rows, self.offering.sector_ids)
            rows = {"pupil": made.pupil_rows, "outcome": made.outcome_rows, "follow_up": later}
            writer.write("sample.pupils", rows)
            known += made.pupils
            progress("pupils", number, len(self.network.schools))
        return known

    def _write_meetings(self, writer: Writer, known: list[PupilFacts], tariffs: list[Row]) -> Played:
        scene = Scene(
            self.frame, self.profile, self.portrait, self.network, self.offering, tariffs, known, self.trajectories
        )
        play = clusters if self.portrait.rounds else guided if self.portrait.guiding else usual
        played = play(scene)
        writer.write("sample.meetings", *played.rows)
        writer.link_bodies(links(self.profile, self.network.rows["cluster"]))
        fund_ids = {str(row["code"]): str(row["id"]) for fund in played.funds for row in fund.rows["fund"]}
        further = Known(
            profile=self.profile,
            portrait=self.portrait,
            network=self.network,
            pupils=known,
            plans=played.plans,
            sector_ids=self.offering.sector_ids,
            bodies=played.bodies,
            funds=fund_ids,
            told=frozenset(name for rows in played.rows for name, made in rows.items() if made),
        )
        if BESIDE_CASES:
            writer.write("sample.further", *(part(self.frame, further) for part in BESIDE_CASES))
        return played

    def _write_exchange(self, writer: Writer, played: Played, periods: dict[int, str], progress: Progress) -> None:
        exchange = Exchange(self.frame, self.network.schools, self.offering.offers, played.placements, self.deliveries)
        secretary, coordinator = self.network.user(Role.SECRETARY), self.network.user(Role.COORDINATOR)
        done = 0
        progress("exchange", 0, exchange.count)
        minutes = SampleMinutes(writer.store, writer.actor, self.frame)
        lived = Lived(self.frame, writer.store, self.network, played.plans, is_whole=self.deliveries is None)
        fund = played.funds[0] if played.funds else NoFund()
        books = Books(self.frame, exchange, periods, fund, secretary, coordinator)
        for chunk in books.chunks(lived.moments):
            minutes.lay_down(chunk.until)  # with the books as they stood then
            writer.book(chunk)
            lived.play(chunk.until)
            books.number = writer.last_entry()
            done += len(chunk.deliveries)
            progress("exchange", done, exchange.count)
        writer.write("sample.minutes", minutes.rows)
        writer.set_stages(minutes.stages)
        for fund in played.funds:
            writer.grant(fund.fund_id, fund.granted_cents())
        for fund in played.funds[:1]:  # who lives on the time of those who take part accounts to nobody
            writer.write("sample.accountable", accountable_rows(self.frame, self.profile, self.network, fund))


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("not a date")
    return value
