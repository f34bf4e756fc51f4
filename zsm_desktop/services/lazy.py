"""What a desk has only once somebody asks for it: a service, and what the profile says."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk

T = TypeVar("T")


class Lazy(Generic[T]):
    """A service of the desk, imported and made on first use and kept from then on."""

    def __init__(self, path: str) -> None:
        self._module, self._class = path.split(":")
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, desk: Desk, owner: type) -> T:
        module = import_module(f"zsm_desktop.services.{self._module}")
        service: T = getattr(module, self._class)(desk)
        desk.__dict__[self._name] = service
        return service


class OfProfile(Generic[T]):
    """What a read of `profiles` gives: read when first asked for, and again after news of the profile."""

    def __init__(self, read: str) -> None:
        self._read = read
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, desk: Desk, owner: type) -> T:
        found: T = getattr(desk.profiles, self._read)()
        desk.__dict__[self._name] = found

        def forget(changes: Changes) -> None:
            if "profile" in changes.topics:
                del desk.__dict__[self._name]
                stop()

        stop = desk.changes.subscribe(forget)
        return found
