"""Why a pupil cannot be forgotten yet, and why nothing more is done with one who is."""

from __future__ import annotations

SENTENCES = {
    "pupil.forgotten": "Leerling {code} is vergeten. Wie het was weet het programma niet meer.",
    "forget.open_case": "Casus {number} is nog open. Sluit eerst de casus af.",
    "forget.meeting": "De leerling staat nog op de agenda van {number}. Wacht tot die bespreking is afgesloten, of haal "
    "het punt eraf.",
    "forget.placement": "[Traject] {number} loopt nog of wacht op een antwoord. Beëindig het eerst.",
    "forget.work": "Bij een werkgever loopt nog {number}. Beëindig dat eerst, of leg het contract vast.",
    "forget.delivery": "Bij [traject] {number} is een levering nog niet bevestigd of staat er een ter discussie. Handel "
    "die eerst af, anders kloppen de boeken niet.",
    "forget.contribution": "De bijdrage bij {number} is nog niet verantwoord. Handel die eerst af.",
    "forget.printed_key": "De gedrukte herstelsleutel staat nog op deze naam. Maak eerst een nieuwe: Instellingen, "
    "Sleutels van het netwerk, Ctrl+H.",
    "forget.typed": "Dit is niet wat er gevraagd wordt. Typ precies {wanted}.",
    "retention.nothing_due": "Van niemand is de bewaartermijn voorbij. Er is niets vernietigd.",
    "retention.changed": "Intussen is er iets veranderd: van {what} is de bewaartermijn niet meer voorbij. Er is niets "
    "vernietigd. Kijk de lijst opnieuw na.",
    "destruction.none": "Dit bewijs van vernietiging bestaat niet.",
    "check.destruction": "Bewijs van vernietiging {number} is niet meer zoals het werd opgemaakt. Er is in het bestand "
    "geschreven buiten het programma om.",
}
