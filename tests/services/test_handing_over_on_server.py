"""On a server the papers for a successor say who makes the copies there; the rest is as in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SECRETARY, World, user_id
from tests.services.test_breaches import noted
from tests.services.test_handing_over import NEW, text_of
from tests.services.test_privacy_requests import asked
from zsm_desktop.app.leaving import require_may_leave
from zsm_desktop.app.people import add_user
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.reports.handing_over import write
from zsm_desktop.store.folder import BACKUPS


@pytest.fixture
def kept() -> str:
    return "server"


def test_the_same_facts_and_who_makes_the_copies(world: World, tmp_path: Path) -> None:
    asked(world, "access", world.case())
    noted(world)
    successor = add_user(world.desk, NEW, Role.SECRETARY, None, "een lang genoeg woord").made_id
    world.desk.home_copies.log_home()
    facts = world.desk.handing_over.facts()
    assert not facts.is_here
    assert [(one.act, one.has_names) for one in facts.outside] == [("backup.home", True)]
    assert {one.kind for one in facts.terms} == {"request", "breach"}
    assert facts.person(successor).has_key
    world.desk.backups.make("zelf")
    facts = world.desk.handing_over.facts()
    assert [(one.act, one.has_names) for one in facts.outside] == [("backup.home", True)]
    assert facts.places == (str(world.folder / BACKUPS),)
    made = write(world.desk, tmp_path, predecessor_id=user_id(SECRETARY), successor_id=successor)
    said = text_of(made.read_bytes())
    assert "staat op een server" in said
    assert "Buiten dit netwerk liggen kopieën in" in said
    with pytest.raises(RuleError, match=r"leave\.on_server"):
        require_may_leave(world.desk, tmp_path)
