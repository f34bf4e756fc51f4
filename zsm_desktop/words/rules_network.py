"""Sentences for the lists of the network: clusters, sectors, meeting bodies, the fields of a school."""

from __future__ import annotations

SENTENCES = {
    "cluster.none": "Dit cluster bestaat niet meer. Ververs de lijst.",
    "cluster.no_name": "Geef het cluster een naam.",
    "cluster.twice": "Er is al een cluster met de naam {name}. Kies een andere naam.",
    "cluster.in_use": "{name} is nog in gebruik. Haal er eerst de organisaties en overlegvormen uit.",
    "sector.none": "Deze sector bestaat niet meer. Ververs de lijst.",
    "sector.no_name": "Geef de sector een naam.",
    "sector.twice": "Er is al een sector met de naam {name}. Kies een andere naam.",
    "sector.in_use": "{name} staat bij aanbod of casussen en blijft daarom in de lijst. Een andere naam geven kan wel.",
    "body.none": "Deze overlegvorm bestaat niet meer. Ververs de lijst.",
    "body.no_name": "Geef de overlegvorm een naam.",
    "body.twice": "Er is al een overlegvorm met de naam {name}. Kies een andere naam.",
    "body.code": "Geef een afkorting van 1 tot {most} letters of cijfers, zoals MB. Zij staat in het nummer van elk "
    "overleg.",
    "body.code_twice": "De afkorting {code} heeft al een andere overlegvorm. Kies een andere afkorting.",
    "body.kind": "Kies of de overlegvorm casussen bespreekt of [een stuurgroep] is.",
    "body.level": "Kies het niveau: operationeel, tactisch of strategisch.",
    "body.rhythm": "Vul een aantal weken van 1 tot en met {most} in, of laat het leeg.",
    "body.circle": "Zo zou de overlegvorm boven zichzelf staan. Kies een andere overlegvorm erboven.",
    "body.quorum": "Geef een aantal mensen van 1 tot en met {most}, of laat het leeg.",
    "body.point_twice": "Het vaste punt {title} staat er twee keer. Noem elk punt één keer.",
    "body.point_kind": "Resultaten, saldi, middelen en samenwerking kunnen alleen een vast punt van [een stuurgroep] "
    "zijn.",
    "body.points": "Er zijn hooguit {most} vaste punten. Haal er een weg.",
    "body.in_use": "{name} heeft al vergaderd, een overleg gepland of [een knelpunt] gekregen en blijft daarom in de lijst. Een andere naam geven "
    "kan wel.",
    "network.no_school": "Deze organisatie is geen school; soort, eiland en cluster horen alleen bij een school.",
    "network.school_kind": "Kies of de school praktijkonderwijs, voortgezet speciaal onderwijs of mbo geeft.",
}
