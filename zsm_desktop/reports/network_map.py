"""The network map on paper: the picture on a page of its own, then who does and brings what, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place
from zsm_desktop.domain.network_map import Body
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import Block, Column, Document, Heading, NetworkPicture, Paragraph, Table, Value
from zsm_desktop.reports.noted import put_at
from zsm_desktop.words.format import date_medium
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.network_map import GROUPS, MANDATE, OPEN_DOT, TITLE, group_of, level_words, placed

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.network_map import MapFacts, Member

NOWHERE = "Zit in geen enkel overleg"
_COLUMNS = (
    Column("Organisatie", weight=2, has_detail=True),
    Column("Doet", weight=3),
    Column("Brengt in", weight=3),
    Column("Vast aanspreekpunt"),
    Column("Zit in", weight=2),
)


def write(desk: Desk, path: Path, shown: frozenset[str]) -> None:
    """Of these organisations. Raises as `domain.files.write_atomically`."""
    from zsm_desktop.reports.pdf import pdf_bytes

    require_paper_place(path)
    put_at(desk, Paper(PaperKind.NETWORK_MAP), path, pdf_bytes(document(desk, shown)))


def document(desk: Desk, shown: frozenset[str]) -> Document:
    facts = desk.network_map.facts()
    order = list(GROUPS)
    members = sorted((one for one in facts.members if one.id in shown), key=lambda one: order.index(group_of(one)))
    return Document(
        title=TITLE,
        subtitle=date_medium(desk.day),
        network=desk.network_name,
        author=desk.actor.name,
        created=desk.clock(),
        facts=(("Organisaties", len(members)), ("Overlegvormen", len(facts.bodies))),
        blocks=(picture(facts, members), *_legend(members), *_lists(facts, members)),
    )


def picture(facts: MapFacts, members: list[Member]) -> NetworkPicture:
    return NetworkPicture(
        tuple(placed(one) for one in members),
        tuple(Body(body.id, body.name, level_words(body.level), body.above_id) for body in facts.bodies),
    )


def _legend(members: list[Member]) -> Iterator[Block]:
    if any(not one.body_ids for one in members):
        yield Paragraph(OPEN_DOT, is_small=True)


def _lists(facts: MapFacts, members: list[Member]) -> list[Block]:
    names = {body.id: body.name for body in facts.bodies}
    every = tuple(_row(facts, one, names) for one in members)
    blocks: list[Block] = []
    for key, words in GROUPS.items():
        rows = tuple(row for row, one in zip(every, members, strict=True) if group_of(one) == key)
        if rows:
            blocks += [Heading(2, words), Table(words, _COLUMNS, rows, beside=every)]
    return blocks


def _row(facts: MapFacts, one: Member, names: dict[str, str]) -> tuple[Value, ...]:
    role = [first_upper(facts.role_name(one.role)), MANDATE[one.mandate] if one.mandate else ""]
    parts = [name for part_id, name in facts.parts if part_id in one.part_ids]
    about = " · ".join(part for part in (", ".join(parts), *role) if part)
    name = f"{one.name}\n{about}" if about else one.name
    sits = "\n".join(names[body_id] for body_id in one.body_ids) or NOWHERE
    return name, one.does, one.brings, one.fixed_contact, sits
