"""What the secretary keeps of the network: clusters, sectors, meeting bodies, a school's fields, and users."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from tests.builders import CHEAP, PASSWORD, World, made_id, school_id, user_id
from tests.versions import version_of
from zsm_desktop.app import open_desk, people
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.network import OrganisationDraft, SchoolDraft
from zsm_desktop.store.opening import unlock

ISLANDS = made_id(3, 1)
GREEN = made_id(6, 2)
CASES, STEERING = made_id(9, 1), made_id(9, 2)
OWN = "vier woorden zijn genoeg"
BODY = BodyDraft("Kernteam", "tactical", 4, code="KT")


def refused(code: str, act: Callable[[], object]) -> RuleError:
    with pytest.raises(RuleError) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def into_cluster(desk: Desk, code: str, cluster_id: str | None) -> None:
    card = desk.network.card(school_id(code))
    draft = OrganisationDraft(card.name, city=card.city)
    desk.network.edit_organisation(
        card.id, version_of(desk, "organisation", card.id), draft, SchoolDraft(card.school_kind, "Tholen", cluster_id)
    )


def body_of(desk: Desk, body_id: str) -> object:
    return next(row for row in desk.bodies.rows() if row.id == body_id)


ACTS: dict[str, Callable[[Desk], object]] = {
    "cluster.add": lambda desk: desk.clusters.add("Noord"),
    "cluster.rename": lambda desk: desk.clusters.rename(ISLANDS, version_of(desk, "cluster", ISLANDS), "Noord"),
    "cluster.remove": lambda desk: desk.clusters.remove(ISLANDS),
    "sector.add": lambda desk: desk.sectors.add("Horeca"),
    "sector.rename": lambda desk: desk.sectors.rename(GREEN, version_of(desk, "sector", GREEN), "Natuur"),
    "sector.move": lambda desk: desk.sectors.move(GREEN, -1),
    "sector.remove": lambda desk: desk.sectors.remove(GREEN),
    "body.add": lambda desk: desk.bodies.add(BODY),
    "body.edit": lambda desk: desk.bodies.edit(CASES, version_of(desk, "meeting_body", CASES), BODY),
    "body.remove": lambda desk: desk.bodies.remove(CASES),
    "school": lambda desk: into_cluster(desk, "DUIN", ISLANDS),
    "user.edit": lambda desk: desk.users.edit(user_id("lezer"), 1, name="x", role=Role.READER, school_id=None),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", ["stage duin", "directeur duin", "lezer"])
def test_only_the_secretary_changes_the_lists(world: World, name: str, who: str) -> None:
    before = world.store.rows("SELECT count(*) FROM audit_event")
    refused("permission.missing", lambda: ACTS[name](world.desk_of(who)))
    assert world.store.rows("SELECT count(*) FROM audit_event") == before


def test_a_cluster_is_added_renamed_and_removed_when_nobody_is_in_it(world: World) -> None:
    clusters = world.desk.clusters
    made = clusters.add("  Noord  Beveland ")
    assert made.topics["cluster"] == {made.made_id}
    assert [(row.name, row.schools) for row in clusters.rows()] == [("Eilanden", 0), ("Noord Beveland", 0)]
    clusters.rename(made.made_id, version_of(world, "cluster", made.made_id), "Bevelanden")
    clusters.rename(made.made_id, version_of(world, "cluster", made.made_id), "bevelanden")
    into_cluster(world.desk, "DUIN", made.made_id)
    assert clusters.rows()[0].name == "bevelanden"
    assert clusters.rows()[0].schools == 1
    refused("cluster.in_use", lambda: clusters.remove(made.made_id))
    into_cluster(world.desk, "DUIN", None)
    world.desk.bodies.add(replace(BODY, cluster_id=made.made_id))
    assert clusters.rows()[0].bodies == 1
    refused("cluster.in_use", lambda: clusters.remove(made.made_id))
    clusters.remove(ISLANDS)
    assert [row.name for row in clusters.rows()] == ["bevelanden"]
    refused("cluster.none", lambda: clusters.remove(ISLANDS))
    ((act, subject),) = world.store.rows("SELECT act, subject_id FROM audit_event ORDER BY number DESC LIMIT 1")
    assert (act, subject) == ("cluster.remove", ISLANDS)


@pytest.mark.parametrize(("name", "code"), [("  ", "no_name"), ("eilanden ", "twice")])
def test_a_cluster_without_or_with_a_taken_name_is_refused(world: World, name: str, code: str) -> None:
    made = world.desk.clusters.add("Noord").made_id
    refused(f"cluster.{code}", lambda: world.desk.clusters.add(name))
    refused(f"cluster.{code}", lambda: world.desk.clusters.rename(made, version_of(world, "cluster", made), name))


def test_sectors_keep_an_order_and_the_code_a_form_knows_them_by(world: World) -> None:
    sectors = world.desk.sectors
    horeca = sectors.add("Horeca & bakkerij").made_id
    twin = sectors.add("Horeca, bakkerij").made_id
    sectors.rename(horeca, version_of(world, "sector", horeca), "Koken")
    codes = {sector.id: sector.code for sector in world.desk.offers.sectors()}
    assert (codes[horeca], codes[twin]) == ("horeca-bakkerij", "horeca-bakkerij-2")
    sectors.move(horeca, -1)
    assert [row.name for row in sectors.rows()] == ["Techniek", "Koken", "Groen", "Horeca, bakkerij"]
    sectors.move(horeca, -5)
    assert next(sector.name for sector in world.desk.offers.sectors()) == "Koken"
    sectors.remove(twin)
    refused("sector.in_use", lambda: sectors.remove(GREEN))
    refused("sector.twice", lambda: sectors.add("TECHNIEK"))
    refused("sector.no_name", lambda: sectors.rename(horeca, version_of(world, "sector", horeca), ""))
    refused("sector.none", lambda: sectors.move(twin, 1))


def test_a_sector_someone_wished_for_stays(world: World) -> None:
    sector = world.desk.sectors.add("Horeca").made_id
    case = world.case("DUIN")
    with world.writing() as work:
        work.run("INSERT INTO case_sector VALUES (:case, 1, :sector)", [{"case": case, "sector": sector}])
    assert world.desk.sectors.rows()[-1].cases == 1
    refused("sector.in_use", lambda: world.desk.sectors.remove(sector))


def test_a_body_has_a_rhythm_and_members_who_are_invited(world: World) -> None:
    bodies = world.desk.bodies
    chosen = frozenset(person.id for person in bodies.people()[:2])
    body_id = bodies.add(replace(BODY, member_ids=chosen)).made_id
    body = body_of(world.desk, body_id)
    assert (body.code, body.rhythm_weeks, body.member_ids, body.meetings) == ("KT", 4, chosen, 0)
    meeting = world.desk.meetings.plan(
        body_id, held_on=date(2026, 12, 1), starts_at=time(13), ends_at=time(15), place=""
    ).made_id
    names = {person.name for person in bodies.people() if person.id in chosen}
    assert {row.name for row in world.desk.meetings.card(meeting).attendance} == names
    refused("body.in_use", lambda: bodies.remove(body_id))
    one = next(iter(chosen))
    world.desk.network.remove_contact(one)
    assert body_of(world.desk, body_id).member_ids == chosen - {one}
    refused(
        "network.no_contact",
        lambda: bodies.edit(body_id, version_of(world, "meeting_body", body_id), replace(BODY, member_ids=chosen)),
    )
    bodies.edit(
        body_id,
        version_of(world, "meeting_body", body_id),
        BodyDraft("Kernteam zorg", "operational", None, ISLANDS, chosen - {one}),
    )
    edited = body_of(world.desk, body_id)
    assert (edited.name, edited.level, edited.rhythm_weeks, edited.cluster) == (
        "Kernteam zorg", "operational", None, "Eilanden",
    )  # fmt: skip
    assert (edited.code, edited.kind) == ("KT", "case")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "body.no_name"),
        ({"name": "stuurgroep"}, "body.twice"),
        ({"code": ""}, "body.code"),
        ({"code": "TE LANG!"}, "body.code"),
        ({"code": "mb"}, "body.code_twice"),
        ({"kind": "other"}, "body.kind"),
        ({"level": "hoog"}, "body.level"),
        ({"rhythm_weeks": 0}, "body.rhythm"),
        ({"rhythm_weeks": 53}, "body.rhythm"),
        ({"cluster_id": "weg"}, "cluster.none"),
        ({"member_ids": frozenset({"weg"})}, "network.no_contact"),
    ],
)
def test_a_body_that_cannot_be_is_refused(world: World, changes: dict[str, object], code: str) -> None:
    refused(code, lambda: world.desk.bodies.add(replace(BODY, **changes)))
    assert len(world.desk.bodies.rows()) == 2


def test_a_body_that_never_met_can_go_with_its_members(world: World) -> None:
    members = frozenset(person.id for person in world.desk.bodies.people())
    body_id = world.desk.bodies.add(replace(BODY, member_ids=members)).made_id
    world.desk.bodies.remove(body_id)
    assert [row.id for row in world.desk.bodies.rows()] == [CASES, STEERING]


def test_a_school_gets_its_kind_island_and_cluster(world: World) -> None:
    network = world.desk.network
    draft = OrganisationDraft("De Duinpan", city="Middelburg")
    network.edit_organisation(
        school_id("DUIN"),
        version_of(world, "organisation", school_id("DUIN")),
        draft,
        SchoolDraft("vso", " Tholen ", ISLANDS),
    )
    card = network.card(school_id("DUIN"))
    assert (card.school_kind, card.island, card.cluster, card.cluster_id) == ("vso", "Tholen", "Eilanden", ISLANDS)
    network.edit_organisation(school_id("DUIN"), version_of(world, "organisation", school_id("DUIN")), draft)
    assert network.card(school_id("DUIN")).island == "Tholen"
    for school, code in (
        (SchoolDraft("po"), "network.school_kind"),
        (SchoolDraft("pro", cluster_id="weg"), "cluster.none"),
    ):
        refused(
            code,
            lambda school=school: network.edit_organisation(
                school_id("DUIN"), version_of(world, "organisation", school_id("DUIN")), draft, school
            ),
        )
    other = network.add_organisation(OrganisationDraft("Werf", kind="employer")).made_id
    refused(
        "network.no_school",
        lambda: network.edit_organisation(other, version_of(world, "organisation", other), draft, SchoolDraft("pro")),
    )
    assert network.card(other).island == ""


def edit(world: World, name: str, *, role: Role, school: str = "", new: str = "", password: str = "") -> None:
    school_ = school_id(school) if school else None
    people.edit_user(
        world.desk,
        user_id(name),
        version_of(world, "user_account", user_id(name)),
        new or name,
        role,
        school_,
        password,
        kdf=CHEAP,
    )


def opened(world: World, password: str, user: str, *, now_called: str = "") -> Desk:
    world.close()
    return open_desk(world.entrance(user), password=password, user=now_called or user)


def test_another_school_needs_no_new_password(world: World) -> None:
    edit(world, "stage duin", role=Role.COORDINATOR, school="KREEK")
    desk = opened(world, "stage duin" * 2, "stage duin")
    assert desk.actor.school_id == school_id("KREEK")
    desk.close()


def test_a_user_with_a_new_name_opens_with_the_old_password_and_is_known_by_it_from_then_on(world: World) -> None:
    edit(world, "stage duin", role=Role.COORDINATOR, school="DUIN", new="Joke de Wit")
    desk = opened(world, "stage duin" * 2, "stage duin")
    assert desk.actor.name == "Joke de Wit"
    assert desk.store.seal.may_open
    desk.close()
    names = [owner.user_name for owner in world.store.place.header().users]
    assert "Joke de Wit" in names
    assert "stage duin" not in names
    again = opened(world, "stage duin" * 2, "stage duin", now_called="Joke de Wit")
    assert again.store.seal.may_open
    again.close()


@pytest.mark.parametrize(
    ("name", "role", "may_open"),
    [("directeur duin", Role.COORDINATOR, True), ("stage duin", Role.DIRECTOR, False)],
)
def test_a_role_that_opens_or_closes_names_asks_for_a_new_password(
    world: World, name: str, role: Role, may_open: bool
) -> None:
    refused("user.new_password", lambda: edit(world, name, role=role, school="DUIN"))
    refused("keys.password_short", lambda: edit(world, name, role=role, school="DUIN", password="kort"))
    edit(world, name, role=role, school="DUIN", password=OWN)
    refused("keys.wrong_password", lambda: opened(world, name * 2, name))
    desk = opened(world, OWN, name)
    assert (desk.actor.role, desk.store.seal.may_open) == (role, may_open)
    desk.close()


def test_who_was_retired_is_let_in_again_with_a_new_password(world: World) -> None:
    people.retire_user(world.desk, user_id("lezer"))
    refused("user.new_password", lambda: edit(world, "lezer", role=Role.READER))
    edit(world, "lezer", role=Role.READER, password=OWN)
    desk = opened(world, OWN, "lezer")
    assert desk.actor.role is Role.READER
    desk.close()


def test_users_that_cannot_be_are_refused(world: World) -> None:
    refused("user.own_role", lambda: edit(world, "secretaris", role=Role.READER, password=OWN))
    refused("user.no_name", lambda: edit(world, "lezer", role=Role.READER, new="  "))
    refused("user.twice", lambda: edit(world, "lezer", role=Role.READER, new="Stage Duin"))
    refused("user.school_needed", lambda: edit(world, "stage duin", role=Role.COORDINATOR))
    missing = {"name": "x", "role": Role.READER, "school_id": None}
    refused("user.none", lambda: world.desk.users.edit("weg", 1, **missing))
    rows = {row.name: row for row in world.desk.users.rows()}
    assert (rows["stage duin"].school_id, rows["lezer"].school_id) == (school_id("DUIN"), "")
    assert unlock(world.folder, PASSWORD).user_name == "secretaris"
