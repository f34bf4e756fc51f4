"""What was laid down is read back the same, also by a program that knows more than the one that wrote it."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time
from typing import Any, get_type_hints

import pytest

from tests.builders import World
from tests.services.test_meetings import SG, planned
from tests.services.test_minutes import held
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, DecisionRow
from zsm_desktop.services.minutes import MinutesFacts
from zsm_desktop.services.minutes_compare import changes_between
from zsm_desktop.services.minutes_content import decoded, encoded
from zsm_desktop.words import minutes as words


@dataclass(frozen=True, slots=True)
class Inner:
    day: date
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Before:
    name: str
    at: time
    pairs: tuple[tuple[str, int], ...]
    inner: Inner
    gone: str = ""


@dataclass(frozen=True, slots=True)
class After:
    name: str
    at: time
    pairs: tuple[tuple[str, int], ...]
    inner: Inner | None
    note: str
    count: int
    is_new: bool
    many: tuple[str, ...]
    perhaps: date | None
    unit: str = "dagdeel"


BEFORE = Before("é", time(13, 30), (("a", 1), ("b", 2)), Inner(date(2026, 11, 24), datetime(2026, 11, 24, 9)), "weg")


def test_facts_come_back_as_they_were() -> None:
    assert decoded(encoded(BEFORE), Before) == BEFORE
    assert encoded(BEFORE) == encoded(decoded(encoded(BEFORE), Before))


def test_a_program_that_has_grown_reads_what_an_older_one_wrote() -> None:
    found = decoded(encoded(BEFORE), After)
    assert (found.name, found.at, found.pairs, found.inner) == ("é", time(13, 30), BEFORE.pairs, BEFORE.inner)
    assert (found.note, found.count, found.is_new, found.many, found.perhaps) == ("", 0, False, (), None)
    assert found.unit == "dagdeel"


def test_the_same_facts_are_the_same_text_and_other_facts_another() -> None:
    assert encoded(BEFORE) == encoded(replace(BEFORE))
    assert encoded(BEFORE) != encoded(replace(BEFORE, name="e"))
    assert "gone" not in json.loads(encoded(BEFORE, frozenset({"gone"})))


def test_the_minutes_of_both_kinds_come_back_as_they_were(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 250)
    for meeting in (held(world), planned(world, SG)):
        facts = world.desk.minutes.on_screen(meeting)
        found = decoded(encoded(facts), MinutesFacts)
        assert encoded(found) == encoded(facts)
        assert found.card.row == replace(facts.card.row, version=0)  # that is the row's, and not told of the meeting
        assert found.card.attendance == facts.card.attendance


def kinds_in(kind: Any, seen: set[Any]) -> set[Any]:
    """All dataclasses that can stand in `kind`."""
    if is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        for field in fields(kind):
            kinds_in(get_type_hints(kind)[field.name], seen)
    for inner in getattr(kind, "__args__", ()):
        kinds_in(inner, seen)
    return seen


def test_every_fact_of_minutes_can_be_read_back() -> None:
    """A class that only exists while types are checked, or a kind nobody can rebuild, would be found years later."""
    known = kinds_in(MinutesFacts, set())
    assert {AgendaRow, DecisionRow, ActionRow, SchoolYear} <= known
    simple = {str, int, bool, date, datetime, time, type(None), Ellipsis}
    for kind in known:
        for name, hint in get_type_hints(kind).items():
            left = {hint, *flattened(hint)} - simple - known
            left = {one for one in left if not getattr(one, "__args__", ()) and not hasattr(one, "__members__")}
            assert not left, f"{kind.__name__}.{name}: {left}"


def flattened(hint: Any) -> set[Any]:
    found = set(getattr(hint, "__args__", ()))
    return found.union(*(flattened(each) for each in found)) if found else found


@pytest.fixture
def whole(world: World) -> MinutesFacts:
    return world.desk.minutes.on_screen(held(world))


def said(before: MinutesFacts, after: MinutesFacts) -> list[str]:
    return [words.change(one.code, one.point, one.facts) for one in changes_between(before, after)]


def test_every_difference_is_told_in_a_sentence(whole: MinutesFacts) -> None:
    zeeuw, duin = (item for item in whole.card.agenda if item.case)
    fixed = replace(zeeuw, id="opening", kind="fixed", title="Opening van vandaag", case=None, notes="", outcome="")
    whole = replace(whole, card=replace(whole.card, agenda=(fixed, zeeuw, duin)))
    card = whole.card
    decision, action = card.decisions[0], card.actions[0]
    names = {item.id: item.case.pseudonym for item in card.agenda if item.case}
    changed = replace(
        whole,
        card=replace(
            card,
            chair="A. Zand",
            note_taker="B. Zee",
            row=replace(card.row, place="Goes"),
            attendance=(replace(card.attendance[0], is_present=True), *card.attendance[1:]),
            agenda=(
                replace(fixed, notes="Geopend.", title="Opening"),
                replace(zeeuw, notes="Anders.", outcome="other_help"),
            ),
            decisions=(replace(decision, text="Anders."), *card.decisions[1:]),
            actions=(replace(action, owner="C. Kust"),),
        ),
    )
    here, there = names[zeeuw.id], names[duin.id]
    assert said(whole, changed) == [
        "Voorzitter is A. Zand, verslag door B. Zee",
        "Dag, tijd of plaats gewijzigd",
        f"{card.attendance[0].name} was aanwezig",
        "Opening: tekst toegevoegd",
        "Opening: titel gewijzigd",
        f"{here}: tekst gewijzigd",
        f"{here}: uitkomst is nu ‘andere hulp’",
        f"{there}: punt vervallen",
        f"{names[decision.agenda_item_id]}: besluit {decision.number} gewijzigd",
        f"{there}: actie van C. Kust gewijzigd",
    ]
    assert said(whole, whole) == []


def test_what_was_added_and_what_went_are_each_others_mirror(whole: MinutesFacts) -> None:
    fewer = replace(whole, card=replace(whole.card, decisions=whole.card.decisions[:1], actions=()))
    gone, added = said(whole, fewer), said(fewer, whole)
    assert [line.rsplit(" ", 1)[1] for line in gone] == ["vervallen"] * 2
    assert [line.rsplit(" ", 1)[1] for line in added] == ["toegevoegd"] * 2
    done = replace(whole, card=replace(whole.card, actions=(replace(whole.card.actions[0], status="done"),)))
    assert said(whole, done)[0].endswith("actie van J. Pol is gedaan")
