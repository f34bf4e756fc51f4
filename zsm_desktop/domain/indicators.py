"""What a network counts of its leavers and its work, given what it agreed to count (`profiles.Indicator`).

A number counts who passes the filter and the base, a share the filter within the base, a growth how much more than the
year before; shares and growths are thousandths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zsm_desktop.domain.choice_counts import FILLED, choices_of, verdict
from zsm_desktop.domain.follow_ups import MONTHS
from zsm_desktop.domain.outcomes import thousandths
from zsm_desktop.domain.profiles import CaseField, Indicator, Profile

OF_LEAVERS = frozenset({"leavers", "follow_ups"})
OF_SCHOOLS = frozenset({"cases", "discussed", "placements", "listed", "phases"})
"""Counted per school and together; the other kinds of work are only counted together."""
OF_CHOICES = frozenset({"fields", "finished"})
ENDING = "ending"
"""The field that tells how a trajectory ended, where `finished` names none."""
_ASKED = {
    "cases": {"school_kind"},
    "discussed": {"school_kind", "body"},
    "placements": {"school_kind"},
    "listed": {"school_kind", "list"},
    "phases": {"school_kind", "phase", "since", "within_months"},
    "meetings": {"body"},
    "vacancies": set(),
    "caseload": set(),
    "fields": {"field", "choice"},
    "finished": {"field", "outcome"},
}
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
    answer = leaver.get(f"answer_{after_months(indicator)}", "")
    plain = {name: values for name, values in asked.items() if name not in {"months", "lasting"}}
    is_in = answer in {"lasting", "ended"} and _passes(plain, leaver)
    wanted = asked.get("lasting", ("yes",))
    return is_in and ("yes" if answer == "lasting" else "no") in wanted, is_in


def after_months(indicator: Indicator) -> int:
    """How long after leaving the follow-up is that it counts; a year where it does not say so."""
    (months,) = {**indicator.base, **indicator.filter}.get("months", ("12",))[:1]
    return int(months)


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
    """Whether all it asks for is known of what it counts; of one as `agreed` gives it."""
    asked = indicator.filter.keys() | indicator.base.keys()
    if indicator.counted in _ASKED:
        has_whole = indicator.counted in OF_CHOICES or indicator.counted == "phases"
        if (indicator.unit == "share" and not has_whole) or not asked <= _ASKED[indicator.counted]:
            return False
        if indicator.counted in OF_CHOICES:
            return field_of(indicator) is not None
        return indicator.counted != "phases" or ("phase" in asked and months_of(indicator) != 0)
    plain = indicator.counted == "leavers" and asked <= _OF_LEAVER
    months = {*indicator.filter.get("months", ()), *indicator.base.get("months", ())}
    follows = indicator.counted == "follow_ups" and asked <= _OF_LEAVER | {"months", "lasting"}
    return plain or (follows and months <= {str(one) for one in MONTHS})


def is_limit(indicator: Indicator) -> bool:
    """Its target is what it may come to at most."""
    return indicator.counted == "caseload"


def agreed(profile: Profile) -> tuple[Indicator, ...]:
    """The indicators of a profile, each as one count.

    A share of a field without a choice is one for each of its choices, several choices of a field of which several may
    be chosen likewise; all flags of a verdict together are what the parties found together.
    """
    fields = {one.code: one for one in profile.case_fields}
    return tuple(one for indicator in profile.indicators for one in _each_count(profile, fields, indicator))


def field_of(indicator: Indicator) -> tuple[str, tuple[str, ...]] | None:
    """The one field it counts and which choices of it; None where it asks for more than was counted."""
    is_finished = indicator.counted == "finished"
    asked = {**indicator.base, **indicator.filter}
    fields = asked.get("field", (ENDING,) if is_finished else ())
    choices = asked.get("outcome" if is_finished else "choice", (FILLED,))
    return (fields[0], choices) if len(fields) == 1 else None


def months_of(indicator: Indicator) -> int | None:
    """Within how many months of coming into the phase `since`, of entry without one; None: ever, 0: no number."""
    asked = indicator.filter.get("within_months", ())
    if not asked:
        return None
    return int(asked[0]) if asked[0].isascii() and asked[0].isdigit() and len(asked[0]) < 4 else 0


def _each_count(profile: Profile, fields: Mapping[str, CaseField], indicator: Indicator) -> tuple[Indicator, ...]:
    if indicator.counted != "fields":
        return (indicator,)
    named = set(indicator.filter.get("field", ()))
    for flags in profile.flags:
        if len(named) > 1 and named == {one.code for one in flags.fields}:
            return (replace(indicator, filter={**indicator.filter, "field": (verdict(flags),)}),)
    field = fields.get(next(iter(named))) if len(named) == 1 else None
    if field is None:
        return (replace(indicator, filter={"field": ()}),)
    choices = choices_of(field)
    wanted = indicator.filter.get("choice", ())
    if wanted and (field.kind != "many" or len(wanted) == 1):
        return (indicator,)
    if not wanted and (indicator.unit != "share" or not choices):
        return (indicator,)
    return tuple(
        replace(
            indicator,
            code=f"{indicator.code}:{one.code}"[:40],
            name=f"{indicator.name}: {one.name}",
            filter={**indicator.filter, "choice": (one.code,)},
        )
        for one in choices
        if not wanted or one.code in wanted
    )
