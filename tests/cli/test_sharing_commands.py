"""`share`, `join` and `fetch-local`: a network goes to a server and comes back, and is never in two places at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tests.builders import CHEAP, PASSWORD, SECRETARY, World, password_of, user_id
from tests.cli.test_command_line import Run
from tests.server import Server
from zsm_desktop.app import open_desk, people, sharing
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.models.base import versioned_tables
from zsm_desktop.store import backup_state, first_steps
from zsm_desktop.store.moved import NOTE, half_moved_into
from zsm_desktop.store.place import DATABASE, KEYS, SERVER
from zsm_desktop.store.postgres import target
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.place import ServerPlace
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.words.moving import also_here

OWN = "een heel eigen wachtwoord"


@pytest.fixture
def owner(server: Server) -> Address:
    server.keep_logins()
    return server.address(server.new_database())


def url(address: Address) -> str:
    return f"postgresql://{address.user}@/{address.database}?host={address.host}"


@pytest.fixture
def shared(run: Run, world: World, owner: Address, server: Server) -> Path:
    """The folder of the small network after it went to the server."""
    world.delivered()
    assert run("share", "--to", url(owner), "--json").status == 0
    return world.folder.with_name("network-server")


@pytest.fixture(autouse=True)
def _logins(server: Server) -> object:
    yield
    server.restore_logins()


def test_it_goes_there_and_the_old_one_is_only_read(run: Run, world: World, owner: Address) -> None:
    world.delivered()
    first_steps.remind(world.folder, first_steps.SHEET)
    before = run("balances", "--json").json
    head = run("check", "--json").json["chain_head"]

    said = run("share", "--to", url(owner), "--json")

    assert said.status == 0, said.err
    there = Path(said.json["store"])
    assert (said.json["entries"], said.json["chain_head"], said.json["given_cents"]) == (1, head, 2470)
    assert set(said.json["without_entry"]) == {
        "stage duin", "stage zeeuw", "directeur duin", "directeur zeeuw", "lezer", "boekhouder",
    }  # fmt: skip
    own = {SERVER, backup_state.STATE, backup_state.LOCK, first_steps.FILE}
    assert {path.name for path in there.iterdir()} == own
    assert first_steps.standing(there) == {first_steps.SHEET: first_steps.LATER}
    assert [place.path for place in backup_state.read(there).places] == [str(world.folder / "backups")]
    assert run("--store", there, "balances", "--json").json == before
    checked = run("--store", there, "check", "--json").json
    assert (checked["ok"], checked["findings"]) == (True, [])
    assert run("balances", "--json").json == before
    with pytest.raises(RuleError, match=r"store\.moved"):
        open_desk(world.folder, password=PASSWORD)


def test_a_colleague_is_let_in_and_joins(run: Run, shared: Path, tmp_path: Path) -> None:
    with closing(open_desk(shared, password=PASSWORD)) as desk:
        people.edit_user(desk, user_id("lezer"), 1, "lezer", Role.READER, None, OWN, kdf=CHEAP)
    (theirs,) = [row["address"] for row in run("--store", shared, "addresses", "--json").json if row["user"] == "lezer"]
    assert theirs in run("--store", shared, "addresses").out
    assert run("addresses").status == 2
    assert run("join", "--at", theirs, "--into", tmp_path / "lezer").status == 0
    with closing(open_desk(tmp_path / "lezer", password=OWN)) as desk:
        assert desk.actor.role is Role.READER


def test_it_comes_back_with_everybody_and_the_server_takes_nothing_more(
    run: Run, shared: Path, tmp_path: Path, world: World
) -> None:
    with closing(open_desk(shared, password=PASSWORD)) as desk:
        people.edit_user(desk, user_id("lezer"), 1, "lezer", Role.READER, None, OWN, kdf=CHEAP)
        left = open_desk(shared, password=PASSWORD)
    home = tmp_path / "thuis"
    said = run("--store", shared, "fetch-local", "--into", home, "--json")
    assert said.status == 0, said.err
    assert {DATABASE, KEYS} <= {path.name for path in home.iterdir()}
    assert run("--store", home, "balances", "--json").json == run("balances", "--json").json
    assert run("--store", home, "check", "--json").json["ok"]
    open_desk(home, password=OWN, user="lezer").close()
    with closing(left), pytest.raises(RuleError, match=r"store\.retired"):
        left.sectors.add("Bouw")
    assert run("--store", shared, "balances", "--json").status == 0


def test_who_is_still_in_is_named_before_it_comes_back(run: Run, shared: Path, tmp_path: Path) -> None:
    with closing(open_desk(shared, password=PASSWORD)) as desk:
        people.edit_user(desk, user_id("lezer"), 1, "lezer", Role.READER, None, OWN, kdf=CHEAP)
        assert sharing.also_here(desk) == ()
        (theirs,) = [entry.address for entry in sharing.addresses(desk) if entry.name == "lezer"]
    sharing.join(Address.parse(theirs), tmp_path / "lezer")
    with closing(open_desk(tmp_path / "lezer", password=OWN)) as reader:
        with pytest.raises(RuleError, match=r"permission\.missing"):
            sharing.also_here(reader)
        said = run("--store", shared, "fetch-local", "--into", tmp_path / "thuis", "--json")
        assert said.status == 0, said.err
        assert said.err.index(also_here(["lezer"])) < said.err.index("Overgezet")
        assert reader.users.rows() != ()
    assert "Nu ook hier: lezer." in also_here(["lezer"])
    home = open_desk(tmp_path / "thuis", password=PASSWORD, user=SECRETARY)
    with closing(home), pytest.raises(RuleError, match=r"share\.in_file"):
        sharing.also_here(home)


@pytest.mark.parametrize("at", ["tables", "rows", "note"])
def test_a_move_that_is_broken_off_is_done_again(
    run: Run, world: World, owner: Address, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Whatever was reached: the old one is whole, the new one does not open, and the same command goes on."""
    world.delivered()
    before = run("balances", "--json").json
    reached: dict[str, Callable[[], None]] = {
        "tables": lambda: monkeypatch.setattr(sharing.moving, "move", stopped),
        "rows": lambda: monkeypatch.setattr(sharing.moved, "note", stopped),
        "note": lambda: monkeypatch.setattr(target, "finish", stopped),
    }
    with monkeypatch.context():
        reached[at]()
        assert run("share", "--to", url(owner)).status == 2
    monkeypatch.undo()
    monkeypatch.setenv("ZSM_STORE", str(world.folder))
    monkeypatch.setenv("ZSM_PASSWORD", PASSWORD)
    assert run("balances", "--json").json == before
    with pytest.raises(RuleError, match=r"server\.unfinished"):
        ServerPlace(owner).require_fit(SCHEMA_VERSION)
    assert not (world.folder / NOTE).exists()

    said = run("share", "--to", url(owner), "--json")
    assert said.status == 0, said.err
    assert run("--store", said.json["store"], "balances", "--json").json == before


