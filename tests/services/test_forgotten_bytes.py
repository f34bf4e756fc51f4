"""What was sealed is not left in the free room of the file either: its pages are opened one by one, as thieves do."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.builders import World
from tests.services.forgotten import Lived, lived
from zsm_desktop.models import Base
from zsm_desktop.models.types import Sealed

PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16


def pages(world: World) -> bytes:
    """The whole file in the clear, free pages too; SQLCipher 4: AES-256-CBC, its IV in front of the HMAC."""
    data, found = (world.folder / "store.db").read_bytes(), []
    for at in range(0, len(data), PAGE):
        page = data[at : at + PAGE]
        start = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        opened = Cipher(algorithms.AES(world.keys.store_key), modes.CBC(start)).decryptor()
        found.append(opened.update(page[SALT if at == 0 else 0 : PAGE - RESERVED]))
    return b"".join(found)


def sealed_of(world: World, pupil: Lived) -> list[bytes]:
    """Every sealed value of this pupil's rows, as it is kept."""
    found = []
    for table in Base.metadata.sorted_tables:
        columns = [one.name for one in table.columns if isinstance(one.type, Sealed)]
        key = (
            "id"
            if table.name in {"pupil", "case_file"}
            else next((name for name in ("pupil_id", "case_id", "agenda_item_id") if name in table.columns), "")
        )
        if columns and key:
            sql = f"SELECT {', '.join(columns)} FROM {table.name} WHERE {key} IN (?, ?, ?)"
            rows = world.store.rows(sql, (pupil.pupil, pupil.case, pupil.item))
            found += [bytes(value) for row in rows for value in row if value is not None]
    return found


@pytest.mark.file_only("a server's files are its own")
def test_nothing_that_was_sealed_is_left_in_the_file(world: World) -> None:
    pupil = lived(world)
    sealed = sealed_of(world, pupil)
    assert len(sealed) > 25
    world.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    before = pages(world)
    assert all(value[:40] in before for value in sealed if len(value) < 500)
    assert world.desk.forgetting.forget(pupil.pupil)
    after = pages(world)
    assert not any(value[:40] in after for value in sealed)
    assert (world.folder / "store.db-wal").stat().st_size == 0
