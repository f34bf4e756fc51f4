"""Somebody with a login and psql in place of the program: what the role may not do there, the server refuses.

Every probe runs as the login itself. What a policy hides is no error but no row: either is asked for, and at the end
every row stands as it stood.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import pytest

from tests.builders import PEOPLE, World, made_id, offer_id, school_id, secret_of, user_id
from tests.cluster import HOST, OWNER, programs
from tests.server import Server
from tests.services.settled import NETTING, say_vat, settle
from tests.services.test_versions import final
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.store import moving
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres import rights, rows
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import login_name
from zsm_desktop.store.store import Store

DIRECTOR, COORDINATOR, READER, KEEPER, SECRETARY = (
    "directeur duin",
    "stage duin",
    "lezer",
    "boekhouder",
    "secretaris",
)
ME = "(SELECT session_user)"


@pytest.fixture
def kept() -> str:
    return "server"


@dataclass
class Attacked:
    """`waiting` is ZEEUW's to confirm, from DUIN; `foreign` is between the two other schools. The rest is settled."""

    world: World
    address: str
    socket: str
    waiting: str
    foreign: str
    foreign_case: str

    def psql(self, name: str, sql: str) -> subprocess.CompletedProcess[str]:
        return self.as_login(login_name(user_id(name)), secret_of(name), sql)

    def as_login(self, login: str, secret: str, sql: str) -> subprocess.CompletedProcess[str]:
        command = [programs() / "psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-h", self.socket, "-U", login]
        return subprocess.run(
            [*command, "-d", self.address, "-c", sql],
            env={**os.environ, "PGPASSWORD": secret}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def held(self) -> moving.Contents:
        store = Store(self.world.folder, self.world.keys, place=self.world.owner)
        with closing(store), store.shelf.lent() as connection:
            return moving.contents(connection)


@pytest.fixture
def attacked(world: World) -> Attacked:
    world.delivered("DUIN", "ZEEUW", 200, date(2026, 10, 5))
    say_vat(world)
    settle(world, NETTING)
    waiting = world.entered("DUIN", "ZEEUW", 300, date(2026, 10, 6))
    foreign = world.entered("ZEEUW", "KREEK", 400, date(2026, 10, 7))
    case = world.case("KREEK")
    world.desk.statements.issue(school_id("ZEEUW"))
    with closing(world.owner.connect()) as connection:
        rights.install(connection)  # a copied database does not take along who may connect
    address = Known.read(world.folder / SERVER).address
    return Attacked(world, address.database, address.host, waiting, foreign, case)


NUMBERED = "(SELECT max(number) + 1 FROM journal_entry)"
ENTRY = """
INSERT INTO journal_entry (number, kind, period_id, booked_on, delivered_on, delivery_id, offer_id, quantity,
 tariff_cents, booked_by, booked_at, previous_hash, hash)
SELECT {number}, '{kind}', p.id, DATE '2026-10-05', DATE '2026-10-05', {delivery}, '{offer}', 100, 2470, '{me}',
 '2026-11-22T09:00:00Z', (SELECT hash FROM journal_entry ORDER BY number DESC LIMIT 1), sha256('x')
FROM period p WHERE DATE '2026-10-05' BETWEEN first_day AND last_day;
"""
LINES = """
INSERT INTO posting (entry, account_id, counter_id, side, cents, booked_on)
SELECT {number}, a.id, b.id, 'given', {cents}, DATE '2026-10-05' FROM account a, account b
WHERE a.code = '{gives}' AND b.code = '{takes}';
INSERT INTO posting (entry, account_id, counter_id, side, cents, booked_on)
SELECT {number}, b.id, a.id, 'taken', -{cents}, DATE '2026-10-05' FROM account a, account b
WHERE a.code = '{gives}' AND b.code = '{takes}';
"""


def booking(
    name: str, delivery: str, cents: int, gives: str = "DUIN", takes: str = "ZEEUW", kind: str = "delivery"
) -> str:
    facts = {"number": NUMBERED, "delivery": delivery, "cents": cents, "gives": gives, "takes": takes, "kind": kind,
             "offer": offer_id("DUIN"), "me": user_id(name)}  # fmt: skip
    return "BEGIN;" + LINES.format(**facts) + ENTRY.format(**facts) + "COMMIT;"


ANYONE = {
    "becomes the owner": f"SET ROLE {OWNER}",
    "becomes the host": f"SET SESSION AUTHORIZATION {HOST}",
    "puts triggers aside": "SET session_replication_role = replica",
    "disables guards": "ALTER TABLE posting DISABLE TRIGGER ALL",
    "drops a guard": "DROP TRIGGER guard_posting_update ON posting",
    "drops a policy": "DROP POLICY reads ON delivery",
    "puts policies aside": "SET row_security = off; SELECT count(*) FROM delivery",
    "opens a table": "ALTER TABLE delivery DISABLE ROW LEVEL SECURITY",
    "drops a table": "DROP TABLE journal_entry CASCADE",
    "makes a table": "CREATE TABLE public.mine (id integer)",
    "makes a passing table": "CREATE TEMP TABLE audit_event (number integer)",
    "makes a function": "CREATE FUNCTION public.acting() RETURNS text LANGUAGE sql AS 'SELECT 1::text'",
    "alters a function": "CREATE OR REPLACE FUNCTION acting(what text) RETURNS text LANGUAGE sql AS 'SELECT what'",
    "makes a schema": "CREATE SCHEMA mine",
    "makes a login": "CREATE ROLE another LOGIN",
    "becomes a superuser": "ALTER ROLE CURRENT_USER SUPERUSER",
    "may make logins": "ALTER ROLE CURRENT_USER CREATEROLE",
    "reads password checks": "SELECT rolpassword FROM pg_authid",
    "reads files": "SELECT pg_read_file('pg_hba.conf')",
    "runs programs": "COPY posting TO PROGRAM 'cat'",
    "writes files": "COPY (SELECT 1) TO '/tmp/zsm-probe'",
    "alters the ledger": "UPDATE journal_entry SET quantity = 1",
    "alters a line": "UPDATE posting SET cents = 1",
    "deletes the ledger": "DELETE FROM journal_entry",
    "empties the ledger": "TRUNCATE posting CASCADE",
    "alters the log": "UPDATE audit_event SET act = 'x'",
    "deletes the log": "DELETE FROM audit_event",
    "empties the log": "TRUNCATE audit_event",
    "alters totals": "UPDATE account_total SET given_cents = 0",
    "adds totals": "INSERT INTO pair_total VALUES (1, 2, 2026, 0, 0)",
    "says the schema is another": "UPDATE schema_version SET version = 1",
    "signs as somebody else": "INSERT INTO audit_event (number, at, user_id, act)"
    f" VALUES (1, '2026-11-22T09:00:00Z', '{made_id(2, 2)[:-1]}9', 'x')",
    "takes over a colleague's draft": "INSERT INTO draft (id, user_id, kind, about_id, words, updated_at)"
    f" VALUES ('x', '{made_id(2, 2)[:-1]}9', 'x', 'x', 'x', '2026-11-22T09:00:00Z')",
    "alters what is settled": "UPDATE settlement_line SET pays_cents = 1",
    "alters a payment": "UPDATE settlement_payment SET cents = 1",
    "deletes a payment": "DELETE FROM settlement_payment",
    "says another decided it": f"UPDATE settlement SET approved_by = '{user_id(READER)}'",
    "takes a settlement back alone": "UPDATE settlement SET status = 'approved', executed_at = NULL",
    "alters the months of a settlement": "UPDATE settlement SET last_day = DATE '2030-01-01'",
    "deletes a settlement": "DELETE FROM settlement",
    "adds a payment to what was executed": "INSERT INTO settlement_payment (settlement_id, sequence, payer_id,"
    " payee_id, cents) SELECT settlement_id, 99, payee_id, payer_id, 1 FROM settlement_payment",
    "alters the agreement in use": "UPDATE settlement_agreement SET term_days = 1",
    "deletes the agreement in use": "DELETE FROM settlement_agreement",
    "takes a signature away": "DELETE FROM agreement_signature",
    "groups itself anew": f"SELECT regroup('{user_id(READER)}')",
}

AS_SECRETARY = "format('{} %I', (SELECT groups FROM schema_version) || '_secretary')"
ALL_BUT_THE_SECRETARY = {
    "joins the secretaries": f"DO $$ BEGIN EXECUTE {AS_SECRETARY.format('SET ROLE')}; END $$",
    "adds itself to the secretaries": f"DO $$ BEGIN EXECUTE {AS_SECRETARY.format('GRANT')}"
    " || ' TO CURRENT_USER'; END $$",
    "lets somebody in": f"SELECT admit('{user_id(SECRETARY)}', 'SCRAM-SHA-256$4096:x')",
    "shuts somebody out": f"SELECT dismiss('{user_id(SECRETARY)}')",
    "retires the server": "SELECT retire((SELECT max(number) FROM audit_event))",
    "becomes secretary": "UPDATE user_account SET role = 'secretary'",
    "moves to another school": f"UPDATE user_account SET school_id = '{school_id('KREEK')}'",
    "adds a user": f"INSERT INTO user_account VALUES ('{made_id(2, 99)}', 'x', 'secretary', NULL, true)",
    "renames the network": "UPDATE network SET name = 'x'",
    "adds an account number": "UPDATE organisation SET iban = 'NL00'",
    "reopens a period": "INSERT INTO period_reopening SELECT 'x', id, now()::text, 'x', 'x' FROM period LIMIT 1",
    "reads the slots of others": f"SELECT document FROM key_slot WHERE user_id = '{user_id(SECRETARY)}'",
    "puts a slot in another's name": f"INSERT INTO key_slot VALUES ('x', '{user_id(SECRETARY)}', 'password', '')",
    "takes a slot away": f"DELETE FROM key_slot WHERE user_id = '{user_id(SECRETARY)}' RETURNING id",
    "reads a colleague's draft": f"SELECT words FROM draft WHERE user_id = '{user_id(SECRETARY)}'",
}

NO_BOOKS = {
    "proposes a settlement": "INSERT INTO settlement SELECT 'x', 'VR-9', regime, first_day, last_day, agreement_id,"
    " terms, entries, head, basis, fewest_payments, 'proposed', proposed_at, proposed_by FROM settlement",
    "makes an agreement": "INSERT INTO settlement_agreement (id, regime, valid_from, term_days, issues_for_all,"
    " writes_off, note, version) VALUES ('x', 'netting', DATE '2026-08-01', 30, false, false, '', 1)",
    "signs for its school": f"INSERT INTO agreement_signature SELECT id, '{school_id('KREEK')}', 'x', DATE '2026-08-01'"
    " FROM settlement_agreement",
    "says how VAT treats it": "UPDATE vat_rule SET treatment = 'exempt'",
}

NO_CASES = {
    "reads names": "SELECT given_name FROM public.pupil",
    "reads names under another name": "SELECT family_name FROM figures.pupil WHERE family_name IS NOT NULL",
    "reads pseudonyms": "SELECT pseudonym FROM figures.pupil WHERE pseudonym <> ''",
    "reads questions": "SELECT question FROM public.case_file",
    "reads texts of cases": "SELECT 1 FROM figures.case_file WHERE num_nonnulls(question, wishes, remarks, number) > 0",
    "reads consents": "SELECT * FROM consent",
    "reads former names": "SELECT * FROM former_name",
    "reads what was said of a case": "SELECT notes FROM public.case_discussion",
    "writes a case": "UPDATE public.case_file SET status = 'closed'",
    "writes through the figures": "UPDATE figures.case_file SET status = 'closed'",
    "names a pupil": "UPDATE public.pupil SET given_name = NULL",
    "reads minutes of pupils": "SELECT v.id FROM minutes_version v JOIN meeting m ON m.id = v.meeting_id"
    " WHERE m.kind = 'case'",
    "reads the agenda of pupils": "SELECT 1 FROM agenda_item WHERE case_id IS NOT NULL",
}

OF_ONE_ROLE: dict[str, dict[str, str]] = {
    DIRECTOR: {
        "reads placements": "SELECT * FROM public.placement",
        "reads the log": "SELECT facts FROM audit_event WHERE act <> 'x'",
        "sets a price": f"UPDATE tariff SET cents = 1 WHERE offer_id = '{offer_id('DUIN')}'",
        "reads another's statement": f"SELECT number FROM statement WHERE school_id = '{school_id('ZEEUW')}'",
        "books for another school": booking(DIRECTOR, "'{waiting}'", 7410),
        "books without a delivery": booking(DIRECTOR, "NULL", 100_00, kind="opening"),
        "leaves lines without an entry": "BEGIN;"
        + LINES.format(number=NUMBERED, cents=5, gives="DUIN", takes="ZEEUW")
        + "COMMIT;",
        "reverses": booking(DIRECTOR, "NULL", 100_00, kind="reversal"),
        "confirms for another school": "UPDATE delivery SET status = 'confirmed', settled_at = '2026-11-22T09:00:00Z',"
        " settled_by = 'x', settled_how = 'hand' WHERE id = '{waiting}' RETURNING id",
        "sees what others are about to confirm": "SELECT amount_cents FROM delivery WHERE id = '{foreign}'",
        "adds a delivery": "INSERT INTO delivery SELECT * FROM delivery LIMIT 1",
    },
    COORDINATOR: {
        "changes another's offer": f"UPDATE offer SET seats = 1 WHERE id = '{offer_id('ZEEUW')}' RETURNING id",
        "adds an offer for another": "INSERT INTO offer SELECT 'x', 'X-99', "
        f"'{school_id('ZEEUW')}', sector_id, unit_id, name, kind FROM offer LIMIT 1",
        "prices another's offer": f"UPDATE tariff SET cents = 1 WHERE offer_id = '{offer_id('ZEEUW')}' RETURNING id",
        "names another's pupil": "UPDATE pupil SET given_name = NULL WHERE school_id ="
        f" '{school_id('KREEK')}' RETURNING 1",
        "takes another's pupil": f"UPDATE pupil SET school_id = '{school_id('DUIN')}' WHERE school_id <>"
        f" '{school_id('DUIN')}' RETURNING id",
        "closes another's case": "UPDATE case_file SET status = 'closed' WHERE id = '{foreign_case}' RETURNING id",
        "withdraws another's consent": "UPDATE consent SET withdrawn_on = DATE '2026-11-22' WHERE case_id ="
        " '{foreign_case}' RETURNING id",
        "deletes another's consent": "DELETE FROM consent WHERE case_id = '{foreign_case}' RETURNING id",
        "confirms what it gave itself": "UPDATE delivery SET status = 'confirmed', settled_at = '2026-11-22T09:00:00Z',"
        " settled_by = 'x', settled_how = 'hand' WHERE id = '{waiting}'",
        "changes another's delivery": "UPDATE delivery SET quantity = 1 WHERE id = '{foreign}' RETURNING id",
        "books what it gave itself": booking(COORDINATOR, "'{waiting}'", 7410),
        "moves a share of its own accord": booking(COORDINATOR, "'{waiting}'", 7410, kind="fund"),
        "reads minutes it was not at": "SELECT id FROM minutes_version",
        "reads points it was not at": "SELECT notes FROM agenda_item WHERE case_id IS NOT NULL",
        "decides where it was not": "UPDATE decision SET open_text = 'x' RETURNING id",
        "keeps the books": "UPDATE period SET status = 'closed'",
        "changes a fund": "UPDATE fund SET granted_cents = 1",
        "makes a round": "DELETE FROM confirmation_round",
    },
    READER: {
        "confirms": "UPDATE delivery SET status = 'confirmed'",
        "books": booking(READER, "'{waiting}'", 7410),
        "sees what is not settled": "SELECT amount_cents FROM delivery WHERE status = 'entered'",
        "reads statements": "SELECT number FROM statement",
        "adds an offer": "DELETE FROM offer",
        "reads placements": "SELECT id FROM public.placement",
        "reads the log": "SELECT facts FROM audit_event",
    },
    KEEPER: {
        "confirms an unbalanced entry": "BEGIN;"
        + LINES.format(number=NUMBERED, cents=5, gives="DUIN", takes="ZEEUW").rsplit("INSERT", 1)[0]
        + ENTRY.format(number=NUMBERED, kind="delivery", delivery="'{waiting}'", offer=offer_id("DUIN"), me="x")
        + "COMMIT;",
        "breaks the chain": booking(KEEPER, "'{waiting}'", 7410).replace(
            "(SELECT hash FROM journal_entry ORDER BY number DESC LIMIT 1)", "sha256('another')"
        ),
        "leaves a gap": booking(KEEPER, "'{waiting}'", 7410).replace("max(number) + 1", "max(number) + 2"),
        "adds a line to an old entry": "INSERT INTO posting (entry, account_id, counter_id, side, cents, booked_on)"
        " SELECT 1, account_id, counter_id, side, cents, booked_on FROM posting LIMIT 1",
        "alters what is booked": "UPDATE delivery SET quantity = 1 WHERE status = 'confirmed'",
        "moves a period": "UPDATE period SET last_day = DATE '2030-01-01'",
        "deletes a claim": "DELETE FROM fund_claim",
    },
    SECRETARY: {
        "alters what is booked": "UPDATE delivery SET quantity = 1 WHERE status = 'confirmed'",
        "deletes a delivery": "DELETE FROM delivery",
        "alters final minutes": "UPDATE minutes_version SET version = 9",
        "changes a used price": f"UPDATE tariff SET cents = 1 WHERE offer_id = '{offer_id('DUIN')}'",
        "moves a period": "UPDATE period SET last_day = DATE '2030-01-01'",
        "gives a password in the clear": f"SELECT admit('{user_id(READER)}', 'geheim')",
        "lets in who is nobody": "SELECT admit('nobody', 'SCRAM-SHA-256$4096:x')",
    },
}
_NOT_THE_SECRETARY = (ANYONE, ALL_BUT_THE_SECRETARY)
_GROUPS = {DIRECTOR: (*_NOT_THE_SECRETARY, NO_BOOKS, NO_CASES), READER: (*_NOT_THE_SECRETARY, NO_BOOKS, NO_CASES),
           KEEPER: (*_NOT_THE_SECRETARY, NO_CASES), COORDINATOR: (*_NOT_THE_SECRETARY, NO_BOOKS),
           SECRETARY: (ANYONE,)}  # fmt: skip


def probes(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in (*_GROUPS[name], OF_ONE_ROLE[name]):
        found |= group
    return found


@pytest.mark.parametrize("name", list(_GROUPS))
def test_everything_that_is_not_theirs_is_refused(attacked: Attacked, name: str) -> None:
    final(attacked.world)
    with closing(attacked.world.owner.connect()) as connection:  # DUIN was not there, and leads nothing
        connection.execute("DELETE FROM attendance WHERE organisation_id = ?", (school_id("DUIN"),))
    before = attacked.held()
    got_through = {}
    for what, sql in probes(name).items():
        said = sql.replace("{waiting}", attacked.waiting).replace("{foreign}", attacked.foreign)
        done = attacked.psql(name, said.replace("{foreign_case}", attacked.foreign_case))
        if done.returncode == 0 and done.stdout.strip() not in ("", "UPDATE 0", "DELETE 0", "SET"):
            got_through[what] = done.stdout
        if done.returncode == 0 and "syntax error" in done.stderr:
            got_through[what] = done.stderr
    assert got_through == {}
    assert attacked.held() == before
    assert attacked.world.desk.checks.run().ok


def test_behind_an_own_booking_no_money_moves(attacked: Attacked) -> None:
    """Shares of a fund move there, between the parties to a delivery and for nothing on the whole."""
    own = booking("stage zeeuw", "'{waiting}'", 7410).removesuffix("COMMIT;").replace("{waiting}", attacked.waiting)
    before = attacked.held()
    for cents, takes in ((5, "ZEEUW"), (0, "KREEK")):
        more = booking("stage zeeuw", f"'{attacked.waiting}'", cents, takes=takes, kind="fund").removeprefix("BEGIN;")
        done = attacked.psql("stage zeeuw", own + more.replace("sha256('x')", "sha256('y')"))
        assert "row-level security" in done.stderr
    assert attacked.held() == before


@pytest.mark.parametrize("name", list(_GROUPS))
def test_no_probe_fails_for_being_badly_written(attacked: Attacked, name: str) -> None:
    """A probe that asks for what does not exist would prove nothing."""
    wrong = {}
    for what, sql in probes(name).items():
        said = sql.replace("{waiting}", attacked.waiting).replace("{foreign}", attacked.foreign)
        done = attacked.psql(name, said.replace("{foreign_case}", attacked.foreign_case))
        if any(text in done.stderr for text in ("syntax error", "does not exist", "not-null", "of type")):
            wrong[what] = done.stderr
    assert wrong == {}


def test_there_are_enough_of_them() -> None:
    assert min(len(probes(name)) for name in _GROUPS) >= 30


def test_the_same_logins_do_their_own_work(attacked: Attacked) -> None:
    world = attacked.world
    desk = world.desk_of("directeur zeeuw")
    (row,) = [one for one in desk.deliveries.page(DeliveryFilter(status=DeliveryStatus.ENTERED))
              if one.id == attacked.waiting]  # fmt: skip
    desk.deliveries.confirm([row.id])
    for name in PEOPLE:
        assert world.desk_of(name).balances.by_school() == world.desk.balances.by_school()
        assert world.desk_of(name).checks.run().findings == ()


def test_the_program_is_never_owner_nor_superuser(attacked: Attacked) -> None:
    for name in PEOPLE:
        done = attacked.psql(
            name,
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication,"
            f" pg_has_role('{OWNER}', 'MEMBER') FROM pg_roles WHERE rolname = session_user",
        )
        assert done.stdout.strip() == "f|f|f|f|f|f", (name, done.stderr)


def test_row_security_is_forced_for_the_owner_too(attacked: Attacked) -> None:
    with closing(attacked.world.owner.connect()) as connection:
        found = connection.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r'"
        ).fetchall()
    assert {name for (name,) in found} == set(rows.POLICIES)


def test_a_login_of_another_network_does_not_even_connect(
    attacked: Attacked, server: Server, made_on_server: tuple[object, object]
) -> None:
    with closing(attacked.world.owner.connect()) as connection:
        connection.execute("CREATE ROLE zsm_stranger LOGIN PASSWORD 'x'")
    try:
        source = Known.read(made_on_server[0] / SERVER).address.database  # type: ignore[operator]
        attacked.address = source
        done = attacked.as_login("zsm_stranger", "x", "SELECT 1")
        assert "permission denied for database" in done.stderr
        assert attacked.psql(READER, "SELECT 1").stdout == "1\n"
    finally:
        with closing(attacked.world.owner.connect()) as connection:
            connection.execute("DROP ROLE zsm_stranger")


def test_who_is_retired_is_nobody_at_once_also_in_an_open_session(attacked: Attacked) -> None:
    world = attacked.world
    desk = world.desk_of("directeur zeeuw")
    assert desk.store.rows("SELECT count(*) FROM offer") == [(3,)]
    world.desk.users.retire(user_id("directeur zeeuw"))
    with pytest.raises(RuleError, match=r"server\.(no_right|empty)"):
        desk.store.rows("SELECT count(*) FROM offer")
    assert "not permitted to log in" in attacked.psql("directeur zeeuw", "SELECT 1").stderr
