"""What is counted of the choices a profile asks of a case: which fields are filled in, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zsm_desktop.domain.profiles import CaseField, Choice, Flags, Profile

FILLED = ""
"""In the place of a choice: the field is filled in at all."""
GOOD, BAD, MISSING = "good", "bad", "missing"
YES_NO = (Choice("yes", "ja"), Choice("no", "nee"))
Mark = tuple[str, str]
"""A field and a choice of it."""
_CHOSEN = frozenset({"choice", "many", "yes_no"})


def is_chosen(field: CaseField) -> bool:
    """Something was chosen from a list, so that it can be counted by choice."""
    return field.kind in _CHOSEN


def choices_of(field: CaseField) -> tuple[Choice, ...]:
    return field.choices or (YES_NO if field.kind == "yes_no" else ())


def verdict(flags: Flags) -> str:
    """What the parties found together, as a field; no field of a profile can be called so."""
    return f"{flags.code[:39]}*"


def standing(flags: Flags, values: Mapping[str, str]) -> str:
    """BAD as soon as one party found so, GOOD only when all found so, MISSING otherwise."""
    given = [values.get(one.code, "") for one in flags.fields]
    return BAD if BAD in given else GOOD if all(one == GOOD for one in given) else MISSING


def marks(profile: Profile, values: Mapping[str, str]) -> frozenset[Mark]:
    """Under what one case counts, given its values by field."""
    return frozenset(_marks(profile, values))


def _marks(profile: Profile, values: Mapping[str, str]) -> Iterator[Mark]:
    for field in profile.case_fields:
        if value := values.get(field.code, ""):
            yield field.code, FILLED
            if is_chosen(field):
                yield from ((field.code, choice) for choice in value.split(","))
    for flags in profile.flags:
        if any(values.get(one.code) for one in flags.fields):
            yield verdict(flags), FILLED
            if (found := standing(flags, values)) != MISSING:
                yield verdict(flags), found


def people_of(filled: int, chosen: Mapping[str, int]) -> list[tuple[str, ...]]:
    """So many people with at least one choice each, of whom as many have each choice: some such group, not the real.

    Enough to see what gives a small group away where no more than these counts is told.
    """
    found: list[list[str]] = [[] for _ in range(filled)]
    at = 0
    for choice in sorted(chosen):
        for _ in range(min(chosen[choice], filled)):
            found[at % filled].append(choice)
            at += 1
    return [tuple(one) for one in found]


def of_several(choices: Sequence[int], filled: int) -> int | None:
    """How many choices there are on average, in hundredths, half up; None where nobody chose."""
    return (200 * sum(choices) + filled) // (2 * filled) if filled else None
