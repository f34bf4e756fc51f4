"""A program at work in a shared network until it did enough or is told to stop: `python -m tests.faults.client`.

Each of its desks is a thread with a store and a login of its own. After every act that was acknowledged it says so, and
at the end what each desk did, what came out unknown because the line was lost, and what it was told.
"""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from sqlalchemy.exc import DBAPIError

from tests.builders import SCHOOLS, offer_id, school_id
from tests.faults.program import keys_of, say, told
from tests.faults.shared_rows import ROWS
from zsm_desktop.app import desk_for
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.entering import DeliveryDraft

CODES = [code for code, _, _ in SCHOOLS]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
RETRY_SECONDS = 0.1
CONFLICT, MAYBE = "edit.conflict", "server.maybe_kept"


@dataclass
class Done:
    """`edits`: row → how often. `unknown`: what was being done when the line was lost, by the same names."""

    client: int
    edits: Counter[str] = field(default_factory=Counter)
    entered: list[str] = field(default_factory=list)
    confirmations: int = 0
    confirmed: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    maybe_confirmed: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def acts(self) -> int:
        return self.edits.total() + len(self.entered) + self.confirmations


class Client:
    def __init__(self, given: dict[str, Any], number: int, stop: threading.Event) -> None:
        self._keys = keys_of(given["people"][number])
        self._folder = Path(given["people"][number]["folder"])
        self._rows = {kind: ROWS[kind](id_) for kind, id_ in given["rows"].items()}
        self._acts, self._edit_share = given["acts"], given["edit_share"]
        self._stop = stop
        self._chance = Random(number)
        self._desk: Desk | None = None
        self.done = Done(number)

    def work(self) -> None:
        while self.done.acts < self._acts and not self._stop.is_set():
            try:
                before = self.done.acts
                self._turn(self._opened())
                if self.done.acts > before:
                    say(acts=self.done.acts, client=self.done.client)
            except RuleError as error:
                self._hear(error)
            except (DBAPIError, psycopg.Error):
                self._leave("line lost while reading")
            except Exception as error:  # noqa: BLE001 - told at the end
                self.done.faults.append(repr(error))
                self._leave("fault")
        self._leave("")

    def _hear(self, error: RuleError) -> None:
        if error.code.startswith("server."):
            self._leave(error.code)
            time.sleep(RETRY_SECONDS)
        else:
            self.done.told[error.code] += 1

    def _opened(self) -> Desk:
        if self._desk is None:
            self._desk = desk_for(self._folder, self._keys, clock=lambda: NOW)
        return self._desk

    def _leave(self, why: str) -> None:
        if why:
            self.done.told[why] += 1
        if self._desk is not None:
            try:
                self._desk.close()
            except Exception as error:  # noqa: BLE001 - told at the end
                self.done.faults.append(f"closing: {error!r}")
            self._desk = None

    def _turn(self, desk: Desk) -> None:
        what = self._chance.random()
        if what < self._edit_share:
            self._edit(desk)
        elif what < (1 + self._edit_share) / 2:
            self._enter(desk)
        else:
            self._confirm(desk)

    def _edit(self, desk: Desk) -> None:
        """What is not this person's to edit is told once."""
        kind = self._chance.choice(list(self._rows))
        row, own = self._rows[kind], self.done.client
        try:
            version, counts = row.read(desk)
            counts[own] = counts.get(own, 0) + 1
            self._try(kind, lambda: row.write(desk, version, counts))
        except RuleError as error:
            if error.code != CONFLICT and not error.code.startswith("server."):
                del self._rows[kind]
            raise
        self.done.edits[kind] += 1

    def _enter(self, desk: Desk) -> None:
        provider, user = self._chance.sample(CODES, 2)
        day = date(2026, 8, 1) + timedelta(days=self._chance.randrange(110))
        draft = DeliveryDraft(day, self._chance.randint(1, 800), offer_id=offer_id(provider), user_id=school_id(user))
        made: list[str] = []
        self._try("entered", lambda: made.append(desk.deliveries.enter(draft).made_id or ""))
        self.done.entered += made

    def _confirm(self, desk: Desk) -> None:
        waiting = [row.id for row in desk.deliveries.page(DeliveryFilter(status=DeliveryStatus.ENTERED), limit=50)]
        chosen = self._chance.sample(waiting, min(len(waiting), self._chance.randint(1, 3)))
        if chosen:
            try:
                self._try("confirmed", lambda: desk.deliveries.confirm(chosen))
            except RuleError as error:
                if error.code == MAYBE:
                    self.done.maybe_confirmed += chosen
                raise
            self.done.confirmed += chosen
            self.done.confirmations += 1

    def _try(self, what: str, act: Any) -> None:
        """One answer leaves open whether the server kept it; any other refusal says that it did not."""
        try:
            act()
        except RuleError as error:
            if error.code == MAYBE:
                self.done.unknown[what] += 1
            raise


def main() -> None:
    given = told()
    stop = threading.Event()
    clients = [Client(given, number, stop) for number in given["clients"]]
    threads = [threading.Thread(target=client.work) for client in clients]
    for thread in threads:
        thread.start()
    threading.Thread(target=_stopped, args=(stop,), daemon=True).start()
    for thread in threads:
        thread.join()
    for client in clients:
        say(done={name: _plain(value) for name, value in vars(client.done).items()})


def _stopped(stop: threading.Event) -> None:
    os.read(0, 1)  # sys.stdin, held here, would not let the program end
    stop.set()


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Counter) else value


if __name__ == "__main__":
    main()
