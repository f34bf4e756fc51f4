"""A copy to read elsewhere with names in it: whose, under a key of its own, and remembered until it is gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders import CHEAP, PASSWORD, TODAY, World, password_of, user_id
from tests.every_byte import everything, found
from tests.planted import opened, plant
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import WithNames, publish
from zsm_desktop.app.rooms import rooms
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import GONE, MAKE, MOST, USUAL, HowGone, OutsideCopy
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import Case, Consent, Pupil
from zsm_desktop.reports.destruction_proof import document as proof_on_paper
from zsm_desktop.reports.handing_over import document as on_paper
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import published, published_names
from zsm_desktop.store.bringing import bring_here
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import DATABASE, KEYS, FilePlace
from zsm_desktop.store.published_names import Named

OWN = "vier eenden zwemmen achteruit"
UNTIL = TODAY + USUAL
NAMES = WithNames(PASSWORD, UNTIL)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(RuleError) as refused:
        call()
    return refused.value.code


def made(world: World, into: Path, **more: Any) -> None:
    said = {"to": "het samenwerkingsverband", "reason": "overname", "names": NAMES, "kdf": CHEAP} | more
    publish(world.desk, into, said.pop("password", OWN), **said)


def pupil_of(world: World, case: str) -> str:
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case,))
    return str(pupil)


def names_in(folder: Path) -> list[str]:
    with closing(open_desk(folder, password=OWN)) as desk:
        return sorted(desk.pupils.open_name(row.id, "").full_name for row in desk.pupils.page())


@pytest.fixture
def with_case(world: World) -> World:
    world.delivered()
    world.case()
    return world


@pytest.fixture
def copied(with_case: World, tmp_path: Path) -> Iterator[Desk]:
    made(with_case, tmp_path / "kopie")
    with closing(open_desk(tmp_path / "kopie", password=OWN, clock=lambda: with_case.now)) as desk:
        yield desk


def test_nothing_that_was_sealed_is_in_any_byte_and_the_names_open_with_its_own_key_only(
    world: World, tmp_path: Path
) -> None:
    world.close()
    place = FilePlace(world.folder, world.keys)
    planted = plant(place, each=30)
    into = tmp_path / "kopie"
    into.mkdir()
    with closing(place.connect()) as origin:
        origin.execute("VACUUM INTO ?", (str(into / DATABASE),))
    before = replace(world.keys)
    own = Keys(world.keys.store_key, bytes(range(32)), user_id("lezer"), "password", "x", "secretary", "n")
    pupils = sorted({row_id for table, row_id, _ in planted if table == "pupil"})
    kept, others = pupils[:5], pupils[5:]
    assert others
    with closing(FilePlace(into, before).connect()) as driver:
        sealed = [bytes(one) for (one,) in driver.execute("SELECT given_name FROM pupil WHERE given_name IS NOT NULL")]
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA ignore_check_constraints=ON")
        driver.execute("PRAGMA secure_delete=ON")
        named = Named(frozenset(kept), frozenset(), UNTIL)
        published.take_out(driver, named, lambda: published_names.put_under(driver, before, own))
        published_names.require_right(driver, named, own)
    parts = dict(everything(into, own))
    assert found(iter(parts.items())) == []
    assert not any(one in parts[f"{DATABASE} opened"] for one in sealed), "nothing is left under the old key"
    there = opened(FilePlace(into, own), own)
    assert {row_id for _, row_id, _ in there} == set(kept)
    assert {(table, column) for table, _, column in there} <= {("pupil", one) for one in published_names.SEALED}
    assert there == {key: text for key, text in planted.items() if key in there}


def test_it_opens_with_its_own_password_and_a_name_only_when_asked_for(copied: Desk, with_case: World) -> None:
    desk = copied
    assert (desk.actor.role, desk.actor.is_reading, desk.published_until) == (Role.SECRETARY, True, UNTIL)
    assert desk.actor.may(Permission.OPEN_NAMES)
    assert not any(desk.actor.may(one) for one in Permission if not one.is_reading and one is not Permission.OPEN_NAMES)
    assert {"settings", "meetings"}.isdisjoint(room.key for room in rooms(desk))
    rows = desk.pupils.page()
    assert len(rows) == 1
    assert "Zoë" not in repr(rows) + repr(desk.cases.rows())
    name = desk.pupils.open_name(rows[0].id, "")
    assert (name.full_name, name.birth_date, name.guardian_contact) == ("Zoë van den Berg", date(2010, 3, 14), "")
    assert desk.store.rows("SELECT count(*) FROM audit_event") == [(0,)], "who opens one there stands nowhere"
    card = desk.cases.card(desk.cases.rows()[0].id)
    assert (card.row.question, card.row.missing, len(card.consents)) == (published_names.NOT_HERE, "", 1)
    assert desk.today.facts().waiting == ()
    assert (desk.actor.sees_small_groups(), desk.actor.told(4), desk.actor.told(5)) == (False, None, 5)
    assert card.row.number.startswith("C-2026-")
    assert code_of(lambda: desk.pupils.rename(rows[0].id, "A", "B", "zo")) == "published.read_only"
    assert desk.checks.run().ok
    assert code_of(lambda: open_desk(desk.folder, password=PASSWORD)) == "keys.wrong_password"


def test_without_its_note_it_is_a_reserve_copy_in_which_nobody_works(copied: Desk) -> None:
    folder = copied.folder
    (folder / "kopie.json").unlink()
    assert code_of(lambda: open_desk(folder, password=OWN)) == "store.is_copy"


def test_brought_to_another_computer_it_stays_such_a_copy(copied: Desk, with_case: World, tmp_path: Path) -> None:
    bring_here(copied.folder, tmp_path / "hier", OWN, with_case.now)
    assert names_in(tmp_path / "hier") == ["Zoë van den Berg"]


def consent_of(world: World, case: str, **values: Any) -> None:
    with world.writing() as work:
        consent = work.session.query(Consent).filter_by(case_id=case).one()
        for column, value in values.items():
            setattr(consent, column, value)


def test_only_who_may_be_shared_with_the_whole_network_is_in_it(world: World, tmp_path: Path) -> None:
    stays, forgotten, withdrawn, ended = (world.case() for _ in range(4))
    world.case(receiver="DUIN")
    consent_of(world, withdrawn, withdrawn_on=TODAY)
    consent_of(world, ended, valid_until=TODAY - timedelta(days=1))
    young = world.case()
    consent_of(world, young, given_by="guardians")  # of sixteen: it takes the pupil's own
    pupil = pupil_of(world, forgotten)
    world.desk.cases.close(forgotten)
    world.desk.forgetting.forget(pupil)
    with world.writing() as work:
        row = work.session.get_one(Pupil, pupil_of(world, stays))
        row.given_name = work.seal.seal("pupil", row.id, "given_name", "Alleen")
        row.guardian_contact = work.seal.seal("pupil", row.id, "guardian_contact", "moeder, 06 12345678")
        work.session.get_one(Case, stays).wishes = work.seal.seal("case_file", stays, "wishes", "Buiten werken")
    into = tmp_path / "kopie"
    made(world, into)
    assert names_in(into) == ["Alleen van den Berg"]
    with closing(open_desk(into, password=OWN)) as desk:
        assert [row.id for row in desk.cases.rows()] == [stays]
        assert desk.store.rows("SELECT DISTINCT case_id FROM consent") == [(stays,)]
        assert desk.pupils.open_name(row.id, "").guardian_contact == ""
        assert (desk.cases.card(stays).row.question, desk.cases.card(stays).wishes) == (published_names.NOT_HERE, "")
        other = desk.store.rows("SELECT pseudonym, code FROM pupil WHERE given_name IS NULL")
        assert other
        assert all(name.startswith("Zonder naam ") for name, _code in other)
        assert desk.search.find("Zonder naam") == ()
        assert [hit.kind for hit in desk.search.find(desk.pupils.page()[0].pseudonym)] == ["case", "pupil"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"to": " "}, "published.no_receiver"),
        ({"reason": ""}, "published.no_reason"),
        ({"names": WithNames("iets anders dus", UNTIL)}, "keys.wrong_password"),
        ({"names": WithNames(PASSWORD, None)}, "copy.no_until"),
        ({"names": WithNames(PASSWORD, TODAY)}, "copy.until_past"),
        ({"names": WithNames(PASSWORD, TODAY + MOST + timedelta(days=1))}, "copy.until_late"),
        ({"password": "vier eenden"}, "copy.password_short"),
        ({"password": "wachtwoord2026!"}, "copy.password_weak"),
    ],
)
def test_what_is_missing_is_asked_before_anything_is_done(
    with_case: World, tmp_path: Path, more: dict[str, Any], code: str
) -> None:
    assert code_of(lambda: made(with_case, tmp_path / "kopie", **more)) == code
    assert not (tmp_path / "kopie").exists()
    assert with_case.store.rows("SELECT count(*) FROM audit_event WHERE act = ?", (MAKE,)) == [(0,)]


def test_nobody_but_who_manages_and_sees_names_can_make_one(with_case: World, tmp_path: Path) -> None:
    who = with_case.desk.outside_copies.sharable()
    for name in ("stage duin", "directeur duin", "lezer"):
        desk = with_case.desk_of(name)
        named = {"to": "mij", "reason": "zo", "kdf": CHEAP, "names": WithNames(password_of(name), UNTIL)}
        refused = code_of(lambda desk=desk, named=named: publish(desk, tmp_path / "kopie", OWN, **named))
        assert refused == "permission.missing"
        copies = desk.outside_copies
        calls: tuple[Callable[[], object], ...] = (
            copies.sharable, copies.rows, copies.waiting,
            lambda copies=copies: copies.made(to="mij", reason="zo", until=UNTIL, who=who),
            lambda copies=copies: copies.gone("x", HowGone.RETURNED),
        )  # fmt: skip
        assert [code_of(call) for call in calls] == ["permission.missing"] * len(calls)


def test_there_is_no_copy_without_a_name_to_give(world: World, tmp_path: Path) -> None:
    consent_of(world, world.case(), withdrawn_on=TODAY)
    assert code_of(lambda: made(world, tmp_path / "kopie")) == "copy.nobody"


def test_a_consent_that_ends_while_it_is_made_stops_it(with_case: World, tmp_path: Path) -> None:
    case = with_case.case()

    def withdraw(done: int, whole: int) -> None:
        if done == whole:
            consent_of(with_case, case, withdrawn_on=TODAY)

    assert code_of(lambda: made(with_case, tmp_path / "kopie", progress=withdraw)) == "copy.changed"
    assert [path.name for path in tmp_path.iterdir() if path != with_case.folder] == []
    assert with_case.desk.outside_copies.rows() == ()


def test_one_that_cannot_be_laid_down_is_not_remembered_as_being_outside(with_case: World, tmp_path: Path) -> None:
    into = tmp_path / "kopie"

    def in_the_way(_done: int, _whole: int) -> None:
        into.mkdir(exist_ok=True)
        (into / "iets").write_text("van een ander")

    with pytest.raises(RuleError):
        made(with_case, into, progress=in_the_way)
    assert [path.name for path in into.iterdir()] == ["iets"]
    assert [one.how for one in with_case.desk.outside_copies.rows()] == [HowGone.DESTROYED]


def refusing_the_disk(monkeypatch: pytest.MonkeyPatch, into: Path) -> None:
    """The folder around the copy cannot be written to the disk, once the copy has its name there."""

    def flush(folder: Path) -> None:
        if folder == into.parent and into.exists():
            raise OSError("the disk is gone")

    monkeypatch.setattr(published, "flush_folder", flush)


def test_one_that_has_its_name_already_is_thrown_away_before_it_is_noted_as_destroyed(
    with_case: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "kopie"
    refusing_the_disk(monkeypatch, into)
    with pytest.raises(RuleError):
        made(with_case, into)
    assert [path.name for path in tmp_path.iterdir() if path != with_case.folder] == []
    assert [one.how for one in with_case.desk.outside_copies.rows()] == [HowGone.DESTROYED]


@pytest.mark.parametrize("has_its_name", [True, False])
def test_one_that_cannot_be_thrown_away_stays_outside_and_is_said(
    with_case: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_its_name: bool
) -> None:
    into = tmp_path / "kopie"
    monkeypatch.setattr(published.shutil, "rmtree", lambda _path, **_more: None)
    if has_its_name:
        refusing_the_disk(monkeypatch, into)
    else:

        def in_the_way(_done: int, _whole: int) -> None:
            into.mkdir(exist_ok=True)
            (into / "iets").write_text("van een ander")

    with pytest.raises(RuleError) as refused:
        made(with_case, into, **({} if has_its_name else {"progress": in_the_way}))
    assert refused.value.code == "published.left"
    left = Path(str(refused.value.facts["path"]))
    assert left.is_dir()
    assert (left == into) is has_its_name
    assert not (left / KEYS).exists()
    assert the_copy(with_case).is_outside


def the_copy(world: World) -> OutsideCopy:
    (one,) = world.desk.outside_copies.rows()
    return one


def waiting(world: World) -> list[int]:
    return [one.count for one in world.desk.today.later() if one.kind == "copies_outside"]


def test_it_is_remembered_for_whom_and_until_when_and_waits_when_its_day_is_near(
    with_case: World, tmp_path: Path
) -> None:
    made(with_case, tmp_path / "kopie")
    one = the_copy(with_case)
    assert (one.to, one.reason, one.until, one.pupils, one.by) == (
        "het samenwerkingsverband", "overname", UNTIL, 1, "secretaris",
    )  # fmt: skip
    ((facts,),) = with_case.store.rows("SELECT facts FROM audit_event WHERE act = ?", (MAKE,))
    assert "samenwerkingsverband" not in facts
    assert waiting(with_case) == []
    with_case.now += USUAL - timedelta(days=14)
    assert waiting(with_case) == [1]
    assert [one.to for one in with_case.desk.handing_over.facts().copies] == ["het samenwerkingsverband"]
    assert "het samenwerkingsverband" in repr(on_paper(with_case.desk).blocks)
    with_case.desk.outside_copies.gone(one.id, HowGone.RETURNED)
    assert waiting(with_case) == []
    assert with_case.desk.handing_over.facts().copies == ()
    assert (the_copy(with_case).how, the_copy(with_case).gone_on) == (HowGone.RETURNED, with_case.desk.day)
    assert code_of(lambda: with_case.desk.outside_copies.gone(one.id, HowGone.DESTROYED)) == "copy.gone"


def test_it_is_asked_back_at_once_when_somebody_in_it_may_not_be_shared_any_more(
    with_case: World, tmp_path: Path
) -> None:
    case = with_case.case()
    made(with_case, tmp_path / "kopie")
    assert (the_copy(with_case).ended, waiting(with_case)) == (0, [])
    consent_of(with_case, case, withdrawn_on=TODAY)
    assert (the_copy(with_case).ended, waiting(with_case)) == (1, [1])


@pytest.mark.parametrize("kind", ["objection", "restriction", "erasure"])
def test_who_asked_to_stop_is_not_in_it(with_case: World, tmp_path: Path, kind: str) -> None:
    case = with_case.case()
    made(with_case, tmp_path / "kopie")
    with_case.desk.privacy_requests.add(pupil_of(with_case, case), kind, "guardian", TODAY, "Wij willen dit niet.")
    assert (waiting(with_case), case in with_case.desk.outside_copies.sharable().cases) == ([1], False)


def test_forgetting_names_it_until_somebody_says_that_it_is_gone(with_case: World, tmp_path: Path) -> None:
    case, later = with_case.case(), with_case.case()
    for one in (case, later):
        with_case.desk.cases.close(one)
    made(with_case, tmp_path / "kopie")
    new = with_case.case()
    desk, copy = with_case.desk, the_copy(with_case)

    def held(case_id: str) -> list[str | None]:
        papers = desk.forgetting.preview(pupil_of(with_case, case_id)).papers
        return [one.copy.to for one in papers if one.act == MAKE and one.copy is not None]

    assert (held(case), held(new)) == (["het samenwerkingsverband"], [])
    asked = [desk.outside_copies.of(pupil_of(with_case, one)) for one in (case, new)]
    assert asked == [(copy,), ()]
    desk.forgetting.forget(pupil_of(with_case, case))
    (proof,) = desk.destroying.proofs()
    (paper,) = [one for one in desk.destroying.proof(proof.id).papers if one.act == MAKE]
    assert paper.copy is not None
    assert (paper.copy.is_outside, the_copy(with_case).ended) == (True, 1)
    assert "vraag haar terug" in repr(proof_on_paper(desk.destroying.proof(proof.id)))
    desk.outside_copies.gone(copy.id, HowGone.DESTROYED)
    (paper,) = [one for one in desk.destroying.proof(proof.id).papers if one.act == MAKE]
    assert paper.copy is not None
    assert paper.copy.how is HowGone.DESTROYED
    assert "vraag haar terug" not in repr(proof_on_paper(desk.destroying.proof(proof.id)))
    assert held(later) == []
    assert desk.checks.run().findings == ()


def test_who_got_it_stands_in_what_a_pupil_may_read_and_a_forgotten_name_not_in_for_whom(
    with_case: World, tmp_path: Path
) -> None:
    case = with_case.case()
    with with_case.writing() as work:
        row = work.session.get_one(Pupil, pupil_of(with_case, case))
        row.given_name = work.seal.seal("pupil", row.id, "given_name", "Wolfram")
        row.family_name = work.seal.seal("pupil", row.id, "family_name", "Zandstraal")
    with_case.desk.cases.close(case)
    made(with_case, tmp_path / "kopie", to="het bureau, over Wolfram Zandstraal")
    shared = with_case.desk.pupil_records.record(pupil_of(with_case, case), "Brief").shared
    (line,) = [one for one in shared if one.kind == "copy"]
    assert line.receiver.startswith("het bureau, over ")
    with_case.desk.forgetting.forget(pupil_of(with_case, case))
    ((copy_id, facts),) = with_case.store.rows("SELECT subject_id, facts FROM audit_event WHERE act = ?", (MAKE,))
    to = with_case.store.seal.open("audit_event", copy_id, "to", bytes.fromhex(json.loads(facts)["to"]))
    assert to.startswith("het bureau, over ")
    assert "Zandstraal" not in to


def test_the_logbook_is_kept_from_the_first_copy_that_is_still_outside(with_case: World, tmp_path: Path) -> None:
    made(with_case, tmp_path / "kopie")
    copy = the_copy(with_case)
    ((number,),) = with_case.store.rows("SELECT number FROM audit_event WHERE act = ?", (MAKE,))
    with_case.now += timedelta(days=6 * 366)
    with_case.case()

    def lines() -> str:
        return next(row.code for row in with_case.desk.destroying.due() if row.category == "logbook")

    assert lines().endswith(f"-{number - 1}")
    with_case.desk.outside_copies.gone(copy.id, HowGone.RETURNED)
    assert lines().endswith(f"-{number}")
    assert with_case.store.rows("SELECT count(*) FROM audit_event WHERE act = ?", (GONE,)) == [(1,)]
