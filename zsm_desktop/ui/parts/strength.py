"""What a password is worth, said under its field while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from zsm_desktop.domain.passwords import strength
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.words.passwords import strength_said


def watch_strength(field: Field, known: Callable[[], tuple[str, ...]]) -> None:
    """`known` gives the names that must not be in it; an empty field shows the hint it had."""
    hint = field.hint.text()

    def tell() -> None:
        typed = field.editor.text()
        field.hint.setText(strength_said(strength(typed, *known())) if typed else hint)

    field.edited.connect(tell)
