"""What somebody typed and the server could not be given: in one small file of the network's folder, until it has it.

Every text is sealed with a key of the network: the second one by who holds that, and else the first, which who may see
no names holds too. So a director of the same computer opens nothing that was typed about a pupil; a colleague who holds
the same keys could, and is only not shown it.
"""

from __future__ import annotations

import base64
import json
import re
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.domain.json_text import moment, parsed, read_bytes, read_json
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.store import raw
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import alone
from zsm_desktop.store.place import TO_GO
from zsm_desktop.store.seal import Sealer

FILE = "getypt.json"
LOCK = "getypt.slot"
FORMAT = 1
NOTES, CASE, DRAFT, FORM = "notes", "case", "draft", "form"
"""Notes of an agenda point, a text of a case, what was half written at a point (as JSON), a form as it stood (too)."""
EMPTIED = "{}"
ASIDE = "getypt-beschadigd-"
"""How what could not be read is called, beside the file; then the beginning of its own digest."""
AT_WORK_SECONDS = 600
LARGEST = 6 << 20
"""Bytes; nobody types so much while a line is down, and it is read in little memory whatever stands in it."""
_ASIDE = re.compile(rf"{ASIDE}[0-9a-f]{{8}}\.json")
_TO_GO = re.compile(rf"{TO_GO}([0-9a-f-]{{1,40}})\.json")


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

    @property
    def sign(self) -> str:
        """Never the same twice: what is sealed begins with chance."""
        return sha256(self.sealed).hexdigest()

    def words(self) -> dict[str, str]:
        return {"user_id": self.user_id, "key": self.key, "sealed": base64.b64encode(self.sealed).decode()}


@dataclass(frozen=True, slots=True)
class ToGo:
    """`changed`: what a line becomes, by its sign, None for what goes. `asides`: digest of the file by its name."""

    changed: Mapping[str, Mapping[str, str] | None]
    asides: Mapping[str, str]

    @property
    def count(self) -> int:
        return len(self.changed) + len(self.asides)

    def lay_down(self, folder: Path, run: str) -> None:
        """Ready to be done once `run` is; raises as `write_atomically`."""
        if self.count:
            said = {"format": FORMAT, "run": run, "changed": self.changed, "asides": self.asides}
            write_atomically(folder / f"{TO_GO}{run}.json", json.dumps(said).encode())


def asides_in(folder: Path) -> dict[str, str]:
    """What was put aside here, with its digest; a file that is only called so may be anybody's."""
    paths = [path for path in folder.glob(f"{ASIDE}*.json") if _ASIDE.fullmatch(path.name) and path.is_file()]
    return {path.name: digest_of(path) for path in paths if path == aside_of(path)}


def aside_of(path: Path) -> Path:
    """How this file is called once it is put aside, by what stands in it."""
    return path.with_name(f"{ASIDE}{digest_of(path)[:8]}.json")


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def carry_out(folder: Path, is_done: Callable[[str], bool]) -> None:
    """What was laid down to go goes, of each run that `is_done`; of one that never was it is forgotten.

    Interrupted it is done again the next time. Raises as `KeptHere`.
    """
    for path in sorted(folder.glob(f"{TO_GO}*.json")):
        named = _TO_GO.fullmatch(path.name)
        if named is None:
            continue
        with raw.refusing(folder):
            if is_done(named[1]):
                with alone(folder / LOCK):
                    _carry_out(folder, path)
            elif time.time() - path.stat().st_mtime < AT_WORK_SECONDS:
                continue  # it may be at work in another window
            path.unlink(missing_ok=True)


def _carry_out(folder: Path, path: Path) -> None:
    """What cannot be read is no to-do any more, and what is typed now is only read where it can be."""
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        said = read_json(path, LARGEST)
        changed, asides = dict(said["changed"]), asides_in(folder)
        for name, digest in dict(said["asides"]).items():
            if asides.get(name) == digest:
                (folder / name).unlink(missing_ok=True)
        if not changed or not (folder / FILE).exists():
            return
        lines = _lines_of(read_bytes(folder / FILE, LARGEST))
        left = [changed.get(line.sign, line.words()) for line in lines]
        if any(line.sign in changed for line in lines):
            _write_lines(folder / FILE, [words for words in left if words is not None])


def _lines_of(data: bytes) -> list[_Line]:
    """Raises ValueError, KeyError or TypeError for what is none of ours."""
    document = parsed(data)
    if document["format"] != FORMAT:
        raise ValueError("of another program")
    return [_Line.read(said) for said in document["texts"]]


def _write_lines(path: Path, lines: Sequence[Mapping[str, str]]) -> None:
    if lines:
        write_atomically(path, json.dumps({"format": FORMAT, "texts": lines}).encode())
    else:
        path.unlink(missing_ok=True)


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

    def weigh(self, judge: Callable[[KeptText], KeptText | None]) -> ToGo:
        """Of everybody whose texts these keys open: each as `judge` gives it back, or away with it; nothing goes yet.

        What nobody can open goes too, here and in what was once put aside.
        """
        if not self.path.exists() and not any(self._folder.glob(f"{ASIDE}*")):
            return ToGo({}, {})
        with self._alone():
            judged = {line: self._judged(line, judge) for line in self._lines()}
            changed = {line.sign: kept.words() if kept else None for line, kept in judged.items() if kept != line}
            return ToGo(changed, asides_in(self._folder))

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
            aside = aside_of(self.path)
            write_atomically(aside, self.path.read_bytes())
            self._tell_aside(aside)
            self._write(others, own)
        return others, own

    def _lines(self) -> list[_Line]:
        """Of everybody; a file that cannot be read at all is put aside."""
        try:
            return _lines_of(read_bytes(self.path, LARGEST))
        except FileNotFoundError:
            return []
        except (ValueError, KeyError, TypeError):
            self._tell_aside(self.path.replace(aside_of(self.path)))
            return []

    def _tell_aside(self, aside: Path) -> None:
        self.finding = Finding("kept.damaged", facts={"path": str(aside)})

    def _write(self, others: list[_Line], own: list[KeptText]) -> None:
        _write_lines(self.path, [line.words() for line in (*others, *map(self._sealed, own))])

    def _sealed(self, text: KeptText) -> _Line:
        said = json.dumps(asdict(text) | {"at": text.at.isoformat()})
        return _Line(self._user_id, self._key, self._sealers[self._key].seal(FILE, self._user_id, self._key, said))

    def _opened(self, line: _Line) -> KeptText:
        said = json.loads(self._sealers[line.key].open(FILE, line.user_id, line.key, SealedBytes(line.sealed)))
        texts = {name: str(said[name]) for name in ("kind", "subject_id", "field", "base", "text", "user_id")}
        return KeptText(**texts, at=moment(said["at"]))
