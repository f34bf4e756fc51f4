"""How the invented network settles: for years nobody paid, and what schools owed each other was written off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.sample.people import People
from zsm_desktop.services.sample.shape import Frame
from zsm_desktop.services.sample.steering_texts import AGREED, WRITTEN_OFF
from zsm_desktop.services.settlement_rows import SettlementRow
from zsm_desktop.store.store import Store

_DECIDED = "SELECT id, number, decided_on FROM decision WHERE open_text = ?"
_BOARDS = """
SELECT DISTINCT b.id, c.name FROM organisation o JOIN organisation b ON b.id = o.board_id
JOIN contact c ON c.organisation_id = b.id AND c.is_fixed WHERE o.kind = 'school' ORDER BY b.code
"""
_NOTE = "Wij helpen elkaars leerlingen zonder rekening, en kijken elk jaar of het nog in evenwicht is."


def settled(frame: Frame) -> Span:
    """From the first day up to the end of the school year before last."""
    return Span.between(frame.first_day, frame.running.shifted(-2).last_day)


def written_off(frame: Frame) -> str:
    """What the stuurgroep decides about that, in the autumn after."""
    return WRITTEN_OFF.format(year=frame.running.shifted(-2).label)


def decided_on(store: Store, text: str) -> date | None:
    found = store.rows(_DECIDED, (text,))
    return date.fromisoformat(found[0][2]) if found else None


def agree(people: People) -> None:
    """Every board signs, for all its schools."""
    agreements = people.bookkeeper.agreements
    ((decision_id, _, _),) = people.bookkeeper.store.rows(_DECIDED, (AGREED,))
    draft = AgreementDraft(
        SettlementRegime.CLOSED_PURSES, people.frame.first_day, writes_off=True, decision_id=decision_id, note=_NOTE
    )
    made = agreements.add(draft).made_id
    for board_id, name in people.bookkeeper.store.rows(_BOARDS):
        agreements.sign(made, agreements.rows()[0].version, board_id, name, people.day)


def propose(people: People) -> None:
    people.bookkeeper.settlements.propose(SettlementRegime.CLOSED_PURSES, settled(people.frame))


def carry_out(people: People) -> None:
    """What was decided, on a new proposal where something was booked since."""
    settlements = people.bookkeeper.settlements
    for row in _waiting(people):
        if settlements.card(row.id).is_overtaken:
            settlements.withdraw(row.id)
            propose(people)
    ((_, number, _),) = people.bookkeeper.store.rows(_DECIDED, (written_off(people.frame),))
    for row in _waiting(people):
        settlements.approve(row.id, number)
        settlements.execute(row.id)


def _waiting(people: People) -> Iterator[SettlementRow]:
    return (row for row in people.bookkeeper.settlements.rows() if row.status == "proposed")
