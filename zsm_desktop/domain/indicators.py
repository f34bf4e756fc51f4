"""What a network counts of its leavers and its work, given what it agreed to count (`profiles.Indicator`).

A number counts who passes the filter and the base, a share the filter within the base, a growth how much more than the
year before; shares and growths are thousandths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zsm_desktop.domain.follow_ups import MONTHS
from zsm_desktop.domain.outcomes import thousandths
from zsm_desktop.domain.profiles import Indicator

OF_LEAVERS = frozenset({"leavers", "follow_ups"})
OF_WORK = frozenset({"cases", "discussed", "placements"})
_OF_LEAVER = frozenset({"destination", "exit_profile", "against_advice", "school_kind"})

Facts = Mapping[str, str]
"""Of one leaver what filters ask: destination, exit_profile, against_advice, school_kind and answer_3 … answer_24."""


@dataclass(frozen=True, slots=True)
class Counted:
    """`part` of `whole`; None where it may not be shown. A number has no whole."""

    part: int | None
    whole: int | None = None


def counts_in(indicator: Indicator, leaver: Facts) -> tuple[bool, bool]:
    """Whether a leaver is in the part, and in the whole."""
    if indicator.counted == "follow_ups":
        return _followed(indicator, leaver)
    is_in = _passes(indicator.base, leaver)
    return is_in and _passes(indicator.filter, leaver), is_in


def _followed(indicator: Indicator, leaver: Facts) -> tuple[bool, bool]:
    """Of those reached after so many months."""
    asked = {**indicator.base, **indicator.filter}
    (months,) = asked.get("months", ("12",))[:1]
    answer = leaver.get(f"answer_{months}", "")
    plain = {name: values for name, values in asked.items() if name not in {"months", "lasting"}}
    is_in = answer in {"lasting", "ended"} and _passes(plain, leaver)
    wanted = asked.get("lasting", ("yes",))
    return is_in and ("yes" if answer == "lasting" else "no") in wanted, is_in


def _passes(wanted: Mapping[str, tuple[str, ...]], leaver: Facts) -> bool:
    return all(leaver.get(name, "") in values for name, values in wanted.items())


def value_of(indicator: Indicator, now: Counted, before: Counted | None) -> int | None:
    """None where there is nothing to count, or something of it is not shown."""
    if now.part is None:
        return None
    if indicator.unit == "share":
        return thousandths(now.part, now.whole) if now.whole else None
    if indicator.unit == "growth":
        return thousandths(now.part - before.part, before.part) if before and before.part else None
    return now.part


def is_countable(indicator: Indicator) -> bool:
    """Whether all it asks for is known of what it counts."""
    asked = indicator.filter.keys() | indicator.base.keys()
    if indicator.counted in OF_WORK:
        return indicator.unit != "share" and asked <= {"school_kind", "body"}
    plain = indicator.counted == "leavers" and asked <= _OF_LEAVER
    months = {*indicator.filter.get("months", ()), *indicator.base.get("months", ())}
    follows = indicator.counted == "follow_ups" and asked <= _OF_LEAVER | {"months", "lasting"}
    return plain or (follows and months <= {str(one) for one in MONTHS})
