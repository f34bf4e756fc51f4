"""What somebody typed and the server could not be given: in one small file of the network's folder, until it has it.

Every text is sealed with a key of the network: the second one by who holds that, and else the first, which who may see
no names holds too. So a director of the same computer opens nothing that was typed about a pupil; a colleague who holds
the same keys could, and is only not shown it.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Collection, Iterator
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
ASIDE = "getypt-beschadigd-"
"""How what could not be read is called, beside the file."""


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
    """As it stands in the file; `key` is the one it is sealed under."""

    user_id: str
    key: str
    sealed: bytes

    @classmethod
    def read(cls, said: Any) -> _Line:
        return cls(str(said["user_id"]), str(said["key"]), base64.b64decode(said["sealed"], validate=True))

    def words(self) -> dict[str, str]:
        return {"user_id": self.user_id, "key": self.key, "sealed": base64.b64encode(self.sealed).decode()}


class KeptHere:
    """The texts of one user; those of others in the same file stay as they are.

    `finding` says that something could not be read, once: the file as it was lies beside it then. All methods raise
    RuleError as `domain.files.write_atomically` and `raw.refusal`; safe from any thread and beside a second program.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._folder, self._user_id = folder, keys.user_id
        self._key = "seal" if keys.seal_key is not None else "store"
        self._sealers = {"store": Sealer(keys.store_key)}
        if keys.seal_key is not None:
            self._sealers["seal"] = Sealer(keys.seal_key)
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
            _, own = self._read()
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
        aside = [*self._folder.glob(f"{ASIDE}{'[0-9a-f]' * 8}.json")]
        if not aside and not self.path.exists():
            return 0
        with self._alone():
            lines = self._lines()
            left, changed = [], len(aside)
            for line in lines:
                kept = self._judged(line, judge)
                changed += kept != line
                left += [kept] if kept is not None else []
            if left != lines:
                self._write(left, [])
            for path in (*aside, *self._folder.glob(f"{ASIDE}{'[0-9a-f]' * 8}.json")):
                path.unlink(missing_ok=True)
        return changed

    def _judged(self, line: _Line, judge: Callable[[KeptText], KeptText | None]) -> _Line | None:
        if line.key not in self._sealers:
            return line
        try:
            text = self._opened(line)
        except (RuleError, ValueError, KeyError, TypeError):
            return None
        judged = judge(text)
        if judged is None or judged == text:
            return line if judged == text else None
        said = json.dumps(asdict(judged) | {"at": judged.at.isoformat()})
        return _Line(line.user_id, line.key, self._sealers[line.key].seal(FILE, line.user_id, line.key, said))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock, raw.refusing(self._folder), alone(self._folder / LOCK):
            yield

    def _read(self) -> tuple[list[_Line], list[KeptText]]:
        """What is not for this user to open, and what is; what is broken is put beside the file first."""
        lines = self._lines()
        others = [line for line in lines if line.user_id != self._user_id or line.key not in self._sealers]
        own: list[KeptText] = []
        is_broken = False
        for line in lines:
            if line not in others:
                try:
                    own.append(self._opened(line))
                except (RuleError, ValueError, KeyError, TypeError):
                    is_broken = True
        if is_broken:
            self._put_aside(self.path.read_bytes())
            self._write(others, own)
        return others, own

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
            self._put_aside(data)
            self.path.unlink()
            return []

    def _put_aside(self, data: bytes) -> None:
        aside = self.path.with_name(f"{ASIDE}{sha256(data).hexdigest()[:8]}.json")
        write_atomically(aside, data)
        self.finding = Finding("kept.damaged", facts={"path": str(aside)})

    def _write(self, others: list[_Line], own: list[KeptText]) -> None:
        if not others and not own:
            self.path.unlink(missing_ok=True)
            return
        lines = [*others, *map(self._sealed, own)]
        write_atomically(self.path, json.dumps({"format": FORMAT, "texts": [line.words() for line in lines]}).encode())

    def _sealed(self, text: KeptText) -> _Line:
        said = json.dumps(asdict(text) | {"at": text.at.isoformat()})
        return _Line(self._user_id, self._key, self._sealers[self._key].seal(FILE, self._user_id, self._key, said))

    def _opened(self, line: _Line) -> KeptText:
        said = json.loads(self._sealers[line.key].open(FILE, line.user_id, line.key, SealedBytes(line.sealed)))
        return KeptText(**said | {"at": datetime.fromisoformat(said["at"])})
