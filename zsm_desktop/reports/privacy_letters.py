"""The letters at a request: one to each organisation that got something, with a mail, and one to who asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import free_file_name, require_paper_place, write_together
from zsm_desktop.domain.privacy_requests import STOPS_SHARING
from zsm_desktop.reports.cover import Letter
from zsm_desktop.reports.document import Block, Bullets, Column, Document, Kind, Paragraph, Table
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.invoice import PDF
from zsm_desktop.words import privacy_letters as words
from zsm_desktop.words import published
from zsm_desktop.words.exchange import going_on
from zsm_desktop.words.format import joined
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.privacy import REQUEST
from zsm_desktop.words.pupil_record import SHARED_KIND

if TYPE_CHECKING:
    from zsm_desktop.domain.outside_copies import OutsideCopy
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.placement_rows import PlacementRow
    from zsm_desktop.services.privacy_requests import RequestRow
    from zsm_desktop.services.request_receivers import Receiver, Shared


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

    row, shared = desk.privacy_requests.row(request_id), desk.privacy_requests.shared(request_id)
    require_paper_place(out_dir / "x.pdf")
    name, initials = _called(desk, row.pupil_id)
    left = desk.privacy_requests.sharing(request_id) if row.kind in STOPS_SHARING else None
    still, others = (left.placements, left.others) if left is not None else ((), ())
    papers: dict[Path, bytes] = {}

    def add(name: str, letter: Document, email: str, attention: str, text: str) -> None:
        pdf = out_dir / free_file_name(
            (path.name for path in papers), f"{words.TITLE[row.kind]} {row.code} {name}", ".pdf"
        )
        papers[pdf] = paper = pdf_bytes(letter)
        said = words.mail(attention, text, desk.actor.name, desk.network_name)
        subject = words.subject(row.kind, row.code)
        papers[pdf.with_suffix(".eml")] = draft(email, subject, said, [Attachment(pdf.name, paper, PDF)])

    for one in shared.receivers:
        going = [on.number for on in still if on.provider_id == one.organisation_id]
        going += dict.fromkeys(
            words.with_you(on.kind, on.number) for on in others if on.organisation_id == one.organisation_id
        )
        text = _to_receiver(row, one, initials, going)
        add(one.name, receiver_letter(desk, row, one, initials, text), one.email, one.attention, text)
    for copy in shared.copies:
        if copy.is_outside:
            text = words.to_holder(row.kind, initials, home_day(copy.at))
            add(published.receiver(copy), holder_letter(desk, row, copy, initials, text), "", "", text)
    to_others = tuple(papers)
    answer = out_dir / free_file_name((path.name for path in papers), f"{words.ANSWER_TITLE} {row.code}", ".pdf")
    papers[answer] = pdf_bytes(answer_letter(desk, row, name, shared, still))
    write_together(out_dir, papers, lambda: desk.privacy_requests.note_letters(request_id, len(to_others) // 2 + 1))
    return WrittenLetters(answer, to_others)


def _called(desk: Desk, pupil_id: str) -> tuple[str, str]:
    """Name and initials. Of who is forgotten there are none any more: that this was done is told without them."""
    try:
        name = desk.pupils.open_name(pupil_id, words.ANSWER_TITLE).full_name
    except RuleError as error:
        if error.code != "pupil.forgotten":
            raise
        return "", words.NO_INITIALS
    return name, desk.pupils.row(pupil_id).initials or words.NO_INITIALS


def receiver_letter(desk: Desk, row: RequestRow, to: Receiver, initials: str, text: str) -> Document:
    """No name and no pseudonym: whoever got something knows the initials and the number of the case."""
    rows = tuple((line.on, SHARED_KIND[line.kind], line.number) for line in to.lines)
    columns = (Column(words.WHEN, Kind.DATE), Column(words.WHAT, weight=2), Column(words.NUMBER))
    return _letter(
        desk, (words.TITLE[row.kind], words.about(initials)), row, (to.name, to.attention, *to.address),
        (Paragraph(text), Table(words.GOT, columns, rows), *_greeting(desk)),
    )  # fmt: skip


def holder_letter(desk: Desk, row: RequestRow, copy: OutsideCopy, initials: str, text: str) -> Document:
    """To who has a copy with names that is still outside; of the program's knowing there is only what was typed."""
    titles = (words.TITLE[row.kind], words.about(initials))
    return _letter(desk, titles, row, (first_upper(published.receiver(copy)),), (Paragraph(text), *_greeting(desk)))


def _to_receiver(row: RequestRow, to: Receiver, initials: str, going: Sequence[str]) -> str:
    text = words.to_receiver(row.kind, initials, [line.on for line in to.lines])
    return f"{text} {words.STILL_WITH_YOU.format(numbers=joined(going))}" if going else text


def answer_letter(
    desk: Desk,
    row: RequestRow,
    name: str,
    shared: Shared,
    still: Sequence[PlacementRow] = (),
) -> Document:
    """`name` "" once the pupil is forgotten; `still` are the placements that go on until people have talked of them."""
    going = tuple(going_on(one.number, one.offer, one.provider, one.ends_on) for one in still)
    text = words.to_asker(row.asked_on, row.kind, row.status, row.due_on)
    blocks = (
        Paragraph(text),
        *((Paragraph(row.answer),) if row.answer else ()),
        *((Paragraph(words.GOES_ON), Bullets(going)) if going else ()),
        *_told(shared, row.kind),
        Paragraph(words.COMPLAIN),
        *_greeting(desk),
    )
    titles = (words.ANSWER_TITLE, first_upper(REQUEST[row.kind]))
    return _letter(desk, titles, row, words.addressed(row.asked_by, name), blocks)


def _told(shared: Shared, kind: str) -> Iterator[Block]:
    """Who saw or got something before."""
    others = (*map(words.guests, shared.guests), *map(published.to_pupil, shared.copies))
    if shared.receivers:
        yield Paragraph(words.TOLD)
        yield Bullets(tuple(one.name for one in shared.receivers))
    if others:
        yield Paragraph(words.OTHERS)
        yield Bullets(others)
    if any(one.is_outside for one in shared.copies):
        yield Paragraph(words.COPIES_ASKED if kind in words.ASKS_BACK else words.COPIES_TOLD)
    if not (shared.receivers or others):
        yield Paragraph(words.NOBODY)


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
