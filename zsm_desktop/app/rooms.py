"""The rooms of the rail in the order of the year, and which page stands in each; pages load when first shown."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from zsm_desktop.app.faces import faces_of
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.parts.page import PageKey
from zsm_desktop.ui.rooms import RoomSpec, Tools
from zsm_desktop.words.names import say

_ROOMS = (
    ("today", "Vandaag", "home", "today.page:TodayPage", Permission.READ_NETWORK),
    ("meetings", "[Besprekingen]", "calendar-event", "meeting.page:MeetingPage", Permission.READ_MEETINGS),
    ("pupils", "[Leerlingen]", "users", "pupils.page:PupilsPage", Permission.READ_CASES),
    ("offers", "Aanbod", "school", "offers.page:OffersPage", Permission.READ_OFFERS),
    ("exchange", "Uitwisseling", "arrows-exchange", "exchange.page:ExchangePage", Permission.READ_BALANCES),
    ("balances", "Saldi", "scale", "balances.page:BalancesPage", Permission.READ_BALANCES),
    ("settlements", "Verrekening", "receipt-euro", "settlements.page:SettlementsPage", Permission.READ_BALANCES),
    ("steering", "[Stuurgroep]", "gavel", "steering.page:SteeringPage", Permission.READ_STEERING),
    ("results", "Resultaten", "chart-bar", "results.page:ResultsPage", Permission.READ_NETWORK),
    ("network", "Netwerk", "building", "network.page:NetworkPage", Permission.READ_NETWORK),
    ("settings", "Instellingen", "settings", "settings.page:SettingsPage", Permission.READ_NETWORK),
)

_KEYS = {"network": "Ctrl+.", "settings": "Ctrl+,"}
"""The last room has the key it has in most programs, and the one before it the key beside that: there are more rooms
than figures, and Ctrl+0 is the usual size."""

_BY_PERSON = {"exchange", "balances", "settlements", "results"}
"""In a copy with names these would show row by row who is in it without one; a copy without names has them."""


def rooms(desk: Desk) -> tuple[RoomSpec, ...]:
    """The rooms this user may enter; what a page shows is guarded again in the services.

    At a copy there is nothing to set, and where nobody meets about the network there is no room for it.
    """
    absent = {"settings"} if desk.taken or desk.copy_at or desk.published_at else set()
    if desk.actor.opens_names:
        absent |= _BY_PERSON
    if not desk.profiles.has_steering():
        absent.add("steering")
    allowed = [room for room in _ROOMS if desk.actor.may(room[4]) and room[0] not in absent]
    return tuple(
        RoomSpec(
            key,
            say(desk.nouns, title),
            icon,
            _factory(desk, where),
            _KEYS.get(key, f"Ctrl+{number}"),
            _acts(desk, where),
            faces_of(desk, key),
        )
        for number, (key, title, icon, where, _) in enumerate(allowed, start=1)
    )


def _page(where: str) -> Any:
    module, name = where.split(":")
    return getattr(import_module(f"zsm_desktop.ui.{module}"), name)


def _acts(desk: Desk, where: str) -> Callable[[], tuple[PageKey, ...]]:
    """Those this user's role allows; the services ask again."""

    def acts() -> tuple[PageKey, ...]:
        keys = [key for key in _page(where).keys if isinstance(key, PageKey)]
        return tuple(key for key in keys if not key.needs or any(desk.actor.may(one) for one in key.needs))

    return acts


def _factory(desk: Desk, where: str) -> Callable[[Tools], Any]:
    def make(tools: Tools) -> Any:
        page = _page(where)
        if where.endswith(":SettingsPage"):
            from zsm_desktop.app.key_room import KeyRoom
            from zsm_desktop.app.people import People
            from zsm_desktop.app.places import Places

            return page(tools, desk, People(desk), Places(desk), KeyRoom(desk))
        return page(tools, desk)

    return make
