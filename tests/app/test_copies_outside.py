"""What is still known of a copy with names that lies elsewhere: which cases are in it, and in whose logbook it is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from tests.app.test_published_names import code_of, consent_of, made, pupil_of, the_copy, waiting
from tests.builders import TODAY, World
from zsm_desktop.domain.outside_copies import GONE, MAKE, HowGone
from zsm_desktop.models import Case
from zsm_desktop.services.logbook import LogFilter
from zsm_desktop.services.outside_copies import of_pupil
from zsm_desktop.words import forgetting, published


def of_same(world: World, first: str, second: str) -> None:
    """The second case becomes one of the pupil of the first."""
    with world.writing() as work:
        work.session.get_one(Case, second).pupil_id = work.session.get_one(Case, first).pupil_id


def test_one_of_two_cases_of_a_pupil_that_may_not_be_shared_any_more_asks_it_back(world: World, tmp_path: Path) -> None:
    first, second, _other = (world.case() for _ in range(3))
    of_same(world, first, second)
    made(world, tmp_path / "kopie")
    assert (the_copy(world).pupils, the_copy(world).ended, waiting(world)) == (2, 0, [])
    new = world.case()
    of_same(world, first, new)
    consent_of(world, new, withdrawn_on=TODAY)
    assert the_copy(world).ended == 0, "what came later is not in it"
    consent_of(world, second, withdrawn_on=TODAY)
    assert (the_copy(world).ended, waiting(world)) == (1, [1])
    assert pupil_of(world, first) in world.desk.outside_copies.sharable().numbers


def test_which_cases_are_in_it_outlives_the_forgetting_of_one(world: World, tmp_path: Path) -> None:
    gone, stays = world.case(), world.case()
    world.desk.cases.close(gone)
    made(world, tmp_path / "kopie")
    before = the_copy(world).cases
    assert before == {gone, stays}
    world.desk.forgetting.forget(pupil_of(world, gone))
    assert (the_copy(world).cases, the_copy(world).ended) == (before, 1)


def test_a_line_that_does_not_say_the_cases_still_says_whose_it_is(world: World) -> None:
    facts = json.dumps({"to": "", "reason": "", "until": [2027, 1, 1], "pupils": [[3, 5]]})
    line = (world.now.isoformat(), "secretaris", MAKE, "kopie", facts)
    (found,) = of_pupil(lambda _sql, _values: [line], world.store.seal, 4)
    assert (found.cases, found.pupils, found.until) == (frozenset(), 3, date(2027, 1, 1))


def test_the_logbook_and_the_record_of_who_was_in_it_have_it(world: World, tmp_path: Path) -> None:
    case = world.case()
    made(world, tmp_path / "kopie")
    world.desk.outside_copies.gone(the_copy(world).id, HowGone.RETURNED)
    new = world.case()
    pupil, later = pupil_of(world, case), pupil_of(world, new)
    record = world.desk.pupil_records.record(pupil, "Inzage").openings
    lines = world.desk.logbook.page(LogFilter(pupil_id=pupil))
    assert [one.act for one in lines] == ["pupil.report", GONE, MAKE]
    assert [(one.at, one.act) for one in reversed(lines)] == [(one.at, one.act) for one in record]
    assert [one.reason for one in lines if one.act == MAKE] == ["overname"]
    assert world.desk.logbook.count(LogFilter(pupil_id=later)) == 0
    assert world.desk.logbook.count(LogFilter(pupil_id="geen")) == 0
    assert code_of(lambda: world.desk.pupil_records.record("geen", "Inzage")) == "pupil.none"


def test_what_happens_after_midnight_has_the_day_on_the_wall(world: World, tmp_path: Path) -> None:
    case = world.case()
    world.desk.cases.close(case)
    world.now = datetime(2026, 12, 3, 23, 30, tzinfo=UTC)
    made(world, tmp_path / "kopie")
    copy, pupil = the_copy(world), pupil_of(world, case)
    assert published.outside_detail(copy, world.desk.day).startswith("Gemaakt op 4 december 2026 door ")
    (line,) = [one for one in world.desk.forgetting.preview(pupil).papers if one.act == MAKE]
    assert "gemaakt op 4 december 2026 door " in forgetting.paper(line)
    world.desk.forgetting.forget(pupil)
    (proof,) = world.desk.destroying.proofs()
    assert "4 december 2026" in forgetting.proof_words(proof)
