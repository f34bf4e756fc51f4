"""An auditor's file held against its schema and against itself, read as a stream whatever its size."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.settings import resources_dir

SPACE = "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0"
_N = f"{{{SPACE}}}"
_WATCHED = ("ledgerAccount", "customerSupplier", "period", "openingBalance", "transaction", "transactions", "header")


def require_sound(path: Path) -> None:
    """Raises RuleError("audit_file.schema") for what the schema refuses, ("audit_file.sums") for what does not follow
    from the rest: totals and counts, transactions that are not balanced, keys that are nowhere or twice.
    """
    book = _Book()
    try:
        tags = [_N + name for name in _WATCHED]
        with path.open("rb") as file:
            for _event, node in etree.iterparse(file, events=("end",), tag=tags, schema=_schema(), huge_tree=True):
                book.take(node)
    except etree.XMLSyntaxError as error:
        row = error.lineno or 0
        raise RuleError("audit_file.schema", row=row, what=str(error.msg).replace(_N, "")) from error
    book.require(book.is_closed, "transactions")


class _Book:
    def __init__(self) -> None:
        self._keys: dict[str, set[str]] = {"accID": set(), "custSupID": set(), "periodNumber": set(), "nr": set()}
        self._sums = _Sums()
        self._days = ("", "")
        self.is_closed = False

    def take(self, node: etree._Element) -> None:
        name = etree.QName(node).localname
        match name:
            case "header":
                self._days = (_said(node, "startDate"), _said(node, "endDate"))
            case "ledgerAccount":
                self._new("accID", node)
            case "customerSupplier":
                self._new("custSupID", node)
            case "period":
                self._new("periodNumber", node)
            case "openingBalance":
                self._opening(node)
            case "transaction":
                self._transaction(node)
            case _:
                self._require_totals(node, self._sums)
                self.is_closed = True
        if name not in {"openingBalance", "transactions"}:
            _forget(node)

    def require(self, is_right: object, what: str) -> None:
        if not is_right:
            raise RuleError("audit_file.sums", what=what)

    def _new(self, key: str, node: etree._Element) -> None:
        found = _said(node, key)
        self.require(found and found not in self._keys[key], f"{key} {found}")
        self._keys[key].add(found)

    def _known(self, key: str, node: etree._Element) -> None:
        found = _said(node, key)
        self.require(found in self._keys[key], f"{key} {found}")

    def _opening(self, node: etree._Element) -> None:
        sums = _Sums()
        for line in node.iterfind(f"{_N}obLine"):
            self._known("accID", line)
            sums.add(line)
        self.require(sums.debit == sums.credit, "openingBalance")
        self._require_totals(node, sums)

    def _transaction(self, node: etree._Element) -> None:
        self._new("nr", node)
        self._known("periodNumber", node)
        first, last = self._days
        self.require(first <= _said(node, "trDt") <= last, f"trDt {_said(node, 'trDt')}")
        own = _Sums()
        for line in node.iterfind(f"{_N}trLine"):
            self._known("accID", line)
            if line.find(f"{_N}custSupID") is not None:
                self._known("custSupID", line)
            own.add(line)
        self.require(own.debit == own.credit and own.lines > 1, f"transaction {_said(node, 'nr')}")
        self._sums.take(own)

    def _require_totals(self, node: etree._Element, sums: _Sums) -> None:
        for name, cents in (("totalDebit", sums.debit), ("totalCredit", sums.credit)):
            self.require(_cents(_said(node, name)) == cents, name)
        self.require(int(_said(node, "linesCount")) == sums.lines, "linesCount")


class _Sums:
    def __init__(self) -> None:
        self.lines = self.debit = self.credit = 0

    def add(self, line: etree._Element) -> None:
        cents = _cents(_said(line, "amnt"))
        self.lines += 1
        if _said(line, "amntTp") == "D":
            self.debit += cents
        else:
            self.credit += cents

    def take(self, other: _Sums) -> None:
        self.lines, self.debit, self.credit = (
            self.lines + other.lines,
            self.debit + other.debit,
            self.credit + other.credit,
        )


def _said(node: etree._Element, name: str) -> str:
    return node.findtext(f"{_N}{name}") or ""


def _cents(text: str) -> int:
    """Of a decimal that the schema passed: at most two places."""
    whole, _, part = text.strip().lstrip("+-").partition(".")
    cents = int(whole or 0) * 100 + int(part.ljust(2, "0"))
    return -cents if text.strip().startswith("-") else cents


def _forget(node: etree._Element) -> None:
    """The tree would hold the whole file otherwise."""
    node.clear()
    parent = node.getparent()
    while parent is not None and (before := node.getprevious()) is not None:
        parent.remove(before)


@cache
def _schema() -> Any:
    return etree.XMLSchema(etree.parse(str(resources_dir() / "xaf" / "XmlAuditfileFinancieel4.0.xsd")))
