"""What is said about invented pupils: the question, what was tried, wishes, notes and actions, in plain Dutch.

`{naam}` is the pupil's first initial, as schools write it when others read along; `{dag}` is a weekday, `{school}` and
`{aanbod}` are the receiving school and its offer.
"""

from __future__ import annotations

from zsm_desktop.domain.progress import DiscussionOutcome

QUESTIONS = {
    "techniek": (
        (
            "{naam} wil lasser worden. Wij hebben geen lasplaats en de stagebedrijven vragen een certificaat. Waar "
            "kan {naam} leren lassen?"
        ),
        (
            "Wil verder in de metaal. Kan goed met de handen werken, maar heeft een werkplaats nodig met "
            "begeleiding en duidelijke regels."
        ),
        (
            "Zoekt een plek om machinale houtbewerking te oefenen. Onze eigen werkplaats is te klein en de machines"
            " zijn verouderd."
        ),
        "Kan op de stage blijven als basis VCA gehaald wordt. Die cursus kunnen wij niet zelf geven.",
        (
            "{naam} sleutelt thuis aan brommers en is in de klas nauwelijks te motiveren. Kan een dag per week in "
            "een fietswerkplaats helpen?"
        ),
    ),
    "zorg": (
        (
            "{naam} helpt graag in de zorg. Wij zoeken een praktijklokaal waar tillen, wassen en bed opmaken "
            "geoefend kan worden."
        ),
        "Wil helpende worden; mbo is nog een te grote stap. Is er een branchecertificaat dat hier tussen past?",
        "Loopt stage in een zorgcentrum en mist de basis van schoonmaken en hygiëne. Welke school kan dat bieden?",
        "Is lief en geduldig met ouderen, maar heeft veel structuur nodig. Wie heeft ervaring met autisme en de zorg?",
    ),
    "groen": (
        "{naam} komt tot rust als het werk buiten is. Is er plaats in een kas of kweektuin, twee dagdelen per week?",
        "Wil hovenier worden en moet met machines leren werken. Onze school heeft alleen een moestuin.",
        "Kan goed met dieren omgaan. Waar is een plek in de dierverzorging, met een vaste begeleider?",
        "Is in de klas snel overprikkeld. Wij zoeken een rustige groene plek met een kleine groep.",
    ),
    "transport": (
        (
            "{naam} kan na de zomer bij een magazijn beginnen als het heftruckcertificaat er is. Welke school heeft"
            " plaats?"
        ),
        "Zoekt ervaring met orders verzamelen en scannen. Op stage is daar geen tijd voor.",
        "Wil het magazijn in, maar durft niet alleen met de bus. Eerst leren reizen, dan oefenen in een magazijn?",
        "Werkt netjes en snel. Zoekt een cursus intern transport die past bij een lager leestempo.",
    ),
    "horeca": (
        "{naam} wil kok worden. Onze leskeuken is gesloten; is er plaats in een open restaurant?",
        "Heeft een werkplek in een hotel in zicht en mist daarvoor Sociale hygiëne en HACCP.",
        "Houdt van bedienen, maar raakt in de war bij drukte. Wij zoeken een rustige lunchroom om te oefenen.",
        "Wil het branchecertificaat keukenassistent halen; wij hebben te weinig leerlingen voor een eigen groep.",
    ),
    "detailhandel": (
        "{naam} wil in een winkel werken en moet leren omgaan met klanten. Is er plaats in een oefenwinkel?",
        "Vult graag vakken en kan goed ordenen. Zoekt een plek om kassa en geld rekenen te oefenen.",
        "De supermarkt wil {naam} aannemen, mits het certificaat winkelassistent gehaald wordt.",
        "Zoekt een veilige eerste werkplek, bijvoorbeeld in een kringloopwinkel, met vaste taken.",
    ),
}
TRIED = (
    "Twee snuffelstages gelopen; de tweede is na drie weken gestopt omdat het tempo te hoog lag.",
    "Op school geoefend in een klein groepje. Dat ging goed, maar wij hebben het materiaal niet.",
    "Gesprek met de mentor en de ouders gehad. Iedereen is het eens over de richting.",
    "Interessetest afgenomen en een bedrijf bezocht. De wens is daarna niet meer veranderd.",
    "Een stage van een halve dag per week bij een kennis van de familie. Te weinig begeleiding.",
    "De jobcoach heeft drie bedrijven gebeld; zonder certificaat nemen zij niemand aan.",
    "Werkplek op school, met een vaste docent. Werkt zelfstandig zolang de taak duidelijk is.",
    "Vorig jaar aangemeld bij de avondschool, maar die begon te laat voor de laatste bus.",
    "Aangepast rooster sinds de herfst, met minder theorie. Het verzuim is daardoor gehalveerd.",
)
WISHES = (
    "Ik wil met mijn handen werken en niet de hele dag zitten.",
    "Ik wil een echt diploma of certificaat, net als mijn broer.",
    "Ik wil eerst een dag kijken. Als het leuk is, wil ik twee dagen.",
    "Liever niet met te veel mensen. Ik wil graag een vaste begeleider.",
    "Ik wil later mijn eigen geld verdienen en op mezelf wonen.",
    "Ik vind het spannend op een andere school, maar ik wil het wel proberen.",
    "Ik wil op de fiets of met de bus kunnen, niet met het taxibusje.",
    "Ik wil graag bij mijn vriend uit de wijk in de groep.",
    "Ik wil weten of ik dit kan. Op school zeggen ze van wel.",
)
REMARKS = (
    "Draagt gehoorapparaten; instructie graag op papier erbij.",
    "Medicatie om twaalf uur, neemt die zelf in.",
    "Vervoer is een punt: de bus gaat een keer per uur.",
    "Ouders zijn gescheiden; beide ouders krijgen de verslagen.",
    "Werkt op zaterdag in de winkel van een oom.",
    "Vraagt niet om hulp. Afgesproken dat de begeleider elk uur langsloopt.",
)
NOTES = {
    DiscussionOutcome.PLACED: (
        (
            "{school} heeft plaats bij {aanbod}. {naam} kan op {dag} een proefdag draaien en daarna beginnen. De "
            "eigen school regelt het vervoer."
        ),
        (
            "Het aanbod {aanbod} past bij wat {naam} zelf wil. Afgesproken: vaste dag is {dag}, evaluatie na zes "
            "weken met leerling en ouders."
        ),
        "Twee scholen konden plaats bieden. Gekozen voor {school}: dichterbij en een kleine groep. Start op {dag}.",
        (
            "{naam} is al wezen kijken en is enthousiast. {school} neemt de begeleiding over op de lesdag; verzuim "
            "wordt dezelfde dag gemeld."
        ),
    ),
    DiscussionOutcome.FIND_OUT: (
        "Nog niet duidelijk wat {naam} aankan. Eerst een praktijktoets, daarna terug op de lijst.",
        "De wens is helder, het vervoer niet. De school zoekt uit of reizen met de bus haalbaar is.",
        "Er is een wachtlijst. De aanbiedende school kijkt of er na de vakantie een plaats vrijkomt.",
        "Ouders waren er niet bij. Eerst een gesprek thuis, dan verder.",
    ),
    DiscussionOutcome.OTHER_HELP: (
        "De vraag gaat niet over werk maar over thuis. Jeugdhulp sluit aan; school houdt contact.",
        "MEE denkt mee over zelfstandig reizen en geld. Over zes weken bekijken we of een cursus dan lukt.",
        "Schulden in het gezin vragen nu alle aandacht. De gemeente pakt dit op met een vaste consulent.",
    ),
    DiscussionOutcome.KEEP_AT_SCHOOL: (
        "De eigen school kan dit zelf met hulp van een collega van {school}. Geen traject nodig.",
        (
            "{naam} blijft op de eigen school en krijgt daar een aangepast rooster. De ideeën van vandaag worden "
            "uitgeprobeerd."
        ),
    ),
    DiscussionOutcome.TO_EMPLOYER: (
        "Een werkgever uit de regio wil {naam} leren kennen. De stagebegeleider gaat mee naar het eerste gesprek.",
        "Er is een leerwerkplek in zicht. UWV kijkt mee naar de voorwaarden en de jobcoach start vanaf de eerste dag.",
    ),
    DiscussionOutcome.NOT_PLACEABLE: (
        "Geen van de scholen heeft nu een passende plek: alles zit vol of is te ver reizen. Blijft op de lijst.",
    ),
    DiscussionOutcome.OFF_LIST: (
        "Het traject is goed verlopen. {naam} kan verder zonder extra overleg; van de lijst.",
        "Certificaat gehaald. De eigen school begeleidt de stap naar werk. Van de lijst.",
        "Evaluatie gehad met leerling en ouders: tevreden. Geen nieuwe vraag.",
    ),
}
REASONS = {
    DiscussionOutcome.KEEP_AT_SCHOOL: ("Eigen school kan het zelf bieden, met advies van een andere school.",),
    DiscussionOutcome.OFF_LIST: ("Traject afgerond.", "Geen vraag meer."),
}
LEAVING_NOTE = (
    "{naam} verlaat de school. De nieuwe begeleider is bekend en het dossier is met toestemming overgedragen."
)
LEAVING_REASON = "Leerling verlaat de school."
DECISIONS = {
    DiscussionOutcome.KEEP_AT_SCHOOL: "Begeleiding blijft bij de eigen school; geen maatwerktraject.",
    DiscussionOutcome.TO_EMPLOYER: "Kennismaking met een werkgever; jobcoach vanaf de eerste dag.",
    DiscussionOutcome.OTHER_HELP: "Eerst hulp buiten school, daarna opnieuw bespreken.",
}
ACTIONS = {
    DiscussionOutcome.PLACED: (
        "Proefdag afspreken en doorgeven aan leerling en ouders",
        "Vervoer regelen en noodnummer doorgeven aan de andere school",
        "Evaluatiegesprek plannen, zes weken na de start",
    ),
    DiscussionOutcome.FIND_OUT: (
        "Praktijktoets laten afnemen en verslag meenemen",
        "Een keer meereizen met de bus en verslag doen",
        "Navragen wanneer er een plaats vrijkomt",
        "Gesprek met ouders plannen over richting en rooster",
    ),
    DiscussionOutcome.OTHER_HELP: (
        "Jeugdhulp vragen aan te sluiten en ouders informeren",
        "Afspraak met MEE maken over reizen en geld",
        "Vraag overdragen aan de consulent van de gemeente",
    ),
    DiscussionOutcome.KEEP_AT_SCHOOL: ("Tips van de collega-school in het rooster verwerken",),
    DiscussionOutcome.TO_EMPLOYER: (
        "Kennismakingsgesprek bij de werkgever plannen",
        "Arbeidsdeskundige om advies vragen",
    ),
    DiscussionOutcome.NOT_PLACEABLE: ("Navragen welke school na de vakantie een groep start",),
    DiscussionOutcome.OFF_LIST: ("Afspraken in het uitstroomplan zetten",),
}
DISPUTES = (
    "Leerling was die dag ziek gemeld; er is geen dagdeel gebruikt.",
    "Afgesproken waren twee dagdelen, niet vier.",
    "De toets is niet afgenomen; de groep kon toen niet.",
    "Deze cursus is al in een eerdere maand geleverd en bevestigd.",
)
OPENING_NOTES = (
    "Verslag van de vorige keer vastgesteld. Acties doorgelopen: wat af is, is van de lijst.",
    "Geen opmerkingen op het verslag. Twee nieuwe collega's stellen zich voor.",
    "Verslag vastgesteld. De secretaris vraagt leveringen binnen een week in te voeren.",
)
