"""A column in dagdelen: what cannot be counted so stands under it in its own unit."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from zsm_desktop.domain.in_kind import InKind
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.words.spans import in_kind_words


def use_column(key: str, title: str, use: str | Callable[[Any], InKind], **options: Any) -> Column:
    """`use` is where a row has it, or the name of it."""
    of = attrgetter(use) if isinstance(use, str) else use
    return Column(key, title, lambda row: of(row).hundredths, "quantity", detail=lambda row: others(of(row)), **options)


def others(use: InKind) -> str:
    """Such as "24 cursussen"; nothing where all of it is in dagdelen."""
    return in_kind_words(InKind(0, use.others)) if use.others else ""


def balance_of(row: Any) -> InKind:
    """What was given more than taken."""
    given, taken = row.given, row.taken
    found: InKind = given + -taken
    return found
