"""Acts on deliveries, and on what is said about them, with something that is not there: for test_unknown_ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders import TODAY, made_id, offer_id, school_id
from tests.versions import version_of
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.disputes import Correction

GONE = made_id(15, 999)
USE = DeliveryDraft(date(2026, 10, 5), 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"))
NO_DELIVERY: dict[str, list[tuple[str, Callable[[Any], object]]]] = {
    "delivery.confirm": [
        ("delivery.none", lambda m: m.desk.deliveries.confirm([m.delivery, GONE])),
        ("delivery.nothing", lambda m: m.desk.deliveries.confirm([])),
    ],
    "delivery.dispute": [("delivery.none", lambda m: m.desk.deliveries.dispute(GONE, "Nee."))],
    "delivery.enter": [
        ("placement.none", lambda m: m.desk.deliveries.enter(DeliveryDraft(TODAY, 100, placement_id=GONE))),
        ("offer.none", lambda m: m.desk.deliveries.enter(replace(USE, offer_id=GONE))),
        ("offer.none", lambda m: m.desk.deliveries.enter(replace(USE, offer_id=None))),
        ("delivery.no_user", lambda m: m.desk.deliveries.enter(replace(USE, user_id=GONE))),
        ("delivery.no_user", lambda m: m.desk.deliveries.enter(replace(USE, user_id=None))),
    ],
    "delivery.enter_many": [
        ("offer.none", lambda m: m.desk.deliveries.enter_many([USE, replace(USE, offer_id=GONE)])),
        ("delivery.nothing", lambda m: m.desk.deliveries.enter_many([])),
    ],
    "delivery.withdraw": [("delivery.none", lambda m: m.desk.deliveries.withdraw(GONE))],
    "delivery.write_sheet": [
        ("delivery.none", lambda m: m.desk.sheets.write([GONE], [])),
        ("placement.none", lambda m: m.desk.sheets.write([m.delivery], [DeliveryDraft(TODAY, 1, placement_id=GONE)])),
        ("delivery.nothing", lambda m: m.desk.sheets.write([], [])),
    ],
    "dispute.agree": [
        ("delivery.none", lambda m: m.desk.disputes.agree(GONE)),
        ("delivery.not_disputed", lambda m: m.desk.disputes.agree(m.delivery)),
    ],
    "dispute.answer": [
        ("delivery.none", lambda m: m.desk.disputes.answer(GONE, "Toch wel.")),
        ("delivery.not_disputed", lambda m: m.desk.disputes.answer(m.delivery, "Toch wel.")),
    ],
    "dispute.correct": [
        ("delivery.none", lambda m: m.desk.disputes.correct(GONE, Correction(100))),
        ("delivery.not_disputed", lambda m: m.desk.disputes.correct(m.delivery, Correction(100))),
    ],
    "dispute.withdraw": [
        ("delivery.none", lambda m: m.desk.disputes.withdraw(GONE)),
        ("delivery.not_disputed", lambda m: m.desk.disputes.withdraw(m.delivery)),
    ],
    "silence.confirm": [("silence.off", lambda m: m.desk.silence.confirm_silent())],
    "silence.set": [("silence.days", lambda m: m.desk.silence.set_days(version_of(m.desk, "network"), 0))],
}
