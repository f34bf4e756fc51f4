"""What the words of the trade mean, in one plain sentence each: for tooltips, for the guide and for Ctrl+K.

Things a network may call otherwise stand between brackets, as everywhere (words/names.py).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zsm_desktop.domain.profiles import Nouns
from zsm_desktop.words.guide_search import flat
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say

TITLE = "Woordenlijst"
ABOUT = "Wat de woorden in dit programma betekenen. Met Ctrl+F zoekt u een woord op."
HERE = "Op dit scherm"
ALL = "Alle woorden"
FILE = "woordenlijst"
"""Stands among the chapters of the guide, and is no file: what a thing is called hangs on the network."""
LEAST = 2
"""Letters; fewer find too much."""
MOST_WORDS = 8
"""A longer text is a sentence that explains itself, not a heading."""


class Term(NamedTuple):
    """`also` are its other forms, as they stand on a screen."""

    word: str
    means: str
    also: tuple[str, ...] = ()


TERMS = (
    # the people and the organisations
    Term("pro", "Praktijkonderwijs: voortgezet onderwijs waar jongeren vooral door doen leren, op weg naar werk.",
         ("praktijkonderwijs",)),
    Term("vso", "Voortgezet speciaal onderwijs: voor jongeren die meer hulp nodig hebben dan een gewone school geeft.",
         ("voortgezet speciaal onderwijs",)),
    Term("mbo", "Middelbaar beroepsonderwijs, de opleiding voor een beroep na de middelbare school.", ("roc",)),
    Term("BRIN", "Het nummer dat de overheid aan elke school geeft: vier tekens, met twee cijfers erachter voor de "
         "vestiging.", ("brin-nummer",)),
    Term("DUO", "De dienst van de overheid die de gegevens van alle scholen bijhoudt."),
    Term("RMC", "Het meldpunt van de gemeenten voor jongeren die zonder diploma van school gaan.", ("rmc-regio",)),
    Term("vsv", "Voortijdig schoolverlaten: van school gaan zonder diploma waarmee iemand verder kan.",
         ("voortijdig schoolverlaten",)),
    Term("UWV", "De instantie voor uitkeringen en werk, ook voor jongeren met een arbeidsbeperking."),
    Term("Wajong", "Een uitkering voor wie jong een ziekte of handicap kreeg en daardoor niet kan werken."),
    Term("samenwerkingsverband", "De scholen in een gebied die samen zorgen voor passend onderwijs voor iedereen."),
    Term("cluster", "Een groep scholen binnen het netwerk die samen overlegt.", ("clusters", "deelregio")),
    Term("vast aanspreekpunt", "De ene persoon bij een organisatie die anderen als eerste bellen."),
    Term("penvoerder", "De organisatie die namens alle scholen de administratie doet en stukken mag uitgeven."),
    Term("[stuurgroep]", "Het overleg van de [directeuren]; het besluit over afspraken en geld.", ("[stuurgroepen]",)),
    Term("[maatwerkbespreking]", "Het overleg waarin [leerlingen] een voor een worden besproken.",
         ("[maatwerkbesprekingen]",)),
    Term("overlegvorm", "Een groep die geregeld bij elkaar komt, met eigen leden en een eigen ritme.",
         ("overlegvormen",)),
    Term("quorum", "Hoeveel leden er minstens moeten zijn om iets te mogen besluiten."),
    # the pupil
    Term("schuilnaam", "Een verzonnen naam waarmee een [leerling] op het scherm staat, in plaats van de echte.",
         ("schuilnamen", "pseudoniem", "pseudoniemen")),
    Term("casus", "Een [leerling] die is aangemeld voor overleg, met de vraag waar de eigen school niet uitkomt.",
         ("casussen",)),
    Term("hulpvraag", "Wat de eigen school niet zelf kan bieden, in gewone woorden.", ("hulpvragen",)),
    Term("[maatwerktraject]", "Een [leerling] volgt een tijd lang aanbod van een andere school.",
         ("[maatwerktrajecten]", "[traject]", "[trajecten]")),
    Term("[knelpunt]", "Een probleem dat steeds terugkomt en dat iemand hogerop moet oplossen.", ("[knelpunten]",)),
    Term("fase", "Hoe ver een [leerling] is op de weg die het netwerk heeft afgesproken.", ("fasen", "fases")),
    Term("overdracht", "De regie over een [leerling], of het werk van [de secretaris], gaat over op iemand anders.",
         ("overdrachten",)),
    Term("caseload", "Hoeveel [leerlingen] één begeleider tegelijk begeleidt."),
    Term("uitstroom", "Waar [leerlingen] heen gingen toen zij van school gingen: werk, opleiding of dagbesteding.",
         ("uitstroombestemming",)),
    Term("uitstroomprofiel", "Waar een [leerling] volgens de school naartoe werkt: werk, leren of dagbesteding."),
    Term("nazorg", "Na 3, 6, 12 en 24 maanden kijken of iemand nog op zijn plek zit.", ("bestendiging",)),
    # the exchange
    Term("aanbod", "Wat een school voor [leerlingen] van andere scholen openstelt: een cursus, werkplaats, toets of "
         "begeleiding."),
    Term("branche", "Een soort werk, zoals techniek, zorg, groen of horeca.", ("branches", "sector", "sectoren")),
    Term("dagdeel", "Een halve schooldag: een ochtend of een middag.", ("dagdelen",)),
    Term("levering", "Hoeveel een school in een maand echt van het aanbod van een andere school gebruikte.",
         ("leveringen", "geleverd")),
    Term("betwist", "De andere school is het niet eens met een levering; zolang telt die niet mee.", ("geschil",)),
    Term("tarief", "De prijs van aanbod per eenheid, vanaf een datum.", ("tarieven",)),
    Term("eenheid", "Waarin aanbod wordt geteld: een dagdeel, een uur, een stuk of een hele cursus.", ("eenheden",)),
    Term("boekperiode", "Een deel van het schooljaar, open of afgesloten; bij wat is afgesloten komt niets meer bij.",
         ("boekperioden", "perioden")),
    Term("subsidie", "Geld van een ander voor een doel; het kan een deel van leveringen betalen.", ("subsidies",)),
    Term("gedragen", "Betaald uit een subsidie, zodat de school die het afnam dat deel niet hoeft te betalen."),
    Term("verantwoording", "Aan wie het geld gaf laten zien wat ermee gedaan is.", ("verantwoord",)),
    # the balances
    Term("saldo", "Wat een school gaf min wat zij afnam: boven nul gaf zij meer, onder nul nam zij meer af.",
         ("saldi",)),
    Term("tegoed", "Een saldo boven nul: de school gaf meer dan zij afnam.", ("hoogste tegoed",)),
    Term("tekort", "Een saldo onder nul: de school nam meer af dan zij gaf.", ("hoogste tekort",)),
    Term("staat open", "Wat er van een saldo nog niet is verrekend."),
    Term("gesloten beurzen", "Alles wordt bijgehouden, maar niemand betaalt een ander iets."),
    Term("bandbreedte", "Hoeveel een saldo mag afwijken van nul voordat er betaald wordt.",
         ("drempel", "bandbreedten")),
    Term("factureren", "Elke school stuurt een rekening aan elke school die iets van haar afnam."),
    Term("salderen", "Wat scholen elkaar schuldig zijn tegen elkaar wegstrepen: zo blijven er weinig betalingen over."),
    Term("verrekening", "Het vereffenen van de saldi over een periode: voorstel, besluit, en dan de betalingen.",
         ("verrekeningen", "te verrekenen", "verrekend")),
    Term("creditnota", "Een stuk dat een eerdere factuur geheel of voor een deel weer ongedaan maakt.",
         ("creditnota’s",)),
    Term("aanmaning", "Een brief die zegt dat een betaling te laat is.",
         ("aanmaningen", "herinnering", "herinneringen")),
    Term("betaalopdracht", "Een bestand dat u in uw bankprogramma inleest om betalingen klaar te zetten.",
         ("betaalopdrachten",)),
    Term("bankbestand", "Wat u uit uw bankprogramma ophaalt: wie wanneer wat betaalde.", ("bankafschrift",)),
    Term("IBAN", "Het nummer van een bankrekening, in Nederland beginnend met NL."),
    Term("btw-vrijgesteld", "Er hoeft geen btw over gerekend te worden, zoals bij de meeste vormen van onderwijs.",
         ("vrijgesteld",)),
    Term("boeking", "Een regel in de boeken; wat geboekt is verandert nooit meer, een fout krijgt een tegenboeking.",
         ("boekingen",)),
    Term("keten", "Elke boeking draagt een kenmerk van de vorige, zodat het opvalt als iemand iets verandert."),
    Term("boekjaar", "Het jaar waarover de boeken worden afgesloten.", ("boekjaren",)),
    # figures
    Term("minder dan 5", "Zo kleine aantallen worden niet getoond, omdat er anders een persoon in te herkennen is.",
         ("<5",)),
    Term("indicator", "Iets wat het netwerk telt om te zien of het zijn doel haalt.", ("indicatoren",)),
    Term("spinnenweb", "Een grafiek met een draad per onderwerp: hoe verder van het midden, hoe hoger het cijfer."),
    # privacy and keeping
    Term("toestemming", "[De leerling] of de ouders vinden goed dat gegevens worden gedeeld; zonder mag het niet."),
    Term("grondslag", "De reden waarom de wet toestaat dat gegevens worden gebruikt, zoals toestemming."),
    Term("bewaartermijn", "Hoe lang gegevens bewaard mogen blijven; daarna vraagt het programma of ze weg mogen.",
         ("bewaartermijnen", "bewaren t/m")),
    Term("verwerkingsregister", "De lijst, verplicht door de wet, van welke gegevens u waarvoor gebruikt.",
         ("register",)),
    Term("datalek", "Gegevens zijn gezien, gewijzigd of verdwenen zonder dat dat mocht.", ("datalekken",)),
    Term("logboek", "De lijst van wie wat wanneer deed."),
    Term("herstelsleutel", "Een geprinte code waarmee het netwerk opengaat als het wachtwoord vergeten is."),
    Term("versleuteld", "Onleesbaar zonder wachtwoord, ook als iemand de computer of een kopie meeneemt.",
         ("versleutelde opslag",)),
    Term("wand", "Het tweede venster, op de beamer; daarop staat nooit een naam."),
    Term("netwerkprofiel", "De woorden, overlegvormen en afspraken waarmee een netwerk begint.", ("profiel",)),
)  # fmt: skip


class Glossary:
    """The terms as this network calls things, by the alphabet."""

    def __init__(self, nouns: Nouns) -> None:
        own = [
            Term(say(nouns, term.word), say(nouns, term.means), tuple(say(nouns, one) for one in term.also))
            for term in TERMS
        ]
        self.terms = tuple(sorted(own, key=lambda term: flat(term.word)))
        self._of = {flat(form): term for term in reversed(self.terms) for form in (*term.also, term.word)}
        forms = sorted(self._of, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in forms)})(?![\w-])")

    def within(self, text: str) -> tuple[Term, ...]:
        """Those that stand in a heading or a label, in order; none in a text that is a sentence of its own."""
        if len(text.split()) > MOST_WORDS:
            return ()
        return tuple(dict.fromkeys(self._of[found[0]] for found in self._pattern.finditer(flat(text))))

    def told(self, text: str) -> str:
        """What the words in it mean, a line each; "" where there is nothing to tell."""
        return "\n".join(f"{first_upper(term.word)}: {term.means}" for term in self.within(text))

    def find(self, asked: str) -> tuple[Term, ...]:
        """Those that begin with what was asked, in any of their forms."""
        sought = flat(asked.strip())
        if len(sought) < LEAST:
            return ()
        return tuple(
            term for term in self.terms if any(flat(form).startswith(sought) for form in (term.word, *term.also))
        )

    def page(self, shown: tuple[Term, ...] = ()) -> str:
        """The chapter of the guide; `shown` stand on the screen it is asked from, and come first."""
        parts = [f"# {TITLE}", ABOUT]
        if shown:
            parts += [f"## {HERE}", *(f"**{first_upper(term.word)}** – {term.means}" for term in shown)]
        parts.append(f"## {ALL}")
        for term in self.terms:
            parts += [f"### {heading(term)}", term.means]
        return "\n\n".join(parts) + "\n"


def heading(term: Term) -> str:
    """Under which it stands in the chapter."""
    return first_upper(term.word)
