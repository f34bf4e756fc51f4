"""Rows of the registers that two people edit, as test_same_row tries them."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import TODAY, World
from tests.services.edited import Row
from tests.services.test_breaches import HARM, draft, noted
from zsm_desktop.services.desk import Desk


def of_privacy(world: World) -> dict[str, Row]:
    leak, now = noted(world, hours=40).id, world.now

    def version(d: Desk) -> int:
        return d.breaches.row(leak).version

    return {
        "breach.edit": Row(version, lambda d, v, n: d.breaches.edit(leak, v, draft(world, hours=40 - n))),
        "breach.weigh": Row(version, lambda d, v, n: d.breaches.weigh(leak, v, HARM, f"Keer {n}.")),
        "breach.report": Row(version, lambda d, v, n: d.breaches.report(leak, v, now - timedelta(hours=n))),
        "breach.tell": Row(version, lambda d, v, n: d.breaches.tell(leak, v, TODAY - timedelta(n - 1))),
        "privacy.text": Row(
            lambda d: d.privacy_register.facts().own("officer").version,
            lambda d, v, n: d.privacy_register.write("officer", v, f"Mevrouw {n}"),
        ),
    }
