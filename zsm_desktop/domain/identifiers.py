"""The numbers that name a bank account, a school or a firm, each by its own rules; what is wrong is said exactly.

`require_…` gives the number as it is kept, "" where none was given, and raises RuleError; `as_…` gives "" instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum import iban as stdnum_iban
from stdnum.iso7064 import mod_97_10
from stdnum.nl import brin as stdnum_brin
from stdnum.nl import bsn as stdnum_bsn
from stdnum.nl import btw as stdnum_btw
from stdnum.nl import postcode as stdnum_postcode

from zsm_desktop.domain.errors import RuleError

CODES = {
    "iban": "iban.sign iban.country iban.too_short iban.too_long iban.letter iban.digit iban.foreign iban.check",
    "kvk_number": "kvk.sign kvk.branch kvk.length kvk.zero",
    "vat_number": "vat_number.sign vat_number.country vat_number.length vat_number.letter vat_number.b vat_number.zero "
    "vat_number.check",
    "rsin": "rsin.sign rsin.length rsin.check",
    "oin": "oin.sign oin.length oin.prefix oin.tail oin.check",
    "postcode": "postcode.shape postcode.zero postcode.letters",
    "brin": "brin.length brin.shape",
    "reference": "reference.start reference.length reference.sign reference.check",
}
"""Every code that can be raised, by the field it is about."""

_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015]")
_SHOWN = 40
_DUTCH_IBAN = 18
_IBAN_MOST = 34
_REFERENCE_MOST = 25
_FOREIGN_POSTCODE = re.compile(r"(?!NL)[A-Z]{1,3}-\w[\w \-]{1,10}")
_OIN_PREFIX = re.compile(r"000000[0-9]{2}")
_OIN_OF_RSIN = "00000001"
_OIN_OF_KVK = "00000003"


def require_iban(text: str, *, dutch: bool = False) -> str:
    """Raises RuleError("iban.…"); with `dutch` also ("iban.not_dutch") for an account abroad."""
    iban = _compact(text)
    if not iban:
        return ""
    _only("iban.sign", iban, r"[A-Z0-9]", text)
    if not re.match(r"[A-Z]{2}[0-9]{2}", iban):
        raise RuleError("iban.country", text=_shown(text))
    if not iban.startswith("NL"):
        if dutch:
            raise RuleError("iban.not_dutch", country=iban[:2])
        return _foreign_iban(iban)
    if len(iban) != _DUTCH_IBAN:
        code = "iban.too_short" if len(iban) < _DUTCH_IBAN else "iban.too_long"
        raise RuleError(code, found=len(iban), wanted=_DUTCH_IBAN)
    for at, sign in enumerate(iban[4:8], 5):
        if sign.isdigit():
            raise RuleError("iban.digit", at=at, sign=sign)
    for at, sign in enumerate(iban[8:], 9):
        if not sign.isdigit():
            raise RuleError("iban.letter", at=at, sign=sign)
    return _checked_iban(iban)


def _foreign_iban(iban: str) -> str:
    if len(iban) > _IBAN_MOST:
        raise RuleError("iban.too_long", found=len(iban), wanted=_IBAN_MOST)
    _checked_iban(iban)
    if not stdnum_iban.is_valid(iban, check_country=False):
        raise RuleError("iban.foreign", country=iban[:2])
    return iban


def _checked_iban(iban: str) -> str:
    if not mod_97_10.is_valid(iban[4:] + iban[:4]):
        raise RuleError("iban.check", text=shown_iban(iban))
    return iban


def shown_iban(iban: str) -> str:
    """In groups of four, as people read it."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def require_kvk(text: str) -> str:
    """The eight digits of the Kamer van Koophandel; they have no check digit. Raises RuleError("kvk.…")."""
    number = _compact(text)
    if not number:
        return ""
    _only("kvk.sign", number, r"[0-9]", text)
    if len(number) == 12:
        raise RuleError("kvk.branch")
    if len(number) != 8:
        raise RuleError("kvk.length", found=len(number))
    if number == "00000000":
        raise RuleError("kvk.zero")
    return number


def require_vat_number(text: str) -> str:
    """NL, nine digits, B, two digits; of a firm (11-check) or of a person since 2020 (mod 97).

    Raises RuleError("vat_number.…").
    """
    number = _compact(text)
    if not number:
        return ""
    _only("vat_number.sign", number, r"[A-Z0-9]", text)
    if number[:2].isalpha() and not number.startswith("NL"):
        raise RuleError("vat_number.country", country=number[:2])
    number = f"NL{number.removeprefix('NL')}"
    if len(number) != 14:
        raise RuleError("vat_number.length", found=len(number))
    for at, sign in enumerate(number[2:], 3):
        if at != 12 and not sign.isdigit():
            raise RuleError("vat_number.letter", at=at, sign=sign)
    if number[11] != "B":
        raise RuleError("vat_number.b", sign=number[11])
    if number[12:] == "00" or number[2:11] == "000000000":
        raise RuleError("vat_number.zero")
    if not stdnum_btw.is_valid(number):
        raise RuleError("vat_number.check", text=number)
    return number


