"""Sentences for numbers that have rules of their own: what is wrong, and what it should look like."""

from __future__ import annotations

SENTENCES = {
    "iban.sign": "In een IBAN staan alleen letters en cijfers; ‘{sign}’ hoort er niet in.",
    "iban.country": "‘{text}’ is geen IBAN. Een IBAN begint met twee letters voor het land en twee cijfers, zoals NL91.",
    "iban.not_dutch": "Dit is een rekening in een ander land ({country}). Vul een Nederlandse rekening in; die begint met NL.",
    "iban.too_short": "Deze IBAN is te kort: {found} tekens in plaats van {wanted}. Kijk welk teken ontbreekt.",
    "iban.too_long": "Deze IBAN is te lang: {found} tekens in plaats van {wanted}. Kijk welk teken er te veel staat.",
    "iban.letter": "Teken {at} van deze IBAN is de letter {sign}; daar hoort een cijfer (een 0 en een O lijken op elkaar).",
    "iban.digit": "Teken {at} van deze IBAN is het cijfer {sign}; daar hoort een letter van de bank, zoals in NL91 ABNA.",
    "iban.foreign": "Deze IBAN heeft niet de vorm van een rekening in het land {country}. Neem haar over van een afschrift.",
    "iban.check": "Het controlegetal van {text} klopt niet: er is een cijfer verkeerd of verwisseld. Vergelijk haar met een "
    "afschrift.",
    "kvk.sign": "Een KvK-nummer bestaat alleen uit cijfers; ‘{sign}’ hoort er niet in.",
    "kvk.branch": "Dit is een vestigingsnummer (12 cijfers). Vul het KvK-nummer in; dat heeft er 8.",
    "kvk.length": "Een KvK-nummer heeft 8 cijfers; hier staan er {found}. Vul nullen vooraan mee in.",
    "kvk.zero": "Een KvK-nummer van alleen nullen bestaat niet. Vul het echte nummer in, of laat het vak leeg.",
    "vat_number.sign": "In een btw-nummer staan alleen letters en cijfers; ‘{sign}’ hoort er niet in.",
    "vat_number.country": "Dit btw-nummer is van een ander land ({country}). Een Nederlands btw-nummer begint met NL.",
    "vat_number.length": "Een btw-nummer heeft met NL ervoor 14 tekens; hier zijn het er {found}. Het ziet eruit als "
    "NL123456789B01.",
    "vat_number.letter": "Teken {at} van dit btw-nummer is de letter {sign}; daar hoort een cijfer.",
    "vat_number.b": "Het twaalfde teken van een btw-nummer is een B; hier staat {sign}. Het ziet eruit als NL123456789B01.",
    "vat_number.zero": "Dit btw-nummer kan niet bestaan: een deel ervan is alleen nul.",
    "vat_number.check": "Het controlegetal van {text} klopt niet: er is een cijfer verkeerd of verwisseld. Vergelijk het met een "
    "factuur of brief.",
    "rsin.sign": "Een RSIN bestaat alleen uit cijfers; ‘{sign}’ hoort er niet in.",
    "rsin.length": "Een RSIN heeft 9 cijfers; hier staan er {found}. Vul nullen vooraan mee in.",
    "rsin.check": "Het controlegetal van RSIN {text} klopt niet: er is een cijfer verkeerd of verwisseld.",
    "oin.sign": "Een OIN bestaat alleen uit cijfers; ‘{sign}’ hoort er niet in.",
    "oin.length": "Een OIN heeft 20 cijfers; hier staan er {found}. Vul de nullen vooraan mee in.",
    "oin.prefix": "‘{text}’ is geen OIN: een OIN begint met zes nullen.",
    "oin.tail": "De laatste drie cijfers van dit OIN zijn 000; hier staat {tail}.",
    "oin.check": "Het RSIN in dit OIN ({text}) klopt niet: er is een cijfer verkeerd of verwisseld.",
    "postcode.shape": "‘{text}’ is geen postcode. Een postcode heeft vier cijfers en twee letters, zoals 4331 AA. Zet voor "
    "een adres in het buitenland de letters van het land ervoor, zoals B-9000.",
    "postcode.zero": "‘{text}’ is geen postcode: een postcode begint niet met een 0.",
    "postcode.letters": "Een postcode eindigt nooit op {letters}. Kijk de letters na.",
    "brin.length": "Dit BRIN-nummer heeft {found} tekens in plaats van {wanted}. Een school heeft er vier (26HF), een "
    "vestiging zes (26HF00).",
    "brin.shape": "‘{text}’ is geen BRIN-nummer. Een school heeft twee cijfers en twee letters (26HF), een vestiging nog twee "
    "cijfers erachter (26HF00).",
    "reference.start": "‘{text}’ is geen betalingskenmerk: dat begint met RF en twee cijfers.",
    "reference.length": "Dit betalingskenmerk heeft {found} tekens; het heeft er minstens 5 en hooguit {most}.",
    "reference.sign": "In een betalingskenmerk staan alleen letters en cijfers; ‘{sign}’ hoort er niet in.",
    "reference.check": "Het controlegetal van betalingskenmerk {text} klopt niet: er is een teken verkeerd of verwisseld.",
}
