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


def files(net: Path) -> list[str]:
    return sorted(path.name for path in (net / folder.BACKUPS).iterdir() if path.name != backup.LOCK)


def spoil(net: Path, page: int) -> None:
    data = bytearray((net / folder.DATABASE).read_bytes())
    data[page * 4096 + 50] ^= 1
    (net / folder.DATABASE).write_bytes(data)


def test_a_copy_is_whole_and_opens_with_the_keys_beside_it(net: Path, keys: Keys) -> None:
    copy = backup.copy_before(net, "voor: indeling 2/3", keys, NOW)
    assert copy.name == "20261122-093000-voor- indeling 2-3.db"
    assert files(net) == [copy.name, backup.keys_beside(copy).name]
    opened = KeyFile.read(backup.keys_beside(copy)).unlock(PASSWORD)
    with closing(raw.connect_finished(copy, opened.store_key)) as connection:
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
    with closing(raw.connect_finished(copy, keys.store_key)) as connection:
        assert connection.execute("SELECT id FROM line WHERE id >= 1000").fetchall() == [(1000,)]


def test_older_ones_go_by_their_age_and_only_ours(net: Path, keys: Keys) -> None:
    strange = net / folder.BACKUPS / "mijn eigen kopie.db"
    strange.write_bytes(b"x")
    hours = [backup.copy_before(net, "half uur", keys, NOW + timedelta(hours=hour)) for hour in (0, 1, 2)]
    twice = backup.copy_before(net, "half uur", keys, NOW + timedelta(hours=2))
    assert twice.name == "20261122-113000-2-half uur.db"
    assert backup.copies(net) == [*hours, twice]
    later = backup.copy_before(net, "afsluiten", keys, NOW + timedelta(days=2))
    assert backup.copies(net) == [hours[2], twice, later]
    next_year = backup.copy_before(net, "afsluiten", keys, NOW + timedelta(days=400))
    assert backup.copies(net) == [next_year]
    assert strange.exists()


@pytest.mark.parametrize("page", [1, 5, 9])
def test_of_a_damaged_store_no_copy_is_kept_and_no_old_one_goes(net: Path, keys: Keys, page: int) -> None:
    good = backup.copy_before(net, "import", keys, NOW)
    spoil(net, page)
    with pytest.raises(RuleError) as refused:
        backup.copy_before(net, "import", keys, NOW + timedelta(days=400))
    assert refused.value.code in {"store.damaged", "backup.damaged"}
    assert backup.copies(net) == [good]
    assert len(files(net)) == 2
    with closing(raw.connect(good, keys.store_key, may_be_copy=True)) as connection:
        assert check.faults_of(connection) == []


def test_what_looks_further_can_refuse_a_copy(net: Path, keys: Keys) -> None:
    good = backup.copy_before(net, "import", keys, NOW)
    with pytest.raises(RuleError, match="check.chain"):
        backup.copy_before(net, "import", keys, NOW + timedelta(days=400), check=lambda _connection: ["broken"])
    assert backup.copies(net) == [good]


def test_who_stops_it_leaves_nothing(net: Path, keys: Keys) -> None:
    good = backup.copy_before(net, "import", keys, NOW)

    def stop(_done: int, _all: int) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        backup.copy_before(net, "half uur", keys, NOW + timedelta(hours=1), tell=stop)
    assert files(net) == [good.name, backup.keys_beside(good).name]


def test_what_a_power_cut_left_goes_with_the_next_one(net: Path, keys: Keys) -> None:
    left = net / folder.BACKUPS / "20261120-080000-half uur.db.tmp"
    left.write_bytes(b"half")
    copy = backup.copy_before(net, "half uur", keys, NOW)
    assert files(net) == [copy.name, backup.keys_beside(copy).name]


def test_a_copy_takes_no_writing_where_it_lies(net: Path, keys: Keys) -> None:
    """Also when somebody gives it the name of a network's own file."""
    copy = backup.copy_before(net, "import", keys, NOW)
    copy.rename(net / folder.DATABASE)
    with pytest.raises(RuleError) as refused:
        raw.connect(net / folder.DATABASE, keys.store_key)
    assert refused.value.code == "store.is_copy"
    assert count(net, keys.store_key) == 400


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
