"""Confirmation rounds: what a school is asked by file instead of in the program, and its answer taken in.

The file itself is made by `reports.confirmation` and read by `intake.confirmations`; nothing leaves the store here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.rounds import Answer, RoundStatus, check_code, round_number
from zsm_desktop.models import ConfirmationLine, ConfirmationRound, Network, School
from zsm_desktop.services import settling
from zsm_desktop.services.known import known
from zsm_desktop.services.numbers import next_in
from zsm_desktop.services.receivers import Receiver, receiver_of
from zsm_desktop.services.round_lists import (
    EVERYTHING,
    TO_SEND,
    RoundCard,
    RoundLine,
    RoundPreview,
    RoundRow,
    RoundSpan,
    WaitingSchool,
    coded,
    lines_to_send,
    round_card,
    round_rows,
    span_facts,
    waiting_schools,
)
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

MOST_LINES = 1500
"""More than that in one file is no longer answered line by line; what reads it back could take twice as many."""
_REPLACED = """
SELECT DISTINCT r.id FROM confirmation_round r JOIN confirmation_line l ON l.round_id = r.id
WHERE r.status = 'sent' AND r.id <> :id AND l.delivery_id IN (SELECT delivery_id FROM confirmation_line
 WHERE round_id = :id)
"""
_DELIVERIES = "SELECT line, delivery_id FROM confirmation_line WHERE round_id = :id"
_REPLACE = "UPDATE confirmation_round SET status = 'replaced' WHERE id = :id"
_ANSWER = "UPDATE confirmation_line SET answer = :answer, reason = :reason WHERE round_id = :round_id AND line = :line"


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What a school wrote at one line; a reason is needed where it does not agree."""

    line: int
    answer: Answer
    reason: str = ""


class Rounds(Service):
    @read(Permission.KEEP_BOOKS)
    def waiting(self, span: RoundSpan = EVERYTHING) -> tuple[WaitingSchool, ...]:
        """Schools by name with what they have still to answer."""
        return waiting_schools(self.store.rows, span, None)

    @read(Permission.KEEP_BOOKS)
    def preview(self, school_id: str, span: RoundSpan = EVERYTHING) -> RoundPreview:
        """What a round made now would hold: all that is entered for this school, also what is in an older round."""
        rows = self.store.rows(TO_SEND, {**span_facts(span), "school_id": school_id})
        return RoundPreview(school_id, lines_to_send(rows))

    @read(Permission.READ_DELIVERIES)
    def rows(self, school_id: str | None = None) -> tuple[RoundRow, ...]:
        """Latest first; who does not keep the books sees those of the own school."""
        return round_rows(self.store, self.actor, school_id)

    @read(Permission.READ_DELIVERIES)
    def card(self, round_id: str) -> RoundCard:
        """Raises RuleError("round.none", "permission.other_school")."""
        card = round_card(self.store, self.actor, "id", round_id)
        if card is None:
            raise RuleError("round.none")
        if not self.actor.sees_all_schools:
            self.actor.require_school(card.row.school_id)
        return card

    @read(Permission.KEEP_BOOKS)
    def find(self, number: str) -> RoundCard | None:
        """The round of this number, for a file that names it."""
        return round_card(self.store, self.actor, "number", number)

    @read(Permission.KEEP_BOOKS)
    def receiver(self, school_id: str) -> Receiver:
        return receiver_of(self.store, school_id)

    @act("round.make", Permission.KEEP_BOOKS)
    def make(self, work: Work, school_id: str, span: RoundSpan = EVERYTHING) -> None:
        """One round for one school; an older one that holds any of its lines is replaced.

        Raises RuleError("round.span", "round.nothing", "round.too_many"), and ("round.already_out") when a round with
        exactly these lines is out: its file can be written again.
        """
        lines = _lines_to_make(work, school_id, span)
        network = work.session.query(Network).one()
        number = _next_number(work, SchoolYear.of(self.desk.day))
        made = ConfirmationRound(
            id=work.new_id(),
            number=number,
            school_id=school_id,
            first_day=span.first_day or min(line.delivered_on for line in lines),
            last_day=span.last_day or max(line.delivered_on for line in lines),
            made_at=work.at,
            made_by=work.actor.user_id,
            silence_on=self.desk.day + timedelta(days=network.silence_days) if network.silence_days else None,
            check_code=check_code(network.id, number, school_id, map(coded, lines)),
        )
        work.session.add(made)
        work.session.flush()
        work.session.add_all(
            ConfirmationLine(
                round_id=made.id,
                line=line.line,
                delivery_id=line.delivery_id,
                quantity=line.quantity_hundredths,
                amount_cents=line.amount_cents,
            )
            for line in lines
        )
        work.session.flush()
        replaced = [{"id": id_} for (id_,) in work.rows(_REPLACED, {"id": made.id})]
        if replaced:
            work.run(_REPLACE, replaced)
        work.made = work.subject_id = made.id
        work.facts = {"number": number, "lines": len(lines), "replaced": len(replaced)}
        work.touch("round", made.id, *(row["id"] for row in replaced))

    @act("round.read", Permission.KEEP_BOOKS)
    def read_answers(self, work: Work, round_id: str, answers: Sequence[LineAnswer]) -> None:
        """Take in what a school answered: agreed lines are booked together, the others disputed with their reason.

        A line whose delivery is no longer entered keeps its answer and nothing else happens to it. Raises
        RuleError("round.none", "round.already_read", "round.replaced", "round.no_answers", "round.unknown_line",
        "delivery.no_reason", "delivery.long_reason").
        """
        made = known(work, ConfirmationRound, round_id, "round.none")
        if made.status == RoundStatus.READ:
            raise RuleError("round.already_read", number=made.number)
        if made.status == RoundStatus.REPLACED:
            raise RuleError("round.replaced", number=made.number)
        if not answers:
            raise RuleError("round.no_answers")
        deliveries = dict(work.rows(_DELIVERIES, {"id": round_id}))
        named = [one.line for one in answers]
        if len(set(named)) != len(named) or not deliveries.keys() >= set(named):
            raise RuleError("round.unknown_line")
        kept = [replace(one, reason=self._reason(work, one)) for one in answers]
        given = {deliveries[one.line]: one for one in kept}
        made.status, made.read_at, made.read_by = RoundStatus.READ.value, work.at, work.actor.user_id
        work.session.flush()
        _keep_answers(work, round_id, kept)
        work.facts = {"number": made.number, **_settle(work, given)}
        work.subject_id = round_id
        work.touch("round", round_id)

    def _reason(self, work: Work, one: LineAnswer) -> str:
        keep = settling.kept_reason if one.answer is Answer.DISPUTED else settling.kept_words
        return keep(self.desk, work, one.reason)


