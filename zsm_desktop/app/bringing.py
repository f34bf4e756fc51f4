"""A network that lies where it may not be opened is brought to this computer, for the window and the command line."""

from __future__ import annotations

from pathlib import Path

from zsm_desktop import settings
from zsm_desktop.app import system_clock
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import safe_file_name
from zsm_desktop.store.bringing import Progress, bring_here
from zsm_desktop.store.folder import is_taken, whole_header
from zsm_desktop.store.whereabouts import facts_of, misplaced


def bring(
    folder: Path,
    password: str,
    user: str | None = None,
    into: Path | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Path:
    """The folder of the copy, by default one of the program's own that bears the same name.

    Raises RuleError("share.in_file") where it may stay, ("user.unknown", name) and as `store.bringing.bring_here`.
    """
    if misplaced(facts_of(folder)) is None:
        raise RuleError("share.in_file", path=str(folder))
    found = None
    if user:
        found = [one.user_id for one in whole_header(folder).users if one.user_name.casefold() == user.casefold()]
        if not found:
            raise RuleError("user.unknown", name=user)
    into = into or free_folder(settings.data_dir() / safe_file_name(folder.name))
    bring_here(folder, into, password, system_clock(), found[0] if found else None, progress)
    return into


def free_folder(wanted: Path) -> Path:
    """This one, or the first with a number after its name where there is nothing yet. Raises as `is_taken`."""
    found, number = wanted, 1
    while is_taken(found):
        number += 1
        found = wanted.with_name(f"{wanted.name} {number}")
    return found
