"""Making the sample again: the same, another, smaller, larger, on odd days, refused, and never readable on disk."""

from __future__ import annotations

import hashlib
import shutil
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, String, Table
from sqlalchemy.types import TypeDecorator

from tests.sample_fixture import MadeSample, make_sample, open_sample
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Base
from zsm_desktop.models.types import Sealed
from zsm_desktop.services.chain import chain_faults
from zsm_desktop.services.sample import SampleFacts
from zsm_desktop.services.sample.days import is_school_day
from zsm_desktop.store.store import Store
from zsm_desktop.words.rules import sentence

SMALL = {"schools": 4, "years": 1}
SHORTEST_FOUND = 7
"""Bytes that a random text of some megabytes does not hold by chance."""


def sealed_columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if isinstance(column.type, Sealed)]


def opened(store: Store) -> dict[tuple[str, str, str], str]:
    """Every sealed value of the store, by table, row and column."""
    found = {}
    for name, table in Base.metadata.tables.items():
        for column in sealed_columns(table):
            for row_id, value in store.rows(f"SELECT id, {column} FROM {name} WHERE {column} IS NOT NULL"):
                found[name, row_id, column] = store.seal.open(name, row_id, column, value)
    return found


def fingerprint(folder: Path) -> str:
    """All that a store says, sealed values opened: their cipher text differs from run to run, as it must."""
    store = open_sample(folder)
    digest = hashlib.sha256()
    texts = opened(store)
    for name, table in sorted(Base.metadata.tables.items()):
        columns = [column.name for column in table.columns]
        sealed = set(sealed_columns(table))
        key = ", ".join(column.name for column in table.primary_key)
        for row in store.rows(f"SELECT {', '.join(columns)} FROM {name} ORDER BY {key}"):
            said = [
                texts.get((name, str(row[0]), column), "") if column in sealed else value
                for column, value in zip(columns, row, strict=True)
            ]
            digest.update(repr((name, said)).encode())
    store.close()
    return digest.hexdigest()


def test_the_same_arguments_give_the_same_data(tmp_path: Path) -> None:
    first = make_sample(tmp_path / "a", **SMALL)
    second = make_sample(tmp_path / "b", **SMALL)
    other = make_sample(tmp_path / "c", **SMALL, seed=2)
    assert first.chain_head == second.chain_head != other.chain_head
    assert fingerprint(tmp_path / "a") == fingerprint(tmp_path / "b") != fingerprint(tmp_path / "c")
    keys = [(tmp_path / name / "keys.json").read_bytes() for name in "ab"]
    assert keys[0] != keys[1]


def test_more_deliveries_leave_the_pupils_as_they_are(tmp_path: Path) -> None:
    facts = [make_sample(tmp_path / str(wanted), **SMALL, deliveries=wanted) for wanted in (0, 25, 2000)]
    assert [made.deliveries for made in facts] == [0, 25, 2000]
    assert facts[0].entries == 0
    assert facts[0].chain_head == ""
    names = []
    for wanted in (25, 2000):
        store = open_sample(tmp_path / str(wanted))
        # Minutes carry the head of the books on the day they were laid down.
        names.append(sorted(text for (table, _, _), text in opened(store).items() if table != "minutes_version"))
        assert chain_faults(store)[2] == []
        assert store.rows("SELECT coalesce(sum(cents), 0) FROM posting") == [(0,)]
        store.close()
    assert names[0] == names[1]


def leaks(content: bytes, texts: set[bytes]) -> set[bytes]:
    """Which of the texts stand in the content, looked up by their first bytes at every offset."""
    by_start: dict[bytes, list[bytes]] = defaultdict(list)
    for text in texts:
        by_start[text[:SHORTEST_FOUND]].append(text)
    return {
        text
        for offset in range(len(content))
        if (start := content[offset : offset + SHORTEST_FOUND]) in by_start
        for text in by_start[start]
        if content.startswith(text, offset)
    }


