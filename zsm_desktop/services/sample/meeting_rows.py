"""The rows that meetings of either kind are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random
from uuid import NAMESPACE_OID, uuid5

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.profiles import Body
from zsm_desktop.services.sample.parties import Person
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

TABLES = ("meeting", "attendance", "agenda_item", "decision", "vote", "action_item")


class MeetingRows:
    """Collects in `rows` what one body left behind; identifiers come from its own dice, in the order of the calls."""

    def __init__(self, frame: Frame, dice: Random, body: Body) -> None:
        self._frame, self._dice, self.points = frame, dice, body.points
        self.body: Row = {
            "id": new_id(dice, frame.first_day),
            "cluster_id": None,
            "code": body.code,
            "name": body.name,
            "kind": body.kind,
            "level": body.level,
            "rhythm_weeks": body.rhythm_weeks,
            "is_chair_in_turn": False,
        }
        self.rows: Rows = {name: [] for name in TABLES} | {"meeting_body": [self.body], "body_point": self._points()}
        self._sequences: Counter[tuple[str, int]] = Counter()
        self._positions: Counter[str] = Counter()

    def _points(self) -> list[Row]:
        """What each of its agendas starts with; identifiers follow from the body's, so that no dice are thrown."""
        return [
            {
                "id": str(uuid5(NAMESPACE_OID, f"{self.body['id']}/{position}")),
                "body_id": self.body["id"],
                "position": position,
                "kind": point.kind,
                "title": point.title,
                "minutes": point.minutes,
            }
            for position, point in enumerate(self.points, start=1)
        ]

    def meeting(self, day: date, made_on: date, status: str, **more: object) -> str:
        links = self._numbered("meeting", day)
        year = SchoolYear.of(day)
        row: Row = {
            "id": new_id(self._dice, min(made_on, self._frame.today)),
            "kind": self.body["kind"],
            "number": f"{self.body['code']} {year.label}-{links['sequence']:02d}",
            "held_on": day,
            "status": status,
            "chair_organisation_id": None,
        }
        self.rows["meeting"].append(row | links | more)
        return str(row["id"])

    def attendance(
        self, meeting_id: str, day: date, people: Iterable[tuple[Person, bool]], *, mandated: Iterable[Person] = ()
    ) -> None:
        """Who was invited, whether each was there, and who may decide."""
        may_decide = {person.name for person in mandated}
        self.rows["attendance"] += [
            {
                "id": new_id(self._dice, min(day, self._frame.today)),
                "meeting_id": meeting_id,
                "organisation_id": person.organisation_id,
                "contact_id": person.contact_id,
                "name": person.name,
                "is_present": is_present,
                "is_mandated": person.name in may_decide,
            }
            for person, is_present in people
        ]

    def item(self, meeting_id: str, day: date, kind: str, title: str, status: str, **more: object) -> str:
        """The next point of the agenda."""
        self._positions[meeting_id] += 1
        row: Row = {
            "id": new_id(self._dice, min(day, self._frame.today)),
            "meeting_id": meeting_id,
            "position": self._positions[meeting_id],
            "kind": kind,
            "title": title,
            "case_id": None,
            "bottleneck_id": None,
            "status": status,
            "notes": None,
            "open_notes": None,
            "origin": "",
            "minutes": None,
        }
        self.rows["agenda_item"].append(row | more)
        return str(row["id"])

    def decision(self, day: date, **more: object) -> str:
        """The next numbered decision; its text sealed or open, and what it belongs to, are in `more`."""
        links = self._numbered("decision", day)
        row: Row = {
            "id": new_id(self._dice, day),
            "number": f"{self.body['code']}-{SchoolYear.of(day).label}-{links['sequence']:03d}",
            "decided_on": day,
            "case_id": None,
            "open_text": None,
            "sealed_text": None,
            "manner": "consensus",
        }
        self.rows["decision"].append(row | links | more)
        return str(row["id"])

    def voted(self, decision_id: str, meeting_id: str) -> None:
        """What everybody there who may decide voted: one against, one blank, the others for."""
        there = [row for row in self.rows["attendance"] if row["meeting_id"] == meeting_id and row["is_mandated"]]
        voices = {1: "against", 4: "blank"}
        self.rows["vote"] += [
            {
                "decision_id": decision_id,
                "organisation_id": row["organisation_id"],
                "name": row["name"],
                "voice": voices.get(at, "for"),
                "is_mandated": True,
            }
            for at, row in enumerate(row for row in there if row["is_present"])
        ]

    def action(self, day: date, owner: Person, due_on: date, **more: object) -> Row:
        """Gives the row back: how it stands is for the caller to say."""
        row: Row = {
            "id": new_id(self._dice, day),
            "case_id": None,
            "owner_name": owner.name,
            "owner_organisation_id": owner.organisation_id,
            "due_on": due_on,
            "open_text": None,
            "sealed_text": None,
        }
        row |= more
        self.rows["action_item"].append(row)
        return row

    def _numbered(self, kind: str, day: date) -> Row:
        year = SchoolYear.of(day).start_year
        self._sequences[kind, year] += 1
        return {"body_id": self.body["id"], "school_year": year, "sequence": self._sequences[kind, year]}
