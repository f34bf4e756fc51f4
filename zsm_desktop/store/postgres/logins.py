"""Who may log in: a login per person, let in by the password that also opens the keys, and the key slots themselves.

One password, two branches of argon2id. The salt of this one is made of the login's own name, so that it is known before
anything was read from the server; that of the key slot is random. The server keeps SCRAM's check of this branch only,
and learns nothing that would open a slot: guessing from either costs the same argon2id for every guess.
"""

from __future__ import annotations

import base64
import hashlib
import json

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import keys_json
from zsm_desktop.store.keys import Kdf, KeyFile, Slot, password_bytes
from zsm_desktop.store.postgres.connection import ServerConnection
from zsm_desktop.store.raw import RawConnection

KEY_MARK = "zsm.keys"
"""The setting in which a program says which keys it holds."""
ASKING = "asking"
"""What it says there while it has none: at the door, where the own key slot is read and nothing more."""
_SECRET_BYTES = 32
_OWN = "zsm_"

TABLES = (
    """CREATE TABLE IF NOT EXISTS key_slot (
    id text PRIMARY KEY, user_id text NOT NULL, kind text NOT NULL, document text NOT NULL)""",
)

_SLOTS = """
SELECT network.id, acting('role') = 'secretary', key_slot.document FROM network CROSS JOIN key_slot ORDER BY key_slot.id
"""

_HEAD = "LANGUAGE {language} SECURITY DEFINER SET search_path = public, pg_temp"
_SQL = _HEAD.format(language="sql STABLE PARALLEL SAFE")
_PLPGSQL = _HEAD.format(language="plpgsql")
_REFUSED = "RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege'"
_MAY_ADMIT = "pg_has_role(session_user, current_user, 'MEMBER') OR acting('role') = 'secretary'"

FUNCTIONS = (
    f"""CREATE OR REPLACE FUNCTION login_of(person text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT '{_OWN}' || right(replace(person, '-', ''), 12) $$""",
    # Who is at the other end: by the login the server itself has checked, and never by a setting of the session. Whose
    # program does not say that it holds the keys of now is nobody since they were renewed: what it wrote under those of
    # before nobody could open.
    f"""CREATE OR REPLACE FUNCTION acting(what text) RETURNS text {_SQL} AS $$
    SELECT CASE what WHEN 'id' THEN id WHEN 'role' THEN role WHEN 'school' THEN school_id WHEN 'name' THEN name END
    FROM user_account WHERE login_of(id) = session_user AND is_active AND NOT EXISTS (SELECT 1 FROM schema_version
     WHERE key_mark <> coalesce(current_setting('{KEY_MARK}', true), '')) $$""",  # noqa: S608 - of constants
    # Who is at the door, where nobody has keys yet. One who does not even ask is a program from before this, and hears
    # in the words of the server itself, which it knows, that it is not let in.
    f"""CREATE OR REPLACE FUNCTION entering(what text) RETURNS text {_PLPGSQL} STABLE AS $$
    DECLARE
     said text := coalesce(current_setting('{KEY_MARK}', true), '');
     mark text := (SELECT key_mark FROM schema_version);
    BEGIN
     IF mark IS NULL OR mark = said THEN RETURN acting(what); END IF;
     IF said = '' THEN RAISE EXCEPTION 'a program from before the keys were renewed is not permitted to log in'; END IF;
     IF said <> '{ASKING}' THEN RETURN NULL; END IF;
     RETURN (SELECT CASE what WHEN 'id' THEN id WHEN 'role' THEN role END
      FROM user_account WHERE login_of(id) = session_user AND is_active);
    END $$""",  # noqa: S608 - of constants
    f"""CREATE OR REPLACE FUNCTION regroup(person text) RETURNS void {_PLPGSQL} AS $$
    DECLARE
     login text := login_of(person);
     role_of text := (SELECT role FROM user_account WHERE id = person AND is_active);
     prefix text := (SELECT groups FROM schema_version);
     one text;
    BEGIN
     IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = login) THEN RETURN; END IF;
     FOR one IN SELECT rolname FROM pg_roles WHERE starts_with(rolname, prefix || '_')
      AND rolname <> prefix || '_' || coalesce(role_of, '') AND pg_has_role(login, oid, 'MEMBER')
     LOOP
      EXECUTE format('REVOKE %I FROM %I', one, login);
      -- From 16 on what somebody else granted stays, with no more than a warning.
      IF pg_has_role(login, one, 'MEMBER') THEN {_REFUSED}; END IF;
     END LOOP;
     IF role_of IS NULL THEN EXECUTE format('ALTER ROLE %I NOLOGIN', login);
     ELSE
      EXECUTE format('GRANT %I TO %I', prefix || '_' || role_of, login);
      EXECUTE format('ALTER ROLE %I SET search_path = figures, outlines, public', login);
     END IF;
    END $$""",  # noqa: S608 - of constants
    # A person lets in herself (another password), the secretary everybody, and the owner whoever moved the network.
    f"""CREATE OR REPLACE FUNCTION admit(person text, verifier text) RETURNS void {_PLPGSQL} AS $$
    DECLARE
     login text := login_of(person);
     verb text := CASE WHEN EXISTS (SELECT 1 FROM pg_roles WHERE rolname = login) THEN 'ALTER' ELSE 'CREATE' END;
    BEGIN
     IF NOT coalesce({_MAY_ADMIT} OR acting('id') = person, false) OR verifier NOT LIKE 'SCRAM-SHA-256$%'
      OR NOT EXISTS (SELECT 1 FROM user_account WHERE id = person AND is_active) THEN {_REFUSED}; END IF;
     EXECUTE format(verb || ' ROLE %I LOGIN PASSWORD %L', login, verifier);
     PERFORM regroup(person);
    END $$""",  # noqa: S608 - of constants
    f"""CREATE OR REPLACE FUNCTION retire(last bigint) RETURNS boolean {_PLPGSQL} AS $$
    BEGIN
     IF NOT coalesce({_MAY_ADMIT}, false) THEN {_REFUSED}; END IF;
     IF last <> (SELECT coalesce(max(number), 0) FROM audit_event) THEN RETURN false; END IF;
     UPDATE schema_version SET is_retired = true, retired_at = now(), retired_by = acting('name');
     RETURN true;
    END $$""",  # noqa: S608 - of constants
    f"""CREATE OR REPLACE FUNCTION dismiss(person text) RETURNS void {_PLPGSQL} AS $$
    BEGIN
     IF NOT coalesce({_MAY_ADMIT}, false) THEN {_REFUSED}; END IF;
     IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = login_of(person)) THEN
      EXECUTE format('ALTER ROLE %I NOLOGIN', login_of(person));
     END IF;
    END $$""",  # noqa: S608 - of constants
)

