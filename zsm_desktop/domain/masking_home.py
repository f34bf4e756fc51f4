"""Names in what is noted of who is at home: free text, in which names, numbers and remarks stand side by side."""

from __future__ import annotations

import re

from zsm_desktop.domain.masking_numbers import emails_in
from zsm_desktop.domain.masking_words import PARTICLES, WORD, has_capital, may_name, plain_text

KIN = frozenset(
    "begeleider broer broertje contactpersoon dhr fam familie gezinsvoogd halfbroer halfzus heer mam mama meneer mevr "
    "mevrouw moeder mw neef nicht oma oom opa ouder ouders pa pap papa partner pleegmoeder pleegouder pleegouders "
    "pleegvader stiefmoeder stiefvader tante vader verzorger verzorgers vriend vriendin voogd zus zusje".split()
)
"""Behind these stands a name, with a capital or without."""
TITLES = KIN | frozenset(
    "adres beide contact email gezin hr huis jeugdzorg mail mailadres mob mobiel na nummer tel telefoon "
    "telefoonnummer thuis tot vanaf via werk".split()
)
"""What stands with a capital beside a name of someone at home and is none."""
COMMON = TITLES | frozenset(
    "aan af akkoord al alle alleen als altijd andere app appen arabisch avond avonds begeleiding begrijpt bel "
    "bellen belt bereikbaar berichten beschikbaar beter bij biologische buiten co contact daarna dag dagen dan "
    "dat de deelt deze die dinsdag dit dochter donderdag door dossier drie duits echt een eerst eigen elke en "
    "even eventueel ex extra ga gaat gebeld geeft geen gescheiden gesprek gezag gezond goed graag had hebben "
    "heeft helpt het hij hoort hun iedere iets ik in info is ja jaar juf kan keer kind kinderen kinds komt kort "
    "kunnen kwijt laat laten leest liefst liever lukt maandag maar mag me mee meer meest meestal met middag "
    "middags mij mijn moet moment momenteel morgen na naar nederlands neemt nergens niet niets niks nl nodig nog "
    "nooit nu ochtend ochtends of om onbekend ook op over overdag overleden overleg pas per praat s samen school "
    "sms sociale soms sorry spreekt staat straks taal te tijd toestemming tolk twee uit uur vakantie van vanavond "
    "vast veel verhuisd vier vijven voor voorkeur vrij vrijdag vroeg waar want was wat week weekend weer weet "
    "wekelijks wel welke werkdagen werkt whatsapp wie wij wil woensdag woont zal zaterdag ze zeer zelf zich zie "
    "ziek zij zijn zo zoals zondag zonder zoon".split()
)
"""Words of every day in such a text: typed without a capital they are no names."""

_POSTCODE_AND_TOWN = re.compile(r"(?<!\w)[1-9]\d{3} ?[A-Z]{2}(?!\w)(?:,? {1,3}[A-Z][\w-]{1,40}){0,4}")
_PARTED = re.compile(r"[^ .'-]")
"""Between two words of one name stands nothing else."""
LONGEST_INITIAL = 3

Found = tuple[tuple[str, ...], bool]


def names_at_home(text: str) -> list[Found]:
    """Each run of words that is a name, small words of surnames inside, in the way it was typed.

    With each whether it may as well be an ordinary word ("Liefst na vijven"): hidden with a capital only.
    """
    plain = _without_addresses(plain_text(text)[0])
    found = _with_capitals(plain)
    found += _behind_kin(plain)
    if not any(has_capital(word) for word in WORD.findall(plain) if word.casefold() not in TITLES):
        found += _without_capitals(plain)
    return [(words, may_be) for words, may_be in found if words and any(map(may_name, words))]


def _without_addresses(plain: str) -> str:
    """An e-mail address is no name, nor is a postcode with the town behind it."""
    parts, done = [], 0
    for start, end in emails_in(plain):
        parts += [plain[done:start], " ; "]
        done = end
    return _POSTCODE_AND_TOWN.sub(" ; ", "".join((*parts, plain[done:])))


def _with_capitals(plain: str) -> list[Found]:
    found: list[Found] = []
    run: list[str] = []
    last_end = 0
    for match in WORD.finditer(plain):
        word, lower = match.group(), match.group().casefold()
        between = plain[last_end : match.start()]
        if run and (_PARTED.search(between) or (between.startswith(". ") and len(run[-1]) > LONGEST_INITIAL)):
            found.append((_trimmed(run), False))
            run = []
        if (has_capital(word) and lower not in TITLES) or (run and lower in PARTICLES):
            run.append(lower)
        else:
            begins_sentence = len(run) == 1 and between == " "
            found.append((_trimmed(run), begins_sentence))
            run = []
        last_end = match.end()
    found.append((_trimmed(run), False))
    return found


def _behind_kin(plain: str) -> list[Found]:
    """ "moeder: fatima el amrani, 06-…": up to the first word of every day, or a sign."""
    found: list[Found] = []
    words = list(WORD.finditer(plain))
    for place, kin in enumerate(words):
        if kin.group().casefold() not in KIN:
            continue
        run: list[str] = []
        end = kin.end()
        for match in words[place + 1 : place + 7]:
            lower = match.group().casefold()
            between = plain[end : match.start()]
            is_apart = between.strip(" .'-:=(,") if not run else _PARTED.search(between)
            if is_apart or lower in KIN or (lower in COMMON and not (run and lower in PARTICLES)):
                break
            run.append(lower)
            end = match.end()
        found.append((_trimmed(run), False))
    return found


def _without_capitals(plain: str) -> list[Found]:
    """In a field without any capital a part that holds no word of every day is a name; other words may be one."""
    found: list[Found] = []
    for part in re.split(r"[^\w .'-]|\d+|\n", plain):
        words = [word.casefold() for word in WORD.findall(part)]
        rest = [word for word in words if word not in COMMON or word in PARTICLES]
        if rest == words or rest == words[1:]:
            found.append((_trimmed(rest), False))
        else:
            found += [((word,), True) for word in rest if word not in COMMON]
    return found


def _trimmed(run: list[str]) -> tuple[str, ...]:
    while run and run[-1] in PARTICLES:
        run = run[:-1]
    return tuple(run)
