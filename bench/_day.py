"""What people do at their desks in a day, by role: a process with some of them, told on standard input.

Each opens a screen every so often, and on one of ten turns does something there. At the end it says how long each took.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from zsm_desktop.app import desk_for
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.entering import DeliveryDraft
from zsm_desktop.store.keys import Keys

WORDS = ("werkplaats", "L0001", "keuken", "groen", "school")


@dataclass
class Person:
    """`offers` are (id, school) of what can be delivered."""

    desk: Desk
    chance: Random
    offers: list[tuple[str, str]]
    schools: list[str]
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: list[str] = field(default_factory=list)

    @property
    def year(self) -> SchoolYear:
        return SchoolYear.of(self.desk.day)

    @property
    def waiting(self) -> DeliveryFilter:
        return DeliveryFilter(status=DeliveryStatus.ENTERED, school_id=self.desk.actor.school_id, side="taken")

    def do(self, name: str) -> None:
        """A refusal of a rule is an answer too."""
        began = time.perf_counter()
        try:
            MOVES[name](self)
        except RuleError as error:
            self.refused.append(f"{name}: {error.code}")
        self.took[name].append(time.perf_counter() - began)

    def an_offer(self) -> tuple[str, str]:
        own = [offer for offer in self.offers if self.desk.actor.school_id in (None, offer[1])]
        return self.chance.choice(own)


def enter(person: Person) -> None:
    offer, school = person.an_offer()
    user = person.chance.choice([one for one in person.schools if one != school])
    day = person.desk.day - timedelta(days=person.chance.randrange(1, 20))
    person.desk.deliveries.enter(DeliveryDraft(day, 100 * person.chance.randint(1, 8), offer_id=offer, user_id=user))


def confirm(person: Person) -> None:
    found = person.desk.deliveries.page(person.waiting, limit=20)
    if found:
        person.desk.deliveries.confirm([person.chance.choice(found).id])


def edit_case(person: Person) -> None:
    rows = person.desk.cases.rows(school_id=person.desk.actor.school_id)
    if rows:
        card = person.desk.cases.card(person.chance.choice(rows).id)
        person.desk.cases.edit(card.row.id, card.version, {"tried": f"Gebeld om {time.time():.0f}."})


MOVES: dict[str, Callable[[Person], object]] = {
    "today": lambda one: one.desk.today.facts(),
    "balances": lambda one: one.desk.balances.by_school(one.year),
    "balances per pair": lambda one: one.desk.balances.by_pair(one.year),
    "balances of one school": lambda one: one.desk.balances.by_pair(None, one.chance.choice(one.schools)),
    "balances per offer": lambda one: one.desk.balances.by_offer(one.year),
    "balances per month": lambda one: one.desk.balances.by_month(one.year),
    "trend": lambda one: one.desk.balances.trend(one.chance.choice(one.schools)),
    "deliveries": lambda one: (one.desk.deliveries.page(), one.desk.deliveries.totals()),
    "deliveries that wait": lambda one: (
        one.desk.deliveries.page(one.waiting),
        one.desk.deliveries.totals(one.waiting),
    ),
    "ledger": lambda one: one.desk.ledger.page(),
    "statements": lambda one: one.desk.statements.schools(one.year),
    "placements": lambda one: one.desk.placements.page(),
    "cases": lambda one: one.desk.cases.rows(),
    "offers": lambda one: one.desk.offers.page(),
    "meetings": lambda one: one.desk.meetings.rows(),
    "actions": lambda one: one.desk.results.actions(),
    "search": lambda one: one.desk.search.find(one.chance.choice(WORDS)),
    "enter a delivery": enter,
    "confirm a delivery": confirm,
    "edit a case": edit_case,
}
_EXCHANGE = ("today", "balances", "deliveries", "deliveries that wait", "placements", "offers", "cases", "search")
_BOOKS = (
    "balances",
    "balances per pair",
    "balances per offer",
    "balances per month",
    "balances of one school",
    "trend",
)
READS = {
    "coordinator": (*_EXCHANGE, "meetings"),
    "director": ("today", *_BOOKS, "offers", "meetings"),
    "bookkeeper": ("today", *_BOOKS, "deliveries", "ledger", "statements"),
    "secretary": (*_EXCHANGE, "balances per pair", "ledger", "meetings", "actions"),
}
ACTS = {
    "coordinator": ("enter a delivery", "confirm a delivery", "edit a case"),
    "secretary": ("enter a delivery", "confirm a delivery", "edit a case"),
    "director": (),
    "bookkeeper": (),
}


def seat(given: dict[str, Any], offers: list[list[str]], schools: list[str], number: int) -> Person:
    keys = Keys(
        bytes.fromhex(given["store_key"]),
        bytes.fromhex(given["seal_key"]) or None,
        given["user_id"],
        "password",
        given["user_name"],
        given["role"],
        given["network_id"],
        given["login"],
    )
    desk = desk_for(Path(given["folder"]), keys)
    return Person(desk, Random(number), [(offer, school) for offer, school in offers], schools)


def live(person: Person, until: float, pace: float, share: float) -> None:
    """Until the day ends, with `pace` seconds between two turns on the mean."""
    role = person.desk.actor.role.value
    while time.monotonic() < until:
        acts = person.chance.random() < share and ACTS[role]
        person.do(person.chance.choice(acts or READS[role]))
        time.sleep(person.chance.uniform(0, 2 * pace))


def main() -> None:
    given = json.loads(sys.stdin.readline())
    people = [
        seat(one, given["offers"], given["schools"], number)
        for number, one in enumerate(given["people"], given["first"])
    ]
    if given["rounds"]:
        for person in people:
            role = person.desk.actor.role.value
            for name in (*READS[role], *ACTS[role]) * given["rounds"]:
                person.do(name)
    else:
        print(json.dumps("ready"), flush=True)
        sys.stdin.readline()
        until = time.monotonic() + given["seconds"]
        days = [threading.Thread(target=live, args=(one, until, given["pace"], given["share"])) for one in people]
        for day in days:
            day.start()
        for day in days:
            day.join()
    said = [{"role": one.desk.actor.role.value, "took": one.took, "refused": one.refused} for one in people]
    for person in people:
        person.desk.close()
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
