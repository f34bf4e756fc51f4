"""However a pupil is called: forgotten, the name goes from every text, and what no person typed stays as it is."""

from __future__ import annotations

import json
import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.forgetting import CASE, Cleaner, Subject, cleaned_facts, cleaned_text, without_pupil
from zsm_desktop.domain.masking import Gone, KnownPupil, Mask

GIVEN = (
    "Ben",
    "San",
    "Zoë",
    "Jan-Willem",
    "明",
    "Ad",
    "Ümit",
    "İpek",
    "Иван",
    "محمد",
    "Jo",
    "Zoe\u0308",
    "D'Arcy",
    "Test",
)
FAMILY = ("de Boer", "van den Berg", "李", "'t Hart", "El Amrani", "O’Neill", "Ng", "Held", "IJsbrand", "Smit-Öz", "")
AT_HOME = ("", "moeder Sanne, 06-12345678", "vader: piet bakker +31 6 12345678 s.b@huis.nl", "Mw. Kaya, 4381 AB Goes")
BETWEEN = (" ", "\n", "-", "_", ". ", "'", "", ", ", "- \n", " v.d. ", "1", "\u00ad")


def cleaner(pupil: KnownPupil, *others: KnownPupil) -> Cleaner:
    mask, gone = Mask([pupil, *others]), Gone([pupil])
    return Cleaner(
        lambda text: mask.hide(text, gone=gone).text if gone.may_be_in(text) else text, {pupil.pseudonym: "Vergeten 1"}
    )


def kievit(given: str, family: str, at_home: str = "", reference: str = "") -> KnownPupil:
    return KnownPupil("1", "Kievit 27", given, family, date(2010, 5, 3), at_home, reference)


@st.composite
def told(draw: st.DrawFn) -> tuple[KnownPupil, str]:
    pupil = kievit(
        draw(st.sampled_from(GIVEN)), draw(st.sampled_from(FAMILY)), draw(st.sampled_from(AT_HOME)), "AB-12-3"
    )
    every = f"{pupil.given_name} {pupil.family_name} {pupil.relatives}"
    pieces = [*every.split(), *(word[:1] for word in every.split()), pupil.given_name.lower(), *every.upper().split()]
    pieces += ["3-5-10", "3 mei 2010", "2010_05_03", "0612345678", "ab123", "kwam", "en", "s.b (at) huis.nl", "4381ab"]
    words = draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=6))
    return pupil, "".join(f"{word}{draw(st.sampled_from(BETWEEN))}" for word in words)


@given(told())
def test_what_would_go_from_a_text_is_never_passed_over(said: tuple[KnownPupil, str]) -> None:
    """Most texts are not looked through whole: what says which ones may not know less than what looks."""
    pupil, text = said
    gone = Gone([pupil])
    assert gone.may_be_in(text) or Mask([pupil]).hide(text, gone=gone).text == text


@pytest.mark.parametrize(
    ("pupil", "text"),
    [
        (kievit("Ben", "de Boer"), "Ben kwam te laat"),
        (kievit("San", "de Boer"), "vraag het San"),
        (kievit("明", "李"), "李 明 kwam; 明 belde"),
        (kievit("Zoë", "Berg"), "Z-o-ë en z o e kwamen"),
        (kievit("Zoë", "Berg"), "geb. 3-5-10"),
        (kievit("Zoë", "Berg", "moeder, 06-12345678"), "bel +31 6 12345678 of 0031612345678 of +31 (0)6 1234 5678"),
        (kievit("Zoë", "Berg", "moeder, +31 6 12345678"), "bel 06-12345678"),
        (kievit("Zoë", "Berg", "moeder s.b@huis.nl"), "mail s.b (at) huis.nl, S.B[apenstaartje]HUIS.NL"),
        (kievit("Zoë", "Berg", reference="AB-12-3"), "nummer ab.12/3, AB123"),
    ],
)
def test_of_a_name_or_number_typed_otherwise_nothing_is_left(pupil: KnownPupil, text: str) -> None:
    said = cleaner(pupil).clean(text)
    assert said != text
    for left in ("Ben ", "San", "明", "o-ë", "o e", "5-10", "1234", "5678", "huis", "HUIS", "ab.12", "AB12"):
        assert left not in said


def test_of_who_stays_nothing_goes() -> None:
    stays = KnownPupil("2", "Grutto 3", "Ben", "Smit", relatives="vader, 06-87654321")
    text = "Ben Smit en Ben, 0031687654321, Grutto 3"
    assert cleaner(kievit("Ben", "de Boer", "moeder, 06-12345678"), stays).clean(text) == text


@given(st.uuids(), st.sampled_from(["Ad", "Ed", "Ab", "Bea", "Ada", "Abe", "Fé"]))
def test_an_identifier_or_digest_is_nobodys_name(found: uuid.UUID, name: str) -> None:
    clean = cleaner(kievit(name, "Jansen")).clean
    for stays in (str(found), f"{found.hex}f{found.hex}", f"{found} {found}"):
        assert clean(stays) == stays
    assert clean(f"{name} zag {found} en {name}") == f"Vergeten 1 zag {found} en Vergeten 1"
    ids = {"row": str(found), "rows": [str(found)]}
    assert cleaned_facts(ids, clean) == ids


def test_a_code_of_the_program_or_a_day_stays_in_minutes_that_can_be_read_still() -> None:
    pupil = kievit("Test", "Held")
    row = {
        "id": "x",
        "status": "held",
        "kind": "test",
        "held_on": "2010-05-03",
        "notes": "Test Held, geb. 2010-05-03, held",
    }
    own = {"case_id": "c", "status": "test", "decided_on": "2010-05-03", "text": "Test Held mag"}
    content = json.loads(
        without_pupil(json.dumps({"row": row, "decisions": [own]}), Subject({CASE: ("c",)}), cleaner(pupil).clean)
    )
    assert {name: content["row"][name] for name in ("status", "kind", "held_on")} == {
        "status": "held", "kind": "test", "held_on": "2010-05-03"
    }  # fmt: skip
    assert content["row"]["notes"] == "Vergeten 1, geb. (geboortedatum), Vergeten 1"
    (left,) = content["decisions"]
    assert (left["status"], left["decided_on"]) == ("test", "2010-05-03")
    assert "Test" not in left["text"]


def test_a_line_end_in_json_is_no_letter_of_a_name() -> None:
    clean = cleaner(kievit("Zoë", "Berg")).clean
    said = cleaned_text(json.dumps({"text": "eerst\nzoë\tzoë"}, ensure_ascii=False), clean)
    assert json.loads(said) == {"text": "eerst\nVergeten 1\tVergeten 1"}
    assert cleaned_text('{"text": "niets"}', clean) == '{"text": "niets"}'
    assert cleaned_text("[" * 100_000 + "Zoë", clean) == "[" * 100_000 + "Vergeten 1"
