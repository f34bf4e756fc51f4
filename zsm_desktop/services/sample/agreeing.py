"""What the schools of the invented network did not agree on at once, and the rounds that went out for the rest."""

from __future__ import annotations

from zsm_desktop.domain.rounds import Answer, RoundStatus
from zsm_desktop.services.disputes import Correction
from zsm_desktop.services.rounds import LineAnswer
from zsm_desktop.services.sample.people import People

_TOO_MUCH = "Wij schreven één eenheid minder op: de laatste keer ging niet door."
_LOOKED_UP = "Klopt, onze vakdocent was die dag op cursus. Wij verbeteren het aantal."
_CORRECTED = "Verbeterd naar wat er op de presentielijst staat."
_STILL_OPEN = (
    "In onze administratie staat het wel zo. Wie tekende er die dag af?",
    "Wij vragen het na bij de mentor en komen er voor het eind van de maand op terug.",
)
_FROM_PAPER = "Deze dag stond de groep bij ons op school; zie de mail aan de vakdocent."
_ROUNDS = 3


def dispute(people: People) -> None:
    """The coordinator finds one unit too many on a line of her own school."""
    lines = [row for row in people.entered(people.own_school) if row.quantity_hundredths > 100]
    if lines:
        people.coordinator.deliveries.dispute(lines[-1].id, _TOO_MUCH)


def answer(people: People) -> None:
    for row in people.disputed(people.own_school)[:1]:
        people.secretary.disputes.answer(row.id, _LOOKED_UP)


def correct(people: People) -> None:
    """Decided: the provider corrects, and what is right is confirmed at once."""
    for row in people.disputed(people.own_school)[:1]:
        right = Correction(row.quantity_hundredths - 100)
        made = people.secretary.disputes.correct(row.id, right, _CORRECTED).made_id
        people.coordinator.deliveries.confirm([made])


def send_rounds(people: People) -> None:
    """To the schools with most to answer that do not open the program themselves."""
    rounds = people.bookkeeper.rounds
    waiting = [one for one in rounds.waiting() if one.school_id != people.own_school]
    for one in sorted(waiting, key=lambda one: (-one.lines, one.school))[:_ROUNDS]:
        rounds.make(one.school_id)


def take_answers_in(people: People) -> None:
    """One came back: agreed but for its last line. The talk about what was disputed before goes on meanwhile."""
    rounds = people.bookkeeper.rounds
    sent = [row for row in rounds.rows() if row.status == RoundStatus.SENT]
    for row in sorted(sent, key=lambda row: row.number)[:1]:
        answers = [LineAnswer(line, Answer.AGREED) for line in range(1, row.lines)]
        rounds.read_answers(row.id, [*answers, LineAnswer(row.lines, Answer.DISPUTED, _FROM_PAPER)])
    spoken = [delivery for delivery in people.disputed() if people.secretary.disputes.thread(delivery.id)]
    for delivery in spoken[:1]:
        for text in _STILL_OPEN:
            people.secretary.disputes.answer(delivery.id, text)
