"""Reads the fields of a form as values, and says at the field itself what cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol, TypeVar

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import parse_hundredths
from zsm_desktop.ui.parts.form import FormDialog


class Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T")
R = TypeVar("R", bound=Named)


def reading(form: FormDialog, name: str, read: Callable[[], T]) -> T:
    """`read()`; what it refuses is shown at field `name` of the form."""
    try:
        return read()
    except RuleError as error:
        form.field_of[error.code] = name
        raise


def filled(value: T | None) -> T:
    """For a field that is required: the form did not come this far while it was empty."""
    if value is None:
        raise LookupError("a required field is empty")
    return value


def again(rows: Iterable[R], row_id: str, gone: str) -> R:
    """The row as it is now. Raises RuleError(`gone`) when it is no longer among them."""
    found = next((row for row in rows if row.id == row_id), None)
    if found is None:
        raise RuleError(gone)
    return found


def day_in(form: FormDialog, name: str) -> date | None:
    editor: Any = form.fields[name].editor
    return reading(form, name, lambda: editor.day)


def cents_in(form: FormDialog, name: str) -> int | None:
    editor: Any = form.fields[name].editor
    return reading(form, name, lambda: editor.cents)


def hundredths_in(form: FormDialog, name: str) -> int | None:
    editor: Any = form.fields[name].editor
    return reading(form, name, lambda: editor.hundredths)


def whole_in(form: FormDialog, name: str) -> int | None:
    """A whole number; raises RuleError("number.not_whole") at the field."""
    text = form.fields[name].text

    def read() -> int | None:
        if not text:
            return None
        found = parse_hundredths(text)
        if found % 100:
            raise RuleError("number.not_whole", text=text)
        return found // 100

    return reading(form, name, read)


def thousandths_in(form: FormDialog, name: str) -> int | None:
    """Of a percentage with at most one decimal, with or without its sign."""
    text = form.fields[name].text.removesuffix("%").strip()
    return reading(form, name, lambda: parse_hundredths(text)) // 10 if text else None
