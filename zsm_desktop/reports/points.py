"""The annex of a fixed point of the directors' agenda, and all annexes of an agenda with the agenda itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.privacy import SMALLEST_SHOWN
from zsm_desktop.reports import scenarios, vacancies
from zsm_desktop.reports.agenda import agenda_document
from zsm_desktop.reports.document import (
    Balance,
    BarChart,
    Block,
    Cents,
    Colour,
    Column,
    Document,
    Figure,
    Kind,
    Paragraph,
    Percent,
    Row,
    Series,
    SmallCount,
    Table,
    Value,
)
from zsm_desktop.reports.noted import placing
from zsm_desktop.services.steering_points import KINDS, PointFacts
from zsm_desktop.words import minutes as minutes_words
from zsm_desktop.words import points as words
from zsm_desktop.words.balances import TAKEN_NET
from zsm_desktop.words.evaluations import hundredths
from zsm_desktop.words.format import date_long
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say, saying
from zsm_desktop.words.outcomes import value_text
from zsm_desktop.words.results import BOTTLENECK_KIND

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.meeting_facts import AgendaRow, MeetingCard

Step = Callable[[int, int, str], object]


def write(desk: Desk, meeting_id: str, item_id: str, folder: Path) -> tuple[Path, ...]:
    """PDF and workbook of one point, both or neither. Raises RuleError("point.nothing", "meeting.no_item")."""
    card = desk.meetings.card(meeting_id)
    item = next((row for row in card.agenda if row.id == item_id), None)
    if item is None:
        raise RuleError("meeting.no_item")
    paper = Paper(PaperKind.POINT, meeting_id)
    return _write(desk, paper, [(_stem(item), lambda: point_document(desk, card, item))], folder, lambda *_: None)


def write_all(desk: Desk, meeting_id: str, folder: Path, step: Step) -> tuple[Path, ...]:
    """The agenda, the annex of each point that shows something, and the four agreements where balances are a point.

    All files or none; `step` hears how far it is and may break it off.
    """
    card = desk.meetings.card(meeting_id)
    invitation = desk.invitations.facts(meeting_id)
    wanted: list[tuple[str, Callable[[], Document]]] = [
        (f"Agenda {card.row.body} {card.row.held_on.isoformat()}", lambda: agenda_document(invitation))
    ]
    for item in card.agenda:
        if item.kind in KINDS:
            wanted.append((_stem(item), lambda item=item: point_document(desk, card, item)))  # type: ignore[misc]
        if item.kind == "balances":
            year = SchoolYear.of(card.row.held_on)
            stem = words.STEM.format(number=f"{item.position}b", title="Vier afspraken naast elkaar")
            wanted.append((stem, lambda year=year: scenarios.document(desk, desk.scenarios.compare(year))))  # type: ignore[misc]
    return _write(desk, Paper(PaperKind.POINTS, meeting_id, count=len(wanted)), wanted, folder, step)


def _stem(item: AgendaRow) -> str:
    return words.STEM.format(number=item.position, title=item.title)


def _write(
    desk: Desk, line: Paper, wanted: list[tuple[str, Callable[[], Document]]], folder: Path, step: Step
) -> tuple[Path, ...]:
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    paths = [folder / safe_file_name(stem, end) for stem, _ in wanted for end in (".pdf", ".xlsx")]
    with placing(desk, line, *paths, folder=folder) as temporary:
        for at, (stem, make) in enumerate(wanted):
            step(at, len(wanted), stem)
            paper = make()
            for path, bytes_of in zip(paths[2 * at :], (pdf_bytes, xlsx_bytes), strict=False):
                temporary[path].write_bytes(bytes_of(paper))
        step(len(wanted), len(wanted), "")
    return tuple(paths)


def point_document(desk: Desk, card: MeetingCard, item: AgendaRow) -> Document:
    """Raises RuleError("point.nothing") for a point that shows nothing."""
    year = SchoolYear.of(card.row.held_on)
    facts = desk.steering_points.facts(item.kind, year)
    number = f"Bij punt {item.position} van {card.row.number}, {date_long(card.row.held_on)}"
    about = words.of_year(item.kind, year.label)
    return Document(
        title=desk.masks.hide(item.title).text,
        subtitle=f"{number} · {about}" if about else number,
        network=desk.network_name,
        created=desk.clock(),
        author=desk.actor.name,
        notice=minutes_words.notice("steering", "full", saying(desk.nouns)),
        blocks=tuple(_blocks(desk, facts)),
    )


def _blocks(desk: Desk, facts: PointFacts) -> Iterator[Block]:
    blocks = {
        "results": _results,
        "balances": _balances,
        "funds": _funds,
        "collaboration": _collaboration,
        "vacancies": _vacancies,
    }
    found = list(blocks[facts.kind](desk, facts))
    yield from found or [Paragraph(words.NOTHING[facts.kind])]


def _results(_desk: Desk, facts: PointFacts) -> Iterator[Block]:
    if facts.years:
        columns = (
            Column(words.YEAR, weight=2),
            Column(words.LEAVERS, Kind.COUNT),
            Column(words.PLACED, Kind.PERCENT),
            Column(words.LASTING, Kind.PERCENT),
        )
        rows: tuple[Row, ...] = tuple(
            (SchoolYear(one.year).label, _count(one.leavers), _share(one.placed), _share(one.lasting))
            for one in facts.years
        )
        yield Table(words.LEAVERS, columns, rows, caption=words.LEAVERS)
    if facts.indicators and facts.target_year is not None:
        names = (words.INDICATOR, words.OUTCOME, words.TARGET, words.STAND)
        yield Table(
            "Doelen",
            (Column(names[0], weight=4), *(Column(name) for name in names[1:])),
            tuple(
                (
                    row.name,
                    value_text(row.value, row.unit),
                    "" if row.target is None else value_text(row.target, row.unit),
                    words.REACHED[row.is_reached],
                )
                for row in facts.indicators
            ),
            caption=f"Doelen voor {facts.target_year.label}",
        )
        yield Paragraph(words.SMALL, is_small=True)


def _balances(_desk: Desk, facts: PointFacts) -> Iterator[Block]:
    rows = [row for row in facts.balances if row.given_cents or row.taken_cents]
    if not rows:
        return
    columns = (
        Column(words.SCHOOL, weight=3),
        Column(words.GIVEN, Kind.MONEY),
        Column(TAKEN_NET, Kind.MONEY),
        Column(words.BALANCE, Kind.BALANCE),
    )
    table = Table(
        "Saldi",
        columns,
        tuple((row.name, Cents(row.given_cents), Cents(row.taken_cents), Balance(row.balance_cents)) for row in rows),
        totals=(
            "Totaal",
            Cents(sum(row.given_cents for row in rows)),
            Cents(sum(row.taken_cents for row in rows)),
            Balance(sum(row.balance_cents for row in rows)),
        ),
        caption=f"Saldi in schooljaar {facts.year.label}",
    )
    series = (Series(words.GIVEN, Colour.GIVEN), Series(TAKEN_NET, Colour.TAKEN))
    yield Figure(table, BarChart("Gegeven en afgenomen per school", words.SCHOOL, series))
    yield Paragraph(words.BOOKED, is_small=True)


def _funds(desk: Desk, facts: PointFacts) -> Iterator[Block]:
    if not facts.funds:
        return
    columns = (
        Column(words.FUND, weight=3),
        Column(words.GRANTED, Kind.MONEY),
        Column(words.SPENT, Kind.MONEY),
        Column(words.LEFT, Kind.MONEY),
        Column(words.RESULTS, weight=2),
        Column(words.UNTIL, Kind.DATE),
    )
    rows: tuple[Row, ...] = tuple(
        (
            desk.masks.hide(row.fund.name).text,
            Cents(row.money.granted_cents),
            Cents(row.money.spent_cents),
            Cents(row.money.left_cents),
            words.results_of(len(row.results), row.on_course),
            row.fund.last_day,
        )
        for row in facts.funds
    )
    table = Table("Middelen", columns, rows, caption="Middelen en wat ervan is besteed")
    series = (Series(words.GRANTED, Colour.NEUTRAL), Series(words.SPENT, Colour.TAKEN))
    yield Figure(table, BarChart("Toegekend en besteed", words.FUND, series))


def _collaboration(desk: Desk, facts: PointFacts) -> Iterator[Block]:
    seen = facts.evaluation
    if seen is not None:
        yield Paragraph(words.evaluation(seen.name, seen.top))
        if seen.lowest:
            scores = tuple((one.text, hundredths(one.mean)) for one in seen.lowest)
            yield Table("Elementen", (Column(words.ELEMENT, weight=5), Column(words.MEAN)), scores)
        else:
            yield Paragraph(words.TOO_FEW)
    elif facts.open_points:
        yield Paragraph(words.NO_EVALUATION)
    if facts.open_points:
        yield Table(
            "Doorgezet",
            (Column(words.POINT, weight=5), Column(words.KIND, weight=2), Column(words.WAITS)),
            tuple(
                (
                    desk.masks.hide(row.title).text,
                    first_upper(say(desk.nouns, BOTTLENECK_KIND[row.kind])),
                    words.weeks(row.weeks_waiting(desk.day)),
                )
                for row in facts.open_points
            ),
        )


def _vacancies(desk: Desk, facts: PointFacts) -> Iterator[Block]:
    if facts.vacancies:
        yield from vacancies.document(desk, facts.vacancies).blocks


def _count(number: int | None) -> Value:
    return SmallCount(SMALLEST_SHOWN) if number is None else number


def _share(permille: int | None) -> Value:
    return None if permille is None else Percent(permille)
