"""Contrast computed where colours meet: in the rules of style, in Qt's palette, in the pieces that are painted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from tests.ui.colours import GROUNDS, SHAPES, WORDS, Pair, pairs_in, told_apart, too_faint
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui import style
from zsm_desktop.ui.parts import button, layout, paint
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.theme import Theme, make_palette
from zsm_desktop.ui.tokens import LIGHT

Role = QPalette.ColorRole
TOLD_APART = told_apart(LIGHT)
NAMES = {colour.upper(): name for name, colour in zip(TOLD_APART._fields, TOLD_APART, strict=True)}
PLAIN = ("canvas", "surface", "raised")
"""What a piece without a ground of its own may stand on."""
WHOLE = ("border", "background", "color", "border-color")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"#[0-9A-F]{6}", re.IGNORECASE)
_STATE = re.compile(r"(?<!:):(?!:)[\w-]+")


def rules(text: str) -> dict[str, dict[str, str]]:
    """What each selector says, later rules over earlier ones; colours by their names."""
    found: dict[str, dict[str, str]] = {}
    for selectors, body in _RULE.findall(text):
        said = {}
        for part in body.split(";"):
            name, _, value = part.partition(":")
            if colour := _COLOUR.search(value):
                said[name.strip()] = NAMES[colour[0].upper()]
        for selector in selectors.split(","):
            found.setdefault(" ".join(selector.split()), {}).update(said)
    return found


def pairs_of(found: dict[str, dict[str, str]]) -> Iterator[Pair]:
    """Words and edges with the ground under them: their own, or that of what they stand in."""
    for selector, said in found.items():
        grounds = _grounds(found, selector)
        for name, ink in said.items():
            if name == "selection-color":
                yield ink, said.get("selection-background-color", "accent")
            elif ink in WORDS | SHAPES and name != "background" and not name.startswith("selection"):
                yield from ((ink, ground) for ground in grounds if ground in GROUNDS or ink == "on_accent")


def _grounds(found: dict[str, dict[str, str]], selector: str) -> tuple[str, ...]:
    base = _STATE.sub("", selector)
    around = base.split()[:-1]
    for one in (selector, base, *(" ".join(around[:at]) for at in range(len(around), 0, -1))):
        if ground := found.get(one, {}).get("background"):
            return (ground,)
    return PLAIN


def test_the_rules_of_style() -> None:
    found = set(pairs_of(rules(style.sheet(TOLD_APART, round))))
    assert {("warn_text", "warn_soft"), ("field_line", "surface"), ("focus", "surface")} <= found
    assert too_faint(found) == {}


def test_words_in_a_rule_that_are_too_faint_are_named() -> None:
    sheet = f"QLabel {{ background: {TOLD_APART.sunken}; }} QLabel:hover {{ color: {TOLD_APART.accent_soft}; }}"
    (pair,) = [
        (said["color"], *_grounds(rules(sheet), selector)) for selector, said in rules(sheet).items() if "color" in said
    ]
    assert pair == ("accent_soft", "sunken")
    assert too_faint([pair])


def test_the_palette_of_qt() -> None:
    palette = make_palette(TOLD_APART)
    together = (
        (Role.WindowText, Role.Window), (Role.Text, Role.Base), (Role.Text, Role.AlternateBase),
        (Role.ButtonText, Role.Button), (Role.HighlightedText, Role.Highlight), (Role.PlaceholderText, Role.Base),
        (Role.Link, Role.Base), (Role.Link, Role.Window), (Role.LinkVisited, Role.Base),
        (Role.ToolTipText, Role.ToolTipBase), (Role.BrightText, Role.Window),
    )  # fmt: skip
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    named = {
        (NAMES[palette.color(group, ink).name().upper()], NAMES[palette.color(group, ground).name().upper()])
        for group in groups
        for ink, ground in together
    }
    assert too_faint(named) == {}


def test_every_kind_of_button_in_every_state() -> None:
    """Also under the pointer and pressed, where no picture sees it."""
    pairs = set()
    for resting, hovered, pressed, words, edge in button._KINDS.values():
        for ground in (resting, hovered, pressed):
            grounds = (ground,) if ground else PLAIN
            pairs |= {(words, one) for one in grounds}
        pairs |= {(edge, one) for one in ((resting,) if edge and resting else ())}
    assert ("on_accent", "accent_pressed") in pairs
    assert too_faint(pairs) == {}


@pytest.fixture
def apart(qapp) -> Iterator[Theme]:
    """The light look with all its colours told apart, large enough for letters to be full of their colour."""
    made = Theme(qapp, resources_dir(), "light", 200, looks=lambda _is_dark: TOLD_APART)
    yield made
    made.set_zoom(100)
    made.deleteLater()


def test_pixels_tell_which_colours_meet(apart: Theme, qtbot) -> None:
    whole = layout.card(apart, layout.label("Zeeuws Maatwerk", "muted"), *(Pill(apart, t, t) for t in paint.TONES))
    qtbot.addWidget(whole)
    apart.dress(whole)
    whole.resize(600, 600)
    found = pairs_in(whole.grab().toImage(), TOLD_APART)
    tones = {(f"{tone}_text", f"{tone}_soft") for tone in paint.TONES if tone != "info"}
    assert tones | {("accent_text", "accent_soft"), ("muted", "surface")} <= set(found)
    assert too_faint(found) == {}


def test_faint_words_on_a_screen_are_named(apart: Theme, qtbot) -> None:
    label = QLabel("Nauwelijks te lezen")
    label.setFont(apart.font())
    label.setStyleSheet(f"background: {TOLD_APART.warn_soft}; color: {TOLD_APART.series_3};")
    qtbot.addWidget(label)
    found = pairs_in(label.grab().toImage(), TOLD_APART)
    assert ("series_3", "warn_soft") in found
    (light, dark) = too_faint([("rail_text", "surface")])["rail_text", "surface"]
    assert light < 2 < dark
