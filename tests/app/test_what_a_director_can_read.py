"""With a director's password, the whole folder and any tool: no name, no birth date, no question and no note.

Not what the program shows, which others test, but what there is to be read at all: every byte of every page.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import CHEAP
from tests.every_byte import LOG_HEAD, everything, found
from tests.planted import MARK, opened, plant
from tests.sample_fixture import MadeSample
from zsm_desktop.app import actor_of
from zsm_desktop.cli import main
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models.sealed import sealed_columns
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.store import backup, raw
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import DATABASE, KEYS, FilePlace
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.store import Store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
OWN = "alleen van de directeur"


@dataclass(frozen=True)
class Planted:
    folder: Path
    secretary: Keys
    director: Keys
    values: dict[tuple[str, str, str], str]


@pytest.fixture(scope="module")
def planted(session_sample: MadeSample, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """A network at work, with copies: planted in its sealed columns, and typed in by its secretary."""
    folder = tmp_path_factory.mktemp("planted") / "network"
    shutil.copytree(session_sample.folder, folder)
    header = network_folder.header_of(folder)
    ids = {owner.role: owner for owner in header.users}
    secretary = header.unlock(PASSWORD, ids["secretary"].user_id)
    header.with_password(secretary, ids["director"], OWN, sees_names=False, kdf=CHEAP).write(folder / KEYS)
    values = plant(FilePlace(folder, secretary), fills_up=False, each=60)
    _typed(folder, secretary)
    _copied(folder, secretary.store_key)
    return Planted(folder, secretary, network_folder.unlock(folder, OWN), values)


def _copied(folder: Path, key: bytes) -> None:
    """As `copy_before` makes one, which would refuse the rows that were only made to hold what is sealed."""
    target = folder / BACKUPS / "20261122-090000-import.db"
    with (
        closing(raw.connect(folder / DATABASE, key, read_only=True)) as origin,
        closing(raw.blank(target, key)) as copy,
    ):
        origin.backup(copy)
    shutil.copy(folder / KEYS, backup.keys_beside(target))


def _typed(folder: Path, keys: Keys) -> None:
    """As the secretary works, with what nobody may find in every field; the log of the database is left unfolded."""
    store = Store(folder, keys)
    desk = Desk(store, actor_of(store, keys.user_id), lambda: NOW)
    school = desk.network.schools()[0].id
    pupil = PupilDraft(f"{MARK}a", f"{MARK}b", date(2010, 3, 14), f"{MARK} 0612345678", f"{MARK}-77")
    texts = dict.fromkeys(("wall_question", "tried", "wishes", "remarks"), f"Over {MARK} gesproken.")
    case = desk.cases.enter(CaseDraft(school, f"{MARK} wil lassen.", pupil=pupil, **texts)).made_id
    ((pupil_id,),) = store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case,))
    desk.pupils.open_name(pupil_id, f"bellen met {MARK}")
    desk.pupils.rename(pupil_id, f"{MARK}c", f"{MARK}d", f"heet nu {MARK}")
    assert (folder / "store.db-wal").stat().st_size > LOG_HEAD
    shutil.copy(folder / "store.db-wal", folder / "store.db-wal.kopie")
    store.close()


def test_every_sealed_column_was_planted(planted: Planted) -> None:
    assert {(table, column) for table, _, column in planted.values} == set(sealed_columns())
    assert len(planted.values) >= 1_000
    there = opened(FilePlace(planted.folder, planted.secretary), planted.secretary)
    assert sum(MARK in text for text in there.values()) >= len(planted.values)


def test_the_search_finds_what_is_not_sealed(planted: Planted) -> None:
    ((name,),) = network_rows(planted, "SELECT name FROM network")
    seen = dict(everything(planted.folder, planted.director))
    copy = next(iter(backup.copies(planted.folder))).name
    for part in (f"{DATABASE} opened", f"backups/{copy} opened"):
        assert name.encode() in seen[part]
    assert name.encode() not in seen[DATABASE]
    assert b"case.enter" in seen["store.db-wal.kopie opened"]


def network_rows(planted: Planted, sql: str) -> list[tuple[str]]:
    with closing(raw.connect(planted.folder / DATABASE, planted.director.store_key)) as driver:
        return driver.execute(sql).fetchall()


def test_a_director_reads_none_of_it_in_any_byte(planted: Planted) -> None:
    assert planted.director.seal_key is None
    assert found(everything(planted.folder, planted.director)) == []


def test_a_director_opens_none_of_the_sealed_values(planted: Planted) -> None:
    with pytest.raises(RuleError) as refused:
        opened(FilePlace(planted.folder, planted.director), planted.director)
    assert refused.value.code == "seal.no_key"
    (table, row_id, column), text = next(iter(planted.values.items()))
    ((value,),) = network_rows(planted, f"SELECT {column} FROM {table} WHERE id = '{row_id}'")
    assert Sealer(planted.secretary.seal_key).open(table, row_id, column, value) == text
    for key in (planted.director.store_key, bytes(32)):
        with pytest.raises(RuleError):
            Sealer(key).open(table, row_id, column, value)


def test_a_director_takes_none_of_it_out_of_the_house(
    planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZSM_STORE", str(planted.folder))
    monkeypatch.setenv("ZSM_PASSWORD", OWN)
    monkeypatch.delenv("ZSM_USER", raising=False)
    ((code,),) = network_rows(
        planted,
        "SELECT o.code FROM organisation o JOIN user_account u ON u.school_id = o.id"
        f" WHERE u.id = '{planted.director.user_id}'",
    )
    wanted = {
        "balances --json": 0, "meetings --json": 0, f"explain --school {code} --json": 0,
        f"statement --school {code} --out {tmp_path}": 0, f"journal --format csv --out {tmp_path}/journaal.csv": 0,
        f"minutes --meeting last-steering --out {tmp_path}": 0, f"year-report --year 2025/26 --out {tmp_path}": 0,
        f"minutes --meeting last-case --audience full --out {tmp_path}": 2,
    }  # fmt: skip
    for words, status in wanted.items():
        given = main(words.split())
        assert given == status, (words, capfd.readouterr())
    said = capfd.readouterr()
    assert len(said.out) > 1000
    parts = [("screen", (said.out + said.err).encode())]
    parts += [(path.name, b"".join(_inside(path))) for path in sorted(tmp_path.iterdir())]
    assert len(parts) >= 7
    assert all(data for _, data in parts)
    assert found(iter(parts)) == []


def _inside(path: Path) -> Iterator[bytes]:
    """What a reader of the file sees, however it is packed."""
    data = path.read_bytes()
    yield data
    if path.suffix == ".pdf":
        yield from (page.get_textpage().get_text_bounded().encode() for page in pypdfium2.PdfDocument(data))
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from map(packed.read, packed.namelist())
