"""Sentences for what a fund is accountable for."""

from __future__ import annotations

SENTENCES = {
    "fund.no_code": "Er is geen subsidie met de code {code}. Kies uit: {codes}.",
    "fund_item.none": "Deze regel bij de subsidie bestaat niet meer. Ververs de lijst.",
    "fund_item.day": "Kies een dag van {first} tot en met {last}: binnen de dagen van de subsidie, en niet na vandaag.",
    "fund_result.no_name": "Schrijf op welk resultaat is afgesproken.",
    "fund_result.agreed": "Wat is afgesproken is meer dan nul en hooguit {most}.",
    "fund_result.reached": "Wat is bereikt kan niet negatief zijn, en een aandeel is hooguit 100%.",
    "fund_result.due": "Deze dag ligt voor het begin van de subsidie ({day}). Kies een latere dag.",
    "fund_result.indicator": "Dit kengetal is hier niet te tellen. Kies een ander, of voer het resultaat zelf in.",
    "fund_result.counted": "Het programma telt dit resultaat zelf. Laat “Bereikt” leeg, of kies “zelf invoeren”.",
    "fund_condition.no_text": "Schrijf op welke voorwaarde geldt.",
    "fund_condition.early": "De dag waarop aan de voorwaarde is voldaan, ligt na vandaag. Kies vandaag of eerder.",
    "fund_report.no_name": "Geef de rapportage een naam, bijvoorbeeld “Tussenrapportage”.",
    "fund_report.early": "De dag van verzending ligt na vandaag. Kies vandaag of eerder.",
    "fund_expense.no_name": "Schrijf op waarvoor de uitgave was.",
    "fund_expense.kind": "Deze soort uitgave bestaat niet. Kies een andere.",
    "fund_expense.cents": "Een uitgave is meer dan nul. Wilt u een uitgave laten vervallen, haal haar dan weg.",
    "fund_contribution.no_name": "Schrijf op waaruit de bijdrage bestond.",
    "fund_contribution.hours": "Vul bij uren zowel het aantal uren (meer dan nul) als het bedrag per uur in.",
    "fund_contribution.cents": "Een bijdrage in geld is meer dan nul.",
}
