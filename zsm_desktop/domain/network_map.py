"""Where everything stands on the picture of a network: bodies by level in the middle, organisations on both sides.

Plain numbers, from the top left, in whatever unit words are measured in: the screen and paper draw the same picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

Measure = Callable[[str], float]
ELLIPSIS = "…"
SIDE, MIDDLE = 0.33, 0.19
"""Of the width: a column of organisations, and that of the bodies; lines run between them."""
GAP_ROWS = 0.45
"""Room above the heading of a group, in rows."""
BODY_ROWS, BETWEEN_ROWS = 1.6, 0.7
MOST_STRETCH = 1.5


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def meets(self, other: Box) -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right - 1e-6
            and other.left < self.right - 1e-6
            and self.top < other.bottom - 1e-6
            and other.top < self.bottom - 1e-6
        )


@dataclass(frozen=True, slots=True)
class Organisation:
    """`body_ids` are those one of its people sits in; `needs_seat`: it is missed where that is none."""

    id: str
    name: str
    group: str
    body_ids: tuple[str, ...] = ()
    needs_seat: bool = True

    @property
    def is_missed(self) -> bool:
        return self.needs_seat and not self.body_ids


@dataclass(frozen=True, slots=True)
class Body:
    id: str
    name: str
    level: str
    above_id: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """`text` as it fits in `box`; `is_left`: in the left column, whose words end at the lines."""

    id: str
    text: str
    box: Box
    is_left: bool = False

    @property
    def anchor(self) -> tuple[float, float]:
        """Where the lines of an organisation begin."""
        return (self.box.right if self.is_left else self.box.left, self.box.middle)


@dataclass(frozen=True, slots=True)
class Link:
    """From an organisation to a body it sits in, or from a body to the one above it."""

    from_id: str
    to_id: str
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """`organisations` in the order they are walked: down the left column, then down the right one.

    `headings` are those of their groups, `levels` those of the bodies.
    """

    width: float
    height: float
    headings: tuple[Label, ...]
    levels: tuple[Label, ...]
    organisations: tuple[Label, ...]
    bodies: tuple[Label, ...]
    links: tuple[Link, ...]
    above: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """`row` is the least height of a line of text, `pad` what is left free around words."""

    width: float
    height: float
    row: float
    pad: float


Entry = tuple[str, Organisation | None]
"""The heading of a group, or an organisation below it."""


def lay_out(organisations: Sequence[Organisation], bodies: Sequence[Body], frame: Frame, measure: Measure) -> Picture:
    """Organisations come in the order of their groups, bodies from the top down; higher than the frame where needed."""
    columns = _columns(organisations)
    rows = max((_rows(column) for column in columns), default=0.0)
    middle_rows = _body_rows(bodies)
    row = frame.row
    if rows:
        row = max(row, min(row * MOST_STRETCH, (frame.height - 2 * frame.pad) / max(rows, 1.0)))
    height = max(frame.height, max(rows * row, middle_rows * frame.row) + 2 * frame.pad)
    side = frame.width * SIDE
    headings: list[Label] = []
    placed: list[Label] = []
    for column, is_left in zip(columns, (True, False), strict=True):
        left = 0.0 if is_left else frame.width - side
        room = Box(left, frame.pad, side, row)
        _place(column, room, is_left=is_left, frame=frame, measure=measure, headings=headings, placed=placed)
    levels, gathered = _gathered(bodies, frame, height, measure)
    by_id = {label.id: label for label in gathered}
    return Picture(
        frame.width, height, tuple(headings), tuple(levels), tuple(placed), tuple(gathered),
        _links(organisations, placed, by_id), _above(bodies, by_id),
    )  # fmt: skip


def fitted(text: str, room: float, measure: Measure) -> str:
    """As much as there is room for, cut in its middle: names of schools begin alike."""
    if measure(text) <= room:
        return text
    least, most = 0, len(text)
    while least < most:
        kept = (least + most + 1) // 2
        if measure(_cut(text, kept)) <= room:
            least = kept
        else:
            most = kept - 1
    return _cut(text, least) if least else ""


def _cut(text: str, kept: int) -> str:
    end = kept // 2
    return f"{text[: kept - end].rstrip()}{ELLIPSIS}{text[len(text) - end :].lstrip() if end else ''}"


def _columns(organisations: Sequence[Organisation]) -> tuple[list[Entry], list[Entry]]:
    """About as many rows on the left as on the right; a group that is parted has its heading on both sides."""
    groups = [(name, list(found)) for name, found in groupby(organisations, key=lambda one: one.group)]
    total = sum(1 + GAP_ROWS + len(found) for _, found in groups)
    left: list[Entry] = []
    right: list[Entry] = []
    used = 0.0
    for name, found in groups:
        size = 1 + GAP_ROWS + len(found)
        room = total / 2 - used
        if not right and size <= room + 2:
            _fill(left, name, found)
            used += size
            continue
        fit = int(room - 1 - GAP_ROWS) if not right else 0
        if fit >= 3 and len(found) - fit >= 3:
            _fill(left, name, found[:fit])
            _fill(right, name, found[fit:])
        else:
            _fill(right, name, found)
    return left, right


def _fill(column: list[Entry], name: str, found: Sequence[Organisation]) -> None:
    column.append((name, None))
    column.extend((one.id, one) for one in found)


def _rows(column: Sequence[Entry]) -> float:
    return sum(1 + GAP_ROWS if one is None else 1.0 for _, one in column)


def _place(
    column: Sequence[Entry],
    room: Box,
    *,
    is_left: bool,
    frame: Frame,
    measure: Measure,
    headings: list[Label],
    placed: list[Label],
) -> None:
    """Words of the left column stand against its right edge, those of the right one against its left."""
    top = room.top
    for name, one in column:
        if one is None:
            top += room.height * GAP_ROWS
        text = fitted(name if one is None else one.name, room.width - 2 * frame.pad, measure)
        width = min(room.width, measure(text) + 2 * frame.pad)
        left = room.right - width if is_left else room.left
        label = Label("" if one is None else one.id, text, Box(left, top, width, room.height), is_left)
        (headings if one is None else placed).append(label)
        top += room.height


def _body_rows(bodies: Sequence[Body]) -> float:
    levels = len({body.level for body in bodies})
    return levels * (1 + GAP_ROWS) + len(bodies) * (BODY_ROWS + BETWEEN_ROWS)


def _gathered(bodies: Sequence[Body], frame: Frame, height: float, measure: Measure) -> tuple[list[Label], list[Label]]:
    """Headings of the levels and the bodies below them, spread over the height."""
    width = frame.width * MIDDLE
    left = (frame.width - width) / 2
    free = height - 2 * frame.pad - _body_rows(bodies) * frame.row
    levels = [(level, list(found)) for level, found in groupby(bodies, key=lambda body: body.level)]
    extra = free / (len(levels) + 1)
    headings: list[Label] = []
    placed: list[Label] = []
    top = frame.pad + extra
    for level, found in levels:
        top += frame.row * GAP_ROWS
        text = fitted(level, width - 2 * frame.pad, measure)
        headings.append(Label("", text, Box(left, top, width, frame.row)))
        top += frame.row
        for body in found:
            text = fitted(body.name, width - 2 * frame.pad, measure)
            placed.append(Label(body.id, text, Box(left, top, width, frame.row * BODY_ROWS)))
            top += frame.row * (BODY_ROWS + BETWEEN_ROWS)
        top += extra
    return headings, placed


def _links(
    organisations: Sequence[Organisation], placed: Sequence[Label], bodies: Mapping[str, Label]
) -> tuple[Link, ...]:
    """Lines of one side reach a body below each other, in the order in which they come."""
    sits = {one.id: one.body_ids for one in organisations}
    coming: dict[tuple[str, bool], list[Label]] = {}
    for label in placed:
        for body_id in sits[label.id]:
            if body_id in bodies:
                coming.setdefault((body_id, label.is_left), []).append(label)
    links = []
    for (body_id, is_left), labels in coming.items():
        box = bodies[body_id].box
        for at, label in enumerate(labels, start=1):
            end = (box.left if is_left else box.right, box.top + box.height * at / (len(labels) + 1))
            links.append(Link(label.id, body_id, label.anchor, end))
    return tuple(links)


def _above(bodies: Sequence[Body], placed: Mapping[str, Label]) -> tuple[Link, ...]:
    found = []
    for body in bodies:
        above = placed.get(body.above_id)
        if above is not None:
            box = placed[body.id].box
            across = box.left + box.width / 2
            found.append(Link(body.id, body.above_id, (across, box.top), (across, above.box.bottom)))
    return tuple(found)
