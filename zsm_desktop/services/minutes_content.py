"""Facts as text and back, so that what was laid down can be shown years later by a program that has grown since.

A field that came later gets its empty value, one that is gone is passed over; so facts may grow, but a field keeps
its meaning and its type.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
NOT_KEPT = {"is_kept": False}
"""The metadata of a field that says something of the row and nothing of the meeting."""
_EMPTY: dict[Any, Any] = {str: "", int: 0, bool: False}


def encoded(facts: Any, leave_out: frozenset[str] = frozenset()) -> str:
    """JSON of a frozen dataclass, the same text for the same facts; `leave_out` names fields of the outermost."""
    plain = {name: value for name, value in _plain(facts).items() if name not in leave_out}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decoded(text: str, kind: type[T]) -> T:
    """The facts again."""
    return cast("T", _made(kind, json.loads(text)))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _kept(value.__class__)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


@cache
def _kept(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.metadata.get("is_kept", True))


def _made(kind: Any, value: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        known = [each for each in get_args(kind) if each is not type(None)]
        return None if value is None else _made(known[0], value)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_made(inner[0], each) for each in value)
        return tuple(_made(one, each) for one, each in zip(inner, value, strict=True))
    if is_dataclass(kind):
        hints = _hints(cast("type", kind))
        return cast("type", kind)(
            **{
                field.name: _made(hints[field.name], value[field.name])
                if field.name in value
                else _empty(field, hints[field.name])
                for field in fields(kind)
            }
        )
    if isinstance(kind, type) and issubclass(kind, date | time):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _empty(field: Field[Any], kind: Any) -> Any:
    """What a field is that did not exist when the facts were written; None where its kind has no empty value."""
    if field.default is not MISSING:
        return field.default
    if get_origin(kind) is tuple:
        return ()
    return _EMPTY.get(kind)
