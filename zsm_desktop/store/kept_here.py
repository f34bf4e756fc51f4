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
import re
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
ASIDE, OLD_KEYS = "getypt-beschadigd-", "getypt-oude-sleutels-"
"""How what could not be read is called, beside the file, and what no keys are left for; then the beginning of its own
digest."""
AT_WORK_SECONDS = 600
LARGEST = 6 << 20
"""Bytes; nobody types so much while a line is down, and it is read in little memory whatever stands in it."""
ASIDES = rf"(?:{ASIDE}|{OLD_KEYS})[0-9a-f]{{8}}\.json"
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
    """As it stands in the file; `key` is the one it is sealed under, of the keys with this `mark`."""

    user_id: str
    key: str
    mark: str
    sealed: bytes

    @classmethod
    def read(cls, said: Any) -> _Line:
        sealed = base64.b64decode(said["sealed"], validate=True)
        return cls(str(said["user_id"]), str(said["key"]), str(said.get("mark", "")), sealed)

    @property
    def sign(self) -> str:
        """Never the same twice: what is sealed begins with chance."""
        return sha256(self.sealed).hexdigest()

    def words(self) -> dict[str, str]:
        sealed = base64.b64encode(self.sealed).decode()
        return {"user_id": self.user_id, "key": self.key, "mark": self.mark, "sealed": sealed}


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
    paths = [path for path in folder.iterdir() if re.fullmatch(ASIDES, path.name) and path.is_file()]
    digests = {path.name: digest_of(path) for path in paths}
    return {name: digest for name, digest in digests.items() if name.endswith(f"{digest[:8]}.json")}