@pytest.mark.parametrize("is_done", [True, False])
@pytest.mark.parametrize("is_told", [True, False])
def test_a_last_step_without_an_answer_is_looked_up_or_done_again(
    run: Run, world: World, owner: Address, monkeypatch: pytest.MonkeyPatch, is_done: bool, is_told: bool
) -> None:
    before = run("balances", "--json").json
    real, into = target.finish, world.folder.with_name("daar")

    def unanswered(place: ServerPlace) -> None:
        if is_done:
            real(place)
        raise RuleError("server.lost", path=place.address.shown)

    def untold(place: ServerPlace) -> bool:
        raise RuleError("server.lost", path=place.address.shown)

    with monkeypatch.context() as broken:
        broken.setattr(target, "finish", unanswered)
        if not is_told:
            broken.setattr(target, "is_ready", untold)
        broken.chdir(into.parent)
        said = run("share", "--to", url(owner), "--into", into.name, "--json")
    if is_told:
        assert (said.status == 0) == into.exists() == (world.folder / NOTE).exists() == is_done
    else:
        assert "nog eens over naar hetzelfde adres" in said.err
        assert into.exists()
        assert (world.folder / NOTE).exists()
        assert half_moved_into(world.folder) == into, "from wherever it is read"
        with pytest.raises(RuleError, match=r"store\.half_moved"):
            open_desk(world.folder, password=PASSWORD)
    if not (is_told and is_done):
        said = run("share", "--to", url(owner), "--into", into, "--json")
        assert said.status == 0, said.err
    assert run("--store", into, "balances", "--json").json == before
    with pytest.raises(RuleError, match=r"store\.moved"):
        open_desk(world.folder, password=PASSWORD)


@pytest.mark.parametrize("is_done", [True, False])
@pytest.mark.parametrize("is_told", [True, False])
def test_a_server_that_closes_without_an_answer_is_looked_up_or_fetched_again(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_done: bool, is_told: bool
) -> None:
    real, home = ServerPlace.retire, tmp_path / "thuis"

    def unanswered(place: ServerPlace, last: int) -> None:
        if is_done:
            real(place, last)
        raise RuleError("server.lost", path=place.address.shown)

    def untold(place: ServerPlace) -> bool:
        raise RuleError("server.lost", path=place.address.shown)

    with closing(open_desk(shared, password=PASSWORD)) as desk:
        with monkeypatch.context() as broken:
            broken.setattr(ServerPlace, "retire", unanswered)
            if not is_told:
                broken.setattr(target, "is_retired", untold)
            if is_told and is_done:
                sharing.fetch_local(desk, home)
            else:
                with pytest.raises(RuleError, match="server.lost" if is_told else "share.maybe_retired"):
                    sharing.fetch_local(desk, home)
        if not (is_told and is_done):
            assert not home.exists()
            sharing.fetch_local(desk, home)
    open_desk(home, password=PASSWORD, user=SECRETARY).close()


def stopped(*_args: object) -> None:
    raise KeyboardInterrupt


