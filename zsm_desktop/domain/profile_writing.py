"""Writes a profile as the TOML text that `profile_text.read` makes the same profile of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import time
from typing import Any

from zsm_desktop.domain import profiles as p
from zsm_desktop.domain.profile_text import FORMAT

_CALLED = {"is_sealed": "sealed", "is_per_school": "per_school"}
_TABLES = ("sectors", "units", "bodies", "phases", "fields", "flags", "lists", "roles", "indicators", "funds",
           "evaluations")  # fmt: skip
_EVEN_WHEN_USUAL = frozenset({"article", "sealed", "holiday_region", "regime"})


def write(profile: p.Profile) -> str:
    lines = [f"format = {FORMAT}", *_values(profile, without=(*_TABLES, "words"))]
    for code, noun in profile.words.items():
        lines += ["", f"[words.{code}]", *_values(noun)]
    for key in _TABLES:
        for one in getattr(profile, key):
            lines += ["", f"[[{key}]]", *_values(one)]
    return "\n".join(lines) + "\n"


def _values(thing: Any, without: Sequence[str] = ()) -> Iterator[str]:
    """What says no more than its absence does is left out."""
    for one in fields(thing):
        value, key = getattr(thing, one.name), _CALLED.get(one.name, one.name)
        if one.name in without or (key not in _EVEN_WHEN_USUAL and _is_nothing(value)):
            continue
        if one.name == "kind" and isinstance(thing, p.Point) and value == "fixed":
            continue
        if one.name == "weekday":
            value = p.WEEKDAYS[value]
        yield f"{key} = {_said(value)}"


def _is_nothing(value: object) -> bool:
    return value is None or value is False or (isinstance(value, (str, tuple, Mapping)) and not value)


def _said(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case int():
            return str(value)
        case time():
            return value.isoformat(timespec="seconds")
        case Mapping():
            return "{ " + ", ".join(f"{key} = {_said(one)}" for key, one in value.items()) + " }"
        case tuple() if all(isinstance(one, str) for one in value) and sum(map(len, value)) < 60:
            return "[" + ", ".join(map(_said, value)) + "]"
        case tuple():
            return "[\n" + "".join(f"  {_said(one)},\n" for one in value) + "]"
        case _:
            return "{ " + ", ".join(_values(value)) + " }"
