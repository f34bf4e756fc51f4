"""Consent is withdrawn while others still have something to do for the pupil: it is said, also in the letters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import World, school_id
from tests.reports.test_privacy_letters import text_of
from tests.services.test_meetings import running
from tests.services.test_privacy_requests import asked
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import ActionItem
from zsm_desktop.reports.privacy_letters import write
from zsm_desktop.words.privacy import still_open


@pytest.fixture
def kept() -> str:
    return "file"


def agreed(world: World) -> tuple[str, str, dict[str, str]]:
    """The case, its meeting and the actions agreed there by the code of whose they are."""
    meeting, item, case_id = running(world)
    for row in world.desk.meetings.card(meeting).attendance:
        world.desk.meetings.set_attendance(row.id, is_present=True)
    live, made = world.desk.live, {}
    for code in ("DUIN", "ZEEUW"):
        made[code] = live.add_action(item, f"Bel {code}", owner="J. Pol", due_on=date(2026, 12, 1)).made_id
        with world.writing() as work:
            work.session.get_one(ActionItem, made[code]).owner_organisation_id = school_id(code)
    live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    live.finish(meeting)
    return case_id, meeting, made


def test_an_action_elsewhere_stays_open_and_is_said(world: World, tmp_path: Path) -> None:
    case_id, meeting, actions = agreed(world)
    row = asked(world, "objection", case_id)
    requests = world.desk.privacy_requests
    requests.close_sharing(row.id, row.version)
    left = requests.sharing(row.id)
    assert not left.can_stop
    number = world.desk.meetings.card(meeting).row.number
    assert [(one.kind, one.number, one.organisation) for one in left.others] == [("action", number, "De Duinpan")]
    (one,) = left.others
    assert still_open(one.kind, one.number, one.who, one.organisation, one.due_on) == (
        f"Actie uit {number}: J. Pol (De Duinpan), uiterlijk 1 december 2026"
    )
    letters = write(world.desk, row.id, tmp_path)
    told = {path.name: text_of(path) for path in letters.to_receivers if path.suffix == ".pdf"}
    said = f"Bij u loopt nog een actie uit {number}."
    assert [name for name, text in told.items() if said in text] == [f"Gegevens verwijderen {row.code} De Duinpan.pdf"]
    world.desk.results.settle_action(actions["DUIN"], status="done", on=world.desk.day)
    assert requests.sharing(row.id).others == ()
