"""The text with which colleagues open the network on a server for the first time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

HEAD = (
    "Zo opent een collega het netwerk op de server: start Maatwerk, kies ‘Netwerk op een server’, plak het eigen adres "
    "en vul het wachtwoord in. Kreeg u van wie de server beheert een bestand ca.pem, geef dat dan mee. Geef het "
    "wachtwoord apart door, liefst mondeling."
)


class Entry(Protocol):
    """With what address a person opens the network."""

    @property
    def name(self) -> str: ...

    @property
    def address(self) -> str: ...


def as_text(entries: Iterable[Entry]) -> str:
    return "\n".join([HEAD, "", *(line for entry in entries for line in (entry.name, entry.address, ""))])
