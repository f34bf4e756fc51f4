"""The wall gets a whitelist: pseudonyms, the question made for it, options, agreements; nothing that names anyone."""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from tests.builders import World, school_id
from tests.services.test_meetings import PLACE, SG, on_agenda, planned, running
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import Kind
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import Case
from zsm_desktop.services import wall
from zsm_desktop.services.wall import NeutralSlide, WallCard, WallTalk, WallView

FORBIDDEN = (
    "name",
    "birth",
    "contact",
    "cents",
    "tariff",
    "price",
    "initial",
    "guardian",
    "pupil_id",
    "case_id",
    "note",
)


def fields_below(kind: Any, seen: set[type] | None = None) -> dict[str, Any]:
    """ "Type.field" of everything that can be reached from a type."""
    seen = set() if seen is None else seen
    if get_origin(kind) in (Union, types.UnionType, tuple):
        return {key: value for each in get_args(kind) for key, value in fields_below(each, seen).items()}
    if not dataclasses.is_dataclass(kind) or kind in seen:
        return {}
    seen.add(kind)  # type: ignore[arg-type]
    found: dict[str, Any] = {}
    for name, hint in get_type_hints(kind, vars(wall)).items():
        found[f"{kind.__name__}.{name}"] = hint  # type: ignore[union-attr]
        found |= fields_below(hint, seen)
    return found


def wall_question(world: World, case_id: str, text: str) -> None:
    with world.writing() as work:
        case = work.session.get_one(Case, case_id)
        case.wall_question = work.seal.seal("case_file", case_id, "wall_question", text)


def test_no_type_of_the_wall_has_a_field_for_a_name_or_for_money() -> None:
    found = fields_below(WallView)
    assert {"WallCard.question", "WallOffer.school", "WallAction.owner", "NeutralSlide.network"} <= found.keys()
    assert [field for field in found if any(word in field.rpartition(".")[2] for word in FORBIDDEN)] == []


def test_a_planted_field_is_seen() -> None:
    @dataclasses.dataclass
    class Inner:
        given_name: str

    @dataclasses.dataclass
    class Outer:
        rows: tuple[Inner, ...]

    Outer.__annotations__["rows"] = tuple[Inner, ...]
    Inner.__annotations__["given_name"] = str
    assert "Inner.given_name" in fields_below(Outer)


def test_a_case_by_pseudonym_with_options_and_what_was_agreed(world: World) -> None:
    meeting, item, case_id = running(world)
    wall_question(world, case_id, "Waar kan Zoë leren lassen?")
    world.desk.live.add_action(item, "Zoë en haar moeder bellen", owner="J. Pol", due_on=date(2026, 12, 1))
    world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    sight = world.desk.wall.sight(meeting, item)
    card = sight.view.slide
    assert isinstance(card, WallCard)
    assert card.question == f"Waar kan {card.pseudonym} leren lassen?"
    assert card.outcome == "placed"
    assert [(row.text, row.owner) for row in card.actions] == [(f"{card.pseudonym} en haar moeder bellen", "J. Pol")]
    assert [row.number for row in card.decisions] == ["MB-2026/27-001"]
    assert {offer.school for offer in card.offers} == {"De Duinpan", "Het Kreekrif"}
    assert [(one.kind, one.shown, one.times) for one in sight.hidden] == [(Kind.PUPIL, card.pseudonym, 2)]
    agenda = sight.view.agenda
    assert agenda is not None
    assert (agenda.here, agenda.done, len(agenda.points), agenda.kept_off) == (2, 1, 2, 0)
    assert [point.words for point in agenda.points] == ["Opening en verslag vorige keer", card.pseudonym]


def test_the_private_question_never_stands_in_for_the_one_of_the_wall(world: World) -> None:
    meeting, item, _ = running(world)
    card = world.desk.wall.sight(meeting, item).view.slide
    assert isinstance(card, WallCard)
    assert card.question == ""
    assert "werkplaats" not in repr(card).replace("Werkplaats", "")


def test_a_case_without_legal_basis_is_not_shown_and_not_told_in_the_agenda(world: World) -> None:
    meeting, item, case_id = running(world)
    pseudonym = world.desk.cases.card(case_id).row.pseudonym
    (consent,) = world.desk.cases.card(case_id).consents
    world.desk.cases.withdraw_consent(consent.id, date(2026, 11, 1))
    view = world.desk.wall.sight(meeting, item).view
    assert view.slide is None
    assert pseudonym not in repr(view)
    assert view.agenda is not None
    assert [point.words for point in view.agenda.points] == ["Opening en verslag vorige keer"]
    assert (view.agenda.here, view.agenda.done, view.agenda.kept_off) == (0, 0, 1)


def test_a_case_without_its_question_is_not_shown(world: World) -> None:
    meeting, item, case_id = running(world)
    with world.writing() as work:
        work.session.get_one(Case, case_id).question = None
    view = world.desk.wall.sight(meeting, item).view
    assert view.slide is None
    assert view.agenda is not None
    assert view.agenda.kept_off == 1


def test_another_school_sees_on_the_wall_what_it_may_see_at_the_table(world: World) -> None:
    meeting, item, _ = running(world)
    desk = world.desk_of("stage duin")
    try:
        desk.live.card(item)
        expected: type = WallCard
    except RuleError:
        expected = type(None)
    assert isinstance(desk.wall.sight(meeting, item).view.slide, expected)


def test_a_point_without_a_case_is_masked_as_well(world: World) -> None:
    meeting, _, case_id = running(world)
    pseudonym = world.desk.cases.card(case_id).row.pseudonym
    point = world.desk.meetings.add_item(meeting, "Afscheid van Zoë van den Berg").made_id
    world.desk.live.add_decision(point, "Zoë krijgt een kaart.")
    slide = world.desk.wall.sight(meeting, point).view.slide
    assert isinstance(slide, WallTalk)
    assert slide.title == f"Afscheid van {pseudonym}"
    assert [row.text for row in slide.decisions] == [f"{pseudonym} krijgt een kaart."]


def test_without_a_point_the_agenda_has_the_wall(world: World) -> None:
    meeting = planned(world)
    on_agenda(world, meeting, world.case("DUIN"))
    view = world.desk.wall.sight(meeting).view
    assert view.slide is None
    assert view.agenda is not None
    assert (view.agenda.here, view.agenda.body) == (0, "Maatwerkbespreking")


def test_the_neutral_slide_says_whose_network_it_is_and_nothing_else(world: World) -> None:
    assert world.desk.wall.neutral() == WallView(None, NeutralSlide("Stichting Maatwerk Proef"))


def test_a_director_sees_the_wall_of_the_stuurgroep_only(world: World) -> None:
    director = world.desk_of("directeur duin")
    steering, cases = planned(world, SG), planned(world)
    assert director.wall.sight(steering).view.agenda is not None
    with pytest.raises(RuleError, match="permission.missing"):
        director.wall.sight(cases)
    with pytest.raises(RuleError, match="meeting.none"):
        director.wall.sight(school_id("DUIN"))


def test_a_decision_that_was_withdrawn_says_so_on_the_wall(world: World) -> None:
    meeting, item, _ = running(world)
    first = world.desk.live.add_decision(item, "Drie dagen per week.").made_id
    world.desk.results.withdraw(first, item, "Voortaan vier dagen.")
    slide = world.desk.wall.sight(meeting, item).view.slide
    assert isinstance(slide, WallCard)
    assert [(row.withdrawn_by, row.withdraws) for row in slide.decisions] == [
        ("MB-2026/27-002", ""),
        ("", "MB-2026/27-001"),
    ]
