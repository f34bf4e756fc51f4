"""The keys a network on a server had before it got others, kept there for a while: each sealed under its successor.

What somebody typed without a line lies sealed on a computer nobody else knows of, and only the keys of then open it.
Who holds no second key now gets no second key of then either, and whose access was withdrawn holds nothing that opens
these. docs/decisions/0048.
"""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import is_on_server
from zsm_desktop.store.seal import Sealer

if TYPE_CHECKING:
    from zsm_desktop.store.store import Store

TERM_DAYS = 90
"""A summer holiday, and somebody who comes back late from it."""
_PLACE = "earlier_keys"


def sealed(old: Keys, new: Keys, at: datetime, before: str | None) -> str:
    """What a server keeps of `old` when the network gets `new`; `before` is what it kept, of which the young ones stay.

    Both by who holds all of them.
    """
    known = [(at, old), *(one for one in _opened(before, old) if at - one[0] < timedelta(days=TERM_DAYS))]
    return json.dumps([_document(keys, moment, new) for moment, keys in known])


def opened(said: str | None, keys: Keys) -> tuple[Keys, ...]:
    """Of what `sealed` gave, the youngest first; without the second key for who does not hold it now.

    What these keys do not open is passed over.
    """
    return tuple(one for _, one in _opened(said, keys))


def of_network(store: Store) -> tuple[Keys, ...] | None:
    """Those of before the keys of this store; None where that cannot be told now.

    So it is at a copy taken along, without a line, and for who still has the keys of before itself.
    """
    from zsm_desktop.store.store import is_far

    if not is_far(store):
        return None if is_on_server(store.folder) else ()
    from zsm_desktop.store.postgres.hosting import EARLIER_KEYS

    try:
        ((mark, said),) = store.rows(EARLIER_KEYS)
    except RuleError:
        return None
    return opened(said, store.keys) if mark in {None, store.keys.mark} else None


def _document(keys: Keys, at: datetime, under: Keys) -> dict[str, str]:
    made = {"mark": keys.mark, "at": at.isoformat(), "store": _seal(under.store_key, keys, "store", keys.store_key)}
    if keys.seal_key is not None and under.seal_key is not None:
        made["seal"] = _seal(under.seal_key, keys, "seal", keys.seal_key)
    return made


def _seal(under: bytes, keys: Keys, purpose: str, key: bytes) -> str:
    return base64.b64encode(Sealer(under).seal(_PLACE, keys.mark, purpose, key.hex())).decode()


def _opened(said: str | None, keys: Keys) -> list[tuple[datetime, Keys]]:
    found = []
    for one in json.loads(said) if said else ():
        with suppress(RuleError, ValueError, KeyError, TypeError):
            store_key = _open(keys.store_key, one, "store")
            seal_key = _open(keys.seal_key, one, "seal") if keys.seal_key is not None else None
            found.append((datetime.fromisoformat(one["at"]), replace(keys, store_key=store_key, seal_key=seal_key)))
    return found


def _open(under: bytes, one: dict[str, Any], purpose: str) -> bytes:
    value = SealedBytes(base64.b64decode(one[purpose]))
    return bytes.fromhex(Sealer(under).open(_PLACE, one["mark"], purpose, value))
