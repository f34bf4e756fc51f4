"""One table of a profile's text, read defensively: what is missing, too much or of the wrong kind becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from difflib import get_close_matches
from typing import Any

from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.toml_lines import Path, line_of, lines_of

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_BODY_CODE = re.compile(r"[A-Z0-9]{1,8}")
_NOUN = re.compile(r"[^\W\d_][\w '’&/-]{0,39}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
MOST_ELEMENTS = 100
NEEDED = object()


class Collected:
    """The findings of one text, each with its line."""

    def __init__(self, text: str) -> None:
        self._lines = lines_of(text)
        self.findings: list[Finding] = []

    def finding(self, code: str, path: Path, **facts: object) -> Finding:
        return Finding(code, line_of(self._lines, path), str(path[-1]) if path else None, facts)

    def note(self, code: str, path: Path, **facts: object) -> None:
        self.findings.append(self.finding(code, path, **facts))


class _Keys:
    """What is not asked for of a table in the end nobody knows."""

    def __init__(self, data: object, path: Path, collected: Collected) -> None:
        self._path, self._collected = path, collected
        self._data: dict[str, Any] = data if isinstance(data, dict) else {}
        self._asked: set[str] = set()
        if not isinstance(data, dict):
            self.note_at("profile.wrong_type", path, wanted="table")

    def note(self, code: str, key: str, **facts: object) -> None:
        self.note_at(code, (*self._path, key), **facts)

    def note_at(self, code: str, path: Path, **facts: object) -> None:
        self._collected.note(code, path, key=".".join(str(part) for part in path if isinstance(part, str)), **facts)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._data

    def done(self) -> None:
        """Whatever was not asked for does not belong here; the nearest name that does is told."""
        for key in self._data.keys() - self._asked:
            nearest = get_close_matches(key, sorted(self._asked - self._data.keys()) or sorted(self._asked), 1, 0.5)
            code = "profile.unknown_key_near" if nearest else "profile.unknown_key"
            self.note(code, key, nearest=nearest[0] if nearest else "")

    def _value(self, key: str, kind: type, wanted: str, default: object) -> Any:
        if not self.has(key):
            if default is NEEDED:
                self.note("profile.missing", key)
            return None
        value = self._data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.note("profile.wrong_type", key, wanted=wanted)
            return None
        return value


class Table(_Keys):
    """A wrong value is noted, and reads as none."""

    def text(self, key: str, *, default: Any = NEEDED, most: int = 80) -> str:
        value = self._value(key, str, "text", default)
        if value is None:
            return ""
        return self._tidy(key, value, most, may_be_empty=default == "")

    def _tidy(self, key: str, value: str, most: int, *, may_be_empty: bool) -> str:
        tidy = " ".join(value.split())
        if _CONTROL.search(tidy):
            self.note("profile.control", key)
        elif not tidy and not may_be_empty:
            self.note("profile.empty", key)
        elif len(tidy) > most:
            self.note("profile.too_long", key, most=most)
        else:
            return tidy
        return ""

    def _matching(self, key: str, pattern: re.Pattern[str], code: str, default: Any = NEEDED) -> str:
        value = self.text(key, default=default)
        if value and not pattern.fullmatch(value):
            self.note(code, key, value=value)
        return value

    def code(self, key: str) -> str:
        return self._matching(key, _CODE, "profile.code")

    def body_code(self, key: str) -> str:
        return self._matching(key, _BODY_CODE, "profile.body_code")

    def noun(self, key: str, *, default: Any = NEEDED) -> str:
        return self._matching(key, _NOUN, "profile.noun", default)

    def choice(self, key: str, allowed: Sequence[str], default: Any = NEEDED) -> str:
        value = self._value(key, str, "text", default)
        if value is None:
            return "" if default is NEEDED else str(default)
        if value not in allowed:
            self.note("profile.not_allowed", key, value=value, known=", ".join(allowed))
            return ""
        return str(value)

    def place_in(self, key: str, allowed: Sequence[str]) -> int | None:
        """Which of them it is."""
        value = self.choice(key, allowed, "")
        return allowed.index(value) if value else None

    def number(self, key: str, *, least: int, most: int) -> int | None:
        value = self._value(key, int, "number", None)
        if value is not None and not least <= value <= most:
            self.note("profile.range", key, least=least, most=most)
            return None
        return None if value is None else int(value)

    def yes(self, key: str, *, default: bool) -> bool:
        value = self._value(key, bool, "yes_no", default)
        return default if value is None else bool(value)

    def hour(self, key: str) -> time | None:
        value = self._value(key, time, "hour", None)
        return None if value is None else time(value.hour, value.minute)

    def texts(self, key: str, *, most: int = 80) -> tuple[str, ...]:
        value = self._value(key, list, "texts", None)
        if value is None:
            return ()
        if len(value) > MOST_ELEMENTS:
            self.note("profile.too_many", key, most=MOST_ELEMENTS)
        elif not all(isinstance(one, str) for one in value):
            self.note("profile.wrong_type", key, wanted="texts")
        else:
            return tuple(self._tidy(key, one, most, may_be_empty=False) for one in value)
        return ()

    def table(self, key: str) -> Table:
        """An empty one where there is none."""
        return Table(self._data[key] if self.has(key) else {}, (*self._path, key), self._collected)

    def tables(self, key: str) -> list[Table]:
        value = self._value(key, list, "tables", None)
        if value is not None and len(value) > MOST_ELEMENTS:
            self.note("profile.too_many", key, most=MOST_ELEMENTS)
            return []
        return [Table(one, (*self._path, key, at), self._collected) for at, one in enumerate(value or ())]
