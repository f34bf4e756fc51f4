"""What no database keeps is taken out of a text where it enters: a file would hold it, and a server refuse it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")
NUL = "\0"
"""It shows nothing and nobody types it: it comes along with what is pasted."""
_PLAIN = (int, date)
"""Most of what is asked with, and of which to ask whether it is a mapping takes longest."""


def kept(value: T) -> T:
    """The same without NUL, also in what holds texts; the very same where there was none."""
    if isinstance(value, str):
        return cast("T", value.replace(NUL, "")) if NUL in value else value
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple | list | set | frozenset):
        held = [kept(one) for one in value]
        if all(new is old for new, old in zip(held, value, strict=True)):
            return value
        return cast("T", _made_of(value, held))
    if isinstance(value, Mapping):
        pairs = {name: kept(one) for name, one in value.items()}
        return value if all(new is value[name] for name, new in pairs.items()) else cast("T", pairs)
    if is_dataclass(value) and not isinstance(value, type):
        found = {name: getattr(value, name) for name in _names(type(value))}
        taken = {name: new for name, old in found.items() if (new := kept(old)) is not old}
        return cast("T", replace(value, **taken)) if taken else value
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.init)


def _made_of(value: Any, held: list[Any]) -> Any:
    """A named tuple takes its parts one by one."""
    return type(value)(*held) if hasattr(value, "_fields") else type(value)(held)
