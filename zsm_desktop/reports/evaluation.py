"""The outcome of a measurement of the collaboration as a PDF, or the same as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.evaluations import SHOWN_TOGETHER
from zsm_desktop.domain.files import require_paper_place
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.radar import FEWEST
from zsm_desktop.reports.document import (
    BarChart,
    Block,
    Bullets,
    Callout,
    Colour,
    Column,
    Document,
    Figure,
    Heading,
    Kind,
    Mean,
    Number,
    Paragraph,
    Row,
    Series,
    Table,
    Value,
)
from zsm_desktop.reports.noted import put_at
from zsm_desktop.reports.radar import RadarChart
from zsm_desktop.words import evaluations as words
from zsm_desktop.words.format import date_medium

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.evaluation_figures import ElementScore, EvaluationOutcome

_COLOURS = (Colour.GIVEN, Colour.TAKEN, Colour.NEUTRAL)
ELEMENT = "Punt"


def write(desk: Desk, evaluation_id: str, path: Path) -> None:
    """As PDF or workbook, as the ending of `path` says; raises RuleError as `Evaluations.trend`."""
    require_paper_place(path)
    made = document(desk, desk.evaluations.trend(evaluation_id)[-SHOWN_TOGETHER:])
    if path.suffix.lower() == ".pdf":
        from zsm_desktop.reports.pdf import pdf_bytes

        data = pdf_bytes(made)
    else:
        from zsm_desktop.reports.xlsx import xlsx_bytes

        data = xlsx_bytes(made)
    put_at(desk, Paper(PaperKind.EVALUATION, evaluation_id), path, data)


def document(desk: Desk, found: tuple[EvaluationOutcome, ...]) -> Document:
    """The last of `found`, beside those before it."""
    now = found[-1]
    return Document(
        title=words.TITLE,
        subtitle=words.outcome_title(now.name, now.closed_on),
        network=desk.network_name,
        author=desk.actor.name,
        created=desk.clock(),
        facts=(
            ("Gevraagd", f"{date_medium(now.opened_on)} tot {date_medium(now.closed_on)}"),
            ("Antwoorden", words.answered_by(now.joined, now.asked, now.answers)),
            ("Bewaard", words.kept_as(is_anonymous=now.is_anonymous)),
            ("Cijfers", words.scale(now.top)),
        ),
        blocks=tuple(_blocks(found)),
    )


def _blocks(found: tuple[EvaluationOutcome, ...]) -> Iterator[Block]:
    now = found[-1]
    if not now.is_shown:
        yield Callout(words.too_few(now.answers))
        return
    yield Heading(1, "Wat het laagst scoort")
    yield Bullets(tuple(f"{words.hundredths(one.mean)}: {one.text}" for one in now.lowest()), is_numbered=True)
    if len(now.elements) >= FEWEST:
        yield _radar(found)
    yield Heading(1, "Alle punten")
    yield _figure(found)
    yield Paragraph(words.SPREAD_SAYS, is_small=True)
    if any(one.mean is None for one in now.elements):
        yield Paragraph(words.HIDDEN_SAYS, is_small=True)
    if now.organisations:
        yield Heading(1, "Per organisatie")
        yield _by_organisation(now)
    if now.remarks:
        yield Heading(1, "Wat erbij geschreven werd")
        yield from _remarks(now)


def _figure(found: tuple[EvaluationOutcome, ...]) -> Figure:
    """Bars for each measurement; the figures of the last one besides."""
    now, names = found[-1], words.measured_in([one.closed_on for one in found])
    columns = (
        Column(ELEMENT, weight=3),
        *(Column(name, Kind.QUANTITY) for name in names),
        Column(words.SPREAD, Kind.QUANTITY),
        Column(words.ANSWERS, Kind.COUNT),
    )
    rows = tuple(
        (_numbered(one), *(_mean(outcome, one.text) for outcome in found), _typed(one.spread), one.answers)
        for one in now.elements
    )
    series = tuple(Series(name, colour) for name, colour in zip(names, _COLOURS, strict=False))
    return Figure(Table("Punten", columns, rows), BarChart(words.MEAN, ELEMENT, series))


def _radar(found: tuple[EvaluationOutcome, ...]) -> Figure:
    """The same means as a web, whose spokes bear the numbers of the points."""
    names = words.measured_in([one.closed_on for one in found])
    columns = (Column(ELEMENT, Kind.NUMBER), *(Column(name, Kind.QUANTITY) for name in names))
    rows: tuple[Row, ...] = tuple(
        (Number(one.position), *(_mean(outcome, one.text) for outcome in found)) for one in found[-1].elements
    )
    series = tuple(Series(name, colour) for name, colour in zip(names, _COLOURS, strict=False))
    chart = RadarChart("Gemiddeld per punt; de nummers zijn die van de lijst", ELEMENT, series, top=100 * found[-1].top)
    return Figure(Table("Spinnenweb", columns, rows, sheet="Spinnenweb"), chart)


def _by_organisation(now: EvaluationOutcome) -> Table:
    columns = (
        Column("Organisatie", weight=2),
        Column(words.ANSWERS, Kind.COUNT),
        *(Column(str(one.position), Kind.QUANTITY) for one in now.elements),
    )
    rows = tuple((one.name, one.answers, *map(_typed, one.means)) for one in now.organisations)
    return Table("Organisaties", columns, rows)


def _remarks(now: EvaluationOutcome) -> Iterator[Block]:
    texts = {one.position: one.text for one in now.elements}
    by_position: dict[int, list[str]] = {}
    for one in now.remarks:
        whose = f" ({one.organisation})" if one.organisation else ""
        by_position.setdefault(one.position, []).append(f"{one.text}{whose}")
    for position, said in sorted(by_position.items()):
        yield Heading(2, f"{position}. {texts[position]}" if position else words.WHOLE, bookmark=False)
        yield Bullets(tuple(said))


def _numbered(one: ElementScore) -> str:
    return f"{one.position}. {one.text}"


def _mean(outcome: EvaluationOutcome, text: str) -> Value:
    return _typed(next((one.mean for one in outcome.elements if one.text == text), None))


def _typed(hundredths: int | None) -> Mean | None:
    return None if hundredths is None else Mean(hundredths)
