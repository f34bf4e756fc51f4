"""The facts of a document as the text that the store keeps: sorted JSON, from which the same facts come back.

A field that a later version adds has a default, so what was issued before it is read as it was; for the same reason a
default never changes.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Facts = TypeVar("Facts")


def as_text(facts: object) -> str:
    """The same facts give the same text; what stands at its default is left out."""
    return json.dumps(_plain(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(kind: type[Facts], text: str) -> Facts:
    """Raises KeyError, TypeError or ValueError for a text that does not hold such facts."""
    found: Facts = _read(kind, json.loads(text))
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kept = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(one) for field, one in kept if field.default is MISSING or one != field.default}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) is UnionType:
        inner = [one for one in get_args(kind) if one is not type(None)]
        return None if value is None else _read(inner[0], value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in value)
    if is_dataclass(kind) and isinstance(kind, type):
        known = get_type_hints(kind)
        return kind(**{name: _read(known[name], one) for name, one in value.items()})
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
