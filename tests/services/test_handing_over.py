"""What a successor of the secretary must know: what waits, who has a way in, what lies outside; and no pupil in it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import SECRETARY, World, user_id
from tests.planted import MARK, plant
from tests.services.test_breaches import noted
from tests.services.test_meetings import planned
from tests.services.test_privacy_requests import asked
from zsm_desktop.app.people import add_user
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.domain.privacy import pseudonym
from zsm_desktop.reports.handing_over import document, write
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.services.handing_over import MOST_ACTIONS, PAPERS, OpenAction
from zsm_desktop.words import handing_over as words

NEW = "B. de Nieuwe"


@pytest.fixture
def kept() -> str:
    """On a server: test_handing_over_on_server."""
    return "file"


@pytest.fixture
def successor(world: World) -> str:
    return add_user(world.desk, NEW, Role.SECRETARY, None, "een lang genoeg woord").made_id


def text_of(data: bytes) -> str:
    paper = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in paper).split())


def test_what_waits_and_by_when(world: World) -> None:
    case_id = world.case()
    asked(world, "access", case_id)
    breach = noted(world)
    facts = world.desk.handing_over.facts()
    assert {one.kind for one in facts.terms} == {"request", "breach"}
    row = next(one for one in world.desk.breaches.rows() if one.id == breach.id)
    due = next(one.due_at for one in facts.terms if one.kind == "breach")
    assert due == row.discovered_at + timedelta(hours=72)
    assert {one.kind for one in facts.waiting} >= {"cases_without_agenda"}
    assert not {one.kind for one in facts.waiting} & {"breach_hours", "requests_due"}


def test_who_has_a_way_in(world: World, successor: str) -> None:
    people = {one.name: one for one in world.desk.handing_over.facts().people}
    assert people[NEW].role is Role.SECRETARY
    assert people[NEW].last is None
    assert people[SECRETARY].last is not None
    assert people[SECRETARY].is_active
    world.desk.users.retire(successor)
    assert not world.desk.handing_over.facts().person(successor).is_active


def test_of_everybody_the_newest_of_each_kind(world: World) -> None:
    pupil = world.desk.cases.card(world.case()).row.pupil_id
    world.desk.pupil_records.record(pupil, "Brief van de ouders")
    world.now += timedelta(days=1)
    world.desk.pupil_records.record(pupil, "Nog een brief")
    world.desk.access.published(to="Bestuur van de stichting", reason="De saldi")
    world.desk_of("stage zeeuw").pupil_records.record(pupil, "Ouders vroegen erom")
    found = {(one.user, one.act): one for one in world.desk.handing_over.facts().outside}
    assert set(found) == {
        (SECRETARY, "pupil.report"), (SECRETARY, "keys.publish"), ("stage zeeuw", "pupil.report"),
    }  # fmt: skip
    assert found[SECRETARY, "pupil.report"].times == 2
    assert found[SECRETARY, "pupil.report"].at == world.now
    assert found[SECRETARY, "pupil.report"].has_names
    assert found[SECRETARY, "keys.publish"].to == "Bestuur van de stichting"


def test_every_kind_has_words() -> None:
    assert set(words.OUTSIDE) == set(PAPERS)


def test_for_whom_a_copy_was_is_masked(world: World) -> None:
    row = world.desk.cases.card(world.case()).row
    name = world.desk.pupils.open_name(row.pupil_id, "Voor de proef") and names_of(world)[0]
    world.desk.access.published(to=f"de ouders van {name}", reason="Inzage")
    (found,) = [one for one in world.desk.handing_over.facts().outside if one.act == "keys.publish"]
    assert name not in found.to
    assert found.to.startswith("de ouders van")


def names_of(world: World) -> list[str]:
    """Every name of a pupil there is, first and last."""
    seal = world.desk.store.seal
    found = []
    for pupil_id, given, family in world.store.rows("SELECT id, given_name, family_name FROM pupil"):
        for column, value in (("given_name", given), ("family_name", family)):
            if value is not None:
                found.append(seal.open("pupil", pupil_id, column, value))
    return found


def test_the_paper_names_no_pupil_and_is_in_the_logbook(world: World, successor: str, tmp_path: Path) -> None:
    for at in range(3):
        case_id = world.case()
        asked(world, "access", case_id)
        row = world.desk.cases.card(case_id).row
        world.desk.pupil_records.record(row.pupil_id, f"Brief {at}")
    known = set(names_of(world))
    pseudonyms = [name for (name,) in world.store.rows("SELECT pseudonym FROM pupil")]
    assert len(known) == 2
    made = write(
        world.desk, tmp_path / "uit", predecessor_id=user_id(SECRETARY), successor_id=successor,
        leaves_on=date(2027, 1, 1),
    )  # fmt: skip
    text = text_of(made.read_bytes())
    assert [name for name in (*known, *pseudonyms) if name in text] == []
    for said in (NEW, SECRETARY, "1 januari 2027", "Privacyverzoek", "Handtekening", "pagina 1 van"):
        assert said.casefold() in text.casefold(), said
    ((user, act),) = world.store.rows("SELECT user_id, act FROM audit_event ORDER BY number DESC LIMIT 1")
    assert (user, act) == (user_id(SECRETARY), "network.hand_over")
    agreed = world.desk.handing_over.facts().agreed
    assert (agreed.predecessor_id, agreed.successor_id, agreed.leaves_on) == (
        user_id(SECRETARY), successor, date(2027, 1, 1),
    )  # fmt: skip


def test_nothing_sealed_comes_on_the_paper(world: World) -> None:
    """Whatever stands in whichever sealed column: the only one that is opened for it is masked."""
    asked(world, "access", world.case())
    noted(world)
    planted = plant(world.store.place, fills_up=False)
    assert len(planted) > 10
    assert MARK not in text_of(pdf_bytes(document(world.desk)))


def test_who_is_no_secretary_takes_nothing_over(world: World, successor: str, tmp_path: Path) -> None:
    hand_over = world.desk.handing_over.hand_over
    with pytest.raises(RuleError, match=r"office\.not_secretary"):
        hand_over(user_id(SECRETARY), user_id("stage zeeuw"), None)
    world.desk.users.retire(successor)
    with pytest.raises(RuleError, match=r"office\.not_secretary"):
        write(world.desk, tmp_path, predecessor_id=user_id(SECRETARY), successor_id=successor)
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize("name", ["stage zeeuw", "directeur zeeuw", "boekhouder", "lezer"])
def test_nobody_else_reads_or_makes_it(world: World, name: str) -> None:
    office = world.desk_of(name).handing_over
    with pytest.raises(RuleError, match=r"permission\.missing"):
        office.facts()
    with pytest.raises(RuleError, match=r"permission\.missing"):
        office.hand_over(user_id(SECRETARY), user_id(name), None)


def test_before_anything_was_agreed_there_is_a_paper_too(world: World) -> None:
    assert "nog af te spreken" in text_of(pdf_bytes(document(world.desk)))


def test_the_first_screen_says_when_a_predecessor_still_gets_in(world: World, successor: str) -> None:
    def told(name: str = SECRETARY) -> list[str]:
        return [one.kind for one in world.desk_of(name).today.later()]

    leaves_on = world.desk.day + timedelta(days=1)
    world.desk.handing_over.hand_over(user_id("boekhouder"), successor, leaves_on)
    assert told() == []
    world.now += timedelta(days=1)
    assert (told(), told("stage zeeuw"), told("directeur zeeuw")) == (["predecessor_in"], [], [])
    world.desk.users.retire(user_id("boekhouder"))
    assert told() == []


def test_of_actions_where_they_are_and_never_what_they_say(world: World) -> None:
    """The longest overdue first, of many the rest is counted; who owns one may be called as a pupil who came later."""
    meeting, desk = planned(world), world.desk
    item = desk.meetings.add_item(meeting, "Rondvraag").made_id
    desk.live.start(meeting)

    def agreed(text: str, owner: str, days: int | None) -> str:
        due_on = desk.day + timedelta(days=days) if days is not None else None
        return desk.live.add_action(item, text, owner=owner, due_on=due_on).made_id

    agreed("Ooit", "J. Pol", None)
    for turn in range(MOST_ACTIONS):
        agreed(f"Geheim werk {turn}", "B. Bos", turn)
    agreed("Zelf", "Zoë van den Berg", -2)
    agreed("Te laat", "J. Pol", -3)
    agreed("Ook zelf", pseudonym(501), -1)
    desk.results.settle_action(agreed("Klaar", "J. Pol", -4), status="done", on=desk.day)
    world.case()
    facts = desk.handing_over.facts()
    (number,) = [row.number for row in desk.meetings.rows()]
    assert facts.actions[0] == OpenAction(number, "J. Pol", "", desk.day - timedelta(days=3))
    assert (len(facts.actions), facts.further_actions) == (MOST_ACTIONS, 4)
    text = text_of(pdf_bytes(document(desk)))
    for hidden in ("Geheim werk", "Zoë", "Berg", pseudonym(501)):
        assert hidden not in text, hidden
    for said in (number, "J. Pol", "B. Bos", "(te laat)", "en nog 4"):
        assert said in text, said