def test_no_sealed_value_can_be_read_in_the_folder(sample: MadeSample) -> None:
    (sample.folder / "backups").mkdir(exist_ok=True)
    shutil.copy(sample.folder / "store.db", sample.folder / "backups" / "copy.db")
    store = open_sample(sample.folder)
    texts = {text.encode() for text in opened(store).values()}
    # A connection is still open here: the log and the shared memory beside the file are looked through as well.
    files = [path for path in sample.folder.rglob("*") if path.is_file()]
    assert {"store.db", "keys.json", "copy.db"} <= {path.name for path in files}
    long_enough = {text for text in texts if len(text) >= SHORTEST_FOUND}
    assert len(long_enough) > 4000
    for path in files:
        content = path.read_bytes()
        assert leaks(content, long_enough) == set(), path.name
        assert b"SQLite format 3" not in content
        if path.suffix in (".json", ".vorige"):
            assert [text for text in texts if text in content] == []
    store.close()
    planted = min(long_enough)
    assert leaks((sample.folder / "store.db").read_bytes() + planted, long_enough) == {planted}


def test_every_text_fits_its_column(sample_store: Store) -> None:
    checked = 0
    for name, table in Base.metadata.tables.items():
        for column in table.columns:
            kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
            if isinstance(kind, LargeBinary) or not isinstance(kind, String) or kind.length is None:
                continue
            ((longest,),) = sample_store.rows(f"SELECT coalesce(max(length({column.name})), 0) FROM {name}")
            assert longest <= kind.length, f"{name}.{column.name}"
            checked += 1
    assert checked > 80


def test_the_fewest_schools_settle_too(tmp_path: Path) -> None:
    make_sample(tmp_path / "few", schools=2, years=2)
    store = open_sample(tmp_path / "few")
    assert store.rows("SELECT first_day, last_day, status FROM settlement") == [
        ("2024-08-01", "2025-07-31", "executed")
    ]
    assert chain_faults(store)[2] == []
    store.close()


@pytest.mark.parametrize(
    "today",
    [
        date(2026, 8, 1),
        date(2026, 7, 31),
        date(2028, 2, 29),
        date(2025, 12, 24),
        date(2027, 1, 1),
        date(2026, 7, 10),
        date(2024, 10, 15),
        date(2033, 5, 3),
    ],
    ids=str,
)
def test_odd_days(tmp_path: Path, today: date) -> None:
    facts = make_sample(tmp_path / "odd", **SMALL, today=today)
    store = open_sample(tmp_path / "odd")
    assert chain_faults(store)[2] == []
    assert store.rows("PRAGMA foreign_key_check") == []
    assert store.rows("SELECT coalesce(sum(cents), 0) FROM posting") == [(0,)]
    _require_meetings_to_come(store, today)
    last = SchoolYear.of(today).shifted(-1)
    pupils = dict(
        store.rows(
            "SELECT s.kind, count(*) FROM pupil p JOIN school s ON s.id = p.school_id WHERE left_on IS NULL GROUP BY 1"
        )
    )
    leavers = dict(
        store.rows(
            "SELECT s.kind, count(*) FROM outcome o JOIN school s ON s.id = o.school_id"
            " WHERE school_year = ? GROUP BY 1",
            (last.start_year,),
        )
    )
    assert abs(leavers["pro"] - 82 * pupils["pro"] / 380) < 4
    assert abs(leavers["vso"] - 97 * pupils["vso"] / 600) < 4
    ((cases,),) = store.rows(
        "SELECT count(*) FROM case_file WHERE substr(entered_on, 1, 4) = ?", (str(today.year - 1),)
    )
    assert cases == 11  # 45 for sixteen schools
    assert facts.deliveries > 50
    _require_nothing_after(store, today)
    store.close()


def _require_meetings_to_come(store: Store, today: date) -> None:
    planned = store.rows("SELECT kind, held_on FROM meeting WHERE status = 'planned'")
    assert sorted(kind for kind, _ in planned) == ["case", "steering"]
    for kind, held_on in planned:
        day = date.fromisoformat(held_on)
        assert day > today
        assert is_school_day(day)
        fortnight = [today + timedelta(n) for n in range(1, 15)]
        if kind == "case" and any(is_school_day(each) for each in fortnight):
            assert day in fortnight
    ((latest,),) = store.rows("SELECT max(held_on) FROM meeting WHERE status = 'finished'")
    assert latest < today.isoformat()


