"""The papers for who takes over the secretary's office, for the director's safe: no pupil in it, room to sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.files import make_folder, require_paper_place, safe_file_name, write_atomically
from zsm_desktop.reports.document import (
    Block,
    Bullets,
    Callout,
    ChainHead,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    PageBreak,
    Paragraph,
    Table,
    Tone,
)
from zsm_desktop.words import backups, published
from zsm_desktop.words import handing_over as words
from zsm_desktop.words.format import count, date_medium
from zsm_desktop.words.labels import ROLE, first_upper, label
from zsm_desktop.words.names import saying
from zsm_desktop.words.privacy import moment

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.handing_over import OfficeFacts, Person

_LINE, _NAME, _DATE, _SIGN = ("." * dots for dots in (196, 30, 22, 52))
"""Room to write, above a line."""


def write(desk: Desk, folder: Path, *, predecessor_id: str, successor_id: str, leaves_on: date | None = None) -> Path:
    """That it was made is in the logbook first; raises as `HandingOver.hand_over` and `domain.files.replacing`."""
    from zsm_desktop.reports.pdf import pdf_bytes

    path = folder / safe_file_name(words.FILE.format(day=desk.day.isoformat()), ".pdf")
    require_paper_place(path)
    make_folder(folder)
    desk.handing_over.hand_over(predecessor_id, successor_id, leaves_on)
    write_atomically(path, pdf_bytes(document(desk)))
    return path


def document(desk: Desk) -> Document:
    """With what was last agreed; before that, without names of who passes it on to whom."""
    facts = desk.handing_over.facts()
    head = desk.ledger.head()
    made = _Made(desk, facts)
    return Document(
        title=words.PAPER_TITLE,
        subtitle=facts.network,
        network=facts.network,
        created=desk.clock(),
        author=desk.actor.name,
        notice=made.notice(),
        facts=made.head(),
        blocks=tuple(made.blocks()),
        chain=ChainHead(head.entries, head.hash) if head.entries else None,
    )


class _Made:
    """The parts of the paper, in its order."""

    def __init__(self, desk: Desk, facts: OfficeFacts) -> None:
        self._desk, self._facts = desk, facts
        self._say = saying(desk.nouns)
        agreed = facts.agreed
        self._predecessor = facts.person(agreed.predecessor_id) if agreed is not None else None
        self._successor = facts.person(agreed.successor_id) if agreed is not None else None

    def notice(self) -> str:
        return self._say(words.NOTICE)

    def head(self) -> tuple[tuple[str, str], ...]:
        agreed = self._facts.agreed
        leaves = agreed.leaves_on if agreed is not None else None
        return (
            ("Gemaakt op", date_medium(self._desk.day)),
            (words.PREDECESSOR, self._predecessor.name if self._predecessor is not None else ""),
            (words.SUCCESSOR, self._successor.name if self._successor is not None else ""),
            (words.LEAVES_ON, date_medium(leaves) if leaves is not None else "nog af te spreken"),
        )

    def blocks(self) -> Iterator[Block]:
        yield from self._open()
        yield from self._people()
        yield from self._keys()
        yield from self._copies()
        yield from self._outside()
        yield from self._signing()

    def _open(self) -> Iterator[Block]:
        say, facts = self._say, self._facts
        now = self._desk.clock().astimezone(HOME)
        yield Heading(2, words.STEPS[1])
        terms = tuple(
            words.term(one.kind, one.what, one.number, one.due_at.astimezone(HOME) if one.due_at else None, now)
            for one in facts.terms
        )
        if terms:
            yield Bullets(terms)
        rooms = list(words.ROOM)
        found = sorted(facts.waiting, key=lambda one: rooms.index(one.room))
        rows = tuple(
            (
                "" if at and found[at - 1].room == one.room else say(words.ROOM[one.room]),
                first_upper(say(words.waiting(one.kind, one.count))),
            )
            for at, one in enumerate(found)
        )
        if rows or not terms:
            columns = (Column("Kamer", weight=1), Column("Wat wacht", weight=4))
            yield Table("Openstaand", columns, rows, when_empty=words.NOTHING_OPEN)
        yield from self._actions()

    def _actions(self) -> Iterator[Block]:
        facts, day = self._facts, self._desk.day
        if not facts.actions:
            return
        yield Heading(3, words.ACTIONS_TITLE)
        yield Paragraph(words.ACTIONS_MEANS, is_small=True)
        columns = Column("Overleg", weight=2), Column("Wie", weight=4), Column("Wanneer", weight=4)
        rows = tuple(
            (one.meeting, words.owner(one.owner, one.school), words.due(one.due_on, day)) for one in facts.actions
        )
        yield Table("Acties", columns, rows)
        if facts.further_actions > 0:
            yield Paragraph(words.MORE_ACTIONS.format(count=count(facts.further_actions)))

    def _people(self) -> Iterator[Block]:
        yield Heading(2, "Gebruikers")
        columns = (
            Column("Naam", weight=3), Column("Rol", weight=3), Column("Toegang", weight=2),
            Column("Laatst iets gedaan", Kind.DATE),
        )  # fmt: skip
        yield Table("Gebruikers", columns, tuple(self._person(one) for one in self._facts.people))

    def _person(self, one: Person) -> tuple[str, str, str, date | None]:
        role = first_upper(self._say(label(ROLE, one.role.value)))
        access = words.NO_ENTRY if not one.is_active else "ja" if one.has_key else words.NO_PASSWORD
        last = home_day(one.last) if one.last is not None else None
        return one.name, " · ".join(part for part in (role, one.school) if part), access, last

    def _keys(self) -> Iterator[Block]:
        facts = self._facts
        yield Heading(2, "Herstelsleutel")
        if not facts.printed_for:
            yield Callout(self._say(words.PRINTED_NONE), tone=Tone.WARNING)
            return
        made_on = home_day(facts.printed_at) if facts.printed_at is not None else None
        yield Paragraph(words.printed_for(facts.printed_for, made_on))
        if facts.is_printed_open:
            yield Callout(words.PRINTED_OPEN, tone=Tone.WARNING)
        if self._successor is not None and facts.printed_for != self._successor.name:
            yield Paragraph(words.PRINTED_OTHER)
        yield Paragraph(self._say(words.IN_SAFE))

    def _copies(self) -> Iterator[Block]:
        facts = self._facts
        yield Heading(2, "Reservekopieën")
        if not facts.is_here:
            yield Paragraph(words.ON_SERVER)
            if not facts.backups.copies:
                return
        kept, trial = facts.backups, facts.backups.trial
        last = moment(kept.last_at.astimezone(HOME)) if kept.last_at is not None else words.NO_COPY
        proof = words.NO_TRIAL
        if trial is not None:
            on = home_day(trial.copy_at)
            proof = backups.tried_bad(on) if trial.fault else backups.tried(on, trial.entries, trial.sum_cents)
            proof = f"{proof} (op {date_medium(home_day(trial.at))})"
        pairs = [
            ("Laatste" if facts.is_here else "Op eigen computer", last),
            ("Bewijs", proof),
            ("Tweede plek", kept.second or words.NO_SECOND),
        ]
        if kept.seen is not None and kept.second:
            pairs.append(("Bijgewerkt", moment(kept.seen.astimezone(HOME))))
        yield KeyValues(tuple(pairs))
        others = [path for path in facts.places if path != kept.second]
        if others:
            yield Paragraph(words.places(others))

    def _outside(self) -> Iterator[Block]:
        say = self._say
        yield Heading(2, words.OUTSIDE_TITLE)
        yield Paragraph(words.OUTSIDE_MEANS, is_small=True)
        if self._facts.copies:
            yield Callout(published.OUTSIDE_TITLE, tone=Tone.WARNING)
            day = self._desk.day
            yield Bullets(
                tuple(f"{published.outside(one)}. {published.outside_detail(one, day)}" for one in self._facts.copies)
            )
        columns = (
            Column("Wie", weight=2), Column("Wat", weight=4), Column(say("[Leerlingen]")),
            Column("Nieuwste", Kind.DATE), Column("Keer", Kind.COUNT),
        )  # fmt: skip
        rows = tuple(
            (one.user, say(words.outside(one.act, one.number, one.to, one.paper)),
             words.of_pupils(has_names=one.has_names, has_pseudonyms=one.has_pseudonyms),
             home_day(one.at), one.times)
            for one in self._facts.outside
        )  # fmt: skip
        yield Table("Uitgehaald", columns, rows, when_empty=words.NO_OUTSIDE)

    def _signing(self) -> Iterator[Block]:
        yield Heading(2, words.AGREEMENTS)
        yield Bullets(tuple(self._say(one) for one in words.CHECKS))
        yield Table("Ruimte", (Column(words.ROOM_TO_WRITE),), ((_LINE,), (_LINE,), (_LINE,)))
        yield PageBreak(if_needed=True)
        yield Heading(2, words.SIGNING)
        names = [one.name if one is not None else _NAME for one in (self._predecessor, self._successor)]
        below = "\n".join(f"{word} {_NAME}" for word in words.SIGN_BELOW)
        signs = zip(words.SIGNS, (*names, _NAME), strict=True)
        rows = tuple((self._say(who), f"{name}\n{below}", _DATE, _SIGN) for who, name in signs)
        yield Table("Handtekeningen", (Column("Wie", weight=2), Column("Naam", weight=3), Column("Datum", weight=2),
                                       Column("Handtekening", weight=4)), rows)  # fmt: skip
