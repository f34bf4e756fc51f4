"""The last weeks of the invented network, done as people do them: by the services, each act on its own day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import agreeing, asking, closed_purses, settling_up
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.days import DAY
from zsm_desktop.services.sample.parties import Network, UserFacts
from zsm_desktop.services.sample.people import People
from zsm_desktop.services.sample.shape import Frame, at
from zsm_desktop.services.sample.steering_texts import AGREED
from zsm_desktop.store.store import Store

_SATURDAY = 5
_LAST_STEERING = "SELECT max(held_on) FROM meeting WHERE kind = 'steering' AND status = 'finished'"


@dataclass(frozen=True, slots=True)
class _Happening:
    moment: datetime
    do: Callable[[People], None]


class Lived:
    """What happened when; nothing at all when a network of a given size was asked for (`is_whole` False)."""

    def __init__(
        self, frame: Frame, store: Store, network: Network, plans: Sequence[CasePlan], *, is_whole: bool
    ) -> None:
        self._frame, self._now = frame, frame.made_at

        def desk(role: Role) -> Desk:
            return Desk(store, _actor(network.user(role)), lambda: self._now)

        self._people = People(
            frame, network, tuple(plans), desk(Role.SECRETARY), desk(Role.COORDINATOR), desk(Role.BOOKKEEPER)
        )
        planned = [*self._happenings(store), *self._settlings(store)] if is_whole else []
        first, today = at(frame.first_day, 0), at(frame.today, 0)
        self._waiting = sorted((one for one in planned if first <= one.moment < today), key=lambda one: one.moment)

    @property
    def moments(self) -> list[datetime]:
        return [one.moment for one in self._waiting]

    def play(self, until: datetime) -> None:
        """All that happened up to `until` and was not played yet."""
        while self._waiting and self._waiting[0].moment <= until:
            happening = self._waiting.pop(0)
            self._now = happening.moment
            happening.do(self._people)

    def _settlings(self, store: Store) -> Iterator[_Happening]:
        """The agreement, and in the year before what was proposed, decided and executed on it."""
        texts = (AGREED, closed_purses.written_off(self._frame))
        agreed, written_off = (closed_purses.decided_on(store, text) for text in texts)
        if agreed is not None:
            yield _Happening(at(agreed + DAY, 9), closed_purses.agree)
        if written_off is not None:
            yield _Happening(at(written_off, 9), closed_purses.propose)
            yield _Happening(at(written_off + DAY, 11), closed_purses.carry_out)

    def _happenings(self, store: Store) -> list[_Happening]:
        year = self._frame.running
        found = [
            _Happening(at(date(year.start_year, 10, 16), 9), settling_up.state_last_year),
            _Happening(self._back(75, 11), asking.miss_something),
            _Happening(self._back(16, 14), settling_up.give_exams),
            _Happening(self._back(12, 9), settling_up.state_so_far),
            _Happening(self._back(11, 10), settling_up.confirm_exams),
            _Happening(self._back(9, 13), agreeing.dispute),
            _Happening(self._back(8, 10), asking.ask),
            _Happening(self._back(6, 9), agreeing.answer),
            _Happening(self._back(5, 11), asking.refuse_and_plan),
            _Happening(self._back(5, 15), asking.book),
            _Happening(self._back(4, 16), agreeing.send_rounds),
            _Happening(self._back(3, 11), agreeing.correct),
            _Happening(self._back(2, 14), agreeing.take_answers_in),
        ]
        ((held_on,),) = store.rows(_LAST_STEERING)
        if held_on:
            found.append(_Happening(at(date.fromisoformat(held_on) + DAY, 10), settling_up.carry_out_decisions))
        return found

    def _back(self, days: int, hour: int) -> datetime:
        """On the last working day that is so many days ago."""
        day = self._frame.today - days * DAY
        return at(day - max(0, day.weekday() - _SATURDAY + 1) * DAY, hour)


def _actor(user: UserFacts) -> Actor:
    return Actor(user.id, user.name, user.role, user.school.id if user.school else None)
