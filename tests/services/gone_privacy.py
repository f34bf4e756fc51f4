"""Requests, breaches and pupils that are not there; see test_unknown_ids.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from tests.builders import TODAY, made_id, user_id
from zsm_desktop.domain.breaches import RiskAnswers
from zsm_desktop.domain.outside_copies import HowGone
from zsm_desktop.services.breaches import BreachDraft
from zsm_desktop.services.pupils import PupilFacts

GONE = made_id(15, 999)
LEAK = BreachDraft(datetime.combine(TODAY, time(1), tzinfo=UTC), "sent", "Een lijst naar een verkeerd adres.")
RISK = RiskAnswers(is_safe=False, is_sensitive=True, is_many=False, may_harm=False)

NO_PRIVACY: dict[str, list[tuple[str, Callable[[Any], object]]]] = {
    "pupil.correct": [
        ("pupil.none", lambda m: m.desk.pupils.correct(GONE, PupilFacts(), PupilFacts(TODAY), "typfout"))
    ],
    "pupil.report": [("pupil.none", lambda m: m.desk.pupil_records.record(GONE, "Brief van de ouders"))],
    "keys.copy_gone": [("copy.none", lambda m: m.desk.outside_copies.gone(GONE, HowGone.RETURNED))],
    "request.add": [("pupil.none", lambda m: m.desk.privacy_requests.add(GONE, "access", "pupil", TODAY))],
    "request.extend": [("request.none", lambda m: m.desk.privacy_requests.extend(GONE, 1, "Veel stukken."))],
    "request.answer": [("request.none", lambda m: m.desk.privacy_requests.answer(GONE, 1, "met"))],
    "request.close_sharing": [("request.none", lambda m: m.desk.privacy_requests.close_sharing(GONE, 1))],
    "request.letters": [("request.none", lambda m: m.desk.privacy_requests.note_letters(GONE, 1))],
    "breach.add": [("breach.kind", lambda m: m.desk.breaches.add(replace(LEAK, kind="pech")))],
    "breach.edit": [("breach.none", lambda m: m.desk.breaches.edit(GONE, 1, LEAK))],
    "breach.weigh": [("breach.none", lambda m: m.desk.breaches.weigh(GONE, 1, RISK))],
    "breach.report": [("breach.none", lambda m: m.desk.breaches.report(GONE, 1, LEAK.discovered_at))],
    "breach.tell": [("breach.none", lambda m: m.desk.breaches.tell(GONE, 1, TODAY))],
    "breach.close": [("breach.none", lambda m: m.desk.breaches.close(GONE, 1))],
    "network.hand_over": [
        ("user.none", lambda m: m.desk.handing_over.hand_over(m.desk.actor.user_id, GONE, None)),
        ("user.none", lambda m: m.desk.handing_over.hand_over(GONE, m.desk.actor.user_id, None)),
        ("office.same", lambda m: m.desk.handing_over.hand_over(m.desk.actor.user_id, m.desk.actor.user_id, None)),
        ("office.not_secretary", lambda m: m.desk.handing_over.hand_over(m.desk.actor.user_id, user_id("lezer"), None)),
    ],
    "privacy.text": [("privacy.no_question", lambda m: m.desk.privacy_register.write("weg", 0, "Tekst."))],
}
