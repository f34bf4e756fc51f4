"""The password of a network on a server, in the keyring of this computer: only there, and only where that was wished.

A keyring may be slow, and may first ask its owner to unlock it: call these beside the GUI thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from zsm_desktop import settings
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.place import SERVER

if TYPE_CHECKING:
    from zsm_desktop.store.postgres.known import Known

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
SERVICE = settings.APP_NAME
THIS_COMPUTER = "local machine"


def has_keyring() -> bool:
    """Whether this computer has one that is recommended: a package that writes passwords in a file is not."""
    try:
        return bool(_ring().priority >= 1)
    except Exception as error:  # noqa: BLE001 - whatever a keyring of another's making raises
        log.info("no keyring: %s", type(error).__name__)
        return False


def remember(folder: Path, password: str) -> None:
    """Raises RuleError("keyring.not_kept")."""
    known = _known(folder)
    _asked("keyring.not_kept", lambda ring: ring.set_password(SERVICE, _name(known), password))
    replace(known, remembers=True).write(folder / SERVER)


def password_of(folder: Path) -> str:
    """Raises RuleError("keyring.refused") and ("keyring.empty")."""
    known = _known(folder)
    found: str | None = _asked("keyring.refused", lambda ring: ring.get_password(SERVICE, _name(known)))
    if not found:
        replace(known, remembers=False).write(folder / SERVER)
        raise RuleError("keyring.empty")
    return found


def forget(folder: Path) -> None:
    """Raises RuleError("keyring.not_forgotten"), and then it is still there."""
    known = _known(folder)
    if known.remembers:
        _asked("keyring.not_forgotten", lambda ring: _remove(ring, _name(known)))
        replace(known, remembers=False).write(folder / SERVER)


def clear(folder: Path) -> None:
    """A password that opens nothing any more, as far as the keyring lets us."""
    with suppress(RuleError):
        forget(folder)


def _known(folder: Path) -> Known:
    from zsm_desktop.store.postgres.known import Known

    return Known.read(folder / SERVER)


def _name(known: Known) -> str:
    """Address and login; logins are random."""
    return known.address.url


def _ring() -> Any:
    """The one that is written to; where there are several, keyring would look for passwords in all of them."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    ring: Any = keyring.get_keyring()
    if isinstance(ring, ChainerBackend):
        ring = ring.backends[0]
    if hasattr(ring, "persist"):
        ring.persist = THIS_COMPUTER  # Windows would let it travel along with the user
    return ring


def _remove(ring: Any, name: str) -> None:
    if ring.get_password(SERVICE, name) is not None:
        ring.delete_password(SERVICE, name)


def _asked(code: str, question: Callable[[Any], Answer]) -> Answer:
    try:
        return question(_ring())
    except Exception as error:
        log.info("the keyring refused: %s", type(error).__name__)
        raise RuleError(code) from error
