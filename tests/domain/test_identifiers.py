"""Each number by its own rules, and what is wrong with one is said exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.identifiers import (
    CODES,
    as_brin,
    as_iban,
    as_reference,
    make_reference,
    require_brin,
    require_iban,
    require_kvk,
    require_oin,
    require_postcode,
    require_reference,
    require_rsin,
    require_vat_number,
    shown_iban,
)
from zsm_desktop.words.rules import sentence, sentences

Require = Callable[[str], str]


def school(text: str) -> str:
    return require_brin(text, site=False)


def site(text: str) -> str:
    return require_brin(text, site=True)


def dutch(text: str) -> str:
    return require_iban(text, dutch=True)


@pytest.mark.parametrize(
    ("require", "given", "kept"),
    [
        (require_iban, "nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
        (require_iban, "NL91.ABNA.0417.1643.00", "NL91ABNA0417164300"),
        (require_iban, "BE68 5390 0754 7034", "BE68539007547034"),
        (dutch, "NL02ABNA0123456789", "NL02ABNA0123456789"),
        (require_kvk, "0123 4567", "01234567"),
        (require_vat_number, "NL 0044.95.445.B.01", "NL004495445B01"),  # a firm: 11-check
        (require_vat_number, "004495445b01", "NL004495445B01"),
        (require_vat_number, "NL000099998B57", "NL000099998B57"),  # a person: mod 97
        (require_rsin, "0044.95.445", "004495445"),
        (require_oin, "00000003 27375331 0000", "00000003273753310000"),
        (require_oin, "00000001 123456782 000", "00000001123456782000"),
        (require_postcode, "4331aa", "4331 AA"),
        (require_postcode, "NL-4331 AA", "4331 AA"),
        (require_postcode, "b-9000", "B-9000"),
        (school, "26hf", "26HF"),
        (site, "26HF00", "26HF00"),
        (require_reference, "RF18 5390 0754 7034", "RF18539007547034"),
        (require_reference, "rf18539007547034", "RF18539007547034"),
    ],
)
def test_a_good_number_is_kept_in_one_spelling(require: Require, given: str, kept: str) -> None:
    assert require(given) == kept
    assert require(kept) == kept


@pytest.mark.parametrize(
    "require", [require_iban, require_kvk, require_vat_number, require_oin, require_postcode, school, require_reference]
)
def test_nothing_given_is_no_fault(require: Require) -> None:
    assert require(" ") == ""


@pytest.mark.parametrize(
    ("require", "given", "code", "facts"),
    [
        (require_iban, "NL91ABNA041716430", "iban.too_short", {"found": 17, "wanted": 18}),
        (require_iban, "NL91ABNA04171643000", "iban.too_long", {"found": 19, "wanted": 18}),
        (require_iban, "NL91ABNA0417164301", "iban.check", {"text": "NL91 ABNA 0417 1643 01"}),
        (require_iban, "NL91ABNA041716430O", "iban.letter", {"at": 18, "sign": "O"}),
        (require_iban, "NL91AB0A0417164300", "iban.digit", {"at": 7, "sign": "0"}),
        (require_iban, "NL91ABNA04171643€0", "iban.sign", {"sign": "€"}),
        (require_iban, "NL91ABNA041716430٠", "iban.sign", {"sign": "٠"}),
        (require_iban, "0417164300", "iban.country", {"text": "0417164300"}),
        (require_iban, "ING 0001234567", "iban.country", {}),
        (dutch, "BE68539007547034", "iban.not_dutch", {"country": "BE"}),
        (require_iban, "BE69539007547034", "iban.check", {}),
        (require_iban, "BE79 5390 0754 70", "iban.check", {}),
        (require_iban, "XX82WEST12345698765432", "iban.check", {}),
        (require_iban, "XX" + "1" * 40, "iban.too_long", {"found": 42, "wanted": 34}),
        (require_kvk, "1234567", "kvk.length", {"found": 7}),
        (require_kvk, "000012345678", "kvk.branch", {}),
        (require_kvk, "1234567a", "kvk.sign", {"sign": "A"}),
        (require_kvk, "00000000", "kvk.zero", {}),
        (require_vat_number, "NL123456789B14", "vat_number.check", {"text": "NL123456789B14"}),
        (require_rsin, "004495446", "rsin.check", {"text": "004495446"}),
        (require_rsin, "44954", "rsin.length", {"found": 5}),
        (require_rsin, "00449544X", "rsin.sign", {"sign": "X"}),
        (require_vat_number, "NL00449544501", "vat_number.length", {"found": 13}),
        (require_vat_number, "NL004495445C01", "vat_number.b", {"sign": "C"}),
        (require_vat_number, "NL0O4495445B01", "vat_number.letter", {"at": 4, "sign": "O"}),
        (require_vat_number, "BE0428759497", "vat_number.country", {"country": "BE"}),
        (require_vat_number, "NL004495445B00", "vat_number.zero", {}),
        (require_vat_number, "NL004495445B/1", "vat_number.sign", {"sign": "/"}),
        (require_oin, "27375331", "oin.length", {"found": 8}),
        (require_oin, "12345678901234567890", "oin.prefix", {}),
        (require_oin, "00000003273753310001", "oin.tail", {"tail": "001"}),
        (require_oin, "00000001123456789000", "oin.check", {"text": "123456789"}),
        (require_oin, "OIN", "oin.sign", {"sign": "O"}),
        (require_postcode, "4331", "postcode.shape", {"text": "4331"}),
        (require_postcode, "0331 AA", "postcode.zero", {}),
        (require_postcode, "4331 SS", "postcode.letters", {"letters": "SS"}),
        (school, "26HF00", "brin.length", {"found": 6, "wanted": 4}),
        (site, "26HF", "brin.length", {"found": 4, "wanted": 6}),
        (school, "HF26", "brin.shape", {"text": "HF26"}),
        (school, "٢٦HF", "brin.shape", {}),
        (require_reference, "RF19539007547034", "reference.check", {}),
        (require_reference, "2026-0007", "reference.start", {}),
        (require_reference, "RF18", "reference.length", {"found": 4}),
        (require_reference, "RF18539007547034ABCDEFGHIJ", "reference.length", {"found": 26}),
        (require_reference, "RF18 5390_0754", "reference.sign", {"sign": "_"}),
    ],
)
def test_what_is_wrong_is_said_exactly(require: Require, given: str, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(RuleError) as refused:
        require(given)
    assert (refused.value.code, {key: refused.value.facts[key] for key in facts}) == (code, facts)
    assert "…" not in sentence(refused.value)


def test_an_account_of_another_country_has_that_country_s_form() -> None:
    digits = mod_97_10.calc_check_digits("1234567890BE")
    with pytest.raises(RuleError, match=r"iban\.foreign"):
        require_iban(f"BE{digits}1234567890")


def test_every_code_stands_with_its_field() -> None:
    named = " ".join(CODES.values()).split()
    heads = {code.partition(".")[0] for code in named}
    raised = {code for code in sentences() if code.partition(".")[0] in heads}
    assert raised == {*named, "iban.not_dutch"}


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_no_text_makes_a_number_fall_over(text: str) -> None:
    assert as_iban(as_iban(text)) == as_iban(text)
    assert as_reference(as_reference(text)) == as_reference(text)
    assert as_brin(as_brin(text, site=True), site=True) == as_brin(text, site=True)


@given(st.from_regex(r"[A-Z0-9]{1,21}", fullmatch=True), st.integers(0, 24), st.sampled_from("0123456789"))
def test_a_reference_is_made_with_its_check_digits_and_one_wrong_digit_shows(own: str, at: int, other: str) -> None:
    made = make_reference(own)
    assert require_reference(made) == made
    assert made.endswith(own)
    at %= len(made)
    if made[at].isdigit() and made[at] != other:
        assert as_reference(made[:at] + other + made[at + 1 :]) == ""


@pytest.mark.parametrize(
    ("number", "made"), [("2026-0007", "RF6320260007"), ("539007547034", "RF18539007547034"), ("zsm/1", "RF88ZSM1")]
)
def test_our_number_can_be_read_in_the_reference(number: str, made: str) -> None:
    assert make_reference(number) == as_reference(made) == made


@pytest.mark.parametrize("number", ["", "—", "X" * 22])
def test_a_number_that_does_not_fit_makes_no_reference(number: str) -> None:
    with pytest.raises(RuleError, match=r"reference\.length"):
        make_reference(number)


def test_an_account_is_shown_in_groups_of_four() -> None:
    assert shown_iban("NL91ABNA0417164300") == "NL91 ABNA 0417 1643 00"