def aside_of(path: Path, kind: str) -> Path:
    """How this file is called once it is put aside as `ASIDE` or `OLD_KEYS`, by what stands in it."""
    return path.with_name(f"{kind}{digest_of(path)[:8]}.json")


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

    `earlier` gives the keys of before those of now, None where that cannot be told; it is called only when something
    lies under other ones. `finding` says that something could not be read, once: the file as it was lies beside it
    then. All methods raise RuleError as `domain.files.write_atomically` and `raw.refusal`; safe from any thread and
    beside a second program.
    """

    def __init__(self, folder: Path, keys: Keys, earlier: Callable[[], Sequence[Keys] | None] = lambda: ()) -> None:
        self._folder, self._user_id, self._earlier = folder, keys.user_id, earlier
        self._key = "seal" if keys.seal_key is not None else "store"
        self._ring = _Ring(keys)
        self._lock = threading.Lock()
        self._as_read: dict[KeptText, _Line] = {}
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

    def weigh(self, judge: Callable[[KeptText], KeptText | None]) -> ToGo:
        """Of everybody whose texts these keys open: each as `judge` gives it back, or away with it; nothing goes yet.

        What nobody can open goes too, here and in what was once put aside.
        """
        if not self.path.exists() and not asides_in(self._folder):
            return ToGo({}, {})
        with self._alone():
            lines = self._lines()
            is_told = self._learn(lines)
            judged = {line: self._judged(line, judge, is_told=is_told) for line in lines}
            changed = {line.sign: kept.words() if kept else None for line, kept in judged.items() if kept != line}
            return ToGo(changed, asides_in(self._folder))

    def _judged(self, line: _Line, judge: Callable[[KeptText], KeptText | None], *, is_told: bool) -> _Line | None:
        is_waiting = not is_told and not self._ring.knows(line)
        if line.key not in self._ring.held or is_waiting:
            return line
        try:
            text = self._ring.opened(line)
        except (ValueError, KeyError, TypeError):
            return None
        judged = judge(text)
        if judged is None or judged == text:
            return line if judged == text else None
        return self._ring.sealed(judged, line.key)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock, raw.refusing(self._folder), alone(self._folder / LOCK):
            yield

    def _read(self, *, is_asking: bool = False) -> tuple[list[_Line], list[KeptText]]:
        """What is not for this user to open, and what is; what is broken is put beside the file first.

        With `is_asking` what lies under keys of before comes along; else that waits with the others.
        """
        lines = self._lines()
        mine = [line for line in lines if line.user_id == self._user_id and line.key in self._ring.held]
        is_told = is_asking and self._learn(mine)
        others: list[_Line] = []
        own: list[KeptText] = []
        lost: set[str] = set()
        self._as_read = {}
        for line in lines:
            is_known = self._ring.knows(line)
            if line not in mine or not (is_known or is_told):
                others.append(line)
                continue
            try:
                own.append(text := self._ring.opened(line))
                self._as_read[text] = line
            except (ValueError, KeyError, TypeError):
                lost.add(OLD_KEYS if line.mark and not is_known else ASIDE)
        for name in sorted(lost, reverse=True):  # that something is damaged is said last, and so first
            aside = aside_of(self.path, name)
            write_atomically(aside, self.path.read_bytes())
            self._tell_aside(aside)
        if lost or any(line.mark != self._ring.mark for line in lines if line not in others):
            self._write(others, own)
        return others, own

    def _learn(self, lines: Iterable[_Line]) -> bool:
        """Asks for the keys of before where some of `lines` lie under others; False when nobody could tell."""
        if all(self._ring.knows(line) for line in lines):
            return True
        earlier = self._earlier()
        for keys in earlier or ():
            self._ring.add(keys)
        return earlier is not None

    def _lines(self) -> list[_Line]:
        """Of everybody; a file that cannot be read at all is put aside."""
        try:
            return _lines_of(read_bytes(self.path, LARGEST))
        except FileNotFoundError:
            return []
        except (ValueError, KeyError, TypeError):
            self._tell_aside(self.path.replace(aside_of(self.path, ASIDE)))
            return []

    def _tell_aside(self, aside: Path) -> None:
        code = "kept.damaged" if aside.name.startswith(ASIDE) else "kept.old_keys"
        self.finding = Finding(code, facts={"path": str(aside)})

    def _write(self, others: list[_Line], own: list[KeptText]) -> None:
        lines = [*others, *map(self._line, own)]
        _write_lines(self.path, [line.words() for line in lines])

    def _line(self, text: KeptText) -> _Line:
        """As it was read where that is how it is sealed now: what is laid down to go knows it by that."""
        before = self._as_read.get(text)
        is_fit = before is not None and (before.mark, before.key) == (self._ring.mark, self._key)
        return before if before is not None and is_fit else self._ring.sealed(text, self._key)


class _Ring:
    """The keys that are here, by their mark. A line of the version of before has no mark: each is tried on it."""

    def __init__(self, keys: Keys) -> None:
        self.mark = keys.mark
        self._sealers: dict[str, dict[str, Sealer]] = {}
        self.add(keys)

    def add(self, keys: Keys) -> None:
        held = {"store": Sealer(keys.store_key)}
        self._sealers[keys.mark] = held | ({"seal": Sealer(keys.seal_key)} if keys.seal_key is not None else {})

    @property
    def held(self) -> Collection[str]:
        """By the word in the file for each key that is held now."""
        return self._sealers[self.mark]

    def knows(self, line: _Line) -> bool:
        """The keys it lies under are here; damaged it can be all the same."""
        return line.mark in self._sealers if line.mark else self._plain(line) is not None

    def sealed(self, text: KeptText, key: str) -> _Line:
        said = json.dumps(asdict(text) | {"at": text.at.isoformat()})
        sealed = self._sealers[self.mark][key].seal(FILE, text.user_id, key, said)
        return _Line(text.user_id, key, self.mark, sealed)

    def opened(self, line: _Line) -> KeptText:
        """Raises ValueError, KeyError or TypeError for what does not open, or is no text of ours."""
        plain = self._plain(line)
        if plain is None:
            raise ValueError("opens with none of them")
        said = json.loads(plain)
        texts = {name: str(said[name]) for name in ("kind", "subject_id", "field", "base", "text", "user_id")}
        return KeptText(**texts, at=moment(said["at"]))

    def _plain(self, line: _Line) -> str | None:
        for mark, sealers in self._sealers.items():
            if line.mark in {"", mark} and line.key in sealers:
                with suppress(RuleError, ValueError):
                    return sealers[line.key].open(FILE, line.user_id, line.key, SealedBytes(line.sealed))
        return None
