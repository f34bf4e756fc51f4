"""Invented people: first and family names as one meets them at schools on the islands.

Pupils and staff draw from lists that share no name, so that a pupil's name found anywhere in the open is a leak and
never a colleague's name.
"""

from __future__ import annotations

from random import Random

_DUTCH_GIVEN = (
    "Daan Sem Finn Levi Noah Luuk Bram Thijs Mees Jens Lars Stijn Ruben Tygo Jayden Milan Timo Niels Casper Gijs Koen "
    "Jesse Quinten Floris Silvan Lotte Sanne Femke Fleur Iris Noor Roos Lieke Maud Sterre Eline Isa Jasmijn Naomi "
    "Demi Kaylee Romy Senna Britt Jolien Merel Puck Tess Veerle Zoë Annelotte Esmée"
).split()
_DUTCH_FAMILY = (
    "Koppejan,Wisse,Verhage,Minderhoud,Geldof,Roelse,Francke,Poppe,Boogaard,Louwerse,de Visser,Meulmeester,Kodde,"
    "Davidse,Kloosterman,Maljaars,Vos,Janse,van Belzen,de Nooijer,Joziasse,Wondergem,Vreeke,Sturm,Bosselaar,Huige,"
    "de Pagter,van der Weele,Schrijver,Traas,Zandee,Provoost,van Sabben,Ventevogel,Bliek,de Rijke,Hubregtse,Lampert,"
    "Simonse,Westerbeke,van Damme,Melis,Vermue,de Koeijer,Goedegebuure,Kesteloo,Rijkse,Lous,Tange,Filius"
).split(",")
_OTHER = (
    (
        "Emir Yusuf Berat Kerem Efe Elif Zeynep Defne Ecrin Azra".split(),
        "Yıldız,Kaya,Demir,Aydın,Öztürk,Çelik,Şahin,Arslan,Koç,Polat".split(","),
    ),
    (
        "Ayoub Bilal Ilyas Zakaria Soufiane Salma Hajar Ikram Nisrine Chaimae".split(),
        "El Amrani,Bouzidi,Benali,Ouali,El Idrissi,Azzouzi,Chaoui,Haddouchi,Lamrabet,Tahiri".split(","),
    ),
    (
        "Jakub Kacper Szymon Oliwia Zuzanna Maja Wiktoria Oskar".split(),
        "Kowalska,Wójcik,Zieliński,Lewandowska,Mazur,Krawczyk,Dąbrowski,Piotrowska".split(","),
    ),
    (
        "Shaniqua Jermaine Rivelino Djenairo Giovanni Shurandy Xaviera Tyrell".split(),
        "Kartosen,Pinas,Wijngaarde,Martina,Sordam,Redjosentono,Cijntje,Maduro".split(","),
    ),
    (
        "Omar Hadi Karam Rima Layan Nour Mohammed Tarek".split(),
        "Al Hassan,Khalil,Darwish,Haddad,Sabbagh,Al Masri,Shahin,Nassar".split(","),
    ),
    (
        "Filmon Yonas Samrawit Selam Merhawi Luwam".split(),
        "Tesfay,Gebremedhin,Habtemariam,Woldu,Kidane,Haile".split(","),
    ),
    (
        "Andrei Ionuț Mădălina Ștefania Oleksandr Daryna Sofiya Danylo".split(),
        "Popescu,Ionescu,Dumitru,Kovalenko,Shevchuk,Bondarenko,Melnyk,Munteanu".split(","),
    ),
    (
        "Linh Minh Meiling Jianyu Trang Quang".split(),
        "Nguyen,Pham,Zhou,Cheung,Tran,Liang".split(","),
    ),
)
_DUTCH_SHARE = 0.64

STAFF_GIVEN = (
    "Marijke Ineke Wilma Petra Joke Anneke Corrie Hanneke Lidy Mieke Trudy Yvonne Karin Monique Ellen Marleen Adri "
    "Bas Cees Dirk Eddy Frans Gerard Hans Jaap Kees Leen Maarten Nico Piet Rinus Sjaak Ton Willem Wim Arie Bert Co "
    "Fatima Nadia Mustafa Sandra Astrid Bianca Chantal Saskia Arjan Edwin Marcel Ronald"
).split()
STAFF_FAMILY = (
    "Dingemanse,van der Maas,de Kok,Scherpenisse,Bruijnzeel,Tollenaar,van de Voorde,Steketee,Kooman,Slabbekoorn,"
    "Hoekman,van Splunder,de Regt,Marinissen,Oosthoek,Polderdijk,van Waarde,Zeegers,Brouwer,Duinker,Karelse,Moerland,"
    "van Oostenbrugge,Priem,de Schipper,Verburg,Walraven,IJzerman,Krijger,van Liere,Nieuwdorp,Otte,Remijn,Stroosnijder,"
    "Tiggelman,Uitdewilligen,van Veen,Wattel,van den Dries,Bolle,Colijn,Eversdijk,Flipse,Goossen,Houtekamer,de Bree,"
    "Karaca,Belhadj,Ramdin,Schouwenaar"
).split(",")
_RELATIONS = ("moeder", "vader", "ouders", "voogd", "pleegouder")
_RELATION_WEIGHTS = (50, 22, 20, 4, 4)


def pupil_name(dice: Random) -> tuple[str, str]:
    """Given and family name, mostly of one origin and now and then of two."""
    if dice.random() < _DUTCH_SHARE:
        return dice.choice(_DUTCH_GIVEN), dice.choice(_DUTCH_FAMILY)
    given, family = dice.choice(_OTHER)
    return dice.choice(given), dice.choice(_DUTCH_FAMILY if dice.random() < 0.08 else family)


def guardian(dice: Random, family_name: str) -> str:
    """Who to call at home; 06-00 is given out to nobody, .example belongs to nobody."""
    relation = dice.choices(_RELATIONS, _RELATION_WEIGHTS)[0]
    letter = dice.choice("ABCDEFGHJKLMNPRSTVWYZ")
    mail = "".join(sign for sign in family_name.casefold() if sign.isascii() and sign.isalpha())
    phone = f"06-00{dice.randrange(10**6):06d}"
    return f"{letter}. {family_name} ({relation}), {phone}, {letter.lower()}.{mail}@thuis.example"


class StaffNames:
    """Hands out names of staff, each once; after some 2,500 the given name gets a second initial."""

    def __init__(self, dice: Random) -> None:
        self._names = [f"{given} {family}" for given in STAFF_GIVEN for family in STAFF_FAMILY]
        dice.shuffle(self._names)
        self._given_out = 0

    def next(self) -> str:
        round_, index = divmod(self._given_out, len(self._names))
        self._given_out += 1
        name = self._names[index]
        if round_ == 0:
            return name
        given, _, family = name.partition(" ")
        return f"{given} {chr(ord('A') + round_ - 1)}. {family}"


def staff_mail(name: str, house: str) -> str:
    given, _, family = name.partition(" ")
    plain = "".join(sign for sign in family.casefold() if sign.isascii() and sign.isalpha())
    return f"{given[0].lower()}.{plain}@{house}.example"