def require_rsin(text: str) -> str:
    """The nine digits by which the tax office knows an organisation (11-check); raises RuleError("rsin.…")."""
    number = _compact(text)
    if not number:
        return ""
    _only("rsin.sign", number, r"[0-9]", text)
    if len(number) != 9:
        raise RuleError("rsin.length", found=len(number))
    if not stdnum_bsn.is_valid(number):
        raise RuleError("rsin.check", text=number)
    return number


def require_oin(text: str) -> str:
    """The twenty digits by which the government knows an organisation; raises RuleError("oin.…")."""
    number = _compact(text)
    if not number:
        return ""
    _only("oin.sign", number, r"[0-9]", text)
    if len(number) != 20:
        raise RuleError("oin.length", found=len(number))
    if not _OIN_PREFIX.match(number):
        raise RuleError("oin.prefix", text=number)
    if number.startswith((_OIN_OF_RSIN, _OIN_OF_KVK)) and not number.endswith("000"):
        raise RuleError("oin.tail", tail=number[-3:])
    if number.startswith(_OIN_OF_RSIN) and not stdnum_bsn.is_valid(number[8:17]):
        raise RuleError("oin.check", text=number[8:17])
    return number


def require_brin(text: str, *, site: bool) -> str:
    """The four signs of a school, or with `site` the six of one of its places; raises RuleError("brin.…")."""
    number = _compact(text)
    if not number:
        return ""
    wanted = 6 if site else 4
    if len(number) != wanted:
        raise RuleError("brin.length", found=len(number), wanted=wanted)
    if not number.isascii() or not stdnum_brin.is_valid(number):
        raise RuleError("brin.shape", text=number)
    return number


def require_postcode(text: str) -> str:
    """ "4331 AA"; one with the letters of another country before it ("B-9000") stays as it is.

    Raises RuleError("postcode.…").
    """
    given = " ".join(text.upper().split())
    if not given or _FOREIGN_POSTCODE.fullmatch(given):
        return given
    number = _compact(given).removeprefix("NL")
    if not re.fullmatch(r"[0-9]{4}[A-Z]{2}", number):
        raise RuleError("postcode.shape", text=_shown(text))
    if number[0] == "0":
        raise RuleError("postcode.zero", text=_shown(text))
    if not stdnum_postcode.is_valid(number):
        raise RuleError("postcode.letters", letters=number[4:])
    return f"{number[:4]} {number[4:]}"


def require_reference(text: str) -> str:
    """A creditor reference after ISO 11649, without blanks; raises RuleError("reference.…")."""
    reference = _compact(text)
    if not reference:
        return ""
    if not re.match(r"RF[0-9]{2}", reference):
        raise RuleError("reference.start", text=_shown(text))
    if not 5 <= len(reference) <= _REFERENCE_MOST:
        raise RuleError("reference.length", found=len(reference), most=_REFERENCE_MOST)
    _only("reference.sign", reference, r"[A-Z0-9]", text)
    if not mod_97_10.is_valid(reference[4:] + reference[:4]):
        raise RuleError("reference.check", text=reference)
    return reference


def make_reference(number: str) -> str:
    """The creditor reference that carries `number`: RF, two check digits, and its letters and digits.

    Raises RuleError("reference.length") when there are none, or more than 21.
    """
    own = "".join(sign for sign in number.upper() if sign.isascii() and sign.isalnum())
    if not 1 <= len(own) <= _REFERENCE_MOST - 4:
        raise RuleError("reference.length", found=len(own) + 4, most=_REFERENCE_MOST)
    return f"RF{mod_97_10.calc_check_digits(f'{own}RF')}{own}"


def as_iban(text: str) -> str:
    return _or_nothing(require_iban, text)


def as_reference(text: str) -> str:
    return _or_nothing(require_reference, text)


def as_postcode(text: str) -> str:
    return _or_nothing(require_postcode, text)


def as_brin(text: str, *, site: bool) -> str:
    return _or_nothing(lambda given: require_brin(given, site=site), text)


def _or_nothing(require: Callable[[str], str], text: str) -> str:
    try:
        return require(text)
    except RuleError:
        return ""


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", text).upper()


def _only(code: str, number: str, allowed: str, text: str) -> None:
    odd = re.sub(allowed, "", number)
    if odd:
        raise RuleError(code, sign=odd[0], text=_shown(text))


def _shown(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]
