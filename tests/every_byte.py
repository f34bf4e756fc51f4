"""What one key lets anybody read in a folder, past the database: every page of files, logs and copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.planted import MARK
from zsm_desktop.store.keys import Keys

PAGE, SALT, RESERVED, VECTOR = 4096, 16, 80, 16
LOG_HEAD, FRAME_HEAD = 32, 24
SAID = [MARK.encode(), MARK.encode("utf-16-le"), MARK.encode("utf-16-be"), MARK.encode().hex().encode()]


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page as the first key opens it, in use or not; of the log every page that was ever written in it."""
    data = path.read_bytes()
    if "-wal" in path.name:
        size = FRAME_HEAD + PAGE
        parts = [data[at + FRAME_HEAD : at + size] for at in range(LOG_HEAD, len(data) - size + 1, size)]
        firsts = [data[at : at + 4] == b"\0\0\0\1" for at in range(LOG_HEAD, len(data) - size + 1, size)]
    else:
        parts = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
        firsts = [at == 0 for at in range(0, len(data), PAGE)]
    for part, is_first in zip(parts, firsts, strict=True):
        vector, sealed = part[-RESERVED : -RESERVED + VECTOR], part[SALT if is_first else 0 : -RESERVED]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        yield decryptor.update(sealed) + decryptor.finalize()


def everything(folder: Path, keys: Keys) -> Iterator[tuple[str, bytes]]:
    """Every file as it lies there, and every database and log with what these keys open in it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
            if ".db" in path.name and ".json" not in path.name:
                yield f"{path.relative_to(folder)} opened", b"".join(pages(path, keys.store_key))


def found(parts: Iterator[tuple[str, bytes]]) -> list[str]:
    return [name for name, data in parts if any(said in data for said in SAID)]
