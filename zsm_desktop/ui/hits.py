"""What the services find, as Ctrl+K shows it, and what can be done with it at once: "saldi van …", "verslag van …"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts.columns import folded
from zsm_desktop.ui.parts.f1 import ask_words
from zsm_desktop.ui.rooms import Hit, spot

if TYPE_CHECKING:
    from zsm_desktop.services.search import Hit as Found

LEAST_OF_VERB = 3
MOST_UNASKED = 2
"""Without the verb the acts stand below what was found, and are few."""


def hits(desk: Any, text: str) -> list[Hit]:
    first, _, rest = text.strip().partition(" ")
    rest = rest.strip().removeprefix("van ")
    asked = [make for verb, make in _ABOUT.items() if len(first) >= LEAST_OF_VERB and verb.startswith(folded(first))]
    found = desk.search.find(text)
    if asked and rest:
        deeds = [deed for one in desk.search.find(rest) for make in asked if (deed := make(desk, one))]
        return [*deeds, *(_hit(desk, one) for one in found)]
    deeds = [deed for one in found for make in _ABOUT.values() if (deed := make(desk, one))]
    return [*(_hit(desk, one) for one in found), *deeds[:MOST_UNASKED], *_words(desk, text)]


def _hit(desk: Any, found: Found) -> Hit:
    from zsm_desktop.words.labels import HIT_KIND, first_upper, label
    from zsm_desktop.words.names import say

    return Hit(
        first_upper(say(desk.nouns, label(HIT_KIND, found.kind))),
        found.label,
        _detail(found),
        found.room,
        spot(found.item_id, found.point_id, found.line_id),
    )


def _words(desk: Any, text: str) -> list[Hit]:
    """What words mean that begin like this, to be read on in the guide."""
    from zsm_desktop.words.glossary import Glossary, heading

    terms = Glossary(desk.nouns).find(text)[:MOST_UNASKED]

    def told(word: str, means: str) -> Hit:
        return Hit("Woord", word, means, "", do=lambda page: ask_words(page.window(), word))

    return [told(heading(one), one.means) for one in terms]


def _detail(found: Found) -> str:
    from zsm_desktop.words.format import date_medium
    from zsm_desktop.words.settlements import REGIMES, STATUSES

    if found.kind == "settlement":
        return f"{REGIMES[found.detail]} · {STATUSES[found.status]}"
    return " · ".join(part for part in (date_medium(found.day) if found.day else "", found.detail) if part)


def _balances_of(desk: Any, found: Found) -> Hit | None:
    if (found.kind, found.status) != ("organisation", "school") or not desk.actor.may(Permission.READ_BALANCES):
        return None
    return Hit("Doen", f"Saldi van {found.label}", found.detail, "balances", found.item_id)


def _papers_of(_desk: Any, found: Found) -> Hit | None:
    if (found.kind, found.status) != ("meeting", "finished"):
        return None
    return Hit(
        "Doen",
        f"Verslag van {found.label}",
        _detail(found),
        found.room,
        found.item_id,
        "F9",
        lambda page: page.export(),
    )


_ABOUT: dict[str, Callable[[Any, Found], Hit | None]] = {"saldi": _balances_of, "verslag": _papers_of}
