"""The network map: what each organisation does and brings, where its people sit, and what is missing."""

from __future__ import annotations

import pytest

from tests.builders import World, made_id, school_id
from tests.services.test_meetings import MB, SG
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.network_gaps import Burden, Gap, Gathering, Organised, gaps
from zsm_desktop.reports.document import Paragraph
from zsm_desktop.reports.network_map import document
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.network_map import MapDraft, Member
from zsm_desktop.words.network_map import OPEN_DOT, gap_words

ISLANDS, DUIN = made_id(3, 1), school_id("DUIN")
DRAFT = MapDraft("pen", "belegt de overleggen", "een zaal", "full", frozenset({ISLANDS}))


def member(world: World, organisation_id: str) -> Member:
    facts = world.desk_of("directeur duin").network_map.facts()
    return next(one for one in facts.members if one.id == organisation_id)


def test_an_organisation_is_described_from_what_was_read(world: World) -> None:
    desk, version = world.desk.network_map, member(world, DUIN).version
    desk.describe(DUIN, version, DRAFT)
    found = member(world, DUIN)
    assert (found.role, found.does, found.brings, found.mandate, found.part_ids) == (
        "pen", "belegt de overleggen", "een zaal", "full", {ISLANDS},
    )  # fmt: skip
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        desk.describe(DUIN, version, MapDraft())
    desk.describe(DUIN, version + 1, MapDraft(part_ids=frozenset()))
    assert member(world, DUIN).part_ids == frozenset()
    world.desk.undo.back()
    assert member(world, DUIN).part_ids == {ISLANDS}
    assert member(world, DUIN).role == "pen"


@pytest.mark.file_only("the check is the same code before anything is written")
@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (MapDraft(role="koning"), "map.role"),
        (MapDraft(mandate="veel"), "map.mandate"),
        (MapDraft(does="x" * 401), "map.long"),
        (MapDraft(part_ids=frozenset({"weg"})), "cluster.none"),
    ],
)
def test_what_cannot_stand_on_the_map_is_refused(world: World, draft: MapDraft, code: str) -> None:
    with pytest.raises(RuleError, match=code):
        world.desk.network_map.describe(DUIN, member(world, DUIN).version, draft)


@pytest.mark.file_only("another test shows what differs on a server")
def test_a_part_of_the_network_holds_more_than_schools_and_stays_while_it_does(world: World) -> None:
    made = world.desk.network.add_organisation(OrganisationDraft("RMC", kind="rmc")).made_id
    world.desk.network_map.describe(made, 1, MapDraft(part_ids=frozenset({ISLANDS})))
    (row,) = world.desk.clusters.rows()
    assert (row.schools, row.others) == (0, 1)
    with pytest.raises(RuleError, match=r"cluster\.in_use"):
        world.desk.clusters.remove(ISLANDS)
    card = world.desk.network.card(DUIN)
    world.desk.network_map.describe(DUIN, card.version, DRAFT)
    assert member(world, DUIN).own_part_id == ""


def test_on_paper_an_open_dot_is_explained_where_there_is_one(world: World) -> None:
    def said() -> bool:
        return any(isinstance(one, Paragraph) and one.text == OPEN_DOT for one in document(world.desk, shown).blocks)

    shown = frozenset(one.id for one in world.desk.network_map.facts().members)
    assert said()
    body = next(one for one in world.desk.bodies.rows() if one.id == MB)
    people = frozenset(made_id(4, at) for at in (1, 2, 3))
    world.desk.bodies.edit(MB, body.version, BodyDraft(body.name, body.level, member_ids=people))
    shown = frozenset(one.id for one in world.desk.network_map.facts().members if one.body_ids)
    assert shown
    assert not said()


def test_gaps_are_pointed_out_until_they_are_closed(world: World) -> None:
    desk, case = world.desk, world.case("ZEEUW")
    found = world.desk_of("directeur duin").network_map.gaps()
    assert {gap.code for gap in found} == {"no_employer", "no_guide", "no_members", "no_chair", "role", "no_seat"}
    assert Gap("no_guide", count=None) in found
    assert Gap("no_guide", count=1) in desk.network_map.gaps()
    assert gap_words(Gap("no_guide", count=None)) == "Minder dan 5 casussen zonder regie"
    assert Gap("role", "pen", "penvoerder") in found
    made = desk.network.add_organisation(OrganisationDraft("Bakkerij Blom", kind="employer")).made_id
    assert Gap("no_contact", made, "Bakkerij Blom") in desk.network_map.gaps()
    baker = desk.network.add_contact(made, name="B. Blom", function="", email="", phone="").made_id
    body = next(one for one in desk.bodies.rows() if one.id == MB)
    people = frozenset({baker, made_id(4, 1), made_id(4, 2), made_id(4, 3)})
    desk.bodies.edit(MB, body.version, BodyDraft(body.name, body.level, member_ids=people))
    desk.network_map.describe(DUIN, member(world, DUIN).version, DRAFT)
    desk.guiding.set_first(case, desk.cases.card(case).version, made_id(4, 2), began_on=desk.day)
    left = desk.network_map.gaps()
    assert {(gap.code, gap.subject_id) for gap in left} == {("no_members", SG), ("no_chair", SG), ("no_chair", MB)}
    desk.network.remove_contact(made_id(4, 2))
    assert Gap("guide_gone", count=1) in desk.network_map.gaps()


def test_gaps_of_values() -> None:
    """Nothing is missing where all is there; each thing that is taken away is one gap more."""
    baker = Organised("b", "Blom", "employer", "chair", True, frozenset({"MB"}))
    board = Organised("s", "Bestuur", "board", "", True, frozenset())
    whole = {"roles": [("chair", "voorzitter")], "held": frozenset(), "without_guide": 0, "guide_gone": 0}
    bodies = [Gathering("MB", "Maatwerk", 1, True)]
    assert gaps([baker, board], bodies, burdens=[Burden("c", "Wit", 25, 25)], **whole) == ()
    assert gaps([baker, board], bodies, burdens=[Burden("c", "Wit", 26, 25)], **whole) == (
        Gap("caseload", "c", "Wit", 26, 25),
    )
    assert gaps([board], bodies, burdens=[], **whole) == (Gap("no_employer"), Gap("role", "chair", "voorzitter"))
    assert gaps([baker], [Gathering("MB", "Maatwerk", 0, False)], burdens=[], **whole | {"without_guide": 3}) == (
        Gap("no_guide", count=3), Gap("no_members", "MB", "Maatwerk"), Gap("no_chair", "MB", "Maatwerk"),
    )  # fmt: skip