def make_all(
    desk: Desk, span: RoundSpan = EVERYTHING, say: Callable[[int, int, str], object] = lambda *_: None
) -> tuple[str, ...]:
    """A round for every school with something waiting, each an act of its own; the ids of their rounds.

    A school whose lines are all out already keeps its round. `say(done, total, school)` comes before each and may
    raise to stop: what was made stays.
    """
    schools = desk.rounds.waiting(span)
    found = []
    for at, school in enumerate(schools):
        say(at, len(schools), school.school)
        found.append(school.out_id or desk.rounds.make(school.school_id, span).made_id)
    return tuple(found)


def _lines_to_make(work: Work, school_id: str, span: RoundSpan) -> tuple[RoundLine, ...]:
    if span.first_day and span.last_day and span.first_day > span.last_day:
        raise RuleError("round.span")
    known(work, School, school_id, "school.none")
    lines = lines_to_send(work.rows(TO_SEND, {**span_facts(span), "school_id": school_id}))
    if not lines:
        raise RuleError("round.nothing")
    if len(lines) > MOST_LINES:
        raise RuleError("round.too_many", lines=len(lines), most=MOST_LINES)
    for waiting in waiting_schools(work.rows, span, school_id):
        if waiting.out:
            raise RuleError("round.already_out", number=waiting.out)
    return lines


def _keep_answers(work: Work, round_id: str, answers: Sequence[LineAnswer]) -> None:
    work.run(
        _ANSWER,
        [
            {"round_id": round_id, "line": one.line, "answer": one.answer.value, "reason": one.reason or None}
            for one in answers
        ],
    )


def _settle(work: Work, given: dict[str, LineAnswer]) -> dict[str, int]:
    """Confirms and disputes what is still open; how many of each."""
    rows = [row for row in settling.to_move(work, list(given)) if row.status == DeliveryStatus.ENTERED]
    agreed = [row for row in rows if given[row.id].answer is Answer.AGREED]
    others = [row for row in rows if given[row.id].answer is Answer.DISPUTED]
    if others:
        settling.dispute(work, others, {row.id: given[row.id].reason for row in others})
    if agreed:
        settling.confirm(work, agreed, "file")
    return {"confirmed": len(agreed), "disputed": len(others)}


def _next_number(work: Work, year: SchoolYear) -> str:
    return round_number(year, next_in(work, "confirmation_round", round_number(year, 0).removesuffix("000")))
