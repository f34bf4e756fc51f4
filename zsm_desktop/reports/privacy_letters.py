"""The letters at a request: one to each organisation that got something, with a mail, and one to who asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import free_file_name, require_paper_place, write_together
from zsm_desktop.domain.privacy_requests import STOPS_SHARING
from zsm_desktop.reports.cover import Letter
from zsm_desktop.reports.document import Block, Bullets, Column, Document, Kind, Paragraph, Table
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.invoice import PDF
from zsm_desktop.words import privacy_letters as words
from zsm_desktop.words.exchange import going_on
from zsm_desktop.words.format import joined
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.privacy import REQUEST
from zsm_desktop.words.pupil_record import SHARED_KIND

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.placement_rows import PlacementRow
    from zsm_desktop.services.privacy_requests import RequestRow
    from zsm_desktop.services.request_receivers import Receiver


@dataclass(frozen=True, slots=True)
class WrittenLetters:
    """`answer` is the letter to who asked; `to_receivers` the other papers, each with its mail behind it."""

    answer: Path
    to_receivers: tuple[Path, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.answer, *self.to_receivers)


def write(desk: Desk, request_id: str, out_dir: Path) -> WrittenLetters:
    """All made before the first is written; the logbook gets how many, and that the name was opened for the answer.

    Raises RuleError("request.none", "seal.no_key") and as `domain.files.write_together`.
    """
    from zsm_desktop.reports.pdf import pdf_bytes

    row, receivers = desk.privacy_requests.row(request_id), desk.privacy_requests.receivers(request_id)
    require_paper_place(out_dir / "x.pdf")
    name, initials = _called(desk, row.pupil_id)
    left = desk.privacy_requests.sharing(request_id) if row.kind in STOPS_SHARING else None
    still, others = (left.placements, left.others) if left is not None else ((), ())
    papers: dict[Path, bytes] = {}
    to_receivers = []
    for one in receivers:
        stem = f"{words.TITLE[row.kind]} {row.code} {one.name}"
        going = [on.number for on in still if on.provider_id == one.organisation_id]
        going += dict.fromkeys(
            words.with_you(on.kind, on.number) for on in others if on.organisation_id == one.organisation_id
        )
        pdf = out_dir / free_file_name((path.name for path in papers), stem, ".pdf")
        mail = pdf.with_suffix(".eml")
        papers[pdf] = paper = pdf_bytes(receiver_letter(desk, row, one, initials, going))
        text = _to_receiver(row, one, initials, going)
        said = words.mail(one.attention, text, desk.actor.name, desk.network_name)
        subject = words.subject(row.kind, row.code)
        papers[mail] = draft(one.email, subject, said, [Attachment(pdf.name, paper, PDF)])
        to_receivers += [pdf, mail]
    answer = out_dir / free_file_name((path.name for path in papers), f"{words.ANSWER_TITLE} {row.code}", ".pdf")
    papers[answer] = pdf_bytes(answer_letter(desk, row, name, receivers, still))
    write_together(out_dir, papers, lambda: desk.privacy_requests.note_letters(request_id, len(receivers) + 1))
    return WrittenLetters(answer, tuple(to_receivers))


def _called(desk: Desk, pupil_id: str) -> tuple[str, str]:
    """Name and initials. Of who is forgotten there are none any more: that this was done is told without them."""
    try:
        name = desk.pupils.open_name(pupil_id, words.ANSWER_TITLE).full_name
    except RuleError as error:
        if error.code != "pupil.forgotten":
            raise
        return "", words.NO_INITIALS
    return name, desk.pupils.row(pupil_id).initials or words.NO_INITIALS


def receiver_letter(desk: Desk, row: RequestRow, to: Receiver, initials: str, going: Sequence[str] = ()) -> Document:
    """No name and no pseudonym: whoever got something knows the initials and the number of the case.

    `going` are the placements there that wait or run.
    """
    rows = tuple((line.on, SHARED_KIND[line.kind], line.number) for line in to.lines)
    columns = (Column(words.WHEN, Kind.DATE), Column(words.WHAT, weight=2), Column(words.NUMBER))
    text = _to_receiver(row, to, initials, going)
    return _letter(
        desk, (words.TITLE[row.kind], words.about(initials)), row, (to.name, to.attention, *to.address),
        (Paragraph(text), Table(words.GOT, columns, rows), *_greeting(desk)),
    )  # fmt: skip


def _to_receiver(row: RequestRow, to: Receiver, initials: str, going: Sequence[str]) -> str:
    text = words.to_receiver(row.kind, initials, [line.on for line in to.lines])
    return f"{text} {words.STILL_WITH_YOU.format(numbers=joined(going))}" if going else text


def answer_letter(
    desk: Desk,
    row: RequestRow,
    name: str,
    receivers: tuple[Receiver, ...],
    still: Sequence[PlacementRow] = (),
) -> Document:
    """`name` "" once the pupil is forgotten; `still` are the placements that go on until people have talked of them."""
    going = tuple(going_on(one.number, one.offer, one.provider, one.ends_on) for one in still)
    text = words.to_asker(row.asked_on, row.kind, row.status, row.due_on)
    names = tuple(one.name for one in receivers)
    told = (Paragraph(words.TOLD), Bullets(names)) if names else (Paragraph(words.NOBODY),)
    blocks = (
        Paragraph(text),
        *((Paragraph(row.answer),) if row.answer else ()),
        *((Paragraph(words.GOES_ON), Bullets(going)) if going else ()),
        *told,
        Paragraph(words.COMPLAIN),
        *_greeting(desk),
    )
    titles = (words.ANSWER_TITLE, first_upper(REQUEST[row.kind]))
    return _letter(desk, titles, row, words.addressed(row.asked_by, name), blocks)


def _greeting(desk: Desk) -> tuple[Paragraph, ...]:
    return (Paragraph(f"Met vriendelijke groet,\n\n{desk.actor.name}\n{words.SECRETARY}, {desk.network_name}"),)


def _letter(
    desk: Desk, titles: tuple[str, str], row: RequestRow, to: tuple[str, ...], blocks: tuple[Block, ...]
) -> Document:
    network = desk.network_name
    return Document(
        title=titles[0],
        subtitle=titles[1],
        network=network,
        created=datetime.combine(desk.day, time(12), tzinfo=UTC),
        author=network,
        facts=((words.DATE, desk.day), (words.ABOUT, row.code)),
        blocks=blocks,
        letter=Letter(network, (words.SECRETARY,), "", tuple(filter(None, to))),
    )
