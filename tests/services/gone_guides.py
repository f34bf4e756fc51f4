"""Who directs a case that is not there, and what of the network map is gone; see test_unknown_ids.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.builders import TODAY, made_id
from zsm_desktop.services.network_map import MapDraft

GONE = made_id(15, 999)
CONTACT = made_id(4, 2)

NO_GUIDE: dict[str, list[tuple[str, Callable[[Any], object]]]] = {
    "guide.set": [
        ("case.none", lambda m: m.desk.guiding.set_first(GONE, 1, CONTACT, began_on=TODAY)),
        ("network.no_contact", lambda m: m.desk.guiding.set_first(m.other, 1, GONE, began_on=TODAY)),
        ("guide.role", lambda m: m.desk.guiding.set_first(m.other, 1, CONTACT, "weg", began_on=TODAY)),
    ],
    "handover.offer": [
        ("case.none", lambda m: m.desk.guiding.offer(GONE, 1, CONTACT, "Kent de weg.")),
        ("handover.no_guide", lambda m: m.desk.guiding.offer(m.other, 1, CONTACT, "Kent de weg.")),
    ],
    "handover.accept": [("handover.none", lambda m: m.desk.guiding.accept(GONE, 1))],
    "handover.refuse": [("handover.none", lambda m: m.desk.guiding.refuse(GONE, 1, "Geen plaats."))],
    "handover.withdraw": [("handover.none", lambda m: m.desk.guiding.withdraw(GONE, 1))],
    "map.describe": [("network.no_organisation", lambda m: m.desk.network_map.describe(GONE, 1, MapDraft()))],
}
