"""Every connection keeps its promises, and no path becomes a database by accident."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.store.folders import count, fill, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.folder import DATABASE

KEY = bytes(range(32))
PROMISES = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "cache_size": -raw.CACHE_KIB,
    "cipher_log_level": "NONE",
    "cipher_memory_security": "0",
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "een map met é & %20#" / "store.db"
    path.parent.mkdir()
    raw.create(path, KEY)
    return path


@pytest.mark.parametrize("read_only", [False, True])
def test_every_connection_has_the_promised_settings(database: Path, read_only: bool) -> None:
    with closing(raw.connect(database, KEY, read_only=read_only)) as connection:
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PROMISES}
        assert found == PROMISES
        assert connection.execute("PRAGMA query_only").fetchone() == (int(read_only),)
        assert connection.execute("PRAGMA application_id").fetchone() == (raw.APPLICATION_ID,)


def test_a_setting_that_does_not_take_is_refused(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "_PRAGMAS", (("synchronous", "NORMAL", 2),))
    with pytest.raises(RuleError) as refused:
        raw.connect(database, KEY)
    assert refused.value.code == "store.pragma"
    assert refused.value.facts == {"name": "synchronous", "expected": "NORMAL", "found": 1}


def test_an_old_library_is_refused(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert dbapi2.sqlite_version_info >= raw.OLDEST_SQLITE
    monkeypatch.setattr(raw, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(RuleError, match=r"store\.sqlite_too_old"):
        raw.connect(database, KEY)


def test_readers_read_while_a_writer_writes_and_cannot_write(database: Path) -> None:
    with closing(raw.connect(database, KEY)) as writer, closing(raw.connect(database, KEY, read_only=True)) as reader:
        writer.execute("CREATE TABLE t (x)")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO t VALUES (1)")
        assert reader.execute("SELECT count(*) FROM t").fetchone() == (0,)
        writer.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM t").fetchone() == (1,)
        with pytest.raises(RuleError, match=r"store\.read_only"), raw.refusing(database):
            reader.execute("INSERT INTO t VALUES (2)")


def test_what_is_no_database_of_ours_is_told_apart_and_left_alone(tmp_path: Path) -> None:
    plain, foreign = tmp_path / "plain.db", tmp_path / "foreign.db"
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("CREATE TABLE t (x)")
    with closing(raw.blank(foreign, KEY)) as keyed:
        keyed.execute("CREATE TABLE t (x)")
    (tmp_path / "empty.db").touch()
    (tmp_path / "short.db").write_bytes(b"\x07" * 4095)
    (tmp_path / "text.db").write_text("Geachte heer, mevrouw,\n" * 400)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    expected = {
        "absent.db": "store.no_database",
        "empty.db": "store.empty_database",
        "short.db": "store.short_database",
        "text.db": "store.damaged",
        "plain.db": "store.not_encrypted",
        "foreign.db": "store.not_a_store",
    }
    found = {}
    for name in expected:
        with pytest.raises(RuleError) as refused:
            raw.connect(tmp_path / name, KEY)
        found[name] = refused.value.code
    assert found == expected
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_a_wrong_key_opens_nothing(database: Path) -> None:
    with pytest.raises(RuleError, match=r"store\.damaged"):
        raw.connect(database, bytes(32))
    with pytest.raises(ValueError, match="32 bytes"):
        raw.connect(database, b"short")


@pytest.mark.parametrize("content", [b"", b"something"])
def test_nothing_is_made_over_an_existing_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=r"store\.exists"):
        raw.create(path, KEY)
    assert path.read_bytes() == content


def test_a_making_that_was_cut_off_does_not_stand_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    (tmp_path / "store.db.new").write_bytes(b"half")
    raw.create(path, KEY)
    assert [found.name for found in tmp_path.iterdir()] == ["store.db"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_full_disk_and_a_locked_database_say_so(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "WAIT_SECONDS", 0)
    with closing(raw.connect(database, KEY)) as one, closing(raw.connect(database, KEY)) as two:
        one.execute("CREATE TABLE t (x)")
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(RuleError, match=r"store\.busy"), raw.refusing(database):
            two.execute("BEGIN IMMEDIATE")
        one.execute("ROLLBACK")
        one.execute(f"PRAGMA max_page_count={one.execute('PRAGMA page_count').fetchone()[0]}")
        with pytest.raises(RuleError, match=r"store\.disk_full"), raw.refusing(database):
            one.execute("INSERT INTO t VALUES (zeroblob(100000))")
        with pytest.raises(dbapi2.OperationalError, match="no such table"), raw.refusing(database):
            one.execute("SELECT * FROM nowhere")


def test_no_written_value_is_readable_in_any_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    new = made(tmp_path / "net")
    with closing(raw.connect(tmp_path / "net" / DATABASE, new.keys.store_key)):
        fill(tmp_path / "net", new.keys.store_key)
        files = {path.name: path.read_bytes() for path in (tmp_path / "net").iterdir() if path.is_file()}
        assert len(files["store.db-wal"]) > 20_000
        assert not [name for name, data in files.items() if b"plaintext-" in data or b"De Brug" in data]
    assert b"plaintext-" not in (tmp_path / "net" / DATABASE).read_bytes()
    assert count(tmp_path / "net", new.keys.store_key) == 400
    assert capfd.readouterr() == ("", "")


def read_all(path: Path, key: bytes) -> None:
    with raw.refusing(path), closing(raw.connect(path, key)) as connection:
        connection.execute("SELECT sum(length(text)) FROM line NOT INDEXED").fetchone()
        connection.execute("SELECT count(*) FROM line INDEXED BY ix_line WHERE text > ''").fetchone()
        connection.execute("SELECT * FROM school").fetchall()


def test_every_flipped_page_is_noticed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    new = made(tmp_path / "net")
    key = new.keys.store_key
    fill(tmp_path / "net", key)
    path = tmp_path / "net" / DATABASE
    good = path.read_bytes()
    pages = len(good) // 4096
    assert pages > 10
    codes = set()
    for page in range(pages):
        bad = bytearray(good)
        bad[page * 4096 + 100 + 37 * page] ^= 1
        path.write_bytes(bad)
        with pytest.raises(RuleError) as refused:
            read_all(path, key)
        codes.add(refused.value.code)
    assert codes == {"store.damaged"}
    assert capfd.readouterr() == ("", "")
