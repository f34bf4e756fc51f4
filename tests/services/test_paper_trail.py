"""Every paper leaves a line: by whoever makes it, without touching what can be taken back, and read back by three."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PASSWORD, PEOPLE, SECRETARY, World, school_id
from tests.services.evaluating import opened
from tests.services.forgotten import lived
from tests.services.test_meetings import MB, SG, planned
from tests.services.test_minutes import held
from tests.services.test_pupil_record import pupil_of
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_together
from zsm_desktop.domain.papers import MAKE, Paper, PaperKind, is_of, paper_in
from zsm_desktop.domain.spans import Span
from zsm_desktop.reports import action_list, archive, minutes
from zsm_desktop.reports.noted import Line, placing, put
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.logbook import LogFilter
from zsm_desktop.words import forgetting, handing_over, logbook, paper_trail

TARIFFS = Paper(PaperKind.TARIFFS, formats=("xlsx",))
LATER = date(2027, 1, 19)
BODIES = ((MB, date(2026, 11, 10)), (MB, date(2026, 12, 15)), (MB, LATER), (SG, LATER))
OLD = b"wat er stond"

PAPERS = st.builds(
    Paper,
    kind=st.sampled_from(PaperKind),
    span=st.none() | st.tuples(st.integers(0, 30_000), st.integers(0, 30_000)).map(lambda two: Span(*sorted(two))),
    audience=st.sampled_from(["", "full", "steering", "school:ZEEUW"]),
    count=st.integers(0, 400),
    formats=st.lists(st.sampled_from(["pdf", "xlsx", "eml"]), unique=True).map(tuple),
    tells_of_pupils=st.booleans(),
)


@pytest.fixture
def kept() -> str:
    """Rows and rights on a server: test_paper_trail_on_server."""
    return "file"


def lines(world: World) -> list[tuple[str, Paper | None]]:
    """Of each paper who made it, the first first."""
    rows = world.store.rows(
        "SELECT u.name, e.facts FROM audit_event e JOIN user_account u ON u.id = e.user_id"
        " WHERE e.act = ? ORDER BY e.number", (MAKE,)
    )  # fmt: skip
    return [(name, paper_in(MAKE, facts)) for name, facts in rows]


def kinds(world: World) -> list[tuple[str, int]]:
    """What was made, and of how many, the first first."""
    return [(paper.kind.value, paper.count) for _name, paper in lines(world) if paper is not None]


@given(paper=PAPERS)
def test_the_line_says_back_what_was_made(paper: Paper) -> None:
    assert paper_in(MAKE, json.dumps(paper.facts())) == paper
    assert paper_in("case.edit", json.dumps(paper.facts())) is None
    assert paper_trail.made(paper).endswith(" gemaakt")


def test_a_kind_of_a_later_version_is_no_fault() -> None:
    assert paper_in(MAKE, '{"paper":"hologram"}') is None
    assert logbook.did(MAKE) == "Een papier gemaakt"


def test_whoever_reads_it_leaves_the_line(world: World) -> None:
    for name in PEOPLE:
        world.desk_of(name).paper_trail.note(TARIFFS)
    assert lines(world) == [(name, TARIFFS) for name in PEOPLE]


def test_what_can_be_taken_back_stays_so(world: World) -> None:
    case = world.case()
    world.desk.cases.set_return(case, 1, world.desk.day + timedelta(days=7))
    before = world.desk.undo.next_back()
    assert before
    world.desk.paper_trail.note(TARIFFS)
    assert world.desk.undo.next_back() == before
    world.desk.undo.back()
    world.desk.paper_trail.note(TARIFFS)
    assert world.desk.undo.next_again() == before
    world.desk.undo.again()


def test_one_line_for_what_is_made_one_after_another(world: World) -> None:
    line = Line(world.desk, TARIFFS)
    assert lines(world) == []
    for _ in range(3):
        line()
    assert lines(world) == [(SECRETARY, TARIFFS)]


def test_without_its_line_there_is_no_paper(world: World, tmp_path: Path) -> None:
    """Nothing is left of it, and what stood there is there again."""
    out = tmp_path / "uit"
    out.mkdir()
    old, new = out / "tarieven.xlsx", out / "tarieven.pdf"
    old.write_bytes(OLD)
    desk = world.desk_of("lezer")
    desk.store.close()
    with pytest.raises(RuleError, match=r"^store\.closed"):
        put(desk, TARIFFS, out, {old: b"x", new: b"y"})
    assert {path: path.read_bytes() for path in out.iterdir()} == {old: OLD}
    put(world.desk, TARIFFS, out, {old: b"x", new: b"y"})
    assert {path: path.read_bytes() for path in out.iterdir()} == {old: b"x", new: b"y"}
    assert lines(world) == [(SECRETARY, replace(TARIFFS, formats=("xlsx", "pdf")))]


def test_a_disk_that_knows_one_name_a_file_gets_back_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise OSError(95, "as on a stick")

    def refused() -> None:
        raise RuleError("store.busy")

    old = tmp_path / "a.pdf"
    old.write_bytes(OLD)
    monkeypatch.setattr(Path, "hardlink_to", unknown)
    with pytest.raises(RuleError, match=r"^store\.busy"):
        write_together(tmp_path, {old: b"x", tmp_path / "b.pdf": b"y"}, refused)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": OLD}


def lose(desk: Desk, lost: Path, *paths: Path) -> None:
    with placing(desk, TARIFFS, *paths) as temporary:
        for path in paths:
            temporary[path].write_bytes(b"x")
        temporary[lost].unlink()


def test_where_one_cannot_take_its_place_none_does_and_there_is_no_line(world: World, tmp_path: Path) -> None:
    """What was written of the one is gone when the other stands already, as when somebody cleans up."""
    out = tmp_path / "uit"
    out.mkdir()
    first, second = out / "a.pdf", out / "b.pdf"
    for lost in (first, second):
        first.write_bytes(OLD)
        with pytest.raises(FileNotFoundError):
            lose(world.desk, lost, first, second)
        assert {path: path.read_bytes() for path in out.iterdir()} == {first: OLD}
    assert lines(world) == []


def test_a_copy_that_is_only_read_makes_papers_without_a_line(world: World, tmp_path: Path) -> None:
    desk = world.desk
    copy = Desk(desk.store, replace(desk.actor, is_reading=True), desk.clock)
    put(copy, TARIFFS, tmp_path, {tmp_path / "a.xlsx": b"x"})
    assert (tmp_path / "a.xlsx").read_bytes() == b"x"
    assert lines(world) == []


def test_who_opened_it_to_read_leaves_the_line_beside_who_writes(world: World) -> None:
    meeting = held(world)
    world.close()
    writing = open_desk(world.folder, password=PASSWORD, user=SECRETARY)
    reading = open_desk(world.folder, password=PASSWORD, user=SECRETARY, read_only=True)
    with closing(writing), closing(reading):
        writing.paper_trail.note(TARIFFS)
        reading.paper_trail.note(Paper(PaperKind.MINUTES, meeting, audience="full"))
        writing.paper_trail.note(TARIFFS)
        with pytest.raises(RuleError, match=r"^store\.read_only"):
            reading.sectors.add("Zee")
        assert [one.about for one in writing.logbook.page(LogFilter(kind="seen"))] == ["", "MB 2026/27-01", ""]
        assert writing.checks.run().findings == ()


def test_the_logbook_says_what_was_made(world: World, tmp_path: Path) -> None:
    meeting = held(world)
    minutes.write(world.desk, meeting, tmp_path, "school:ZEEUW")
    world.desk.paper_trail.note(Paper(PaperKind.STATEMENT, school_id("DUIN"), Span.of_book_year(2026), count=1))
    year = Paper(PaperKind.YEAR_CLOSING, span=Span.of_book_year(2026), formats=("pdf", "xaf"))
    world.desk.paper_trail.note(year)
    found = world.desk.logbook.page(LogFilter(kind="seen"))
    assert [logbook.did(one.act, one.paper) for one in found] == [
        "Dossier van een boekjaar gemaakt", "Saldo-overzicht gemaakt", "Verslag gemaakt",
    ]  # fmt: skip
    papers = [(one.about, one.paper) for one in found if one.paper is not None]
    said = [(paper_trail.about(number, paper), paper_trail.detail(number, paper)) for number, paper in papers]
    assert said == [
        ("Boekjaar 2026", "pdf en XAF"), ("DUIN", "Boekjaar 2026"), ("MB 2026/27-01", "voor ZEEUW · pdf en Excel"),
    ]  # fmt: skip


def test_it_says_of_which_proof_and_which_evaluation(world: World) -> None:
    """The number of the one; of the other the school year, as its title was typed."""
    evaluation = opened(world)
    world.desk.forgetting.forget(lived(world).pupil)
    ((proof,),) = world.store.rows("SELECT id FROM destruction")
    for paper in (
        Paper(PaperKind.DESTRUCTION, proof), Paper(PaperKind.EVALUATION, evaluation),
        Paper(PaperKind.EVALUATION_FORMS, evaluation),
    ):  # fmt: skip
        world.desk.paper_trail.note(paper)
    papers = [(one.about, one.paper) for one in world.desk.logbook.page(LogFilter(kind="seen"), limit=3) if one.paper]
    assert [paper_trail.about(number, paper) for number, paper in papers] == [
        "Meting 2026/27", "Meting 2026/27", "Bewijs 1",
    ]  # fmt: skip
    told = {one.paper.kind: one.number for one in world.desk.handing_over.facts().outside if one.paper}
    assert told == {
        PaperKind.EVALUATION: "2026/27", PaperKind.EVALUATION_FORMS: "2026/27", PaperKind.DESTRUCTION: "1",
    }  # fmt: skip


def test_a_successor_hears_who_holds_which(world: World, tmp_path: Path) -> None:
    meeting = held(world)
    for audience in ("full", "steering"):
        world.now += timedelta(hours=1)
        minutes.write(world.desk, meeting, tmp_path, audience)
    world.desk_of("directeur duin").paper_trail.note(TARIFFS)
    found = world.desk.handing_over.facts().outside
    shown = [
        (one.user, handing_over.outside(one.act, one.number, one.to, one.paper), one.times, one.has_pseudonyms)
        for one in found
    ]
    assert shown == [
        ("directeur duin", "Tarievenlijst", 1, False), (SECRETARY, "Verslag · MB 2026/27-01", 2, True),
    ]  # fmt: skip
    assert found[1].at == world.now


def test_what_holds_a_pupil_is_told_before_it_is_forgotten(world: World, tmp_path: Path) -> None:
    """Of minutes made again the last; not those for another school or without pupils."""
    meeting = held(world)
    pupil = pupil_of(world, next(row.case.id for row in world.desk.meetings.card(meeting).agenda if row.case))
    for audience in ("full", "full", "steering", "school:DUIN"):
        world.now += timedelta(days=1)
        minutes.write(world.desk, meeting, tmp_path, audience)
        if audience == "full":
            last = world.now
    archive.write(world.desk, meeting, tmp_path)
    made = world.desk.forgetting.preview(pupil).papers
    assert [(one.act, one.number, one.at) for one in made] == [
        ("paper.minutes", "MB 2026/27-01", last), ("paper.archive", "MB 2026/27-01", world.now),
    ]  # fmt: skip
    assert forgetting.paper(made[0]).startswith("verslag MB 2026/27-01, gemaakt op ")


def test_a_pupil_reads_on_whose_paper_it_stood(world: World, tmp_path: Path) -> None:
    meeting = held(world)
    agenda = [row.case for row in world.desk.meetings.card(meeting).agenda if row.case]
    pupils = {case.school_code: pupil_of(world, case.id) for case in agenda}
    minutes.write(world.desk, meeting, tmp_path, "school:ZEEUW")
    minutes.write(world.desk, meeting, tmp_path, "steering")
    told = {
        code: [one for one in world.desk.pupil_records.record(pupil, "Brief").openings if one.act == MAKE]
        for code, pupil in pupils.items()
    }
    ((about, paper),) = [(one.about, one.paper) for one in told["ZEEUW"]]
    assert paper is not None
    assert (about, paper.kind) == ("MB 2026/27-01", PaperKind.MINUTES)
    assert told["DUIN"] == []


def test_an_action_stands_on_papers_of_later_meetings_too(world: World, tmp_path: Path) -> None:
    """Of the same body; of the pupil nothing else is on their agenda."""
    before, _their_next, later, steering = (planned(world, *how) for how in BODIES)
    meeting = held(world)
    agenda = [row.case for row in world.desk.meetings.card(meeting).agenda if row.case]
    pupils = {case.school_code: pupil_of(world, case.id) for case in agenda}
    for one in (before, later, steering):
        action_list.write(world.desk, one, tmp_path)
    minutes.write(world.desk, later, tmp_path, "school:DUIN")
    about = {
        code: [(one.act, one.number) for one in world.desk.forgetting.preview(pupil).papers]
        for code, pupil in pupils.items()
    }
    number = world.desk.meetings.card(later).row.number
    assert about == {"DUIN": [("paper.actions", number), ("paper.minutes", number)], "ZEEUW": []}
    told = world.desk.pupil_records.record(pupils["DUIN"], "Brief").openings
    assert [(one.about, one.paper.kind) for one in told if one.paper] == [
        (number, PaperKind.ACTIONS), (number, PaperKind.MINUTES),
    ]  # fmt: skip
    assert number not in {one.about for one in world.desk.pupil_records.record(pupils["ZEEUW"], "Brief").openings}


def test_for_a_school_is_of_its_pupils_only() -> None:
    paper = Paper(PaperKind.MINUTES, audience="school:zeeuw", tells_of_pupils=True)
    assert is_of(paper, "ZEEUW")
    assert not is_of(paper, "DUIN")
    assert not is_of(replace(paper, tells_of_pupils=False), "ZEEUW")
    assert is_of(replace(paper, audience="full"), "DUIN")
