"""Reads the TOML text of a profile: a whole profile, or every reason why not, each with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from zsm_desktop.domain import profiles as p
from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.profile_table import Collected, Table
from zsm_desktop.domain.settlement.history import SettlementRegime

FORMAT = 1
MOST_CHARACTERS = 100_000
MOST_LINE = 4_000
"""Characters; a name of ten thousand parts would take seconds and gigabytes, a number of as many digits cannot be."""
MOST_FINDINGS = 50
T = TypeVar("T")

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_REASONS = (
    ("Cannot overwrite", "twice"),
    ("Cannot declare", "twice"),
    ("Duplicate inline", "twice"),
    ("Expected '='", "equals"),
    ("Unterminated", "quotes"),
    ("Illegal character", "quotes"),
    ("Unclosed array", "bracket"),
    ("Unclosed inline", "bracket"),
    ("Expected newline", "newline"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """`profile` None: it cannot be used, and `findings` say why. A finding's row is the line of the text."""

    profile: p.Profile | None
    findings: tuple[Finding, ...] = ()


def read(text: str) -> Read:
    if len(text) > MOST_CHARACTERS:
        return Read(None, (Finding("profile.too_large", facts={"most": MOST_CHARACTERS // 1000}),))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    too_long = next((row for row, line in enumerate(text.split("\n"), 1) if len(line) > MOST_LINE), None)
    if too_long is not None:
        return Read(None, (Finding("profile.syntax", too_long, facts={"reason": "long"}),))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Read(None, (_syntax(str(error), text),))
    except RecursionError:
        return Read(None, (Finding("profile.syntax", 1, facts={"reason": "deep"}),))
    collected = Collected(text)
    table = Table(data, (), collected)
    version = table.number("format", least=1, most=99)
    if version is None:
        table.note("profile.no_format", "format", known=FORMAT)
    elif version > FORMAT:
        return Read(None, (collected.finding("profile.newer", ("format",), version=version, known=FORMAT),))
    profile = _profile(table)
    if not collected.findings:
        _Whole(profile, table).check()
    findings = sorted(collected.findings, key=lambda one: one.row or 0)[:MOST_FINDINGS]
    return Read(None if findings else profile, tuple(findings))


def _syntax(message: str, text: str) -> Finding:
    place = _AT.search(message)
    row = int(place[1]) if place else text.count("\n") + 1
    reason = next((code for start, code in _REASONS if message.startswith(start)), "value")
    return Finding("profile.syntax", row, facts={"reason": reason})


def _profile(table: Table) -> p.Profile:
    profile = p.Profile(
        code=table.code("code"),
        name=table.text("name"),
        region=table.text("region", default=""),
        about=table.text("about", default="", most=400),
        holiday_region=table.choice("holiday_region", p.HOLIDAY_REGIONS, "Zuid"),
        regime=table.choice("regime", tuple(SettlementRegime), SettlementRegime.CLOSED_PURSES.value),
        clusters=table.texts("clusters"),
        words=_words(table.table("words")),
        sectors=_each(table, "sectors", _choice),
        units=_each(table, "units", _unit),
        bodies=_each(table, "bodies", _body),
        phases=_each(table, "phases", _choice),
        fields=_each(table, "fields", _field),
        flags=_each(table, "flags", _flags),
        lists=_each(table, "lists", _list),
        roles=_each(table, "roles", _role),
        indicators=_each(table, "indicators", _indicator),
        funds=_each(table, "funds", _fund),
        evaluations=_each(table, "evaluations", _evaluation),
    )
    table.done()
    return profile


def _each(table: Table, key: str, make: Callable[[Table], T]) -> tuple[T, ...]:
    made = []
    for one in table.tables(key):
        made.append(make(one))
        one.done()
    return tuple(made)


def _words(table: Table) -> Mapping[str, p.Noun]:
    found = {}
    for code in p.NOUNS:
        if table.has(code):
            one = table.table(code)
            found[code] = p.Noun(
                one.noun("singular"),
                one.noun("plural"),
                one.choice("article", ("de", "het"), "de"),
                one.noun("short", default=""),
                one.noun("short_plural", default=""),
            )
            if bool(found[code].short) != bool(found[code].short_plural):
                one.note("profile.short_form", "short" if found[code].short else "short_plural")
            one.done()
    table.done()
    return found


def _choice(table: Table) -> p.Choice:
    return p.Choice(table.code("code"), table.text("name"))


def _unit(table: Table) -> p.UnitKind:
    return p.UnitKind(
        table.code("code"), table.text("name"), table.text("plural"), table.number("dagdelen", least=1, most=10_000)
    )


def _body(table: Table) -> p.Body:
    return p.Body(
        code=table.body_code("code"),
        name=table.text("name"),
        kind=table.choice("kind", p.BODY_KINDS),
        level=table.choice("level", p.LEVELS),
        rhythm_weeks=table.number("rhythm_weeks", least=1, most=52),
        weekday=table.place_in("weekday", p.WEEKDAYS),
        starts_at=table.hour("starts_at"),
        above=table.text("above", default=""),
        quorum=table.number("quorum", least=1, most=200),
        cluster=table.text("cluster", default=""),
        chair=table.choice("chair", p.CHAIRS, ""),
        points=_each(table, "points", _point),
    )


def _point(table: Table) -> p.Point:
    return p.Point(
        table.text("title"), table.choice("kind", p.POINT_KINDS, "fixed"), table.number("minutes", least=1, most=240)
    )


def _field(table: Table) -> p.CaseField:
    kind = table.choice("kind", p.FIELD_KINDS)
    made = p.CaseField(
        table.code("code"),
        table.text("name"),
        kind,
        _each(table, "choices", _choice),
        table.yes("sealed", default=True),
        table.text("filled_by", default=""),
    )
    if kind in {"choice", "many"} and len(made.choices) < 2:
        table.note("profile.few_choices", "choices", field=made.name)
    if kind not in {"choice", "many", ""} and made.choices:
        table.note("profile.no_choices", "choices", field=made.name)
    return made


def _flags(table: Table) -> p.Flags:
    made = p.Flags(
        table.code("code"), table.text("name"), table.text("good"), table.text("bad"),
        _each(table, "parties", _choice),
    )  # fmt: skip
    if not made.parties:
        table.note("profile.no_parties", "parties", flags=made.name)
    return made


def _list(table: Table) -> p.PupilList:
    return p.PupilList(
        table.code("code"), table.text("name"), table.text("off"), table.number("expected", least=1, most=1000)
    )


def _role(table: Table) -> p.NetworkRole:
    made = p.NetworkRole(
        table.code("code"),
        table.text("name"),
        table.text("plural"),
        table.text("does", default="", most=200),
        table.number("least_caseload", least=1, most=500),
        table.number("most_caseload", least=1, most=500),
    )
    if (made.least_caseload or 0) > (made.most_caseload or 500):
        table.note("profile.caseload", "most_caseload", role=made.name)
    return made


def _indicator(table: Table) -> p.Indicator:
    unit = table.choice("unit", p.UNITS, "number")
    made = p.Indicator(
        code=table.code("code"),
        name=table.text("name", most=120),
        counted=table.choice("counted", p.COUNTED),
        filter=_filter(table.table("filter")),
        base=_filter(table.table("base")),
        period=table.choice("period", p.PERIODS, "school_year"),
        unit=unit,
        target=table.number("target", least=0, most=1_000_000),
        is_per_school=table.yes("per_school", default=False),
    )
    if unit == "share" and (made.target or 0) > 1000:
        table.note("profile.share", "target", indicator=made.name)
    return made


def _filter(table: Table) -> Mapping[str, tuple[str, ...]]:
    found = {key: table.texts(key) for key in p.FILTERS if table.has(key)}
    table.done()
    return found


def _fund(table: Table) -> p.StartFund:
    return p.StartFund(
        table.code("code"),
        table.text("name"),
        table.text("owner"),
        table.text("terms", default="", most=400),
        table.number("granted_cents", least=0, most=10**12),
    )


def _evaluation(table: Table) -> p.EvaluationList:
    made = p.EvaluationList(table.code("code"), table.text("name"), table.texts("elements", most=160))
    if not made.elements:
        table.note("profile.no_elements", "elements", evaluation=made.name)
    return made


class _Whole:
    """What only shows when all of it is there: codes that are there once, and names that point to something."""

    def __init__(self, profile: p.Profile, table: Table) -> None:
        self._profile, self._note = profile, table.note_at

    def check(self) -> None:
        profile = self._profile
        if not profile.bodies:
            self._note("profile.no_body", ("bodies",))
        for key in ("sectors", "units", "bodies", "phases", "fields", "flags", "lists", "roles", "indicators", "funds",
                    "evaluations"):  # fmt: skip
            self._once(key, getattr(profile, key))
        self._once("clusters", [p.Choice(name, name) for name in profile.clusters])
        self._codes_of_fields()
        for at, body in enumerate(profile.bodies):
            self._body(at, body)

    def _once(self, key: str, things: Sequence[Any]) -> None:
        seen: set[str] = set()
        for at, thing in enumerate(things):
            name = thing.code.casefold()
            if name in seen:
                self._note("profile.twice", (key, at, "code"), named=thing.code)
            seen.add(name)

    def _codes_of_fields(self) -> None:
        own = {one.code for one in self._profile.fields}
        for at, flags in enumerate(self._profile.flags):
            if any(one.code in own for one in flags.fields):
                self._note("profile.twice", ("flags", at, "code"), named=flags.code)

    def _body(self, at: int, body: p.Body) -> None:
        bodies = {one.code: one for one in self._profile.bodies}
        if body.above and body.above not in bodies:
            self._note("profile.unknown_body", ("bodies", at, "above"), above=body.above)
        elif self._goes_round(body, bodies):
            self._note("profile.circle", ("bodies", at, "above"), body=body.name)
        if body.cluster and body.cluster not in self._profile.clusters:
            self._note("profile.unknown_cluster", ("bodies", at, "cluster"), cluster=body.cluster)
        if body.kind != "steering" and any(point.kind not in p.CASE_POINTS for point in body.points):
            self._note("profile.balances", ("bodies", at, "points"), body=body.name)
        titles = [point.title.casefold() for point in body.points]
        if len(set(titles)) < len(titles):
            self._note("profile.point_twice", ("bodies", at, "points"), body=body.name)

    @staticmethod
    def _goes_round(body: p.Body, bodies: Mapping[str, p.Body]) -> bool:
        seen, at = {body.code}, bodies.get(body.above)
        while at is not None:
            if at.code in seen:
                return at.code == body.code
            seen.add(at.code)
            at = bodies.get(at.above)
        return False
