"""What stands in the minutes of a maatwerkbespreking and of a stuurgroep, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.privacy import SMALLEST_SHOWN, is_recognisable
from zsm_desktop.reports.document import (
    Balance,
    BarChart,
    Block,
    Bullets,
    Callout,
    Cents,
    ChainHead,
    Colour,
    Column,
    Document,
    Figure,
    Heading,
    KeyValues,
    Kind,
    Number,
    PageBreak,
    Paragraph,
    Series,
    Sheet,
    SmallCount,
    Table,
    Tone,
    Value,
)
from zsm_desktop.reports.minutes_stage import amendments, amendments_of_all, stage_facts
from zsm_desktop.reports.noted import put
from zsm_desktop.services.meeting_facts import was_heard
from zsm_desktop.words import labels, results, votes
from zsm_desktop.words import minutes as words
from zsm_desktop.words.balances import TAKEN_NET
from zsm_desktop.words.format import date_long, time_of_day, time_span
from zsm_desktop.words.names import Say, say, saying

if TYPE_CHECKING:
    from zsm_desktop.services.case_facts import CaseRow
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, BottleneckRow, DecisionRow, MeetingRow
    from zsm_desktop.services.minutes import MinutesFacts

MOST_PAIRS = 100
"""Of who gave to whom on paper; a network of hundreds of schools would fill fifty pages."""


def write(desk: Desk, meeting_id: str, out_dir: Path, audience: str = "full") -> dict[str, Path]:
    """PDF and Excel of one meeting for one audience; returns their paths under "pdf" and "xlsx".

    Raises RuleError as `services.minutes` does, and "file.in_use" when another program holds one of the files.
    """
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    facts = desk.minutes.facts(meeting_id, audience)
    document = minutes_document(facts)
    stem = f"{document.title} {facts.card.row.held_on.isoformat()}"
    if audience.startswith("school:"):
        stem += f" {audience.removeprefix('school:')}"
    elif audience == "steering" and facts.card.row.kind == "case":
        stem += say(facts.nouns, " zonder [leerlingen]")
    files = {"pdf": out_dir / safe_file_name(stem, ".pdf"), "xlsx": out_dir / safe_file_name(stem, ".xlsx")}
    for path in files.values():
        require_paper_place(path)
    put(desk, _paper(facts), out_dir, {files["pdf"]: pdf_bytes(document), files["xlsx"]: xlsx_bytes(document)})
    return files


def _paper(facts: MinutesFacts) -> Paper:
    row = facts.card.row
    return Paper(PaperKind.MINUTES, row.id, audience=facts.audience, tells_of_pupils=tells_of_pupils(facts))


def tells_of_pupils(facts: MinutesFacts) -> bool:
    """Under their pseudonyms; for the stuurgroep nobody can be recognised."""
    return facts.card.row.kind == "case" and facts.audience != "steering"


def minutes_document(facts: MinutesFacts) -> Document:
    """The one document behind both files and the preview in the window."""
    row = facts.card.row
    is_steering = row.kind == "steering"
    blocks = [*_agenda(facts), *(_steering_points(facts) if is_steering else _case_points(facts))]
    blocks += [*amendments_of_all(facts), *_decisions(facts), *_votes(facts)]
    blocks += [*_actions(facts), *_next(facts.card.next_meeting)]
    if is_steering:
        blocks += [PageBreak(), *_balances(facts), *_exchange(facts)]
    blocks += _figures(facts)
    return Document(
        title=say(facts.nouns, words.TITLE[row.kind]),
        subtitle=f"{labels.first_upper(date_long(row.held_on))} · {words.number(row.number)}",
        network=facts.network,
        notice=words.checked_notice(
            words.notice(row.kind, facts.audience, saying(facts.nouns)), knows_names=facts.knows_names
        ),
        author=facts.card.note_taker,
        created=facts.made_at,
        facts=_heading_facts(facts),
        blocks=tuple(blocks),
        chain=ChainHead(facts.head.entries, facts.head.hash),
    )


def _heading_facts(facts: MinutesFacts) -> tuple[tuple[str, Value], ...]:
    card = facts.card
    present = [
        words.attendant(p.name, p.organisation, is_mandated=p.is_mandated, left_at=p.left_at)
        for p in card.attendance
        if p.is_present
    ]
    absent = [words.person(p.name, p.organisation) for p in card.attendance if not p.is_present]
    pairs: list[tuple[str, Value]] = [
        ("Overleg", card.row.body),
        ("Plaats", card.row.place),
        ("Tijd", time_span(card.row.starts_at, card.row.ends_at)),
        ("Voorzitter", words.person(card.chair, card.row.chair_organisation)),
        ("Verslag", card.note_taker),
        ("Aanwezig", "; ".join(present) or "Niemand aangetekend"),
        ("Afwezig", "; ".join(absent)),
        ("Quorum", words.quorum(len(present), card.needed)),
        *stage_facts(facts),
        (words.NAMES, "" if facts.knows_names else words.UNCHECKED),
    ]
    return tuple((name, value) for name, value in pairs if value)


def _agenda(facts: MinutesFacts) -> Iterator[Block]:
    yield Heading(1, "Agenda")
    told = [item for item in facts.card.agenda if not item.is_shut]
    yield Bullets(tuple(_item_title(item) for item in told), is_numbered=True)
    if len(told) < len(facts.card.agenda):
        yield Paragraph(words.shut(len(facts.card.agenda) - len(told)), is_small=True)
    if facts.left_out:
        yield Paragraph(words.left_out(facts.audience), is_small=True)


def _item_title(item: AgendaRow) -> str:
    return f"{item.case.pseudonym} · {item.case.school}" if item.case else item.title


def _case_points(facts: MinutesFacts) -> Iterator[Block]:
    cases = [(item, item.case) for item in facts.card.agenda if item.case and not item.is_shut]
    for item in facts.card.agenda:
        said = list(amendments(facts, item.id))
        if not item.case and (item.notes or said):
            yield Heading(1, item.title)
            yield from (Paragraph(item.notes),) if item.notes else ()
            yield from said
    if cases:
        yield Heading(1, say(facts.nouns, "Besproken [leerlingen]"))
        for item, case in cases:
            yield from _case(facts, item, case)
    yield from _outcomes(facts)
    yield from _bottlenecks(facts.card.bottlenecks, saying(facts.nouns))


def _outcomes(facts: MinutesFacts) -> Iterator[Block]:
    if facts.outcomes:
        yield Heading(1, "Uitkomsten", sheet=Sheet.FIGURES)
        yield Table(
            "Uitkomsten",
            (Column("Uitkomst", weight=3), Column("Casussen", Kind.COUNT)),
            tuple(
                (labels.first_upper(labels.label(labels.OUTCOME, code)), _count(facts, count, is_about_pupils=True))
                for code, count in facts.outcomes
            ),
            sheet=Sheet.FIGURES,
        )


def _case(facts: MinutesFacts, item: AgendaRow, case: CaseRow) -> Iterator[Block]:
    yield Heading(2, f"{case.pseudonym} · {case.school}")
    pairs: list[tuple[str, Value]] = [
        ("Casus", case.number),
        ("Vraag", case.question),
        ("Besproken", item.notes),
        ("Uitkomst", labels.first_upper(labels.label(labels.OUTCOME, item.outcome)) if item.outcome else ""),
        ("Reden", words.reason_of(item.reason_code, item.reason)),
        ("Traject", item.placement),
    ]
    if item.status == "carried_over":
        pairs.append(("Vervolg", words.NOT_FINISHED if was_heard(facts.card, item) else words.NOT_REACHED))
    yield KeyValues(tuple((name, value) for name, value in pairs if value))
    for decision in facts.card.decisions:
        if decision.agenda_item_id == item.id:
            yield Callout(_said(decision), f"Besluit {decision.number}", Tone.DECISION)
    yield from amendments(facts, item.id)


def _steering_points(facts: MinutesFacts) -> Iterator[Block]:
    for item in facts.card.agenda:
        decisions = [d for d in facts.card.decisions if d.agenda_item_id == item.id]
        said = list(amendments(facts, item.id))
        if not (item.notes or decisions or item.bottleneck or said):
            continue
        yield Heading(1, item.title)
        if item.bottleneck and item.bottleneck.description:
            yield Paragraph(
                item.bottleneck.description, label=f"{say(facts.nouns, '[Knelpunt]')} {item.bottleneck.number}:"
            )
        if item.notes:
            yield Paragraph(item.notes)
        if item.bottleneck and item.bottleneck.answer:
            yield Callout(item.bottleneck.answer, "Antwoord", Tone.INFO)
        for decision in decisions:
            yield Callout(_said(decision), f"Besluit {decision.number}", Tone.DECISION)
        yield from said


def _bottlenecks(rows: tuple[BottleneckRow, ...], say: Say) -> Iterator[Block]:
    if rows:
        yield Heading(1, say("[Knelpunten]"), sheet=Sheet.BOTTLENECKS)
        yield Table(
            say("[Knelpunten]"),
            (Column("Nr", Kind.NUMBER), Column(say("[Knelpunt]"), weight=4), Column("Stand", weight=2)),
            tuple(
                (
                    Number(row.number),
                    row.title,
                    labels.first_upper(say(labels.label(labels.BOTTLENECK_STATUS, row.status))),
                )
                for row in rows
            ),
            sheet=Sheet.BOTTLENECKS,
        )


def _balances(facts: MinutesFacts) -> Iterator[Block]:
    rows = [row for row in facts.balances if row.given_cents or row.taken_cents]
    yield Heading(1, f"Saldi schooljaar {facts.year.label}", sheet=Sheet.BALANCES)
    yield Paragraph(words.BALANCE_MEANS, is_small=True, sheet=Sheet.BALANCES)
    table = Table(
        "Saldi",
        (
            Column("School", weight=3),
            Column("Gegeven", Kind.MONEY),
            Column(TAKEN_NET, Kind.MONEY),
            Column("Saldo", Kind.BALANCE),
        ),
        tuple((row.name, Cents(row.given_cents), Cents(row.taken_cents), Balance(row.balance_cents)) for row in rows),
        totals=(
            "Totaal",
            Cents(sum(row.given_cents for row in rows)),
            Cents(sum(row.taken_cents for row in rows)),
            Balance(sum(row.balance_cents for row in rows)),
        )
        if rows
        else None,
        caption=f"Gegeven en afgenomen na subsidie per school, schooljaar {facts.year.label}",
        sheet=Sheet.BALANCES,
        when_empty="Er is dit schooljaar nog niets geboekt.",
    )
    series = (Series("Gegeven", Colour.GIVEN), Series(TAKEN_NET, Colour.TAKEN))
    yield Figure(table, BarChart("Gegeven en afgenomen per school", "School", series)) if rows else table


def _exchange(facts: MinutesFacts) -> Iterator[Block]:
    pairs = sorted((p for p in facts.pairs if p.given_cents), key=lambda p: (-p.given_cents, p.name, p.counter))
    smaller = pairs[MOST_PAIRS:]
    yield Heading(1, "Uitwisseling", sheet=Sheet.EXCHANGE)
    yield Table(
        "Uitwisseling",
        (Column("Gaf", weight=2), Column("Nam af", weight=2), Column("Bedrag", Kind.MONEY)),
        tuple((pair.name, pair.counter, Cents(pair.given_cents)) for pair in pairs),
        totals=("Totaal", None, Cents(sum(pair.given_cents for pair in pairs))) if pairs else None,
        caption="Wie gaf aan wie, het grootste bedrag eerst",
        sheet=Sheet.EXCHANGE,
        most_on_paper=MOST_PAIRS,
        rest=(words.smaller(len(smaller)), None, Cents(sum(pair.given_cents for pair in smaller))) if smaller else None,
        when_empty="Er is dit schooljaar nog niets geboekt.",
    )


def _figures(facts: MinutesFacts) -> Iterator[Block]:
    rows = tuple(
        (say(facts.nouns, words.FIGURE[f.code]), _count(facts, f.count, is_about_pupils=f.is_about_pupils))
        for f in facts.figures
    )
    yield Heading(1, f"Kengetallen schooljaar {facts.year.label}", sheet=Sheet.FIGURES)
    columns = (Column("Wat", weight=3), Column("Aantal", Kind.COUNT))
    yield Table("Kengetallen", columns, rows, sheet=Sheet.FIGURES)
    outcomes = tuple(("", _count(facts, count, is_about_pupils=True)) for _, count in facts.outcomes)
    if any(isinstance(count, SmallCount) for _, count in (*rows, *outcomes)):
        yield Paragraph(words.SMALL_COUNTS, is_small=True, sheet=Sheet.FIGURES)


def _count(facts: MinutesFacts, count: int, *, is_about_pupils: bool) -> int | SmallCount:
    """Small groups are hidden in all that goes beyond those who sat in the maatwerkbespreking."""
    is_inside = facts.audience == "full" and facts.card.row.kind == "case"
    if is_about_pupils and not is_inside and is_recognisable(count):
        return SmallCount(SMALLEST_SHOWN)
    return count


def _decisions(facts: MinutesFacts) -> Iterator[Block]:
    is_case = facts.card.row.kind == "case"
    yield Heading(1, "Besluitenlijst", sheet=Sheet.DECISIONS)
    case = (Column("Casus"),) if is_case else ()
    yield Table(
        "Besluiten",
        (Column("Nummer"), Column("Datum", Kind.DATE), *case, Column("Besluit", weight=4)),
        tuple(_decision(row, is_case=is_case) for row in facts.card.decisions),
        sheet=Sheet.DECISIONS,
        when_empty=words.DECISIONS_LEFT_OUT if facts.left_out else words.NO_DECISIONS,
    )


def _said(row: DecisionRow) -> str:
    text = votes.with_votes(row.text, row.manner, (vote.voice for vote in row.votes))
    return results.marked(text, row.withdrawn_by, row.withdraws)


def _votes(facts: MinutesFacts) -> Iterator[Block]:
    """Who voted what, where anything was voted on; one line an organisation."""
    rows = tuple(
        (row.number, vote.organisation, votes.VOICE[vote.voice]) for row in facts.card.decisions for vote in row.votes
    )
    if rows:
        yield Heading(2, "Stemmingen", sheet=Sheet.DECISIONS)
        columns = (Column("Besluit"), Column("Organisatie", weight=3), Column("Stem"))
        yield Table("Stemmingen", columns, rows, sheet=Sheet.DECISIONS)


def _decision(row: DecisionRow, *, is_case: bool) -> tuple[Value, ...]:
    return (row.number, row.decided_on, *((row.pseudonym,) if is_case else ()), _said(row))


def _actions(facts: MinutesFacts) -> Iterator[Block]:
    is_case = facts.card.row.kind == "case"
    yield Heading(1, "Actielijst", sheet=Sheet.ACTIONS)
    case = (Column("Casus"),) if is_case else ()
    rows = (*facts.card.actions, *facts.carried_actions)
    yield Table(
        "Acties",
        (
            *case,
            Column("Wat", weight=4),
            Column("Wie"),
            Column("Voor", Kind.DATE),
            Column("Stand"),
            Column("Uit overleg"),
        ),
        tuple(_action(row, is_case=is_case) for row in rows),
        sheet=Sheet.ACTIONS,
        when_empty=words.ACTIONS_LEFT_OUT if facts.left_out else words.NO_ACTIONS,
    )


def _action(row: ActionRow, *, is_case: bool) -> tuple[Value, ...]:
    stand = words.OVERDUE if row.is_overdue else labels.label(labels.ACTION_STATUS, row.status)
    return (*((row.pseudonym,) if is_case else ()), row.text, row.owner, row.due_on, stand, row.meeting_number)


def _next(row: MeetingRow | None) -> Iterator[Block]:
    yield Heading(1, "Volgende bijeenkomst")
    if row is None:
        yield Paragraph("Nog niet gepland.")
        return
    place = f", {row.place}" if row.place else ""
    cases = f" Er {'staat' if row.cases == 1 else 'staan'} {words.cases(row.cases)} op de agenda." if row.cases else ""
    yield Paragraph(f"{labels.first_upper(date_long(row.held_on))}, {time_of_day(row.starts_at)}{place}.{cases}")
