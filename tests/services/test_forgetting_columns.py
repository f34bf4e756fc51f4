"""No column comes into the store without somebody having thought of what becomes of it when a pupil is forgotten."""

from __future__ import annotations

import dataclasses
import typing

from sqlalchemy import String, Text

from zsm_desktop.domain.forgetting import APART, HELD, KEEPS, KEPT, LOOKED_THROUGH, OF_PUPIL
from zsm_desktop.models import Base
from zsm_desktop.models.types import Id, Sealed, UtcTime
from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, DecisionRow

PLAIN = (int, bool)


def texts_of_the_models() -> dict[str, bool]:
    """Every column with a text, and whether it is sealed; identifiers and moments say nothing."""
    found = {}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            is_text = isinstance(column.type, String | Text) and column.type.length != Id.length
            if isinstance(column.type, Sealed) or (is_text and not isinstance(column.type, UtcTime)):
                found[f"{table.name}.{column.name}"] = isinstance(column.type, Sealed)
    return found


def handled() -> dict[str, str]:
    """Each column, and what becomes of it."""
    removed = {one.table for one in HELD if one.is_removed}
    found = {name: "removed" for name in texts_of_the_models() if name.split(".")[0] in removed}
    found |= {f"{one.table}.{name}": "emptied" for one in HELD for name in (*one.emptied, *one.left_out)}
    found |= {f"{table}.{name}": "looked through" for table, names in LOOKED_THROUGH.items() for name in names}
    return found | {f"pupil.{name}": "emptied" for name in OF_PUPIL} | dict.fromkeys(APART, "apart")


def test_every_text_is_emptied_looked_through_or_kept_for_a_reason() -> None:
    kept = [name for names in KEPT.values() for name in names.split()]
    assert len(kept) == len(set(kept))
    wanted, done = texts_of_the_models(), handled()
    assert sorted(wanted.keys() - done.keys() - set(kept)) == []
    assert sorted(set(kept) - wanted.keys()) == []
    assert sorted(name for name in set(kept) & done.keys() if done[name] != "removed") == []


def test_what_is_sealed_is_never_kept() -> None:
    kept = {name for names in KEPT.values() for name in names.split()}
    sealed = {name for name, is_sealed in texts_of_the_models().items() if is_sealed}
    assert len(sealed) > 30
    assert sealed <= handled().keys()
    assert not sealed & kept


def test_the_lists_name_columns_that_there_are() -> None:
    tables = Base.metadata.tables
    named = [(one.table, name) for one in HELD for name in (one.column, *one.emptied, *one.left_out)]
    named += [(table, name) for table, names in LOOKED_THROUGH.items() for name in names]
    assert [(table, name) for table, name in named if name not in tables[table].columns] == []


def test_what_minutes_keep_of_a_forgotten_pupil_can_still_be_read() -> None:
    """A text that takes the place of a day or a number would make the whole version unreadable."""
    for kind in (AgendaRow, ActionRow, DecisionRow):
        hints = typing.get_type_hints(kind)
        for field in dataclasses.fields(kind):
            said = str(hints[field.name])
            assert "date" not in said or field.name in KEEPS, (kind, field.name)
