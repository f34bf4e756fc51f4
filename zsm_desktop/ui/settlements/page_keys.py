"""What each key does on each face of Verrekening, for F1 and Ctrl+K."""

from __future__ import annotations

from zsm_desktop.words.balances import WHY

FACES = ("Ctrl+Tab", "Vergelijken, Overeenkomst, Verrekeningen, Openstaand, Boekjaren")
KEYS = {
    "compare": (
        FACES,
        ("Enter", WHY),
        ("← →", "Andere afspraak in de rij, om uit te leggen"),
        ("Alt+PgUp", "Periode eerder"),
        ("Alt+PgDown", "Periode later"),
        ("Alt+B", "Een andere bandbreedte proberen"),
        ("Alt+R", "Andere tarieven proberen"),
        ("Alt+A", "Niets meer proberen: zoals afgesproken"),
        ("Alt+D", "Bedragen, of het verschil met wat nu geldt"),
        ("Ctrl+S", "Bijlage maken"),
    ),
    "agreements": (
        FACES,
        ("Ctrl+N", "Nieuwe overeenkomst"),
        ("Ctrl+E", "Overeenkomst wijzigen"),
        ("Ctrl+T", "Handtekening vastleggen"),
        ("Ctrl+Shift+T", "Handtekening weghalen"),
        ("Ctrl+Del", "Overeenkomst weghalen"),
    ),
    "settlements": (
        FACES,
        ("Ctrl+N", "Voorstel maken"),
        ("Ctrl+Shift+N", "Nieuw voorstel, als de boeken veranderden"),
        ("Ctrl+D", "Besluit over een voorstel vastleggen"),
        ("Ctrl+Return", "Uitvoeren, en als dat is gebeurd documenten uitgeven"),
        ("Ctrl+O", "Factuur of creditnota bekijken"),
        ("Ctrl+S", "Documenten opslaan"),
        ("Ctrl+M", "E-mails met documenten klaarzetten"),
        ("Ctrl+Shift+S", "Overzicht per school opslaan"),
        ("Ctrl+Shift+M", "E-mails met overzicht klaarzetten"),
        ("Ctrl+R", "Uitgevoerde verrekening terugdraaien"),
        ("Ctrl+Del", "Voorstel intrekken"),
    ),
    "open": (
        FACES,
        ("Ctrl+N", "Betaling invullen"),
        ("Ctrl+R", "Betaling terugdraaien"),
        ("Ctrl+O", "Afschrift inlezen; bij herinneringen: de brief bekijken"),
        ("Ctrl+M", "Herinneringen maken"),
        ("Ctrl+Return", "Afschrift of herinneringen vastleggen"),
        ("Ctrl+S", "Betaalbestanden maken"),
    ),
    "years": (
        FACES,
        ("Ctrl+Return", "Boekjaar afsluiten"),
        ("Ctrl+S", "Dossier van een boekjaar maken"),
    ),
}
