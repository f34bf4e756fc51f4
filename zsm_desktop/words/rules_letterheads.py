"""Sentences for what makes papers an organisation's own, and for who issues them."""

from __future__ import annotations

SENTENCES = {
    "colour.shape": "‘{text}’ is geen kleur. Schrijf een # met zes cijfers of letters van A tot F, zoals #1F5D8A.",
    "logo.too_large": "Dit bestand is te groot voor een logo: er past {most} kB. Maak een kleinere afbeelding en kies die.",
    "logo.unreadable": "Dit bestand kan niet als afbeelding worden gelezen. Kies een PNG- of JPEG-bestand dat heel is.",
    "logo.kind": "Een logo is een PNG- of JPEG-bestand. Sla de afbeelding zo op en kies haar opnieuw.",
    "logo.size": "Deze afbeelding is {width} bij {height} punten. Kies er een waarvan elke zijde tussen {least} en {most} "
    "punten is.",
    "issuing.minutes": "Vul het werk in hele minuten in, van 0 tot en met {most}.",
    "network.long_order_number": "Dit inkoopnummer is te lang: er passen {most} tekens.",
    "network.long_reference": "Dit kenmerk is te lang: er passen {most} tekens.",
}
