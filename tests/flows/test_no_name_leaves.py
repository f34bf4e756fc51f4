"""Over 200 random networks: whatever name, birth date or contact is typed anywhere, none of it comes outside.

Looked for in the facts of the wall, in what the wall really draws, in the agenda and the invitation as message and for
calendars, and in minutes for the stuurgroep and for another school, both as facts and as the document on paper. Of
each store the files themselves are opened too: the message with its attachments, the messages with actions, the
archive, and what directors read of a stuurgroep in which the same was typed.
"""

from __future__ import annotations

import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pypdfium2
import pytest

from tests.both_places import first_there
from tests.builders import World, made_id, school_id
from tests.services.test_what_directors_see import strings_in
from tests.ui.meeting.people import CASE_BODY, STEERING_BODY
from tests.versions import last_minutes
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking_words import EVERYDAY, PARTICLES
from zsm_desktop.domain.privacy import BIRDS
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import Case
from zsm_desktop.reports import action_list, archive, invitation
from zsm_desktop.reports.agenda import agenda_document
from zsm_desktop.reports.ics import calendar
from zsm_desktop.reports.minutes import minutes_document
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.minutes_correction import Correction
from zsm_desktop.services.wall import WallCard
from zsm_desktop.ui.wall.window import WallWindow

STORES, NETWORKS = 10, 20
GIVEN = (
    "Zoë Fatih Małgorzata Søren Anaïs Jan-Willem D'Angelo Ümit Chaimae Noortje Djenairo Ștefania Oleksandr Xaviera "
    "Pim Roos Mei Merel İbrahim Bo Ionuț Zeynep Wiktoria Teunis Lieve"
).split()
FAMILY = (
    "van den Berg,de Jong,Kaya,in 't Veld,Smit-de Boer,El Amrani,Øster,Bakker,van 't Hof,Öztürk,Wójcik,Quist,"
    "van der Vaart,Duinker,Gebremedhin,Nguyen,de Koeijer,Reiger,Stern,Weiß,Colijn-Ooms,Dąbrowski"
).split(",")
MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
PARENTS = "Yvette Radboud Hülya Aleksander Cornelia Mustafa Bregje Tariq".split()
AROUND = (
    "{} wil graag leren.", "Gesproken met {} over de bus", "volgens {}: liefst op dinsdag", "({})", "{}/thuis",
    "Overleg\n{}\nen verder", "{}, de mentor en de school", "is {} er ook?", "Vraag van {} – bellen", "«{}»",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    given: str
    family: str
    born: date
    parent: str
    phone: str
    mail: str
    at_home: str

    @property
    def initials(self) -> str:
        return "".join(f"{word[0]}." for word in re.split(r"[\s\-']+", f"{self.given} {self.family}") if word)

    @property
    def broken(self) -> str:
        """The last letters of the name on the next line."""
        return f"{self.given[:-1]}-\n{self.given[-1]} {self.family}" if self.given.isalpha() else self.given

    def said(self, dice: random.Random) -> str:
        """One of the ways people type it."""
        day = self.born
        whole = f"{self.given} {self.family}"
        return dice.choice([
            self.given, self.given, whole, whole.upper(), f"{self.given[0]}. {self.family}", f"{self.given}s fiets",
            f"{self.family}, {self.given}", self.initials, bare(whole), f"{self.given}’s moeder {self.parent}",
            self.parent, f"{self.parent} {self.family}", self.phone, self.phone.replace("-", " "),
            f"+31{self.phone[1:]}", self.mail, *_dates(day), whole.replace(" ", "\u00a0"),
            f"{self.given}\u00ad {self.family}", f"{self.given}\x00 {self.family}", f"{self.given}1", self.broken,
            self.phone.replace("-", "\t"), self.phone.replace("-", "\u2011"), f"{self.phone}/{self.phone}",
            f"tel{self.phone.replace('-', '')}", f"{day.day}{MONTHS[day.month - 1]}{day.year}",
            f"{day.day}\u2011{day.month}\u2011{day.year}", self.parent.casefold(),
        ])  # fmt: skip


def bare(text: str) -> str:
    """Without accents."""
    for letter, plain in (("ø", "o"), ("Ø", "O"), ("ł", "l"), ("ß", "ss"), ("ı", "i")):
        text = text.replace(letter, plain)
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


BEGUN = "|".join(sorted({bird[:letters] for bird in BIRDS for letters in range(2, len(bird) + 1)}, reverse=True))
STAYS = re.compile(
    rf"\b(?=[A-Z])(?:(?:{'|'.join(BIRDS)})(?: \d+\b| \.\.\.)|(?:{BEGUN})\.\.\.)"
    "|De Zeeuwse Vaart|De Duinpan|Het Kreekrif"
)
"""Pseudonyms, also cut where the wall had no more room ("…" as `bare` spells it), and schools: surnames too."""


def found_in(text: str, people: list[Person]) -> list[str]:
    """What identifies someone and stands in `text`; looked for by another road than the mask takes."""
    plain = STAYS.sub("", bare(text.replace("\u00ad", "")))
    words = re.findall(r"[^\W\d_]+", plain)
    lower, capitals = {word.casefold() for word in words}, {word.casefold() for word in words if word[0].isupper()}
    digits = re.sub(r"[ \-–/.()]", "", plain)
    found = []
    for person in people:
        for part in re.findall(r"[^\W\d_]{2,}", bare(f"{person.given} {person.family} {person.parent}").casefold()):
            there = capitals if part in EVERYDAY else lower
            if part not in PARTICLES and (part in there or f"{part}s" in there):
                found.append(part)
        phone = person.phone.replace("-", "")
        found += [number for number in (phone, phone[1:]) if number in digits]
        found += [one for one in (*_dates(person.born), bare(person.initials), person.mail) if one in plain]
    return found


def _dates(day: date) -> tuple[str, ...]:
    named = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return (f"{day.day}-{day.month}-{day.year}", day.isoformat(), f"{day:%d/%m/%y}", f"{day:%d%m%Y}", named)


def somebody(dice: random.Random, number: int) -> Person:
    family, parent = dice.choice(FAMILY), dice.choice(PARENTS)
    phone = f"06-00{number:06d}"
    mail = f"{bare(family).replace(' ', '').replace(chr(39), '').casefold()}{number}@thuis.example"
    at_home = dice.choice([
        f"mevr. {parent} {family}, {phone}, {mail}", f"moeder {parent.casefold()} {phone} {mail}",
        f"{parent.casefold()} {family.casefold()}, {phone}, {mail}, liefst overdag",
    ])  # fmt: skip
    return Person(
        given=dice.choice(GIVEN),
        family=family,
        born=date(2007, 1, 1) + timedelta(days=dice.randrange(1500)),
        parent=parent,
        phone=phone,
        mail=mail,
        at_home=at_home,
    )


def entered(world: World, person: Person, school: str) -> str:
    pupil = PupilDraft(
        person.given, person.family, birth_date=person.born,
        guardian_contact=person.at_home,
    )  # fmt: skip
    case_id = world.desk.cases.enter(CaseDraft(school_id=school_id(school), question="Vraag", pupil=pupil)).made_id
    world.desk.cases.add_consent(case_id, ConsentFacts(LegalBasis.PUBLIC_TASK, GivenBy.SCHOOL, None, date(2024, 1, 1)))
    return case_id


def typed(dice: random.Random, people: list[Person]) -> str:
    return " ".join(dice.choice(AROUND).format(dice.choice(people).said(dice)) for _ in range(dice.randint(1, 3)))


def talked(
    world: World, dice: random.Random, people: list[Person], cases: list[str], day: date
) -> tuple[str, list[str]]:
    """A meeting that runs, with something typed in every place there is; its id and its points."""
    desk = world.desk
    meeting = desk.meetings.plan(
        CASE_BODY, held_on=day, starts_at=time(13), ends_at=time(15), place=typed(dice, people)
    ).made_id
    items = [desk.meetings.add_case(meeting, case_id).made_id for case_id in cases]
    items.append(desk.meetings.add_item(meeting, typed(dice, people)).made_id)
    desk.live.start(meeting)
    for item in items:
        desk.live.keep_notes(item, typed(dice, people))
    owner = dice.choice(["Contact De Duinpan", dice.choice(people).given, people[0].parent])
    desk.live.add_decision(items[0], typed(dice, people))
    desk.live.add_decision(items[-1], typed(dice, people))
    desk.live.add_action(dice.choice(items), typed(dice, people), owner=owner, due_on=day)
    desk.live.add_action(items[-1], typed(dice, people), owner=people[-1].given, due_on=day)
    desk.live.add_bottleneck(dice.choice(items), typed(dice, people))
    with suppress(RuleError):  # was there last time, and is invited again
        desk.meetings.add_person(meeting, f"{people[0].given} {people[0].family}")
    for item, case_id in zip(items, cases, strict=False):
        desk.live.record_outcome(item, DiscussionOutcome.OFF_LIST, reason=typed(dice, people))
        with world.writing() as work:
            case = work.session.get_one(Case, case_id)
            case.wall_question = work.seal.seal("case_file", case_id, "wall_question", typed(dice, people))
    return meeting, items


def steered(world: World, dice: random.Random, people: list[Person], day: date) -> str:
    """A stuurgroep in which the same is typed wherever directors read it; its minutes final."""
    desk = world.desk
    meeting = desk.meetings.plan(
        STEERING_BODY, held_on=day, starts_at=time(16), ends_at=time(17), place=typed(dice, people)
    ).made_id
    point = desk.meetings.add_item(meeting, typed(dice, people)).made_id
    desk.live.start(meeting)
    desk.live.keep_notes(point, typed(dice, people))
    desk.live.add_decision(point, typed(dice, people))
    desk.live.add_action(point, typed(dice, people), owner=people[0].parent, due_on=day)
    desk.live.add_bottleneck(point, typed(dice, people), typed(dice, people))
    desk.live.finish(meeting)
    desk.versions.polish({point: typed(dice, people)})
    desk.versions.prepare(meeting)
    desk.versions.finalise(meeting)
    desk.versions.correct(
        meeting, last_minutes(world, meeting), typed(dice, people), Correction(notes={point: typed(dice, people)})
    )
    return meeting


def read_by_directors(world: World, meeting: str) -> str:
    desk = world.desk_of("directeur duin")
    item = desk.meetings.card(meeting).agenda[-1].id
    found = (
        desk.meetings.card(meeting), desk.wall.sight(meeting, item), desk.minutes.facts(meeting),
        desk.versions.card(meeting), desk.versions.content(meeting, 1), desk.versions.content(meeting, 2),
        [row for row in desk.bottlenecks.rows() if row.meeting_number == desk.meetings.card(meeting).row.number],
        [row for row in desk.results.decisions() if row.meeting_id == meeting],
        [row for row in desk.results.actions() if row.meeting_id == meeting],
    )  # fmt: skip
    return "\n".join(strings_in(found))


def texts_in(name: str, data: bytes) -> Iterator[str]:
    """All that can be read in a file, and in what lies in it."""
    yield name
    if name.endswith((".eml", ".ics", ".txt")):
        message = message_from_bytes(data, policy=policy.default) if name.endswith(".eml") else None
        if message is None:
            yield data.decode().replace("\r\n ", "")
            return
        yield str(message.items())
        for part in message.walk():
            if part.get_content_maintype() == "text" and not part.get_filename():
                yield part.get_content()
            elif part.get_filename():
                yield from texts_in(part.get_filename(), part.get_payload(decode=True))
    elif name.endswith(".pdf"):
        paper = pypdfium2.PdfDocument(data)
        yield from (str(paper.get_metadata_dict()), *(each.get_title() for each in paper.get_toc()))
        yield " ".join(page.get_textpage().get_text_range() for page in paper)
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as found:
            for each in found.namelist():
                inner = found.read(each)
                yield from texts_in(each, inner) if each.endswith((".pdf", ".xlsx", ".txt")) else [inner.decode()]


def files_of(world: World, meeting: str, folder: Path) -> Iterator[str]:
    """Everything that is written of a finished meeting for others, and the messages with actions."""
    for audience in ("full", "steering", "school:DUIN"):
        yield from texts_in("archief.zip", archive.write(world.desk, meeting, folder, audience).read_bytes())
    for name, data in action_list.drafts(world.desk, meeting).items():
        yield from texts_in(name, data)
    for path in action_list.write(world.desk, meeting, folder).values():
        yield from texts_in(path.name, path.read_bytes())


def invited(world: World, meeting: str) -> tuple[str, ...]:
    """What goes out before a meeting: the paper, the message and the file for calendars, without their folded lines."""
    facts = world.desk.invitations.facts(meeting)
    assert any(line.words == "Casus" for line in facts.lines)
    return repr(agenda_document(facts)), invitation.text(facts), calendar(facts).decode().replace("\r\n ", "")


@pytest.mark.parametrize("seed", first_there(STORES, 1))
def test_nothing_that_names_a_pupil_comes_outside(world: World, qtbot, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with world.writing() as work:
        work.run("UPDATE contact SET email = ? WHERE id = ?", [("pol@duin.example", made_id(4, 1))])
    wall = WallWindow()
    qtbot.addWidget(wall)
    wall.resize(1280, 720)
    shown_cases = 0
    for network in range(NETWORKS):
        people = [somebody(dice, seed * 1000 + network * 10 + number) for number in range(dice.randint(2, 4))]
        schools = ["ZEEUW", *dice.choices(["ZEEUW", "KREEK"], k=len(people) - 1)]
        cases = [entered(world, one, school) for one, school in zip(people, schools, strict=True)]
        day = date(2026, 11, 24) + timedelta(days=network)
        meeting, items = talked(world, dice, people, cases[:2], day)
        for item in ("", *items):
            sight = world.desk.wall.sight(meeting, item)
            shown_cases += isinstance(sight.view.slide, WallCard)
            assert found_in(repr(sight), people) == []
            wall.set_view(sight.view)
            wall.grab()
            assert wall.drawn
            assert found_in("\n".join(wall.drawn), people) == []
        for paper in invited(world, meeting):
            assert found_in(paper, people) == []
        if network == 0:
            for text in texts_in("bericht.eml", invitation.message(world.desk.invitations.facts(meeting))):
                assert found_in(text, people) == []
        world.desk.live.finish(meeting)
        if network == 0:
            for text in files_of(world, meeting, tmp_path / "papieren"):
                assert found_in(text, people) == []
        if network < 3:
            assert found_in(read_by_directors(world, steered(world, dice, people, day)), people) == []
        for audience in ("steering", "school:DUIN"):
            facts = world.desk.minutes.facts(meeting, audience)
            assert facts.hidden
            assert found_in(repr(facts), people) == []
            assert found_in(repr(minutes_document(facts)), people) == []
    assert shown_cases == 2 * NETWORKS


def test_what_is_looked_for_is_found_when_it_is_there() -> None:
    someone = Person("Zoë", "van den Berg", date(2010, 3, 14), "Yvette", "06-00123456", "berg1@thuis.example", "")
    for text in ("zoe", "BERG", "Yvette", "06 00 12 34 56", "+31600123456", "14-3-2010", "berg1@thuis.example"):
        assert found_in(f"er staat {text} hier", [someone]) != []
    assert found_in("Kievit 27 wil een berg op met de bus van 14.03 uur", [someone]) == []
