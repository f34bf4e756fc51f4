"""Power cuts that are simulated: what a program wrote is recorded in order, and played back to any point of it.

A disk keeps what was flushed. Of what was not, it keeps any 512-byte sectors it likes; of names that were made, changed
or taken away it keeps the first few, for those go by a log. What is shared memory only is lost.
"""

from __future__ import annotations

import os
import random
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SECTOR = 512
_HEAD = struct.Struct("<cHQI")
MEMORY_ONLY = "-shm"


class Op(NamedTuple):
    """`kind`: w(rite), s(ync), t(runcate), u(nlink) or r(ename, to `data`). `name` "" is the folder itself."""

    kind: bytes
    name: str
    number: int
    data: bytes


def built_shim(folder: Path) -> Path:
    """Compiled here and now; without a compiler the tests fail, for then nothing of this was looked at."""
    shim = folder / "power_shim.so"
    subprocess.run(
        ["gcc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", shim, HERE / "power_shim.c", "-ldl"], check=True
    )
    return shim


def recording(shim: Path, folder: Path, log: Path) -> dict[str, str]:
    """The environment in which a program writes down what it does to `folder`."""
    return {
        **os.environ,
        "LD_PRELOAD": str(shim),
        "ZSM_POWER_FOLDER": f"{folder.resolve()}/",
        "ZSM_POWER_LOG": str(log),
    }


def recorded(log: Path) -> Iterator[Op]:
    data, at = log.read_bytes(), 0
    while at < len(data):
        kind, named, number, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        name = data[at : at + named].decode()
        at += named
        if not name.endswith(MEMORY_ONLY):
            yield Op(kind, name, number, data[at : at + size])
        at += size


@dataclass
class _File:
    """`kept` is what was flushed; `loose` what was written since."""

    kept: bytearray = field(default_factory=bytearray)
    loose: list[Op] = field(default_factory=list)

    def flush(self) -> None:
        for op in self.loose:
            _apply(self.kept, op.kind, op.number, op.data)
        self.loose.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """All, nothing or any part of what was loose."""
        content, share = bytearray(self.kept), chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for op in self.loose:
            if op.kind == b"t":
                if chance.random() < share:
                    _apply(content, op.kind, op.number, b"")
                continue
            at = 0
            while at < len(op.data):
                size = min(SECTOR - (op.number + at) % SECTOR, len(op.data) - at)
                if chance.random() < share:
                    _apply(content, op.kind, op.number + at, op.data[at : at + size])
                at += size
        return bytes(content)


def _apply(content: bytearray, kind: bytes, number: int, data: bytes) -> None:
    if kind == b"t":
        del content[number:]
        content.extend(bytes(number - len(content)))
    else:
        content.extend(bytes(max(0, number - len(content))))
        content[number : number + len(data)] = data


class Disk:
    """A folder as it is on a disk, from one operation to the next."""

    def __init__(self, folder: Path) -> None:
        self._names = {
            str(path.relative_to(folder)): _File(bytearray(path.read_bytes()))
            for path in folder.rglob("*")
            if path.is_file() and not path.name.endswith(MEMORY_ONLY)
        }
        self._since = [dict(self._names)]

    def do(self, op: Op) -> None:
        if op.kind in {b"w", b"t"}:
            if op.name not in self._names:
                self._names[op.name] = _File()
                self._named()
            self._names[op.name].loose.append(op)
        elif op.kind == b"s":
            if op.name in self._names:
                self._names[op.name].flush()
            else:
                self._since = [dict(self._names)]
        elif op.kind == b"u":
            self._names.pop(op.name, None)
            self._named()
        elif op.name in self._names:
            self._names[op.data.decode()] = self._names.pop(op.name)
            self._named()

    def _named(self) -> None:
        self._since.append(dict(self._names))

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """What a computer finds that is started again now."""
        return {name: file.after_a_cut(chance) for name, file in chance.choice(self._since).items()}

    def seen(self, name: str) -> bytes:
        """What a program would read of it now, flushed or not."""
        content = bytearray(self._names[name].kept) if name in self._names else bytearray()
        for op in self._names[name].loose if name in self._names else ():
            _apply(content, op.kind, op.number, op.data)
        return bytes(content)
