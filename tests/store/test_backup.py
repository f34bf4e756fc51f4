"""A copy counts only when it has been read back whole, and opens with the keys beside it."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.folders import NOW, PASSWORD, count, fill, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, check, folder, raw
from zsm_desktop.store.keys import KeyFile, Keys


@pytest.fixture
def net(tmp_path: Path) -> Path:
    fill(tmp_path / "net", made(tmp_path / "net").keys.store_key)
    return tmp_path / "net"


@pytest.fixture
def keys(net: Path) -> Keys:
    return folder.unlock(net, PASSWORD)


def test_a_copy_is_whole_and_opens_with_the_keys_beside_it(net: Path, keys: Keys) -> None:
    copy = backup.copy_before(net, "voor: indeling 2/3", keys, NOW)
    assert copy.name == "20261122-093000-voor- indeling 2-3.db"
    assert sorted(path.name for path in copy.parent.iterdir()) == [copy.name, backup.keys_beside(copy).name]
    opened = KeyFile.read(backup.keys_beside(copy)).unlock(PASSWORD)
    with closing(raw.connect(copy, opened.store_key)) as connection:
        assert connection.execute("SELECT count(*) FROM line").fetchone() == (400,)
    assert b"plaintext-" not in copy.read_bytes()
    assert copy.stat().st_mode & 0o077 == 0


def test_a_copy_during_an_open_act_holds_what_was_committed(net: Path, keys: Keys) -> None:
    with closing(raw.connect(net / folder.DATABASE, keys.store_key)) as writer:
        writer.execute("INSERT INTO line VALUES (1000, 1, 'committed, still in the log')")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO line VALUES (1001, 1, 'not yet')")
        copy = backup.copy_before(net, "import", keys, NOW)
        writer.execute("ROLLBACK")
    with closing(raw.connect(copy, keys.store_key)) as connection:
        assert connection.execute("SELECT id FROM line WHERE id >= 1000").fetchall() == [(1000,)]


def test_the_last_copies_stay_and_only_ours_go(net: Path, keys: Keys) -> None:
    strange = net / folder.BACKUPS / "mijn eigen kopie.db"
    strange.write_bytes(b"x")
    made_now = [backup.copy_before(net, "import", keys, NOW, keep=3) for _ in range(2)]
    made_later = [backup.copy_before(net, "import", keys, NOW + timedelta(days=day), keep=3) for day in (1, 2)]
    assert made_now[1].name == "20261122-093000-2-import.db"
    assert len(backup.copies(net)) == 3
    assert set(made_later) < set(backup.copies(net))
    assert strange.exists()
    assert len(list((net / folder.BACKUPS).iterdir())) == 7


@pytest.mark.parametrize("page", [1, 5, 9])
def test_of_a_damaged_store_no_copy_is_kept_and_no_old_one_goes(net: Path, keys: Keys, page: int) -> None:
    good = backup.copy_before(net, "import", keys, NOW, keep=1)
    database = net / folder.DATABASE
    data = bytearray(database.read_bytes())
    data[page * 4096 + 50] ^= 1
    database.write_bytes(data)
    with pytest.raises(RuleError) as refused:
        backup.copy_before(net, "import", keys, NOW + timedelta(days=1), keep=1)
    assert refused.value.code in {"store.damaged", "backup.damaged"}
    assert backup.copies(net) == [good]
    assert len(list((net / folder.BACKUPS).iterdir())) == 2
    with closing(raw.connect(good, keys.store_key)) as connection:
        assert check.faults_of(connection) == []


def test_a_healthy_store_has_no_findings_even_with_a_full_log(net: Path, keys: Keys) -> None:
    with closing(raw.connect(net / folder.DATABASE, keys.store_key)) as writer:
        for number in range(500, 540):
            writer.execute("INSERT INTO line VALUES (?, 1, 'x')", (number,))
        assert check.check_database(net, keys) == []
    assert count(net, keys.store_key) == 440


def test_a_reader_in_the_middle_is_a_warning_not_a_fault(
    net: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "WAIT_SECONDS", 0)
    with (
        closing(raw.connect(net / folder.DATABASE, keys.store_key)) as writer,
        closing(raw.connect(net / folder.DATABASE, keys.store_key, read_only=True)) as reader,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM line").fetchone()
        writer.execute("INSERT INTO line VALUES (1000, 1, 'x')")
        assert [(found.code, found.is_warning) for found in check.check_database(net, keys)] == [
            ("check.pages_in_use", True)
        ]


def test_each_kind_of_fault_is_found(net: Path, keys: Keys) -> None:
    database = net / folder.DATABASE
    with closing(raw.connect(database, keys.store_key)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("INSERT INTO line VALUES (900, 77, 'of no school')")
    (found,) = check.check_database(net, keys)
    assert (found.code, found.row, found.facts) == (
        "check.reference",
        900,
        {"table": "line", "row": 900, "parent": "school"},
    )
    data = bytearray(database.read_bytes())
    data[6 * 4096 + 50] ^= 1
    database.write_bytes(data)
    codes = {fault.code for fault in check.check_database(net, keys)}
    assert {"check.pages", "check.structure"} <= codes
    database.write_bytes(b"")
    assert [fault.code for fault in check.check_database(net, keys)] == ["store.empty_database"]
