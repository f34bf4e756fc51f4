"""Sentences for closing book years, and for how long what is kept."""

from __future__ import annotations

SENTENCES = {
    "year.none": "In boekjaar {year} is niets geboekt. Er valt niets af te sluiten.",
    "year.is_closed": "Boekjaar {year} is al afgesloten. Ververs de lijst.",
    "year.not_closed": "Boekjaar {year} is nog niet afgesloten. Sluit het eerst af; daarna is er een dossier van.",
    "year.moved": "Er is intussen geboekt. Kijk boekjaar {year} nog eens na en sluit het dan af.",
    "year.blocked": "Boekjaar {year} kan nog niet worden afgesloten: een van de controles is niet in orde. Herstel eerst wat daar "
    "staat.",
    "year.blocked_by": "Boekjaar {year} kan nog niet worden afgesloten. {what}.",
    "period.book_year_closed": "Boekjaar {year} is afgesloten, dus deze boekperiode gaat niet meer open. Een fout herstelt u met een "
    "tegenboeking; die komt in een open periode.",
    "guard.year.closed": "Het boekjaar van deze dagen is afgesloten. Daarin gaat geen boekperiode meer open en komt er geen bij.",
    "guard.year.open_period": "Een boekperiode van dit jaar is nog niet afgesloten. Sluit eerst alle boekperioden.",
    "guard.year_closing.fixed": "Een afgesloten boekjaar ligt vast en verandert niet meer.",
    "check.year_closing": "Boekjaar {year} is niet meer zoals het is afgesloten.",
    "retention.category": "Deze bewaartermijn bestaat niet. Ververs de lijst.",
    "retention.years": "Kies een termijn van {least} tot en met {most} jaar.",
    "retention.no_ground": "Schrijf erbij waarom deze termijn geldt.",
    "retention.long_ground": "De reden is te lang: hoogstens {most} tekens.",
}
