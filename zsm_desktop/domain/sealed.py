"""The one type a sealed column takes, so that plain text cannot slip into it."""

from __future__ import annotations


class SealedBytes(bytes):
    """A text that was sealed by the network's second key; only `store.seal` makes one from text."""

    __slots__ = ()
