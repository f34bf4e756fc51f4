"""The commands about settling: the four agreements side by side, and a settlement proposed, decided and executed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.exchange import when_of
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import require_paper_place
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.tariff_trial import TariffTrial
from zsm_desktop.domain.spans import span_of
from zsm_desktop.words import settlements as words
from zsm_desktop.words.command_line import WRITTEN, table
from zsm_desktop.words.format import money, plural
from zsm_desktop.words.scenarios import tariffs_tried
from zsm_desktop.words.settling import left_behind_text
from zsm_desktop.words.spans import span_words

if TYPE_CHECKING:
    from pathlib import Path

    from zsm_desktop.domain.settlement.history import Payment
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.scenarios import AccountHolder, Comparison, Scenario
    from zsm_desktop.services.settlement_rows import SettlementRow


def scenarios(entrance: Entrance, options: Namespace) -> Answer:
    """All four on the same history, with --out also as annex; the books stay as they are."""
    when = when_of(options)
    if options.out is not None:
        require_paper_place(options.out / "bijlage")
    with entrance.desk() as desk:
        tariffs = _tariffs(desk, options)
        compared = desk.scenarios.compare(when, tariffs=tariffs)
        agreed = desk.scenarios.compare(when) if tariffs is not None else None
        holders = desk.scenarios.holders()
        files = _annex(desk, compared, agreed, options.out) if options.out is not None else {}
    document = {
        "year": options.year,
        "regimes": {one.regime.value: _document(one, holders) for one in compared.scenarios},
        **{name: str(path) for name, path in files.items()},
    }
    remarks = (words.UNCHECKED.format(amount=money(compared.unchecked_cents)),) if compared.unchecked_cents else ()
    if tariffs is not None:
        document["tariffs"] = {"permille": tariffs.permille, "kind": options.kind, "offer": options.offer or ""}
        remarks = (*remarks, tariffs_tried(tariffs, compared.tried_offer))
    written = (WRITTEN.format(path=path) for path in files.values())
    return Answer(document, tuple(_table(compared)), (span_words(span_of(when)), *remarks, *written))


def _tariffs(desk: Desk, options: Namespace) -> TariffTrial | None:
    """Raises RuleError("command.scenarios", "scenario.tariffs", "offer.none")."""
    if options.tariffs is None:
        if options.kind or options.offer:
            raise RuleError("command.scenarios")
        return None
    offer_id = ""
    if options.offer:
        wanted = options.offer.strip().casefold()
        offer_id = next((one.id for one in desk.scenarios.offers() if one.code.casefold() == wanted), "")
        if not offer_id:
            raise RuleError("offer.none")
    return TariffTrial(options.tariffs, options.kind, offer_id)


def _annex(desk: Desk, compared: Comparison, agreed: Comparison | None, folder: Path) -> dict[str, Path]:
    from zsm_desktop.reports.scenarios import write

    return write(desk, compared, folder, agreed)


def settle(entrance: Entrance, options: Namespace) -> Answer:
    """One step of a settlement; what it takes besides differs by step: RuleError("command.settle")."""
    steps: dict[str, Callable[[Desk, Namespace], str]] = {"propose": _propose, "approve": _approve, "execute": _execute}
    with entrance.desk(read_only=False) as desk:
        settlement_id = steps[options.step](desk, options)
        card = desk.settlements.card(settlement_id)
        span = card.settlement.span
        left = desk.settlements.left_behind(span) if options.step == "propose" else None
    row = card.settlement
    payments = [{"from": one.payer.code, "to": one.payee.code, "cents": one.cents} for one in card.dues]
    said = _SAID[row.status].format(
        number=row.number, decision=row.decision_number, count=plural(len(payments), "betaling", "betalingen")
    )
    document = {"settlement": row.number, "status": row.status, "payments": payments}
    lines = table(
        ["van", "aan", "bedrag"],
        [[str(one["from"]), str(one["to"]), money(int(str(one["cents"])))] for one in payments],
        numbers_from=2,
    )
    warned = (left_behind_text(left, span),) if left is not None else ()
    return Answer(document, tuple(lines) if payments else (), (said, *warned))


def _propose(desk: Desk, options: Namespace) -> str:
    _require_only(options, "regime", "year", "first_month", "last_month", needs=("regime",))
    return desk.settlements.propose(SettlementRegime(options.regime), span_of(when_of(options))).made_id


def _approve(desk: Desk, options: Namespace) -> str:
    _require_only(options, "settlement", "decision", needs=("settlement", "decision"))
    row = _row(desk, options)
    desk.settlements.approve(row.id, options.decision)
    return row.id


def _execute(desk: Desk, options: Namespace) -> str:
    _require_only(options, "settlement", needs=("settlement",))
    row = _row(desk, options)
    desk.settlements.execute(row.id)
    return row.id


def _require_only(options: Namespace, *allowed: str, needs: Sequence[str]) -> None:
    """An option of another step is a slip, not a wish. Raises RuleError("command.settle")."""
    given = {name for name in _OPTIONS if getattr(options, name) is not None}
    if not set(needs) <= given <= set(allowed):
        raise RuleError("command.settle")


_OPTIONS = ("settlement", "regime", "decision", "year", "first_month", "last_month")
_SAID = {"proposed": words.MADE, "approved": words.APPROVED, "executed": words.EXECUTED}


def _row(desk: Desk, options: Namespace) -> SettlementRow:
    wanted = options.settlement.strip().casefold()
    found = next((one for one in desk.settlements.rows() if wanted in {one.id.casefold(), one.number.casefold()}), None)
    if found is None:
        raise RuleError("settlement.none")
    return found


def _document(one: Scenario, holders: dict[int, AccountHolder]) -> dict[str, object]:
    return {
        "documents": one.documents,
        "payments": [_payment(due, holders) for due in one.plan.dues],
        "schools": [
            {
                "school": line.holder.code,
                "pays_cents": line.pays_cents,
                "receives_cents": line.receives_cents,
                "vat_cents": line.vat_cents,
                "left_cents": line.left_cents,
            }
            for line in one.lines
        ],
    }


def _payment(due: Payment, holders: dict[int, AccountHolder]) -> dict[str, object]:
    return {"from": holders[due.payer].code, "to": holders[due.payee].code, "cents": due.cents}


def _table(compared: Comparison) -> list[str]:
    rows = [
        [
            words.REGIMES[one.regime.value],
            str(one.documents),
            str(one.payments),
            money(one.moved_cents),
            words.hours(one.minutes),
        ]
        for one in compared.scenarios
    ]
    return table(["afspraak", words.DOCUMENTS, words.PAYMENTS, "samen", words.WORK], rows, numbers_from=1)
