"""The colours of the house, once: every painted piece takes its colour from here, and tests compute the contrast."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """One colour per task; a name says what it is for, never what it looks like."""

    canvas: str  # behind everything
    surface: str  # cards, tables, fields
    raised: str  # menus, toasts, the palette
    sunken: str  # table headings, hover, wells
    line: str  # hairlines that only group; never the only sign of a field
    field_line: str  # border of a field or button: 3:1
    edge: str  # around what stands over the window; in the dark no shadow tells them apart
    text: str
    muted: str
    placeholder: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str  # selection, active chip
    accent_text: str  # links, active words
    focus: str
    good_text: str
    good_soft: str
    warn_text: str
    warn_soft: str
    bad: str
    bad_text: str
    bad_soft: str
    neutral_text: str
    neutral_soft: str
    rail: str
    rail_hover: str
    rail_active: str
    rail_text: str
    rail_strong: str
    rail_mark: str
    given: str  # what a school gave, and a balance above zero
    taken: str  # what a school took, and a balance below zero
    series_3: str
    series_4: str
    series_5: str
    series_6: str
    grid: str  # lines inside a chart
    shadow: str
    scroll: str


LIGHT = Tokens(
    canvas="#F3F6F9",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F0F3F7",
    line="#DFE5EC",
    field_line="#7D8996",
    edge="#DFE5EC",
    text="#13212E",
    muted="#51606E",
    placeholder="#616E7B",
    accent="#0B5CA8",
    accent_hover="#094F92",
    accent_pressed="#073F76",
    on_accent="#FFFFFF",
    accent_soft="#E3EFFA",
    accent_text="#0A529A",
    focus="#1B7FDB",
    good_text="#12633A",
    good_soft="#DFF3E7",
    warn_text="#7F4700",
    warn_soft="#FDEFD5",
    bad="#B3322A",
    bad_text="#9E2921",
    bad_soft="#FCE8E6",
    neutral_text="#43515E",
    neutral_soft="#E8EDF2",
    rail="#0E2A41",
    rail_hover="#16384F",
    rail_active="#1D4665",
    rail_text="#BFD0DE",
    rail_strong="#FFFFFF",
    rail_mark="#58B2F5",
    given="#0F66B4",
    taken="#CB6E12",
    series_3="#2B8A5F",
    series_4="#8A55B5",
    series_5="#B9423A",
    series_6="#4D6F8C",
    grid="#E4E9EF",
    shadow="#0C2238",
    scroll="#BCC7D2",
)

DARK = Tokens(
    canvas="#0D1319",
    surface="#151D25",
    raised="#1C262F",
    sunken="#1A242D",
    line="#27323D",
    field_line="#717F8C",
    edge="#6D7B88",
    text="#E8EEF4",
    muted="#A6B3BF",
    placeholder="#93A1AE",
    accent="#5BAAF2",
    accent_hover="#77BAF6",
    accent_pressed="#4796E0",
    on_accent="#06203A",
    accent_soft="#17344F",
    accent_text="#83C1F8",
    focus="#6DB5F7",
    good_text="#7FD8A6",
    good_soft="#143425",
    warn_text="#F2C078",
    warn_soft="#3A2A10",
    bad="#F08A80",
    bad_text="#F5A097",
    bad_soft="#43201D",
    neutral_text="#BAC6D1",
    neutral_soft="#25303A",
    rail="#090E13",
    rail_hover="#121B23",
    rail_active="#17293A",
    rail_text="#A9B8C5",
    rail_strong="#FFFFFF",
    rail_mark="#5BAAF2",
    given="#4E9FEA",
    taken="#E5973F",
    series_3="#58BC8D",
    series_4="#B78ADF",
    series_5="#E57F76",
    series_6="#8AA9C4",
    grid="#232E38",
    shadow="#000000",
    scroll="#3A4753",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((word, ground) for word in ("text", "muted") for ground in ("canvas", "surface", "raised", "sunken")),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("placeholder", "surface"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    *(("accent_text", ground) for ground in ("canvas", "surface", "accent_soft", "raised")),
    *((f"{tone}_text", f"{tone}_soft") for tone in ("good", "warn", "bad", "neutral")),
    *((f"{tone}_text", "surface") for tone in ("good", "warn", "bad", "neutral")),
    ("bad_text", "canvas"),
    *(("rail_text", ground) for ground in ("rail", "rail_hover")),
    *(("rail_strong", ground) for ground in ("rail", "rail_hover", "rail_active")),
)
"""Words on ground: 4.5:1 at least (WCAG 1.4.3)."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    ("field_line", "surface"),
    ("field_line", "canvas"),
    ("focus", "surface"),
    ("focus", "canvas"),
    ("rail_mark", "rail_active"),
    ("bad", "surface"),
    *((name, "surface") for name in ("given", "taken", "series_3", "series_4", "series_5", "series_6")),
)
"""Shapes that must be seen to understand: 3:1 at least (WCAG 1.4.11)."""


def tokens_for(is_dark: bool) -> Tokens:
    return DARK if is_dark else LIGHT


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
