"""What is in the part Documenten of a settlement, what its concepts lack and where that is filled in; no Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoices import SET_OFF, DocumentKind
from zsm_desktop.domain.papers import PaperKind
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.offer_rows import OfferFilter
from zsm_desktop.words import invoices as words

if TYPE_CHECKING:
    from zsm_desktop.domain.errors import Finding
    from zsm_desktop.reports.invoice_copies import Drafts, Laid, Step
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.invoice_concepts import Concept
    from zsm_desktop.services.invoices import InvoiceRow
    from zsm_desktop.services.settlement_rows import SettlementRow
    from zsm_desktop.services.settlement_statements import SettlementStatement
    from zsm_desktop.ui.work import Progress

PLACES = {
    "organisation": ("network", "Naar Netwerk"),
    "vat": ("settings", "Naar btw-regels"),
    "offer": ("offers", "Naar het aanbod"),
    "agreement": ("", "Naar Overeenkomst"),
    "settings": ("settings", "Naar Instellingen"),
}
"""By `Finding.facts["place"]`: the room, "" for this one, and what its button says."""
_THINGS = {"vat": "vat", "agreement": "agreements", "settings": "issuing"}


class DocumentLine(NamedTuple):
    """A concept has no number and no day; `lacks` counts what is missing on it."""

    id: str
    kind: DocumentKind
    sender: str
    receiver: str
    cents: int
    number: str = ""
    issued_on: date | None = None
    due_on: date | None = None
    lacks: int = 0
    is_set_off: bool = False
    is_internal: bool = False

    @property
    def kind_words(self) -> str:
        return words.kind(is_credit=self.kind is DocumentKind.CREDIT_NOTE, is_internal=self.is_internal)


class Lack(NamedTuple):
    """All that is filled in at one place; `go` is what its button says, "" where there is no place."""

    sentences: tuple[str, ...]
    room: str
    item: str
    go: str


@dataclass(frozen=True, slots=True)
class Documents:
    """Of one settlement, as far as this user may see them; `concepts` by the id of their line."""

    settlement_id: str = ""
    number: str = ""
    status: str = ""
    may_keep: bool = False
    lines: tuple[DocumentLine, ...] = ()
    concepts: dict[str, Concept] = field(default_factory=dict)
    lacks: tuple[Lack, ...] = ()

    @property
    def is_issued(self) -> bool:
        return bool(self.lines) and not self.concepts

    @property
    def lacking(self) -> int:
        return sum(bool(line.lacks) for line in self.lines)


class Drafted(NamedTuple):
    """`nobody`: for whom no address is known."""

    paths: tuple[Path, ...]
    nobody: tuple[str, ...]


def may_read(desk: Desk) -> bool:
    return desk.actor.may(Permission.READ_DELIVERIES)


def documents_of(desk: Desk, row: SettlementRow) -> Documents:
    """What went out, else what would."""
    may_keep = desk.actor.may(Permission.KEEP_BOOKS)
    about = (row.id, row.number, row.status, may_keep)
    issued = desk.invoices.rows(row.id)
    if issued or not may_keep or row.status != "executed":
        return Documents(*about, tuple(_issued(one) for one in sorted(issued, key=lambda one: one.number)))
    concepts = {str(at): one for at, one in enumerate(desk.invoices.concepts(row.id), 1)}
    holders = desk.scenarios.holders()
    names = {account: holder.name for account, holder in holders.items()}
    lines = tuple(_concept(key, one, names) for key, one in concepts.items())
    return Documents(*about, lines, concepts, _lacks(desk, concepts.values()))


def paper_of(desk: Desk, documents: Documents, line_id: str) -> bytes:
    """The PDF, which is nowhere on disk."""
    from zsm_desktop.reports.invoice import pdf

    concept = documents.concepts.get(line_id)
    if concept is not None:
        return pdf(concept.facts, desk.issuing.picture(concept.facts.issuer.logo))
    issued = desk.invoices.of(line_id)
    return pdf(issued.facts, issued.logo)


def save(desk: Desk, lines: Sequence[DocumentLine], folder: Path, progress: Progress) -> Laid:
    """What everybody gets, each in a folder of its own."""
    from zsm_desktop.reports.invoice_copies import ALL, lay_out

    return lay_out(desk, [line.id for line in lines], folder, ALL, _step(lines, progress))


def draft_mails(desk: Desk, lines: Sequence[DocumentLine], folder: Path, progress: Progress) -> Drafts:
    from zsm_desktop.reports import invoice_copies

    return invoice_copies.draft_mails(
        desk, [line.id for line in lines], folder, invoice_copies.ALL, _step(lines, progress)
    )


def _step(lines: Sequence[DocumentLine], progress: Progress) -> Step:
    return lambda at: progress.step(at, len(lines), lines[at].number)


def save_statements(desk: Desk, settlement_id: str, folder: Path, progress: Progress) -> tuple[Path, ...]:
    """Raises RuleError("settlement_statement.nothing")."""
    from zsm_desktop.reports.invoice_copies import line_of
    from zsm_desktop.reports.settlement_statement import write

    paths: list[Path] = []
    found = _statements(desk, settlement_id)
    then = line_of(desk, PaperKind.SETTLEMENT_STATEMENTS, settlement_id, len(found))
    for at, one in enumerate(found):
        progress.step(at, len(found), one.holder.name)
        paths += write(one.facts, folder, logo=one.logo, then=then).values()
    return tuple(paths)


def draft_statements(desk: Desk, settlement_id: str, folder: Path, progress: Progress) -> Drafted:
    """Raises RuleError("settlement_statement.nothing")."""
    from zsm_desktop.reports.invoice import Addressee
    from zsm_desktop.reports.invoice_copies import line_of
    from zsm_desktop.reports.settlement_statement import write_mail

    paths: list[Path] = []
    nobody: list[str] = []
    found = _statements(desk, settlement_id)
    then = line_of(desk, PaperKind.SETTLEMENT_MAILS, settlement_id, len(found))
    for at, one in enumerate(found):
        progress.step(at, len(found), one.holder.name)
        to = desk.settlement_statements.receiver(one.holder.school_id)
        nobody += [] if to.email else [one.holder.name]
        paths.append(write_mail(one.facts, folder, Addressee(to.email, to.name, desk.actor.name), one.logo, then=then))
    return Drafted(tuple(paths), tuple(nobody))


def _statements(desk: Desk, settlement_id: str) -> tuple[SettlementStatement, ...]:
    found = desk.settlement_statements.of(settlement_id)
    if not found:
        number = desk.settlements.card(settlement_id).settlement.number
        raise RuleError("settlement_statement.nothing", number=number)
    return found


def _issued(row: InvoiceRow) -> DocumentLine:
    about = (row.total_cents, row.number, row.issued_on, row.due_on)
    is_set_off = row.claim == SET_OFF
    return DocumentLine(row.id, row.kind, *row.names, *about, is_set_off=is_set_off, is_internal=row.is_internal)


def _concept(key: str, one: Concept, names: dict[int, str]) -> DocumentLine:
    sides = (one.payer, one.payee) if one.facts.is_credit else (one.payee, one.payer)
    sender, receiver = (names[account] for account in sides)
    facts = one.facts
    return DocumentLine(
        key,
        facts.kind,
        sender,
        receiver,
        one.cents,
        lacks=len(one.missing),
        is_set_off=facts.is_set_off,
        is_internal=facts.is_internal,
    )


def _lacks(desk: Desk, concepts: Collection[Concept]) -> tuple[Lack, ...]:
    """Each sentence once, together with all else that is filled in at the same place."""
    if not any(one.missing for one in concepts):
        return ()
    boards_first = sorted(desk.network.organisations(), key=lambda one: one.kind == "board")
    known = {one.name: one.id for one in boards_first}  # of a school and a board of one name the board: it is who pays
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in concepts:
        for finding in one.missing:
            place = str(finding.facts.get("place", ""))
            room, go = PLACES.get(place, ("", ""))
            item = _THINGS.get(place, "") if place != "organisation" else _whose(one, finding, known)
            item = _offer(desk, finding) if place == "offer" else item
            sentences = found.setdefault((room, item, go), [])
            if words.lacking(finding) not in sentences:
                sentences.append(words.lacking(finding))
    return tuple(Lack(tuple(sentences), *where) for where, sentences in found.items())


def _whose(concept: Concept, finding: Finding, known: dict[str, str]) -> str:
    if (finding.column or "").startswith("issuer."):
        return concept.issuer.id
    return known.get(str(finding.facts.get("name", "")), "")


def _offer(desk: Desk, finding: Finding) -> str:
    code = str(finding.facts.get("offer", ""))
    found = desk.offers.page(OfferFilter(text=code)) if code else ()
    return next((row.id for row in found if row.code == code), "")