def _require_nothing_after(store: Store, today: date) -> None:
    """Nothing that only happens has happened after today."""
    day = today.isoformat()
    for table, column in (
        ("delivery", "delivered_on"),
        ("delivery", "substr(entered_at, 1, 10)"),
        ("delivery", "substr(settled_at, 1, 10)"),
        ("journal_entry", "booked_on"),
        ("case_file", "entered_on"),
        ("case_file", "closed_on"),
        ("action_item", "done_on"),
        ("decision", "decided_on"),
        ("bottleneck", "escalated_on"),
        ("bottleneck", "answered_on"),
        ("pupil", "enrolled_on"),
        ("pupil", "left_on"),
        ("consent", "withdrawn_on"),
    ):
        ((found,),) = store.rows(f"SELECT count(*) FROM {table} WHERE {column} > ?", (day,))
        assert found == 0, (table, column)
    for table, first, later in (
        ("delivery", "substr(entered_at, 1, 10)", "delivered_on"),
        ("bottleneck", "escalated_on", "noted_on"),
        ("pupil", "left_on", "enrolled_on"),
    ):
        ((found,),) = store.rows(f"SELECT count(*) FROM {table} WHERE {first} < {later}")
        assert found == 0, (table, first)


def test_a_wider_network_has_more_schools_and_the_same_handful_of_cases(tmp_path: Path) -> None:
    facts = make_sample(tmp_path / "wide", schools=60, years=1, deliveries=3000)
    assert (facts.schools, facts.deliveries) == (60, 3000)
    assert 2000 < facts.pupils < 5000
    store = open_sample(tmp_path / "wide")
    ((cases,),) = store.rows("SELECT count(*) FROM case_file WHERE entered_on LIKE '2025-%'")
    assert cases == 45
    ((users,),) = store.rows("SELECT count(DISTINCT user_id) FROM delivery")
    assert users > 50
    store.close()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"schools": 1}, "sample.size"),
        ({"schools": 601}, "sample.size"),
        ({"years": 0}, "sample.size"),
        ({"deliveries": -1}, "sample.size"),
        ({"profile": "atlantis"}, "profile.unknown"),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_no_folder(
    tmp_path: Path, arguments: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleError) as refused:
        make_sample(tmp_path / "none", **arguments)
    assert refused.value.code == code
    assert "…" not in sentence(refused.value)
    assert not (tmp_path / "none").exists()


def test_a_folder_in_use_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("bewaren", encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        make_sample(tmp_path, **SMALL)
    assert refused.value.code == "store.folder_not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_stopping_halfway_empties_the_folder(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    heard: list[tuple[str, int, int]] = []

    def stop(stage: str, done: int, of: int) -> None:
        heard.append((stage, done, of))
        if stage == "exchange" and done > 0:
            raise Stopped

    with pytest.raises(Stopped):
        make_sample(tmp_path / "half", **SMALL, progress=stop)
    assert list((tmp_path / "half").iterdir()) == []
    assert [stage for stage, _, _ in heard[:2]] == ["keys", "network"]
    facts: SampleFacts = make_sample(tmp_path / "half", **SMALL)
    assert facts.schools == 4


def test_progress_counts_up_to_the_whole(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    facts = make_sample(tmp_path / "told", **SMALL, progress=lambda *said: heard.append(said))
    last = {stage: (done, of) for stage, done, of in heard}
    done, of = last["exchange"]
    assert done == of
    assert facts.deliveries - done == 4  # three groups that did an examination, and a correction
    assert last["pupils"] == (4, 4)
    assert heard[-1] == ("closing", 1, 1)
    from zsm_desktop.words.rules_sample import STAGES

    assert STAGES.keys() >= last.keys()
