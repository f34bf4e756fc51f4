"""What a school pays of a settlement, as a file for its bank (pain.001.001.09) and as a list to type over.

The file holds the creditor reference where banks look for it, so that it comes back untouched on the statement.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import safe_file_name
from zsm_desktop.domain.identifiers import as_iban, shown_iban
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import Cents, Column, Document, Kind, Paragraph, Table
from zsm_desktop.reports.noted import put
from zsm_desktop.settings import resources_dir
from zsm_desktop.words import payment_orders as words

if TYPE_CHECKING:
    from datetime import datetime

    from zsm_desktop.domain.invoices import InvoiceOrganisation
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.payment_orders import PaymentOrder, PaymentOrders

SCHEMA = "pain.001.001.09"
_SPACE = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"
_NOT_ALLOWED = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
"""Banks refuse other signs (EPC217-08)."""
_MOST_ID = 35
_COLUMNS = (
    Column(words.TO),
    Column(words.IBAN, is_whole=True),
    Column(words.CENTS, Kind.MONEY),
    Column(words.REFERENCE, weight=6),
    Column(words.PAY_ON, Kind.DATE),
)


@dataclass(frozen=True, slots=True)
class Written:
    """`files` has "file" for the bank, and "pdf" and "xlsx" to type over."""

    school: str
    files: dict[str, Path]


def write(
    desk: Desk,
    settlement_ids: Sequence[str],
    out_dir: Path,
    step: Callable[[int, int, str], object] = lambda _at, _of, _name: None,
) -> tuple[Written, ...]:
    """By settlement and school: all of them or none.

    Raises RuleError as `Ordering.orders`, ("sepa.schema") and as `write_together`, and what `step` raises.
    """
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    moment = desk.clock().astimezone(HOME)
    found = [(desk.ordering.number(id_), one) for id_ in settlement_ids for one in desk.ordering.orders(id_)]
    papers: dict[Path, bytes] = {}
    written = []
    for at, (number, one) in enumerate(found):
        step(at, len(found), one.holder.name)
        stem = words.file_stem(number, one.holder.code)
        files = {name: out_dir / safe_file_name(stem, f".{name}") for name in ("xml", "pdf", "xlsx")}
        listed = document(one, number, desk.network_name, moment)
        papers[files["xml"]] = sepa_bytes(one, number, moment)
        papers[files["pdf"]], papers[files["xlsx"]] = pdf_bytes(listed), xlsx_bytes(listed)
        written.append(Written(one.holder.code, {"file": files["xml"], "pdf": files["pdf"], "xlsx": files["xlsx"]}))
    subject = settlement_ids[0] if len(settlement_ids) == 1 else ""
    put(desk, Paper(PaperKind.ORDERS, subject, count=len(found)), out_dir, papers)
    return tuple(written)


def sepa_bytes(one: PaymentOrders, number: str, moment: datetime) -> bytes:
    """The same orders at the same moment give the same bytes. Raises RuleError("sepa.schema")."""
    from sepaxml import SepaTransfer

    transfer = SepaTransfer({**_account(one.payer), "batch": True, "currency": "EUR"}, schema=SCHEMA, clean=True)
    for order in one.orders:
        transfer.add_payment(
            {
                **_account(order.payee),
                "amount": order.cents,
                "execution_date": order.pay_on,
                "description": order.reference or order.number,
                "endtoend_id": (order.reference or _allowed(order.number))[:_MOST_ID],
            }
        )
    # Held against the schema below, as it goes out.
    root = etree.fromstring(transfer.export(validate=False))
    _finish(root, one, number, moment)
    schema: Any = _schema()
    if not schema.validate(root):
        raise RuleError("sepa.schema", name=one.holder.name)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def document(one: PaymentOrders, number: str, network: str, moment: datetime) -> Document:
    return Document(
        title=f"{words.TITLE} {one.holder.name}",
        network=network,
        created=moment,
        subtitle=words.SUBTITLE.format(number=number),
        facts=(
            (words.FROM, one.payer.name),
            (words.ACCOUNT, shown_iban(as_iban(one.payer.iban))),
            (words.TOTAL, Cents(one.cents)),
        ),
        blocks=(
            Paragraph(words.HOW),
            Table(
                words.TITLE,
                _COLUMNS,
                tuple(_row(order) for order in one.orders),
                totals=(words.TOTAL, "", Cents(one.cents), "", ""),
            ),
        ),
    )


def _row(order: PaymentOrder) -> tuple[str, str, Cents, str, Any]:
    reference = shown_iban(order.reference) if order.reference else order.number
    return order.payee.name, shown_iban(as_iban(order.payee.iban)), Cents(order.cents), reference, order.pay_on


def _account(side: InvoiceOrganisation) -> dict[str, Any]:
    bic = {"BIC": side.bic} if side.bic else {}
    return {"name": side.name, "IBAN": as_iban(side.iban), **bic}


def _finish(root: etree._Element, one: PaymentOrders, number: str, moment: datetime) -> None:
    """Own marks instead of random ones, only signs that banks take, and references where they belong."""
    mark = hashlib.sha256(f"{moment.isoformat()}\x1f{number}\x1f{one.holder.account}".encode()).hexdigest()
    at = iter(range(1, len(one.orders) + 1))
    for node in root.iter():
        name = etree.QName(node).localname
        if name == "MsgId":
            node.text = mark[:_MOST_ID]
        elif name == "PmtInfId":
            node.text = f"{mark[:24]}-{next(at)}"
        elif name == "CreDtTm":
            node.text = f"{moment:%Y-%m-%dT%H:%M:%S}"
        elif name in {"Nm", "Ustrd"}:
            node.text = _allowed(node.text or "")
    references = {order.reference for order in one.orders if order.reference}
    for node in list(root.iter(f"{{{_SPACE}}}Ustrd")):
        if node.text in references:
            _structure(node)
    for node in list(root.iter(f"{{{_SPACE}}}FinInstnId")):
        if not len(node):  # a foreign account, whose bank nobody named: banks want it said
            _add(_add(node, "Othr"), "Id", "NOTPROVIDED")


def _structure(node: etree._Element) -> None:
    reference, node.text, node.tag = node.text, None, f"{{{_SPACE}}}Strd"
    creditor = _add(node, "CdtrRefInf")
    kind = _add(creditor, "Tp")
    _add(_add(kind, "CdOrPrtry"), "Cd", "SCOR")
    _add(kind, "Issr", "ISO")
    _add(creditor, "Ref", reference)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    node = etree.SubElement(parent, f"{{{_SPACE}}}{name}")
    node.text = text
    return node


def _allowed(text: str) -> str:
    return " ".join(_NOT_ALLOWED.sub(" ", text.replace("&", "+")).split())


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(resources_dir() / "sepa" / f"{SCHEMA}.xsd")))
