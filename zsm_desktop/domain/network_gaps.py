"""What is missing in a network for it to work: who is not at the table, and what nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WITHOUT_SEAT = frozenset({"board", "employer"})
"""Kinds that need no seat each: a board takes part through its schools, of employers one at the table will do."""


@dataclass(frozen=True, slots=True)
class Organised:
    """`bodies` are those one of its people sits in."""

    id: str
    name: str
    kind: str
    role: str
    has_fixed_contact: bool
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A body; `has_chair`: somebody chairs it, or its chair goes round."""

    id: str
    name: str
    members: int
    has_chair: bool


@dataclass(frozen=True, slots=True)
class Burden:
    id: str
    name: str
    cases: int
    most: int


@dataclass(frozen=True, slots=True)
class Gap:
    """`code` says what is missing, `subject_id` and `name` at whom, `count` how many (None: few), `most` the limit."""

    code: str
    subject_id: str = ""
    name: str = ""
    count: int | None = 0
    most: int = 0


def gaps(
    organisations: Iterable[Organised],
    bodies: Iterable[Gathering],
    *,
    roles: Iterable[tuple[str, str]],
    held: frozenset[str],
    without_guide: int | None,
    guide_gone: int | None,
    burdens: Iterable[Burden],
) -> tuple[Gap, ...]:
    """The whole network first, then each organisation. `roles` are code and name, `held` who directs cases has."""
    everyone = tuple(organisations)
    return (
        *_of_the_whole(everyone),
        *_of_cases(without_guide, guide_gone, burdens),
        *_of_bodies(bodies),
        *_of_roles(roles, held | {one.role for one in everyone}),
        *_of_each(everyone),
    )


def _of_the_whole(organisations: tuple[Organised, ...]) -> Iterator[Gap]:
    if not any(one.kind == "employer" and one.bodies for one in organisations):
        yield Gap("no_employer", count=sum(one.kind == "employer" for one in organisations))


def _of_cases(without_guide: int | None, guide_gone: int | None, burdens: Iterable[Burden]) -> Iterator[Gap]:
    """None is few, and not nothing."""
    if without_guide != 0:
        yield Gap("no_guide", count=without_guide)
    if guide_gone != 0:
        yield Gap("guide_gone", count=guide_gone)
    for one in burdens:
        if one.cases > one.most:
            yield Gap("caseload", one.id, one.name, one.cases, one.most)


def _of_bodies(bodies: Iterable[Gathering]) -> Iterator[Gap]:
    for one in bodies:
        if not one.members:
            yield Gap("no_members", one.id, one.name)
        if not one.has_chair:
            yield Gap("no_chair", one.id, one.name)


def _of_roles(roles: Iterable[tuple[str, str]], held: frozenset[str]) -> Iterator[Gap]:
    for code, name in roles:
        if code not in held:
            yield Gap("role", code, name)


def _of_each(organisations: tuple[Organised, ...]) -> Iterator[Gap]:
    for one in organisations:
        if not one.has_fixed_contact:
            yield Gap("no_contact", one.id, one.name)
    for one in organisations:
        if not one.bodies and one.kind not in WITHOUT_SEAT:
            yield Gap("no_seat", one.id, one.name)
