"""Sentences for what the database itself refuses; a user meets them only when something else failed first."""

from __future__ import annotations

SENTENCES = {
    "guard.store.retired": "Dit netwerk is naar een eigen computer teruggehaald. Hier kunt u alleen nog lezen. Sluit dit "
    "venster en open het netwerk waar het nu staat.",
    "guard.journal_entry.fixed": "Een boeking ligt vast en verandert niet meer. Maak een tegenboeking.",
    "guard.posting.fixed": "Een boekingsregel ligt vast en verandert niet meer. Maak een tegenboeking.",
    "guard.minutes.fixed": "Het verslag is vastgesteld en ligt vast. Maak een correctie; dat wordt een nieuwe versie.",
    "guard.audit_event.fixed": "Het logboek ligt vast en verandert niet.",
    "guard.pupil.forgotten": "Deze leerling is vergeten. Er is niets meer van hem of haar vast te leggen.",
    "guard.delivery.booked": "Deze levering is geboekt en verandert niet meer. Maak een tegenboeking.",
    "guard.delivery.fixed": "Een levering wordt niet verwijderd. Trek haar in of maak een tegenboeking.",
    "guard.tariff.used": "Met dit tarief is al geleverd; het ligt vast. Leg een nieuw vast vanaf een latere dag.",
    "guard.vat.used": "Er is al geleverd onder deze btw-regel; zij ligt vast. Leg een nieuwe vast vanaf een latere dag.",
    "guard.fund.used": "Deze subsidie droeg al bij; wat, waarvoor en de volgorde liggen vast. Maak voor iets anders een nieuwe.",
    "guard.fund_claim.fixed": "Wat een levering van een subsidie vraagt ligt vast. Maak een tegenboeking.",
    "guard.period.fixed": "Begin en einde van een boekperiode liggen vast.",
    "guard.entry.number": "De boeking sluit niet aan op de vorige. Er is niets geboekt; probeer het opnieuw.",
    "guard.entry.chain": "De boeking sluit niet aan op de vorige. Er is niets geboekt; probeer het opnieuw.",
    "guard.entry.period": "De boekperiode van deze dag is niet open. Boek in een open periode.",
    "guard.entry.sum": "De regels van deze boeking zijn samen niet nul. Er is niets geboekt.",
    "guard.posting.late": "Aan een boeking komt geen regel meer bij. Maak een nieuwe boeking.",
    "guard.posting.cents": "Een bedrag moet uit hele centen bestaan. Er is niets geboekt.",
}
