"""Which colours of the house meet on a screen: read from its pixels, so that none is forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QWidget

from zsm_desktop.ui.parts.in_sight import in_sight
from zsm_desktop.ui.tokens import DARK, LIGHT, Tokens, contrast

WORDS = frozenset(
    name
    for name in Tokens._fields
    if name.endswith("_text") or name in {"text", "muted", "placeholder", "on_accent", "rail_strong"}
)
"""What letters and icons are drawn in: 4.5:1 (WCAG 2.2, 1.4.3)."""
SHAPES = frozenset({"field_line", "focus", "bad", "rail_mark", "given", "taken"}) | frozenset(
    name for name in Tokens._fields if name.startswith("series_")
)
"""What must be seen to use or to understand something: 3:1 (1.4.11). Lines that only group are none of these."""
GROUNDS = frozenset(
    name
    for name in Tokens._fields
    if name.endswith("_soft") or name in {"canvas", "surface", "raised", "sunken", "rail", "rail_hover", "rail_active"}
)
FILLS = frozenset({"accent", "accent_hover", "accent_pressed"})
"""Grounds of their own words alone: where the ring around a row meets its mark, it is seen on both sides of that."""
EDGE_PX = 5
"""So wide is at most what lies half between two colours at the edge of a letter."""
GROUND_PX = 5
"""A stretch of ground is at least so wide."""
OFTEN = 6
"""A pair that is seen less often is a colour in between that happens to be one of ours."""
LESS_RED = 0x03_00_00
EVERY = 5
"""Rows and columns of pixels."""

Pair = tuple[str, str]


def told_apart(tokens: Tokens) -> Tokens:
    """The same look to the eye, with no two names of one colour: a little less red, which no shadow or edge gives."""
    taken: set[int] = set()
    found = []
    for colour in tokens:
        value = int(colour[1:], 16)
        while value in taken:
            value = value - LESS_RED if value > LESS_RED else value + LESS_RED
        taken.add(value)
        found.append(f"#{value:06X}")
    return Tokens(*found)


def pairs_in(image: QImage, tokens: Tokens) -> Counter[Pair]:
    """(word or shape, ground) by how often the one ends at the other along a row or a column."""
    names = {int(colour[1:], 16) | 0xFF000000: name for name, colour in zip(Tokens._fields, tokens, strict=True)}
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    wide = plain.bytesPerLine() // 4
    pixels = memoryview(plain.constBits()).cast("B").cast("I")
    found: Counter[Pair] = Counter()
    for row in range(0, plain.height(), EVERY):
        found.update(_along(pixels[row * wide : row * wide + plain.width()], names))
    for column in range(0, plain.width(), EVERY):
        found.update(_along(pixels[column::wide], names))
    return found


def _along(pixels: Iterable[int], names: dict[int, str]) -> Iterator[Pair]:
    last, last_px, between = "", 0, 0
    for colour, run in groupby(pixels):
        px = len(tuple(run))
        name = names.get(colour, "")
        if not name:
            between += px
            continue
        if last and between <= EDGE_PX:
            if px >= GROUND_PX and _stands_on(last, name):
                yield last, name
            elif last_px >= GROUND_PX and _stands_on(name, last):
                yield name, last
        last, last_px, between = name, px, 0


def _stands_on(ink: str, ground: str) -> bool:
    return ink in WORDS if ground in FILLS else ground in GROUNDS and ink in WORDS | SHAPES


def too_faint(pairs: Iterable[Pair]) -> dict[Pair, tuple[float, float]]:
    """Those with too little contrast, in the light look or the dark one, with what they have in each."""
    found = {}
    for ink, ground in pairs:
        has = tuple(round(contrast(getattr(look, ink), getattr(look, ground)), 2) for look in (LIGHT, DARK))
        if min(has) < (4.5 if ink in WORDS else 3.0):
            found[ink, ground] = (has[0], has[1])
    return found


class Eyes:
    """Looks at a screen only where something stands that was not looked at before: a picture is dear."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._known: set[tuple[object, ...]] = set()
        self.pairs: Counter[Pair] = Counter()

    def look(self, root: QWidget) -> None:
        kinds = {_kind(one) for one in in_sight(root) if one.isVisible()}
        if not kinds <= self._known:
            self._known |= kinds
            self.pairs += pairs_in(root.grab().toImage(), self._tokens)

    @property
    def seen(self) -> set[Pair]:
        return {pair for pair, count in self.pairs.items() if count >= OFTEN}


def _kind(one: QWidget) -> tuple[object, ...]:
    """What decides how it is painted: the class that does, its state, and for a list which one it is."""
    paints = next(cls for cls in type(one).__mro__ if "paintEvent" in vars(cls) or cls.__module__.startswith("PySide6"))
    looks = (str(getattr(one, name, "")) for name in ("tone", "kind", "_colour"))
    which = one.accessibleName() if isinstance(one, QAbstractItemView) else ""
    return (paints.__name__, one.property("role"), one.isEnabled(), one.hasFocus(), which, *looks)
