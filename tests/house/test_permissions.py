"""Every public method of every service names its permission, and every act its line in the log, which is its own."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import services
from zsm_desktop.services.service import Service, act, read


def public_methods(service: type) -> Iterator[tuple[str, Any]]:
    for name, member in vars(service).items():
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
            yield f"{service.__name__}.{name}", member


def service_classes() -> list[type]:
    found = []
    for lazy in services().values():
        module = import_module(f"zsm_desktop.services.{lazy._module}")
        found.append(getattr(module, lazy._class))
    return found


def names_permissions(found: object) -> bool:
    """One permission or more: having any of them is enough."""
    return isinstance(found, tuple) and bool(found) and all(isinstance(one, Permission) for one in found)


def without_permission(classes: list[type]) -> list[str]:
    return [
        name
        for service in classes
        for name, method in public_methods(service)
        if not names_permissions(getattr(method, "permission", ()))
    ]


def test_every_public_method_names_its_permission() -> None:
    classes = service_classes()
    assert len(classes) >= 15
    assert all(issubclass(service, Service) for service in classes)
    assert without_permission(classes) == []


def test_every_act_has_a_name_of_its_own() -> None:
    names = [method.act for service in service_classes() for method in vars(service).values() if hasattr(method, "act")]
    assert len(names) > 30
    assert len(names) == len(set(names))
    assert all("." in name for name in names)


def test_a_method_without_permission_is_seen() -> None:
    class Planted(Service):
        def open_to_all(self) -> None: ...

        @read(Permission.READ_OFFERS)
        def listed(self) -> None: ...

        @act("planted.change", Permission.EDIT_OFFERS)
        def change(self, work: object) -> None: ...

        @property
        def shown(self) -> None: ...

    assert without_permission([Planted]) == ["Planted.open_to_all", "Planted.shown"]


@pytest.mark.parametrize("service", service_classes(), ids=lambda service: service.__name__)
def test_a_service_does_something(service: type) -> None:
    assert list(public_methods(service))
