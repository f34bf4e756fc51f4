"""What somebody typed and the server could not be given: in one small file of the network's folder, until it has it.

Every text is sealed with a key of the network: the second one by who holds that, and else the first, which who may see
no names holds too. So a director of the same computer opens nothing that was typed about a pupil; a colleague who holds
the same keys could, and is only not shown it.

Beside it stands the mark of those keys. What lies under keys of before waits until those can be had (`earlier_keys`),
and is then sealed under the ones of now; it is put aside only when they are kept nowhere any more.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.store import raw
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import alone
from zsm_desktop.store.seal import Sealer

FILE = "getypt.json"
LOCK = "getypt.slot"
FORMAT = 1
NOTES, CASE, DRAFT, FORM = "notes", "case", "draft", "form"
"""Notes of an agenda point, a text of a case, what was half written at a point (as JSON), a form as it stood (too)."""
EMPTIED = "{}"
ASIDE, OLD_KEYS = "getypt-beschadigd-", "getypt-oude-sleutels-"
"""How what could not be read is called, beside the file, and what no keys are left for."""


@dataclass(frozen=True, slots=True)
class KeptText:
    """`base` is what the store had when typing began; of what was half written a list, as JSON, of what it may have."""

    kind: str
    subject_id: str
    field: str
    base: str
    text: str
    at: datetime
    user_id: str

    @property
    def place(self) -> tuple[str, str, str, str]:
        return self.kind, self.subject_id, self.field, self.user_id

    @property
    def is_emptied(self) -> bool:
        """What was half written there was taken away again."""
        return self.kind == DRAFT and self.text == EMPTIED


@dataclass(frozen=True, slots=True)
class _Line:
    """As it stands in the file; `key` is the one it is sealed under, of the keys with this `mark`."""

    user_id: str
    key: str
    mark: str
    sealed: bytes

    @classmethod
    def read(cls, said: Any) -> _Line:
        sealed = base64.b64decode(said["sealed"], validate=True)
        return cls(str(said["user_id"]), str(said["key"]), str(said.get("mark", "")), sealed)

    def words(self) -> dict[str, str]:
        sealed = base64.b64encode(self.sealed).decode()
        return {"user_id": self.user_id, "key": self.key, "mark": self.mark, "sealed": sealed}


class KeptHere:
    """The texts of one user; those of others in the same file stay as they are.

    `earlier` gives the keys of before those of now, None where that cannot be told; it is called only when something
    lies under other ones. `finding` says that something could not be read, once: the file as it was lies beside it
    then. All methods raise RuleError as `domain.files.write_atomically` and `raw.refusal`; safe from any thread and
    beside a second program.
    """

    def __init__(self, folder: Path, keys: Keys, earlier: Callable[[], Sequence[Keys] | None] = lambda: ()) -> None:
        self._folder, self._user_id, self._earlier = folder, keys.user_id, earlier
        self._key = "seal" if keys.seal_key is not None else "store"
        self._mark = keys.mark
        self._sealers = {"": _sealers(keys), keys.mark: _sealers(keys)}
        self._lock = threading.Lock()
        self.finding: Finding | None = None

    @property
    def path(self) -> Path:
        return self._folder / FILE

    def keep(self, text: KeptText, instead_of: Collection[KeptText] = ()) -> None:
        """In the place of what it was typed on from; what another sitting kept at the same place stays beside it."""
        if text.user_id != self._user_id:
            raise ValueError("somebody else's text")
        with self._alone():
            others, own = self._read()
            self._write(others, [one for one in own if one not in (*instead_of, text)] + [text])

    def rows(self) -> tuple[KeptText, ...]:
        """Of this user, the oldest first."""
        with self._alone():
            _, own = self._read(is_asking=True)
        return tuple(sorted(own, key=lambda text: text.at))

    def drop(self, text: KeptText) -> None:
        """The store has it, or nobody wants it; what was kept in its place since then stays."""
        with self._alone():
            others, own = self._read()
            left = [one for one in own if replace(one, at=text.at, base=text.base) != text]
            if len(left) < len(own):
                self._write(others, left)

    def clean(self, judge: Callable[[KeptText], KeptText | None]) -> int:
        """Of everybody whose texts these keys open: each as `judge` gives it back, or away with it; how many changed.

        What nobody can open goes too, here and in what was once put aside.
        """
        aside = _all_aside(self._folder)
        if not aside and not self.path.exists():
            return 0
        with self._alone():
            lines = self._lines()
            is_told = self._learn(lines)
            left, changed = [], len(aside)
            for line in lines:
                kept = self._judged(line, judge, is_told=is_told)
                changed += kept != line
                left += [kept] if kept is not None else []
            if left != lines:
                self._write(left, [])
            for path in (*aside, *_all_aside(self._folder)):
                path.unlink(missing_ok=True)
        return changed

    def _judged(self, line: _Line, judge: Callable[[KeptText], KeptText | None], *, is_told: bool) -> _Line | None:
        is_waiting = line.mark not in self._sealers and not is_told
        if line.key not in self._sealers[self._mark] or is_waiting:
            return line
        try:
            text = self._opened(line)
        except (RuleError, ValueError, KeyError, TypeError):
            return None
        judged = judge(text)
        if judged is None or judged == text:
            return line if judged == text else None
        return self._sealed(judged, line.key)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock, raw.refusing(self._folder), alone(self._folder / LOCK):
            yield

    def _read(self, *, is_asking: bool = False) -> tuple[list[_Line], list[KeptText]]:
        """What is not for this user to open, and what is; what is broken is put beside the file first.

        With `is_asking` what lies under keys of before comes along; else that waits with the others.
        """
        lines = self._lines()
        held = self._sealers[self._mark]
        mine = [line for line in lines if line.user_id == self._user_id and line.key in held]
        is_told = is_asking and self._learn(mine)
        others: list[_Line] = []
        own: list[KeptText] = []
        lost: set[str] = set()
        for line in lines:
            is_known = line.mark in self._sealers
            if line not in mine or not (is_known or is_told):
                others.append(line)
                continue
            try:
                own.append(self._opened(line))
            except (RuleError, ValueError, KeyError, TypeError):
                lost.add(ASIDE if is_known else OLD_KEYS)
        for name in sorted(lost, reverse=True):  # that something is damaged is said last, and so first
            self._put_aside(self.path.read_bytes(), name)
        if lost or any(line.mark != self._mark for line in lines if line not in others):
            self._write(others, own)
        return others, own

    def _learn(self, lines: Iterable[_Line]) -> bool:
        """Asks for the keys of before where some of `lines` lie under others; False when nobody could tell."""
        if all(line.mark in self._sealers for line in lines):
            return True
        earlier = self._earlier()
        for keys in earlier or ():
            self._sealers[keys.mark] = _sealers(keys)
        return earlier is not None

    def _lines(self) -> list[_Line]:
        """Of everybody; a file that cannot be read at all is put aside."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        try:
            document = json.loads(data)
            if document["format"] != FORMAT:
                raise ValueError("of another program")
            return [_Line.read(said) for said in document["texts"]]
        except (ValueError, KeyError, TypeError):
            self._put_aside(data, ASIDE)
            self.path.unlink()
            return []

    def _put_aside(self, data: bytes, name: str) -> None:
        aside = self.path.with_name(f"{name}{sha256(data).hexdigest()[:8]}.json")
        write_atomically(aside, data)
        self.finding = Finding("kept.damaged" if name == ASIDE else "kept.old_keys", facts={"path": str(aside)})

    def _write(self, others: list[_Line], own: list[KeptText]) -> None:
        if not others and not own:
            self.path.unlink(missing_ok=True)
            return
        lines = [*others, *(self._sealed(text, self._key) for text in own)]
        write_atomically(self.path, json.dumps({"format": FORMAT, "texts": [line.words() for line in lines]}).encode())

    def _sealed(self, text: KeptText, key: str) -> _Line:
        said = json.dumps(asdict(text) | {"at": text.at.isoformat()})
        sealer = self._sealers[self._mark][key]
        return _Line(text.user_id, key, self._mark, sealer.seal(FILE, text.user_id, key, said))

    def _opened(self, line: _Line) -> KeptText:
        sealer = self._sealers[line.mark][line.key]
        said = json.loads(sealer.open(FILE, line.user_id, line.key, SealedBytes(line.sealed)))
        return KeptText(**said | {"at": datetime.fromisoformat(said["at"])})


def _all_aside(folder: Path) -> list[Path]:
    return [path for name in (ASIDE, OLD_KEYS) for path in folder.glob(f"{name}{'[0-9a-f]' * 8}.json")]


def _sealers(keys: Keys) -> dict[str, Sealer]:
    """By the word in the file for each key that is held."""
    found = {"store": Sealer(keys.store_key)}
    return found | ({"seal": Sealer(keys.seal_key)} if keys.seal_key is not None else {})
