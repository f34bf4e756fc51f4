"""Vergeten: a pupil who asks for it is made unrecognisable, from the card of that pupil."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from zsm_desktop.ui.parts.forget_form import ForgetForm
from zsm_desktop.ui.parts.writer import Writer
from zsm_desktop.words import forgetting as words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from zsm_desktop.services.pupils import PupilRow
    from zsm_desktop.ui.theme import Theme


def ask_forget(
    theme: Theme, owner: QWidget, desk: Any, row: PupilRow, done: Callable[[str, str], object]
) -> ForgetForm:
    """`done` hears what is to be said and its tone. Done beside the painting: all texts are looked through."""
    found: list[bool] = []

    def forget() -> None:
        found.append(desk.forgetting.forget(row.id))

    form = ForgetForm(theme, owner.window(), desk.forgetting.preview(row.id), forget, Writer(owner).write)
    form.accepted.connect(lambda: done(*((words.FORGOTTEN, "good") if found[0] else (words.NOT_CLEAN, "warn"))))
    form.refused.connect(partial(_again, form))
    form.open()
    return form


def _again(form: ForgetForm, error: Exception) -> None:
    form.show()
    form.refuse(error)
