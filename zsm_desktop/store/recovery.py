"""The recovery key as it is printed: 128 bits and 12 check bits in 28 signs that are hard to misread.

Crockford's base32 has no I, L, O and U. The check is a cyclic redundancy code, not a digest, because such a code
finds every single wrong sign and every two swapped neighbours, not just nearly all.
"""

from __future__ import annotations

from zsm_desktop.domain.errors import RuleError

KEY_BYTES = 16
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_LENGTH = 28
_GROUP = 4
_CHECK_BITS = 12
_POLYNOMIAL = 0x180F  # CRC-12: x^12 + x^11 + x^3 + x^2 + x + 1
_SEPARATORS = " -\t\n\r.–—\u00a0"


def printed(key: bytes) -> str:
    """Seven groups of four: "X3NG-CTB6-…"."""
    if len(key) != KEY_BYTES:
        raise ValueError("a recovery key is 16 bytes")
    number = int.from_bytes(key)
    number = number << _CHECK_BITS | _check(number)
    signs = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return "-".join(signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def read(text: str) -> bytes:
    """The key as someone typed it: capitals, spaces, dashes, O for 0 and I or L for 1 do not matter.

    Raises RuleError("recovery.length", found, expected), ("recovery.sign", sign, place) or, when every sign is
    possible but the whole is not, ("recovery.typo").
    """
    signs = [sign for sign in text.upper() if sign not in _SEPARATORS]
    number = 0
    for place, sign in enumerate(signs, start=1):
        if sign not in _VALUES:
            raise RuleError("recovery.sign", sign=sign, place=place)
        number = number << 5 | _VALUES[sign]
    if len(signs) != _LENGTH:
        raise RuleError("recovery.length", found=len(signs), expected=_LENGTH)
    key, check = number >> _CHECK_BITS, number & (1 << _CHECK_BITS) - 1
    if _check(key) != check:
        raise RuleError("recovery.typo")
    return key.to_bytes(KEY_BYTES)


def _check(number: int) -> int:
    rest = number << _CHECK_BITS
    for bit in reversed(range(_CHECK_BITS, _CHECK_BITS + 8 * KEY_BYTES)):
        if rest >> bit & 1:
            rest ^= _POLYNOMIAL << bit - _CHECK_BITS
    return rest
