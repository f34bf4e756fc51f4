"""Who directs a trajectory: one person on any day, and another only once that one has accepted it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, World, made_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.guiding import Guided, guides_on
from zsm_desktop.domain.network_gaps import Gap
from zsm_desktop.services.guide_rows import history
from zsm_desktop.services.guiding import Guidance
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.shipped_profiles import text_of

DUIN, ZEEUW, KREEK = (made_id(4, number) for number in (1, 2, 3))
"""The fixed contact of each school; at De Duinpan and De Zeeuwse Vaart a stagebegeleider opens the program."""
SAME = pytest.mark.file_only("the handover that is accepted shows what differs on a server")
NOTE = "Kent de weg naar de werkplaats; belt liever niet."


@pytest.fixture
def case(world: World) -> str:
    return world.case("ZEEUW")


@pytest.fixture
def uwv(world: World) -> str:
    """A contact that nobody opens the program for."""
    made = world.desk.network.add_organisation(OrganisationDraft("UWV", kind="uwv")).made_id
    return world.desk.network.add_contact(made, name="A. de Wit", function="", email="", phone="").made_id


def of(world: World, case: str, name: str = "secretaris") -> Guidance:
    return world.desk_of(name).guiding.of_case(case)


def directed(world: World, case: str, contact: str = ZEEUW) -> None:
    world.desk.guiding.set_first(case, of(world, case).version, contact, began_on=TODAY - timedelta(days=10))


def offered(world: World, case: str, to: str = DUIN, name: str = "secretaris") -> str:
    desk = world.desk_of(name).guiding
    return desk.offer(case, of(world, case).version, to, NOTE, is_agreed=True).made_id


@SAME
def test_the_first_guide_is_set_once_from_a_day_on(world: World, case: str) -> None:
    desk, version = world.desk_of("stage zeeuw").guiding, of(world, case).version
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=31)):
        with pytest.raises(RuleError, match=r"guide\.day"):
            desk.set_first(case, version, ZEEUW, began_on=day)
    with pytest.raises(RuleError, match=r"guide\.role"):
        desk.set_first(case, version, ZEEUW, "itb", began_on=TODAY)
    desk.set_first(case, version, ZEEUW, "pen", began_on=TODAY)
    guide = of(world, case).guide
    assert guide is not None
    assert (guide.name, guide.organisation, guide.role, guide.began_on) == (
        "Contact De Zeeuwse Vaart", "De Zeeuwse Vaart", "pen", TODAY,
    )  # fmt: skip
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        desk.set_first(case, version, DUIN, began_on=TODAY)
    with pytest.raises(RuleError, match=r"guide\.there"):
        desk.set_first(case, version + 1, DUIN, began_on=TODAY)
    world.desk_of("stage zeeuw").undo.back()
    assert of(world, case).guide is None


def test_a_warm_handover_stays_with_the_giver_until_it_is_accepted(world: World, case: str) -> None:
    directed(world, case)
    one = offered(world, case, name="stage zeeuw")
    assert of(world, case).guide.contact_id == ZEEUW
    with pytest.raises(RuleError, match=r"handover\.waiting"):
        offered(world, case, KREEK)
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        world.desk.guiding.offer(case, of(world, case).version - 1, KREEK, NOTE)
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        world.desk.guiding.withdraw(one, 2)
    receiver = world.desk_of("stage duin")
    (row,) = receiver.guiding.handovers()
    assert (row.note, row.may_answer, row.is_for_another, row.may_withdraw) == (NOTE, True, False, False)
    (row,) = world.desk_of("stage zeeuw").guiding.handovers()
    assert (row.may_answer, row.may_withdraw) == (False, True)
    for name in ("stage zeeuw", "secretaris"):
        with pytest.raises(RuleError, match=r"handover\.receiver_answers"):
            world.desk_of(name).guiding.accept(one, 1)
    receiver.guiding.accept(one, 1, "Graag.")
    after = of(world, case)
    assert [(row.contact_id, row.began_on, row.ended_on) for row in after.history] == [
        (ZEEUW, TODAY - timedelta(days=10), TODAY), (DUIN, TODAY, None),
    ]  # fmt: skip
    (row,) = after.handovers
    assert (row.status, row.answer, row.is_recorded, row.answered_by) == ("accepted", "Graag.", False, "stage duin")
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        receiver.guiding.refuse(one, 1, "Toch niet.")
    with pytest.raises(RuleError, match=r"handover\.answered"):
        receiver.guiding.refuse(one, 2, "Toch niet.")


def test_who_directs_a_case_of_another_school_sees_into_it_and_hands_it_on(world: World, case: str) -> None:
    other = world.desk_of("stage duin")
    assert other.cases.rows() == ()
    directed(world, case)
    other.guiding.accept(offered(world, case), 1)
    assert [row.id for row in other.cases.rows()] == [case]
    other.cases.open_dossier(case, "Ik heb de regie.")
    back = other.guiding.offer(case, other.guiding.of_case(case).version, ZEEUW, "Weer terug.").made_id
    with pytest.raises(RuleError, match=r"permission\.other_school"):
        other.cases.close(case)
    world.desk_of("stage zeeuw").guiding.accept(back, 1)
    assert other.cases.rows() == ()


@SAME
def test_for_a_receiver_without_login_somebody_else_records_the_answer(world: World, case: str, uwv: str) -> None:
    directed(world, case)
    with pytest.raises(RuleError, match=r"handover\.not_agreed"):
        world.desk.guiding.offer(case, of(world, case).version, uwv, NOTE)
    one = offered(world, case, uwv)
    with pytest.raises(RuleError, match=r"permission\.other_school"):
        world.desk_of("stage duin").guiding.accept(one, 1)
    (row,) = world.desk_of("stage zeeuw").guiding.handovers()
    assert (row.may_answer, row.is_for_another) == (True, True)
    world.desk_of("stage zeeuw").guiding.accept(one, 1, "Aan de telefoon.")
    row = of(world, case).handovers[0]
    assert (row.is_recorded, row.answered_by, row.to_name) == (True, "stage zeeuw", "A. de Wit")


def test_who_directs_a_case_of_another_school_records_what_a_receiver_without_login_said(
    world: World, case: str, uwv: str
) -> None:
    """On a server the guide is all that shows the case to that school, up to the end of the act."""
    directed(world, case)
    other = world.desk_of("stage duin")
    other.guiding.accept(offered(world, case), 1)
    other.cases.open_dossier(case, "Ik heb de regie.")
    other.guiding.refuse(offered(world, case, uwv, "stage duin"), 1, "Geen tijd.")
    other.guiding.withdraw(offered(world, case, uwv, "stage duin"), 1)
    other.guiding.accept(offered(world, case, uwv, "stage duin"), 1, "Aan de telefoon.")
    after = of(world, case)
    assert [(row.name, row.ended_on) for row in after.history[1:]] == [
        ("Contact De Duinpan", TODAY), ("A. de Wit", None),
    ]  # fmt: skip
    assert (after.handovers[0].is_recorded, after.handovers[0].answered_by) == (True, "stage duin")


@SAME
def test_refused_or_withdrawn_all_stays_as_it_was(world: World, case: str) -> None:
    directed(world, case)
    one = offered(world, case)
    with pytest.raises(RuleError, match=r"handover\.no_reason"):
        world.desk_of("stage duin").guiding.refuse(one, 1, " ")
    world.desk_of("stage duin").guiding.refuse(one, 1, "Wij hebben geen plaats.")
    other = offered(world, case)
    with pytest.raises(RuleError, match=r"permission\.other_school"):
        world.desk_of("stage duin").guiding.withdraw(other, 1)
    world.desk_of("stage zeeuw").guiding.withdraw(other, 1)
    after = of(world, case)
    assert [(row.status, row.answer) for row in after.handovers] == [
        ("withdrawn", ""), ("refused", "Wij hebben geen plaats."),
    ]  # fmt: skip
    assert [row.contact_id for row in after.history] == [ZEEUW]
    assert world.desk_of("stage duin").guiding.handovers() == ()


@SAME
def test_nothing_is_handed_over_without_consent_or_note_or_guide(world: World, uwv: str) -> None:
    for_duin = world.case("ZEEUW", receiver="DUIN")
    with pytest.raises(RuleError, match=r"handover\.no_guide"):
        offered(world, for_duin)
    with pytest.raises(RuleError, match=r"consent\.not_for_receiver"):
        directed(world, for_duin, KREEK)
    directed(world, for_duin)
    for to in (KREEK, uwv):
        with pytest.raises(RuleError, match=r"consent\.not_for_receiver"):
            offered(world, for_duin, to)
    with pytest.raises(RuleError, match=r"handover\.no_note"):
        world.desk.guiding.offer(for_duin, of(world, for_duin).version, DUIN, " ")
    with pytest.raises(RuleError, match=r"handover\.same"):
        offered(world, for_duin, ZEEUW)
    one = offered(world, for_duin)
    (consent,) = world.desk.cases.card(for_duin).consents
    world.desk.cases.withdraw_consent(consent.id, TODAY)
    assert world.desk_of("stage duin").guiding.handovers() == ()
    with pytest.raises(RuleError, match=r"consent\.withdrawn"):
        world.desk_of("stage duin").guiding.accept(one, 1)


@SAME
def test_a_closed_case_is_not_handed_over_and_an_import_with_a_guide_stays(world: World, case: str) -> None:
    directed(world, case)
    one = offered(world, case)
    world.desk.cases.close(case)
    assert world.desk.guiding.handovers() == ()
    with pytest.raises(RuleError, match=r"guide\.case_closed"):
        world.desk_of("stage duin").guiding.accept(one, 1)
    world.desk.guiding.withdraw(one, 1)
    with pytest.raises(RuleError, match=r"guide\.case_closed"):
        offered(world, case)


def test_caseloads_count_running_cases_beside_the_profile(world: World) -> None:
    world.desk.profiles.take_in(0, text_of("ijssel_vecht"))
    text = text_of("ijssel_vecht").replace("least_caseload = 20", "least_caseload = 2")
    world.desk.profiles.take_in(1, text.replace("most_caseload = 25", "most_caseload = 2"))
    cases = [world.case("ZEEUW") for _ in range(4)]
    for case in cases[:3]:
        world.desk.guiding.set_first(case, of(world, case).version, ZEEUW, "itb", began_on=TODAY)
    world.desk.guiding.set_first(cases[3], of(world, cases[3]).version, DUIN, "itb", began_on=TODAY)
    rows = world.desk.guiding.caseloads()
    assert [(row.name, row.cases, row.load.value) for row in rows] == [
        ("Contact De Zeeuwse Vaart", 3, "most"), ("Contact De Duinpan", 1, "least"),
    ]  # fmt: skip
    director = world.desk_of("directeur duin")
    assert [(row.name, row.cases, row.load.value) for row in director.guiding.caseloads()] == [
        ("Contact De Duinpan", None, ""), ("Contact De Zeeuwse Vaart", None, ""),
    ]  # fmt: skip
    assert "caseload" not in {gap.code for gap in director.network_map.gaps()}
    assert Gap("caseload", ZEEUW, "Contact De Zeeuwse Vaart", 3, 2) in world.desk.network_map.gaps()
    world.desk.cases.close(cases[0])
    assert [row.cases for row in world.desk.guiding.caseloads()] == [2, 1]
    with pytest.raises(RuleError, match=r"permission\.missing"):
        world.desk_of("directeur duin").guiding.handovers()


STEPS = st.lists(
    st.tuples(st.sampled_from(["set", "offer", "accept", "refuse", "withdraw", "wait"]), st.integers(0, 2)), max_size=10
)


@SAME
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_one_guide_on_any_day_and_another_only_by_acceptance(world: World, steps: list[tuple[str, int]]) -> None:
    """Whatever is tried: days without a guide lie before the first, and a guide changes with an acceptance only."""
    began = world.now
    case, desk, waits = world.case("ZEEUW"), world.desk.guiding, ""
    for act, at in steps:
        before = of(world, case)
        now = before.guide.contact_id if before.guide else ""
        to, version = (DUIN, ZEEUW, KREEK)[at], before.waiting.version if before.waiting else 1
        taking = {DUIN: "stage duin", ZEEUW: "stage zeeuw"}.get(_to(world, waits), "secretaris")
        try:
            match act:
                case "set":
                    desk.set_first(case, before.version, to, began_on=world.desk.day)
                case "offer":
                    waits = desk.offer(case, before.version, to, NOTE).made_id
                case "accept":
                    world.desk_of(taking).guiding.accept(waits, version)
                case "refuse":
                    world.desk_of(taking).guiding.refuse(waits, version, "Nee.")
                case "withdraw":
                    desk.withdraw(waits, version)
                case _:
                    world.now += timedelta(days=1 + at)
        except RuleError:
            assert of(world, case) == before
        after = of(world, case)
        new = after.guide.contact_id if after.guide else ""
        assert new == now or act == "accept" or (act == "set" and not now)
    known = history(of(world, case).history)
    for days in range((world.desk.day - TODAY).days + 1):
        assert len(guides_on(known, TODAY + timedelta(days=days))) == (1 if known and _is_on(known[0], days) else 0)
    world.now = began


def _is_on(first: Guided, days: int) -> bool:
    return first.began_on <= TODAY + timedelta(days=days)


def _to(world: World, handover: str) -> str:
    rows = world.store.rows("SELECT to_id FROM handover WHERE id = ?", (handover,))
    return str(rows[0][0]) if rows else ""


@SAME
def test_a_notice_on_today_for_both_sides(world: World, case: str) -> None:
    directed(world, case)
    offered(world, case)
    for name, count in (("stage duin", 1), ("stage zeeuw", 1), ("secretaris", 1)):
        waiting = {one.kind: (one.count, one.room) for one in world.desk_of(name).today.facts().waiting}
        assert waiting["handovers_waiting"] == (count, "pupils")