ALSO_HERE = """
SELECT name FROM user_account WHERE is_active AND id <> acting('id') AND login_of(id) IN (
 SELECT usename::text FROM pg_stat_activity WHERE datname = current_database()) ORDER BY name
"""
"""Whoever has a line to this database, by the program or past it; of the own login nobody can tell whose line it is."""


def login_name(user_id: str) -> str:
    """Of the random end of the identifier, so that one server keeps several networks; as `login_of` there."""
    return _OWN + user_id.replace("-", "")[-12:]


def login_secret(password: str, login: str, kdf: Kdf | None = None) -> str:
    """What the server is given for a password."""
    from argon2.low_level import Type, hash_secret_raw

    cost = kdf or Kdf()
    salt = hashlib.sha256(b"zsm login\x00" + login.encode()).digest()[:16]
    made = hash_secret_raw(
        password_bytes(password), salt, cost.passes, cost.memory_kib, cost.lanes, _SECRET_BYTES, Type.ID
    )
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def admit(driver: RawConnection, user_id: str, secret: str) -> None:
    """Let the user in with this secret; only SCRAM's check of it leaves this computer."""
    if not isinstance(driver, ServerConnection):
        raise TypeError("a login is on a server")
    login = login_name(user_id)
    verifier = driver.driver.pgconn.encrypt_password(secret.encode(), login.encode(), b"scram-sha-256")
    driver.execute("SELECT admit(?, ?)", (user_id, verifier.decode()))


def read_slots(driver: RawConnection, shown: str) -> KeyFile:
    """The key slots this login may see. Raises RuleError("keys.damaged", path) and ("server.empty")."""
    found = driver.execute(_SLOTS).fetchall()
    if not found:
        raise RuleError("server.empty", path=shown)
    try:
        read = tuple(keys_json.slot_of(json.loads(text)) for _, _, text in found)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RuleError("keys.damaged", path=shown) from error
    network_id, is_whole, _ = found[0]
    return KeyFile(network_id, read, bool(is_whole), read)


def write_slots(driver: RawConnection, header: KeyFile) -> None:
    """Of whom the header was changed for, these slots replace all they have; who has none left is no longer let in."""
    changed = {_door(slot) for slot in set(header.read_as) ^ set(header.slots)}
    new = [slot for slot in header.slots if _door(slot) in changed]
    for kind, user_id in changed:
        if kind == "password":
            driver.execute("DELETE FROM key_slot WHERE kind = ? AND user_id = ?", (kind, user_id))
        else:
            driver.execute("DELETE FROM key_slot WHERE kind = ?", (kind,))
    for slot in new:
        document = json.dumps(keys_json.slot_document(slot), ensure_ascii=False)
        driver.execute(
            "INSERT INTO key_slot (id, user_id, kind, document) VALUES (?, ?, ?, ?)",
            (slot.id, slot.owner.user_id, slot.kind, document),
        )
    for kind, user_id in changed - {_door(slot) for slot in new}:
        if kind == "password":
            driver.execute("SELECT dismiss(?)", (user_id,))


def _door(slot: Slot) -> tuple[str, str]:
    """What one slot opens for: a user's password, or the printed key, of which there is one."""
    return (slot.kind, slot.owner.user_id if slot.kind == "password" else "")


def keep(driver: RawConnection, header: KeyFile, admitted: tuple[str, str] | None) -> None:
    """As `Place.keep_header`."""
    write_slots(driver, header)
    if admitted is not None:
        user_id, password = admitted
        admit(driver, user_id, login_secret(password, login_name(user_id)))
