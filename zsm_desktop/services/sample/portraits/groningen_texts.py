"""What the administrators of the invented Groningen talk about, after chapter 7 (§7.5 and §7.9)."""

from __future__ import annotations

from zsm_desktop.services.sample.steering_texts import Issue, Talk

_ISSUES = (
    Issue(
        "Jongeren worden standaard naar het mbo gestuurd",
        "Wie geen startkwalificatie heeft, krijgt van het werkplein het mbo als eerste antwoord, ook wie niet wil.",
        "Werkplein, onderwijs en RMC kijken samen en geven elk een vlag voordat iemand begint.",
        "Zonder drie groene vlaggen gebeurt er eerst iets anders.",
        "rules",
        "Samen kijken of iemand geschikt is, voordat hij begint.",
    ),
    Issue(
        "Schotten tussen geld voor onderwijs, zorg en werk",
        "Een traject met zorg én onderwijs wordt door niemand helemaal betaald.",
        "De gemeenten en de mbo-instellingen leggen voor twintig jongeren samen in.",
        "Voor jongeren met zorg en onderwijs komt er een proef met gedeelde kosten.",
        "rules",
        "Eén traject, ook als het uit meer potten komt.",
    ),
    Issue(
        "Te weinig begeleiding voor jongeren met meer problemen tegelijk",
        "Schulden, thuis en gezondheid spelen tegelijk. De eigen zorgstructuur van de school is op.",
        "Zorg sluit elke week aan bij de commissie en neemt drie jongeren tegelijk aan.",
        "De zorgpartner houdt elke week plaats vrij.",
        "capacity",
        "Hulp die begint in de week waarin de commissie erom vraagt.",
    ),
    Issue(
        "Jongeren shoppen tussen instellingen",
        "Wie bij de ene instelling wordt afgewezen, probeert het bij de volgende, die er niets van weet.",
        "De vier instellingen gebruiken dezelfde intake en zien elkaars advies.",
        "Er is één toelating tot de entree, voor alle vier de instellingen.",
        "other",
    ),
    Issue(
        "Gediplomeerd op niveau 1 en geen twaalf uur werk",
        "Na het diploma vinden jongeren geen baan van twaalf uur en tellen zij mee als uitvaller.",
        "",
        "",
        "other",
        "Plekken bij werkgevers die met twaalf uur beginnen.",
    ),
    Issue(
        "Geen bbl-plek na een faillissement",
        "Drie leerbedrijven zijn gestopt; de leerlingen staan zonder plek.",
        "Sociale dienst en onderwijs bellen samen alle leerbedrijven, in het najaar en in het voorjaar.",
        "",
        "capacity",
    ),
)
_POINTS = (
    ("Mededelingen", "Er is een nieuwe wethouder onderwijs. Zij komt kennismaken."),
    ("Tussenevaluatie", "De evaluatie van dit jaar is besproken. Twee maatregelen worden bijgestuurd."),
    ("Entree-opleidingen", "De vier instellingen leiden samen toe; in één keer op de goede plek."),
    ("Borging", "Besproken wie begeleiding betaalt als de regiomiddelen op zijn."),
    ("Jeugdwerkloosheid", "Mbo en werkplein werken samen aan voorschakeltrajecten."),
)
_DECISIONS = (
    "De verdeling van de regiomiddelen voor dit schooljaar is vastgesteld.",
    "De tussenevaluatie gaat naar het ministerie.",
    "De middelen zijn er voor elke jongere in de provincie, bij welke school of regio ook.",
    "De indicatiecommissie beoordeelt ook of een school de eigen zorg heeft benut.",
)
_ACTIONS = (
    "Cijfers voortijdig schoolverlaten per RMC-regio rondsturen",
    "Gesprek over borging met de gemeenten voorbereiden",
    "Zorgpartners vragen om een vaste plek in de commissie",
    "Afspraken over één toelating op papier zetten",
    "Tussenevaluatie voorbereiden",
)

TALK = Talk(
    issues=_ISSUES,
    points=_POINTS,
    decisions=_DECISIONS,
    actions=_ACTIONS,
    notes=("Verslag vastgesteld.",),
    ahead="Borging na de regiomiddelen",
    settles=False,
)
