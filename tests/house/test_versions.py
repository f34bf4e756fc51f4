"""No act overwrites unseen what somebody else changed: it asks for the version that was read, or its reason is here.

Why each reason holds: docs/decisions/0019-versions.md.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import zsm_desktop
from tests.house.test_permissions import service_classes
from zsm_desktop.models import Base
from zsm_desktop.models.base import versioned_tables

SOURCE = Path(zsm_desktop.__file__).parent
WITHOUT = {
    "It makes something new": """
        agreement.add body.add booking.book breach.add case.add_consent case.enter cluster.add contribution.add
        delivery.enter
        delivery.enter_many employer.add employer_contact.add evaluation.open evaluation.take_in evaluation.to_agenda
        figure.add fund.add import.cases invoice.issue ledger.open_year list.add meeting.add_action
        meeting.add_bottleneck meeting.add_case meeting.add_item meeting.add_person meeting.decide meeting.plan
        meeting.vote minutes.amend need.add network.add_contact vacancy.add work_placement.propose
        network.add_organisation offer.add payment.confirm payment.enter placement.place request.add round.make
        sector.add settlement.propose settlement.reverse statement.issue user.add keys.recovery""",
    "What was said or booked stays, and it comes under it": """
        bottleneck.close decision.withdraw delivery.dispute dispute.agree dispute.answer dispute.correct
        dispute.withdraw ledger.reverse minutes.finalise minutes.prepare payment.take_back pupil.rename""",
    "It moves on from one state to another, and asks which state that is": """
        bottleneck.escalate booking.cancel case.close case.reopen case.set_phase case.withdraw_consent delivery.confirm
        delivery.withdraw evaluation.close ledger.reopen_period ledger.set_period meeting.cancel meeting.finish
        meeting.leave meeting.start minutes.settle_amendment need.settle placement.accept placement.cancel placement.end
        placement.refuse placement.withdraw reminder.send round.read settlement.approve settlement.decide
        settlement.execute
        settlement.withdraw silence.confirm vacancy.close vacancy.reopen work_placement.contract work_placement.end
        work_placement.trial""",
    "A switch or a choice, kept at the click: the last one holds, and everybody sees it": """
        action.settle bottleneck.touch_case case.tell_age feasibility.tick fund.end fund.resume meeting.attendance
        meeting.mark meeting.park network.fix_contact offer.activate offer.deactivate""",
    "One value, typed anew where all see it": """
        case.wall_question feasibility.exam meeting.outcome meeting.roles meeting.time_box need.extend
        placement.sign_agreement""",
    "It says by how much, so that two of them both count": """
        evaluation.answer meeting.arrange meeting.move_item sector.move""",
    "It merges by lines what others wrote since": "meeting.line_back meeting.line_out meeting.notes minutes.polish",
    "It compares with what was shown itself": "delivery.write_sheet desk.undo import.undo pupil.correct year.close",
    "It follows from what is there by then": """
        feasibility.make_actions import.schools meeting.build_agenda placement.move_up tally.recount
        texts.hide_names""",
    "Away, where nothing rests on it, or into the bin": """
        contribution.take_out contribution.withdraw employer_contact.remove
        agreement.remove bin.put_back bin.remove_action bin.remove_bottleneck body.remove cluster.remove
        evaluation.withdraw figure.remove fund_item.put_back fund_item.remove meeting.remove_item
        network.remove_contact sector.remove tariff.remove user.retire vat.remove""",
    "It goes for good, and asks what still stops it": "pupil.forget retention.run",
    "Nobody else's, or a line in the logbook": """
        backup.gone backup.home backup.lay backup.leave backup.put_back backup.renew backup.stay backup.try
        network.hand_over case.open_dossier case.read_dossier meeting.draft meeting.invite meeting.open_dossiers
        keys.publish_names keys.copy_gone
        meeting.take_along keys.publish keys.renew logbook.export minutes.with_names paper.make pupil.open_name
        pupil.report request.letters""",
}
"""Reason -> the acts that are given no version."""

_SQL = re.compile(r"UPDATE (\w+) SET ([^\"]*)")
_BULK = re.compile(r"\bupdate\((\w+)\)")


def test_every_act_takes_the_version_that_was_read_or_says_why_not() -> None:
    acts = {method.act: method for one in service_classes() for method in vars(one).values() if hasattr(method, "act")}
    taking = {name for name, method in acts.items() if "version" in inspect.signature(method).parameters}
    reasons = [name for names in WITHOUT.values() for name in names.split()]
    assert sorted(reasons) == sorted(acts.keys() - taking)
    assert {"body.edit", "case.edit", "user.edit", "tariff.set", "minutes.correct"} <= taking


def test_what_does_not_go_through_the_session_raises_the_version_too() -> None:
    tables = {one.class_.__name__: one.class_.__tablename__ for one in Base.registry.mappers}
    edited, found = versioned_tables(), []
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        text = path.read_text()
        found += [
            (path.name, table) for table, rest in _SQL.findall(text) if "version = " not in rest and table in edited
        ]
        found += [(path.name, name) for name in _BULK.findall(text) if tables.get(name) in edited]
    assert found == []
