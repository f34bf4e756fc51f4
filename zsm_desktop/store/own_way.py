"""Whether what went a way of its own is of another network, or of one that was set aside here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from zsm_desktop.domain.files import is_there
from zsm_desktop.store import moved, parting
from zsm_desktop.store.backup_state import Origin
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.parting import PARTED, Relation
from zsm_desktop.store.place import DATABASE


def is_of_another(copy: Path, found: Relation, folder: Path, keys: Keys, origin: Origin | None) -> bool:
    """`found` is what the copy is beside the network in `folder`, and `origin` from where that was put back."""
    return found.kind == PARTED and not _is_of_before(found, origin) and not _is_aside(folder, copy, keys)


def _is_of_before(found: Relation, origin: Origin | None) -> bool:
    """Nothing was written in it since we were put back: it is what we came in the place of."""
    since = origin.at.replace(microsecond=0) if origin is not None else None  # lines say seconds
    return since is not None and found.last_at is not None and found.last_at < since


def _is_aside(folder: Path, copy: Path, keys: Keys) -> bool:
    """It is of one that was set aside here for this one, and that nobody opens by mistake."""
    beside: list[Path] = []
    with suppress(OSError):  # the folder above may be closed to this user
        beside = list(folder.parent.iterdir())
    aside = (one for one in beside if moved.aside_for(one) == folder.absolute())
    return any(
        parting.between(copy, keys, one, keys).kind in {parting.SAME, parting.OLDER}
        for one in aside
        if is_there(one / DATABASE)
    )
