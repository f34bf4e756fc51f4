"""Who gets what of the documents of a settlement, and the folder it is laid out in.

Who pays gets the original, and alone the e-invoice: that cannot say of itself that it is a copy. Whose it is gets a
copy, who keeps the books all copies with an overview, and the stuurgroep the overview.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import Then, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports import invoice, invoice_overview
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.noted import Line
from zsm_desktop.words import invoice_copies as words
from zsm_desktop.words.invoices import file_stem

if TYPE_CHECKING:
    from zsm_desktop.domain.permissions import Actor
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.invoices import InvoiceRow, IssuedInvoice

_FORMATS = {
    PaperKind.INVOICES: ("pdf", "xml"), PaperKind.INVOICE_MAILS: ("eml",),
    PaperKind.SETTLEMENT_STATEMENTS: ("pdf",), PaperKind.SETTLEMENT_MAILS: ("eml",),
}  # fmt: skip
Step = Callable[[int], object]
"""Told before each which it is."""


class Audience(StrEnum):
    RECEIVER = "receiver"
    ISSUER = "issuer"
    BOOKKEEPER = "bookkeeper"
    STEERING = "steering"


WITH_COPIES = frozenset({Audience.ISSUER, Audience.BOOKKEEPER})
WITH_OVERVIEW = frozenset({Audience.BOOKKEEPER, Audience.STEERING})
ALL = frozenset(Audience)


@dataclass(slots=True)
class Laid:
    """The files of each document by format, in the order asked; `overview` is one of all of them."""

    found: list[IssuedInvoice] = field(default_factory=list)
    originals: dict[str, dict[str, Path]] = field(default_factory=dict)
    copies: dict[str, dict[str, Path]] = field(default_factory=dict)
    overview: dict[str, Path] = field(default_factory=dict)


@dataclass(slots=True)
class Drafts:
    """The mail of each document: to whom it is for, and the one to whose it is; `nobody` has no address."""

    originals: dict[str, Path] = field(default_factory=dict)
    copies: dict[str, Path] = field(default_factory=dict)
    nobody: dict[str, None] = field(default_factory=dict)


def lay_out(
    desk: Desk,
    ids: Sequence[str],
    out: Path,
    audiences: Collection[Audience],
    step: Step,
    then: Then | None = None,
) -> Laid:
    """What these audiences get; `then` leaves the line in the logbook where these were issued just now.

    Raises RuleError as `Invoices.of` and `invoice.write`.
    """
    laid, wanted = Laid(), set(audiences)
    for at, id_ in enumerate(ids):
        step(at)
        one = desk.invoices.of(id_)
        then = then or line_of(desk, PaperKind.INVOICES, one.row.settlement_id, len(ids))
        laid.found.append(one)
        if Audience.RECEIVER in wanted and _has_original(desk.actor, one.row):
            laid.originals[id_] = invoice.write(one.facts, out / words.ORIGINALS, logo=one.logo, then=then)
        if wanted & WITH_COPIES and _has_copy(desk.actor, one.row):
            folder = out / words.COPIES / safe_file_name(one.row.codes[0])
            stem = file_stem(one.facts, is_copy=True)
            laid.copies[id_] = invoice.put({"pdf": _copy(one)}, folder, stem, then)
    if wanted & WITH_OVERVIEW and laid.found and then is not None:
        stem = words.stem(laid.found[0].facts.settlement_number)
        laid.overview = invoice.put(invoice_overview.papers(laid.found), out, stem, then)
    return laid


def draft_mails(desk: Desk, ids: Sequence[str], out: Path, audiences: Collection[Audience], step: Step) -> Drafts:
    """To receivers and issuers; the others are no one person. Raises RuleError as `lay_out`, `Invoices.receiver`."""
    drafts = Drafts()
    schools: dict[str, list[IssuedInvoice]] = {}
    then: Then | None = None
    for at, id_ in enumerate(ids):
        step(at)
        one = desk.invoices.of(id_)
        then = then or line_of(desk, PaperKind.INVOICE_MAILS, one.row.settlement_id, len(ids))
        if Audience.RECEIVER in audiences:
            to = _addressee(desk, one, drafts, of_copy=False)
            drafts.originals[id_] = invoice.write_mail(one.facts, out / words.ORIGINALS, to, one.logo, then=then)
        schools.setdefault(one.row.codes[0], []).append(one)
    if Audience.ISSUER in audiences and then is not None:
        for found in schools.values():
            path = _write_copies_mail(found, out, _addressee(desk, found[0], drafts, of_copy=True), then)
            drafts.copies |= {one.row.id: path for one in found}
    return drafts


def line_of(desk: Desk, kind: PaperKind, settlement_id: str, count: int) -> Line:
    """The line in the logbook of so many papers of a settlement."""
    return Line(desk, Paper(kind, settlement_id, count=count, formats=_FORMATS[kind]))


def _has_original(actor: Actor, row: InvoiceRow) -> bool:
    """Who does not keep the books has the originals that are for the own school, and copies of its own."""
    return actor.sees_all_schools or row.schools[1] == actor.school_id


def _has_copy(actor: Actor, row: InvoiceRow) -> bool:
    return actor.sees_all_schools or row.schools[0] == actor.school_id


def _addressee(desk: Desk, one: IssuedInvoice, drafts: Drafts, *, of_copy: bool) -> invoice.Addressee:
    to = desk.invoices.receiver(one.row.id, of_copy=of_copy)
    if not to.email:
        drafts.nobody[one.row.names[0 if of_copy else 1]] = None
    return invoice.Addressee(to.email, to.name, desk.actor.name)


def _copy(one: IssuedInvoice) -> bytes:
    return invoice.pdf(one.facts, one.logo, is_copy=True)


def _write_copies_mail(found: Sequence[IssuedInvoice], out: Path, to: invoice.Addressee, then: Then) -> Path:
    """One with the copies of all that is of one school."""
    first = found[0]
    settlement, school = first.facts.settlement_number, first.row.names[0]
    names = [safe_file_name(file_stem(one.facts, is_copy=True), ".pdf") for one in found]
    attached = [Attachment(name, _copy(one), invoice.PDF) for name, one in zip(names, found, strict=True)]
    cents = sum(one.facts.totals.including_cents for one in found)
    text = words.message(settlement, school, len(found), cents, to.name, to.sender)
    mail = draft(to.email, words.subject(settlement, school), text, attached)
    stem = words.mail_stem(settlement, first.row.codes[0])
    return invoice.put({"eml": mail}, out / words.COPIES, stem, then)["eml"]
