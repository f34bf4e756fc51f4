"""What every role may do with the tables: group roles, one for each role of the program."""

from __future__ import annotations

from zsm_desktop.domain.permissions import Role
from zsm_desktop.store.postgres import logins
from zsm_desktop.store.raw import RawConnection


def install(driver: RawConnection) -> None:
    """Make the groups and give each what its role needs; called in the transaction of a migration."""
    for sql in logins.FUNCTIONS:
        driver.execute(sql)
    (prefix,) = driver.execute("SELECT groups FROM schema_version").fetchone()
    for role in Role:
        group = f"{prefix}_{role.value}"
        if driver.execute("SELECT 1 FROM pg_roles WHERE rolname = ?", (group,)).fetchone() is None:
            driver.execute(f"CREATE ROLE {group} NOLOGIN")
        driver.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {group}")
        driver.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {group}")
    for sql in _SLOTS:
        driver.execute(sql)


_SLOTS = (
    "ALTER TABLE key_slot ENABLE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS own ON key_slot",
    "CREATE POLICY own ON key_slot USING (user_id = acting('id') OR acting('role') = 'secretary')",
)
