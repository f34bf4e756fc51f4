"""News that goes up after an act: which topics and identifiers it touched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from zsm_desktop.domain.masking import Hidden

TOPICS = frozenset(
    {
        "action",
        "body",
        "booking",
        "bottleneck",
        "case",
        "cluster",
        "consent",
        "contact",
        "contribution",
        "decision",
        "delivery",
        "employer",
        "entry",
        "evaluation",
        "fund",
        "meeting",
        "need",
        "network",
        "notes",
        "offer",
        "outcome",
        "period",
        "placement",
        "privacy",
        "profile",
        "pupil",
        "round",
        "school",
        "sector",
        "settlement",
        "statement",
        "target",
        "tariff",
        "user",
        "vacancy",
        "vat",
        "work_placement",
    }
)


@dataclass(frozen=True, slots=True)
class Changes:
    """`made` is the identifier of the one thing the act was about making, if it made one.

    `hidden` is what the mask took out of the texts it kept: who typed them reads them back otherwise. `notes` is what
    an act that keeps notes made of them, as `Live.notes` gives them to who typed these.
    """

    topics: Mapping[str, frozenset[str]] = field(default_factory=dict)
    made: str | None = None
    hidden: tuple[Hidden, ...] = ()
    is_of_others: bool = False
    notes: str = ""

    @property
    def made_id(self) -> str:
        if self.made is None:
            raise LookupError("this act makes nothing")
        return self.made

    def touches(self, topics: frozenset[str]) -> bool:
        return not topics.isdisjoint(self.topics)


def of_others(topics: Mapping[str, Collection[str]] | None) -> Changes:
    """What another program said it touched; with None anything may have changed, and no topic names its things."""
    if topics is None:
        return Changes(dict.fromkeys(TOPICS, frozenset()), is_of_others=True)
    known = {topic: frozenset(ids) for topic, ids in topics.items() if topic in TOPICS}
    return Changes(known, is_of_others=True)


Listener = Callable[[Changes], None]


class ChangeRelay:
    """Hands each act's Changes to whoever listens, in the thread of the act; those of others in the line's own."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Start listening; the returned function stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
