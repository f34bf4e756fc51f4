"""What the steps of a handover say, in lines; the paper for the safe says the same of the same facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.permissions import Role
from zsm_desktop.ui.parts.backup_lines import lines as backup_lines
from zsm_desktop.ui.parts.lines import Line
from zsm_desktop.words import format as dutch
from zsm_desktop.words import handing_over as words
from zsm_desktop.words import published
from zsm_desktop.words.labels import ROLE, first_upper, label
from zsm_desktop.words.names import Say
from zsm_desktop.words.taken import moment

if TYPE_CHECKING:
    from zsm_desktop.services.handing_over import MadeOutside, OfficeFacts, Person

_WARN = "alert-triangle"


def successor(facts: OfficeFacts, chosen: Person | None, say: Say) -> list[Line]:
    if chosen is None:
        return [Line(words.NOBODY, icon="info-circle", tone="info")] if len(facts.people) < 2 else []
    if chosen.role is not Role.SECRETARY:
        role = say(label(ROLE, chosen.role.value))
        return [Line(say(words.OTHER_ROLE.format(user=chosen.name, role=role)), icon=_WARN, tone="warn")]
    if not chosen.has_key:
        return [Line(words.NO_KEY.format(user=chosen.name), icon=_WARN, tone="warn")]
    return [Line(say(words.READY.format(user=chosen.name)), icon="circle-check", tone="good")]


def waiting(facts: OfficeFacts, now: datetime, say: Say) -> list[Line]:
    here = now.astimezone(HOME)
    found = [
        Line(
            words.term(one.kind, one.what, one.number, one.due_at.astimezone(HOME) if one.due_at else None, here),
            icon="clock",
            tone="bad" if one.due_at is not None and one.due_at < now else "warn",
        )
        for one in facts.terms
    ]
    for room, name in words.ROOM.items():
        said = [say(words.waiting(one.kind, one.count)) for one in facts.waiting if one.room == room]
        if said:
            found.append(Line(say(name), "; ".join(said) + ".", icon="list-check", is_strong=True))
    found += _actions(facts, home_day(now))
    return found or [Line(words.NOTHING_OPEN, icon="circle-check", tone="good")]


def _actions(facts: OfficeFacts, day: date) -> list[Line]:
    if not facts.actions:
        return []
    found = [Line(words.ACTIONS_TITLE, words.ACTIONS_MEANS, icon="list-check", is_strong=True)]
    for one in facts.actions:
        is_late = one.due_on is not None and one.due_on < day
        said = f"{one.meeting} · {words.owner(one.owner, one.school)}, {words.due(one.due_on, day)}"
        found.append(Line(said, icon="clock", tone="bad" if is_late else "neutral"))
    further = facts.further_actions
    return found + ([Line(words.MORE_ACTIONS.format(count=dutch.count(further)))] if further > 0 else [])


def people(facts: OfficeFacts, chosen: Person | None, say: Say) -> list[Line]:
    found = [_person(one, say) for one in facts.people]
    if not facts.printed_for:
        return [*found, Line(say(words.PRINTED_NONE), icon=_WARN, tone="bad")]
    made_on = home_day(facts.printed_at) if facts.printed_at is not None else None
    is_theirs = chosen is None or chosen.name == facts.printed_for
    detail = words.PRINTED_CHECK if is_theirs else words.PRINTED_OTHER
    is_open = facts.is_printed_open
    said = f"{words.printed_for(facts.printed_for, made_on)}{' ' + words.PRINTED_OPEN if is_open else ''}"
    tone = "good" if is_theirs and not is_open else "warn"
    return [*found, Line(said, detail, icon="key", tone=tone, is_strong=True)]


def _person(one: Person, say: Say) -> Line:
    role = first_upper(say(label(ROLE, one.role.value)))
    last = words.NEVER_SEEN
    if one.last is not None:
        last = words.LAST_SEEN.format(day=dutch.date_medium(home_day(one.last)))
    state = words.NO_ENTRY if not one.is_active else "" if one.has_key else words.NO_PASSWORD
    detail = " · ".join(part for part in (role, one.school, state, last) if part)
    return Line(one.name, detail, icon="user" if one.is_active else "lock", is_strong=True)


def copies(facts: OfficeFacts, day: date, say: Say) -> list[Line]:
    found: list[Line] = []
    kept = facts.backups
    if not facts.is_here:
        found.append(Line(words.ON_SERVER, icon="info-circle", tone="info"))
    if facts.is_here or kept.copies:
        last = moment(kept.last_at.astimezone(HOME), day) if kept.last_at is not None else ""
        last_words = words.LAST_COPY if facts.is_here else words.LAST_HOME
        said = last_words.format(moment=last) if last else words.NO_COPY
        found.append(Line(said, icon="history", tone="neutral" if last else "warn", is_strong=True))
        found += backup_lines(kept, day)
        if kept.trial is None:
            found.append(Line(words.NO_TRIAL, icon=_WARN, tone="warn"))
        second = words.SECOND.format(path=kept.second) if kept.second else words.NO_SECOND
        found.append(Line(second, icon="map-pin", tone="neutral" if kept.second else "warn"))
        others = [path for path in facts.places if path != kept.second]
        found += [Line(words.places(others), icon="map-pin")] if others else []
    for one in facts.copies:
        tone = "bad" if one.asks(day) else "warn"
        found.append(Line(published.in_a_list(one), published.outside_detail(one, day), icon="file-export", tone=tone))
    found.append(Line(words.OUTSIDE_TITLE, words.OUTSIDE_MEANS, icon="users", is_strong=True))
    return found + ([_outside(one, say) for one in facts.outside] or [Line(words.NO_OUTSIDE)])


def _outside(one: MadeOutside, say: Say) -> Line:
    newest = f"de nieuwste van {dutch.date_medium(home_day(one.at))}, {words.times(one.times)}"
    said = f"{one.user}: {say(words.outside(one.act, one.number, one.to, one.paper))}"
    about = words.of_pupils(has_names=one.has_names, has_pseudonyms=one.has_pseudonyms)
    detail = f"{newest}, met {about}" if about else newest
    tone = "warn" if one.has_names else "neutral"
    return Line(said, detail, icon="eye" if about else "file-export", tone=tone)


def leaving(
    facts: OfficeFacts,
    predecessor: Person | None,
    chosen: Person | None,
    leaves_on: date | None,
    day: date,
    *,
    is_me: bool,
) -> list[Line]:
    found: list[Line] = []
    if facts.agreed is not None:
        made = dutch.date_medium(home_day(facts.agreed.at))
        found.append(Line(words.MADE_ON.format(day=made), icon="circle-check", tone="good"))
    if predecessor is not None and predecessor.is_active and leaves_on is not None:
        tone = "warn" if leaves_on <= day else "info"
        found.append(Line(words.leaves(predecessor.name, leaves_on, day), icon="clock", tone=tone, is_strong=True))
    if is_me:
        found.append(Line(words.NOT_SELF.format(user=chosen.name if chosen is not None else "de opvolger")))
    found.append(Line(words.NEW_KEYS if facts.is_here else words.THERE, icon="info-circle", tone="info"))
    return found