SINCE_0006 = (
    "destruction_line", "destruction", "pupil_request", "data_breach", "privacy_text",
    "vote", "organisation_cluster", "fund_result", "fund_condition", "fund_report", "fund_expense",
    "fund_contribution", "shared_figure", "case_guide", "handover", "list_entry", "choice_tally",
    "contribution_spending", "employer_contribution", "work_placement", "vacancy", "employer_contact",
    "employer_sector", "employer",
    "evaluation_answer", "evaluation_remark", "evaluation_score", "evaluation_member", "evaluation_element",
    "evaluation",
    "follow_up", "target", "network_profile", "case_value", "case_phase",
    "year_closing", "reminder_text", "retention_rule",
    "reminder", "invoice_payment", "invoice", "logo", "settlement_document", "settlement_payment", "settlement_line",
    "agreement_band", "agreement_signature", "settlement", "settlement_agreement",
)  # fmt: skip
NEWER = {
    "case_file", "fund", "offer", "placement", "settlement_agreement", "reminder_text", "retention_rule",
    "follow_up", "target", "network_profile", "fund_result", "fund_condition", "fund_report", "fund_expense",
    "fund_contribution", "shared_figure", "handover", "list_entry", "employer", "employer_contact", "vacancy",
    "work_placement", "employer_contribution", "contribution_spending", "evaluation",
    "pupil_request", "data_breach", "privacy_text",
}  # fmt: skip
ADDED_SINCE_0006 = {
    "journal_entry": "settlement_id",
    "account": "holder_id",
    "account_total": "settled_cents",
    "network": "issuer_id document_minutes payment_minutes schools_by_letter",
    "outcome": "exit_profile sector_id organisation_id is_against_advice",
    "organisation": "vat_number rsin oin order_number reference colour role does brings mandate",
    "pupil": "anonymised_on",
    "minutes_version": "redacted_at redacted_digest",
    "meeting_body": "is_chair_in_turn",
    "body_member": "is_mandated",
    "meeting": "chair_organisation_id",
    "decision": "manner",
}


def test_its_owner_brings_an_older_one_up_to_date(run: Run, shared: Path, owner: Address) -> None:
    with psycopg.connect(owner.conninfo(), autocommit=True) as connection:
        connection.execute("UPDATE schema_version SET version = 5")
        connection.execute("UPDATE alembic_version SET version_num = '0005'")
        connection.execute("DROP TRIGGER guard_posting_update ON posting")
        connection.execute("DROP SCHEMA figures CASCADE")
        connection.execute(f"DROP TABLE {', '.join(SINCE_0006)} CASCADE")
        for table, columns in ADDED_SINCE_0006.items():
            for column in columns.split():
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column} CASCADE")
        for table in versioned_tables() - NEWER:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN version")
        connection.execute("DROP INDEX server_delivery_day")
    assert "oudere versie" in run("--store", shared, "balances").err
    said = run("update-server", "--at", url(owner), "--json")
    assert (said.status, said.json) == (0, {"version": SCHEMA_VERSION}), said.err
    checked = run("--store", shared, "check", "--json").json
    assert (checked["ok"], checked["findings"]) == (True, [])
    own = url(Known.read(shared / SERVER).address)
    assert run("update-server", "--at", own).status == 2


def test_somebody_who_writes_meanwhile_stops_the_fetching(shared: Path, tmp_path: Path) -> None:
    home = tmp_path / "thuis"
    with closing(open_desk(shared, password=PASSWORD)) as desk, closing(open_desk(shared, password=PASSWORD)) as other:

        def write(done: int, whole: int) -> None:
            if done == whole:
                other.sectors.add("Bouw")

        with pytest.raises(RuleError, match=r"move\.changed"):
            sharing.fetch_local(desk, home, write)
        assert not home.exists()
        other.sectors.add("Zeevaart")


def test_what_cannot_be_is_refused_and_nothing_is_written(
    run: Run, world: World, owner: Address, server: Server, tmp_path: Path
) -> None:
    other = server.address(server.new_database())
    with psycopg.connect(other.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE mine (id integer)")
    full = tmp_path / "vol"
    full.mkdir()
    (full / "brief.txt").write_text("x", encoding="utf-8")
    plain = "postgresql://o@db.voorbeeld.nl/net?sslmode=disable"
    for words, said in (
        (("share", "--to", plain), "bewijst niet dat dit de goede server is"),
        (("share", "--to", url(other)), "staan al gegevens (tabel mine)"),
        (("share", "--to", url(owner), "--into", full), "is niet leeg"),
        (("share", "--to", url(replace(owner, user="niemand"))), "vraagt om het wachtwoord"),
        (("fetch-local", "--into", tmp_path / "x"), "staat al op deze computer"),
        (("join", "--at", url(owner), "--into", full), "is niet leeg"),
        (("--user", "lezer", "share", "--to", url(owner)), "wachtwoord"),  # after a wrong one the next has to wait
    ):
        refused = run(*words)
        assert refused.status in (2, 3), words
        assert said in refused.err, refused.err
    assert not (world.folder / NOTE).exists()
    with (
        pytest.raises(RuleError, match=r"permission\.missing"),
        closing(open_desk(world.folder, password=password_of("lezer"), user="lezer", read_only=True)) as desk,
    ):
        sharing.share(desk, password_of("lezer"), owner, "", tmp_path / "y")
    shutil.rmtree(full)
    assert world.desk.actor.name == SECRETARY
