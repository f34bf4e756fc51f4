"""Papers made by who cannot look for names say so, and what such people typed is found by the next who can."""

from __future__ import annotations

import zipfile
from email import message_from_bytes, policy
from pathlib import Path

from tests.builders import TODAY, World
from tests.reports.test_after_the_meeting import text_of
from tests.services.test_meetings import SG, planned, refused
from tests.versions import version_of
from zsm_desktop.domain.masking import Hidden
from zsm_desktop.reports import action_list, archive
from zsm_desktop.reports.minutes import minutes_document
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.services.minutes_audience import LeftOut
from zsm_desktop.words.minutes import UNCHECKED, UNCHECKED_SHORT

REASON = "Zoë van den Berg is al geplaatst."


def typed(world: World) -> tuple[str, str, str]:
    """A held stuurgroep in which a director dropped an own action, with a name in it: meeting, point, pseudonym."""
    who = world.desk.cases.card(world.case()).row.pseudonym
    meeting = planned(world, SG)
    point = world.desk.meetings.add_item(meeting, "Vervoer").made_id
    world.desk.live.start(meeting)
    action = world.desk.live.add_action(point, "Bus regelen", owner="directeur duin", due_on=None).made_id
    world.desk.live.add_action(point, "Brief schrijven", owner="directeur duin", due_on=None)
    world.desk.live.finish(meeting)
    world.desk_of("directeur duin").results.settle_action(action, status="dropped", on=TODAY, reason=REASON)
    return meeting, point, who


def test_minutes_made_by_a_director_say_on_every_page_that_nobody_looked_for_names(world: World) -> None:
    meeting, *_ = typed(world)
    of_a_director = minutes_document(world.desk_of("directeur duin").minutes.facts(meeting))
    assert dict(of_a_director.facts)["Namen"] == UNCHECKED
    assert of_a_director.notice == f"Voor de leden van de stuurgroep · {UNCHECKED_SHORT}"
    assert UNCHECKED in " ".join(text_of(pdf_bytes(of_a_director)).split())
    assert xlsx_bytes(of_a_director)
    of_the_secretary = minutes_document(world.desk.minutes.facts(meeting))
    assert UNCHECKED_SHORT not in repr(of_the_secretary).casefold()


def test_every_paper_in_an_archive_of_a_director_says_it(world: World, tmp_path: Path) -> None:
    meeting, *_ = typed(world)
    with zipfile.ZipFile(archive.write(world.desk_of("directeur duin"), meeting, tmp_path)) as found:
        texts = {name: found.read(name) for name in found.namelist()}
    assert UNCHECKED in texts.pop("Leesmij.txt").decode()
    papers = {name: text_of(data) for name, data in texts.items() if name.endswith(".pdf")}
    assert len(papers) == 4
    assert [name for name, text in papers.items() if UNCHECKED_SHORT not in text.casefold()] == []


def test_lists_and_mails_with_actions_say_it_too(world: World) -> None:
    meeting, *_ = typed(world)
    director = world.desk_of("directeur duin")
    assert UNCHECKED in repr(action_list.action_list(director, meeting))
    (mail,) = action_list.drafts(director, meeting).values()
    assert UNCHECKED in message_from_bytes(mail, policy=policy.default).get_content()
    assert UNCHECKED_SHORT not in repr(action_list.action_list(world.desk, meeting)).casefold()
    (checked,) = action_list.drafts(world.desk, meeting).values()
    assert UNCHECKED not in message_from_bytes(checked, policy=policy.default).get_content()


def test_what_a_director_typed_is_masked_and_told_to_the_next_who_knows_names(world: World) -> None:
    meeting, point, who = typed(world)
    assert "Zoë" in repr(world.desk_of("directeur duin").minutes.facts(meeting))  # nobody could look for it there
    facts = world.desk.minutes.facts(meeting)
    assert "Zoë" not in repr(facts)
    assert [row.reason for row in facts.card.actions if row.reason] == ["een leerling is al geplaatst."]
    found = world.desk.papers.left_out(meeting, "full")
    assert LeftOut("Vervoer", "names", 1, "names") in found
    assert world.desk.minutes.names_at(point) == (Hidden(facts.hidden[0].kind, who, 1),)
    assert world.desk_of("directeur duin").minutes.names_at(point) == ()
    with refused("meeting.no_item"):
        world.desk.minutes.names_at("nergens")


def test_the_preview_counts_names_wherever_they_were_typed(world: World) -> None:
    who = world.desk.cases.card(world.case()).row.pseudonym
    meeting = planned(world)
    world.desk.meetings.reschedule(
        meeting, version_of(world, "meeting", meeting), **{**_when(world, meeting), "place": "Bij Zoë van den Berg"}
    )
    point = world.desk.meetings.add_item(meeting, "Vervoer van Zoë").made_id
    world.desk.live.start(meeting)
    world.desk.live.keep_notes(point, "Zoë reist te ver.")
    world.desk.live.add_action(point, "Bellen", owner="Zoë", due_on=None)
    world.desk.live.finish(meeting)
    counted = {(row.point, row.count) for row in world.desk.papers.left_out(meeting, "full") if row.what == "names"}
    assert counted == {(f"Vervoer van {who}", 1)}  # what stands in the open was masked when it was typed


def _when(world: World, meeting: str) -> dict[str, object]:
    row = world.desk.meetings.card(meeting).row
    return {"held_on": row.held_on, "starts_at": row.starts_at, "ends_at": row.ends_at}
