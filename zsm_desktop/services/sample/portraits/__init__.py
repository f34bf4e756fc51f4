"""One portrait for each profile that ships: what its sample looks like."""

from __future__ import annotations

from dataclasses import replace

from zsm_desktop.services.sample.portraits.groningen import GRONINGEN
from zsm_desktop.services.sample.portraits.ijssel_vecht import IJSSEL_VECHT
from zsm_desktop.services.sample.portraits.noord_kennemerland import NOORD_KENNEMERLAND
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.portraits.rijnmond import RIJNMOND
from zsm_desktop.services.sample.portraits.rivierenland import RIVIERENLAND
from zsm_desktop.services.sample.portraits.zeeland import ZEELAND

PORTRAITS: dict[str, Portrait] = {
    one.code: one for one in (ZEELAND, RIJNMOND, GRONINGEN, NOORD_KENNEMERLAND, RIVIERENLAND, IJSSEL_VECHT)
}


def portrait_of(profile: str) -> Portrait:
    """Of a profile that has none of its own: the usual one in its words."""
    return PORTRAITS.get(profile) or replace(ZEELAND, code=profile, name="", region="")
