"""Who stands on a document: in law that is the board of a school, with what the school itself has of its own on top.

The account, the reference, the colour and the logo are those of the school, or else of its board; who is who in law,
with name, address and numbers, is the board.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zsm_desktop.domain.invoices import InvoiceOrganisation
from zsm_desktop.services.banks import bank_of
from zsm_desktop.services.settlement_history import RowsOf

_NUMBERS = "kvk_number vat_number rsin oin iban order_number reference colour street house_number postcode city".split()
_ORGANISATIONS = f"""
SELECT o.id, o.code, o.name, coalesce(o.board_id, ''), {", ".join(f"coalesce(o.{name}, '')" for name in _NUMBERS)},
 coalesce(l.hash, ''), coalesce(c.email, '')
FROM organisation o LEFT JOIN logo l ON l.organisation_id = o.id AND l.is_current
LEFT JOIN contact c ON c.organisation_id = o.id AND c.is_fixed AND c.is_active
"""  # noqa: S608 - made of fixed parts
_ACCOUNTS = "SELECT id, coalesce(school_id, ''), code, name FROM account WHERE kind IN ('school', 'fund')"
_NETWORK = "SELECT name, coalesce(issuer_id, '') FROM network"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a document; `id` and `code` are those of who it is in law, "" where nobody is known."""

    id: str
    code: str
    holder: str
    facts: InvoiceOrganisation


@dataclass(frozen=True, slots=True)
class _Organisation:
    code: str
    board_id: str
    facts: InvoiceOrganisation


class Sides:
    """All of a network, read at once."""

    def __init__(self, rows_of: RowsOf) -> None:
        self._known = {row[0]: _organisation(row) for row in rows_of(_ORGANISATIONS, {})}
        self._accounts = {row[0]: tuple(row[1:]) for row in rows_of(_ACCOUNTS, {})}
        ((self.network, self._penvoerder_id),) = rows_of(_NETWORK, {})

    @property
    def penvoerder(self) -> Side:
        if self._penvoerder_id in self._known:
            return self._side(self._penvoerder_id)
        return Side("", "", "", InvoiceOrganisation(""))

    def of(self, account: int) -> Side:
        """Of a school, or of a fund: whose money the penvoerder keeps."""
        school_id, _code, name = self._accounts[account]
        if school_id:
            return self._side(school_id)
        keeper = self.penvoerder
        facts = replace(keeper.facts, attention=name, reference=keeper.facts.reference or name[:40])
        return replace(keeper, holder=name, facts=facts)

    def itself(self, account: int) -> Side:
        """A school or fund under its own name, where one and the same would stand on both sides."""
        school_id, code, name = self._accounts[account]
        side = self.of(account)
        facts = replace(side.facts, name=name, attention="")
        return Side(school_id, code, name, facts) if school_id else replace(side, facts=facts)

    def _side(self, organisation_id: str) -> Side:
        own = self._known[organisation_id]
        board = self._known.get(own.board_id)
        if board is None:
            return Side(organisation_id, own.code, own.facts.name, own.facts)
        facts = replace(
            board.facts,
            iban=own.facts.iban or board.facts.iban,
            bic=own.facts.bic if own.facts.iban else board.facts.bic,
            order_number=own.facts.order_number or board.facts.order_number,
            reference=own.facts.reference or board.facts.reference,
            colour=own.facts.colour or board.facts.colour,
            logo=own.facts.logo or board.facts.logo,
            attention=own.facts.name,
        )
        return Side(own.board_id, board.code, own.facts.name, facts)


def _organisation(row: tuple[str, ...]) -> _Organisation:
    _id, code, name, board_id, *numbers, logo, email = row
    named = dict(zip(_NUMBERS, numbers, strict=True))
    bank = bank_of(named["iban"])
    facts = InvoiceOrganisation(
        name, kvk=named.pop("kvk_number"), bic=bank.bic if bank else "", email=email, logo=logo, **named
    )
    return _Organisation(code, board_id, facts)
