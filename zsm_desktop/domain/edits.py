"""Two people changed the same thing, field by field: what only one of them changed stands as that one has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Merge:
    """`values` is what stands now; `taken` came from the other; at `clashes` mine stands until someone chooses."""

    values: dict[str, object]
    taken: tuple[str, ...]
    clashes: tuple[str, ...]


def merge_fields(base: Values, mine: Values, theirs: Values) -> Merge:
    """What both made of `base`; all three have the fields of `theirs`.

    A set is taken apart: what either put in is in, what either took out is out, so it never clashes.
    """
    values: dict[str, object] = {}
    clashes: list[str] = []
    for name, other in theirs.items():
        was, own = base[name], mine[name]
        if own == was:
            values[name] = other
        elif isinstance(was, frozenset) and isinstance(own, frozenset) and isinstance(other, frozenset):
            values[name] = other - (was - own) | (own - was)
        else:
            values[name] = own
            if other not in (was, own):
                clashes.append(name)
    taken = tuple(name for name, value in values.items() if value != mine[name])
    return Merge(values, taken, tuple(clashes))
