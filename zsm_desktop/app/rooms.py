"""The rooms of the rail in the order of the year, and which page stands in each; pages load when first shown."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.rooms import RoomSpec, Tools

_ROOMS = (
    ("today", "Vandaag", "home", "today.page:TodayPage", Permission.READ_NETWORK),
    ("meetings", "Besprekingen", "calendar-event", "meeting.page:MeetingPage", Permission.READ_MEETINGS),
    ("pupils", "Leerlingen", "users", "pupils.page:PupilsPage", Permission.READ_CASES),
    ("offers", "Aanbod", "school", "offers.page:OffersPage", Permission.READ_OFFERS),
    ("exchange", "Uitwisseling", "arrows-exchange", "exchange.page:ExchangePage", Permission.READ_DELIVERIES),
    ("balances", "Saldi", "scale", "balances.page:BalancesPage", Permission.READ_BALANCES),
    ("steering", "Stuurgroep", "gavel", "steering.page:SteeringPage", Permission.READ_STEERING),
    ("network", "Netwerk", "building", "network.page:NetworkPage", Permission.READ_NETWORK),
    ("settings", "Instellingen", "settings", "settings.page:SettingsPage", Permission.READ_NETWORK),
)


def rooms(desk: Desk) -> tuple[RoomSpec, ...]:
    """The rooms this user may enter; what a page shows is guarded again in the services."""
    allowed = [room for room in _ROOMS if desk.actor.may(room[4])]
    return tuple(
        RoomSpec(key, title, icon, _factory(desk, where), f"Ctrl+{number}")
        for number, (key, title, icon, where, _) in enumerate(allowed, start=1)
    )


def _factory(desk: Desk, where: str) -> Callable[[Tools], Any]:
    module, name = where.split(":")

    def make(tools: Tools) -> Any:
        page = getattr(import_module(f"zsm_desktop.ui.{module}"), name)
        if name == "SettingsPage":
            from zsm_desktop.app.people import People

            return page(tools, desk, People(desk))
        return page(tools, desk)

    return make
