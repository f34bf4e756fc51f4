"""What was done, in the words of the toast that takes it back: "Teruggedraaid: het besluit"."""

from __future__ import annotations

ACTS = {
    "action.settle": "een actie afgehandeld",
    "bin.put_back": "teruggezet uit de prullenbak",
    "bin.remove_action": "een actie weggegooid",
    "bin.remove_bottleneck": "een knelpunt weggegooid",
    "bottleneck.answer": "een antwoord op een knelpunt",
    "bottleneck.close": "een knelpunt afgesloten",
    "bottleneck.describe": "een knelpunt beschreven",
    "bottleneck.escalate": "een knelpunt doorgezet",
    "bottleneck.touch_case": "een casus bij een knelpunt",
    "case.set_phase": "een fase",
    "case.reopen": "een casus heropend",
    "case.return": "de dag waarop een casus terugkomt",
    "case.wall_question": "de tekst voor de wand",
    "contribution.account": "een besteding van een bijdrage",
    "contribution.edit": "de verantwoording van een bijdrage",
    "contribution.settle": "een bijdrage afgehandeld",
    "contribution.take_out": "een besteding weggehaald",
    "contribution.withdraw": "een bijdrage ingetrokken",
    "decision.withdraw": "een besluit ingetrokken",
    "evaluation.to_agenda": "punten uit een meting",
    "employer.edit": "een werkgever bijgewerkt",
    "employer_contact.add": "een contact met een werkgever",
    "employer_contact.edit": "een contact met een werkgever gewijzigd",
    "employer_contact.remove": "een contact met een werkgever weggehaald",
    "feasibility.exam": "de dag en de examinator van een examen",
    "feasibility.make_actions": "acties uit de haalbaarheid",
    "feasibility.tick": "een punt van de haalbaarheid",
    "figure.add": "een gedeeld cijfer",
    "figure.edit": "een gedeeld cijfer gewijzigd",
    "figure.remove": "een gedeeld cijfer weggehaald",
    "follow_up.answer": "een antwoord bij nazorg",
    "fund_condition.set": "een voorwaarde van een subsidie",
    "fund_contribution.set": "een bijdrage bij een subsidie",
    "fund_expense.set": "een uitgave uit een subsidie",
    "fund_item.put_back": "teruggezet bij een subsidie",
    "fund_item.remove": "weggehaald bij een subsidie",
    "fund_report.set": "een rapportage over een subsidie",
    "fund_result.set": "een afgesproken resultaat",
    "guide.set": "wie de regie heeft",
    "limits.set": "de grens van een saldo",
    "map.describe": "een organisatie op de sociale kaart",
    "list.add": "namen op een lijst",
    "list.back": "terug op de lijst",
    "list.mark": "of iemand besproken wordt",
    "list.off": "van de lijst af",
    "meeting.add_action": "een actie",
    "meeting.add_bottleneck": "een knelpunt",
    "meeting.add_case": "een casus op de agenda",
    "meeting.add_item": "een agendapunt",
    "meeting.add_person": "een aanwezige",
    "meeting.arrange": "de volgorde van de agenda",
    "meeting.attendance": "de aanwezigheid",
    "meeting.build_agenda": "een agenda opgebouwd",
    "meeting.cancel": "een overleg afgezegd",
    "meeting.decide": "een besluit",
    "meeting.finish": "een overleg afgerond",
    "meeting.leave": "wie er eerder wegging",
    "meeting.line_back": "een regel terug in de notities",
    "meeting.line_out": "een regel uit de notities",
    "meeting.mark": "een punt besproken",
    "meeting.move_item": "een agendapunt verplaatst",
    "meeting.outcome": "een uitkomst",
    "meeting.park": "een punt voor later vandaag",
    "meeting.plan": "een overleg gepland",
    "meeting.remove_item": "een agendapunt weggegooid",
    "meeting.reschedule": "een overleg verzet",
    "meeting.roles": "voorzitter en notulist",
    "meeting.start": "een overleg begonnen",
    "meeting.time_box": "de tijd voor een punt",
    "minutes.amend": "een aanvulling op het verslag",
    "minutes.polish": "een tekst in het verslag",
    "minutes.prepare": "het verslag klaargezet",
    "minutes.settle_amendment": "een aanvulling beoordeeld",
    "need.add": "een behoefte toegevoegd",
    "need.extend": "tot wanneer een behoefte geldt",
    "need.settle": "een behoefte afgehandeld",
    "outcome.record": "waar een leerling heen ging",
    "outcome.withdraw": "een uitstroom ingetrokken",
    "pupil.correct": "gegevens van een leerling verbeterd",
    "target.set": "een doel",
    "vacancy.close": "een vacature gesloten",
    "vacancy.edit": "een vacature gewijzigd",
    "vacancy.reopen": "een vacature heropend",
    "work_placement.change": "de afspraken bij een werkgever",
    "work_placement.contract": "een contract bij een werkgever",
    "work_placement.end": "het einde bij een werkgever",
    "work_placement.trial": "een proefplaatsing",
}
"""Of every act that can be taken back."""


def named(act: str) -> str:
    return ACTS.get(act, "de laatste handeling")


def taken_back(act: str) -> str:
    return f"Ongedaan gemaakt: {named(act)}."


def done_again(act: str) -> str:
    return f"Opnieuw gedaan: {named(act)}."


def next_taken_back(act: str) -> str:
    return f"Nog een keer Ctrl+Z maakt ongedaan: {named(act)}." if act else ""


def next_done_again(act: str) -> str:
    return f"Nog een keer Ctrl+Y doet opnieuw: {named(act)}." if act else ""
