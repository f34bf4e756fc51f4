"""What is easy to guess is called weak, and every sign that is added makes it no weaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.passwords import SHORTEST, Grade, strength
from zsm_desktop.store.keys import SHORTEST_PASSWORD
from zsm_desktop.words.passwords import ADVICE, KNOWN, said

OWN = ("Anneke de Visser", "Zeeuwse Stichting Maatwerk", "Zeeland")


@pytest.mark.parametrize(
    ("password", "grade"),
    [
        ("", Grade.SHORT),
        ("kort", Grade.SHORT),
        ("k7!Xq2z", Grade.SHORT),
        ("wachtwoord", Grade.WEAK),
        ("Welkom01", Grade.WEAK),
        ("Welkom2026!", Grade.WEAK),
        ("aaaaaaaaaaaa", Grade.WEAK),
        ("12345678", Grade.WEAK),
        ("87654321", Grade.WEAK),
        ("qwertyuiop", Grade.WEAK),
        ("Anneke1967", Grade.WEAK),
        ("maatwerk zeeland", Grade.WEAK),
        ("Stormvloed1953", Grade.WEAK),
        ("fietsfietsfiets", Grade.WEAK),
        ("fiets fiets fiets fiets", Grade.WEAK),
        ("fiets molen kraan", Grade.FAIR),
        ("een lange zin met vier woorden", Grade.STRONG),
        ("fiets molen kraan dijk", Grade.STRONG),
        ("xkqzvbtrwplm", Grade.STRONG),
        ("k7!Xq2z#Rw9p", Grade.STRONG),
    ],
)
def test_a_grade(password: str, grade: Grade) -> None:
    assert strength(password, OWN).grade is grade, strength(password, OWN)


def test_own_names_are_weak_only_for_who_bears_them() -> None:
    assert strength("visser stichting", OWN).known
    assert not strength("visser stichting").known
    assert strength("visser stichting", OWN).bits < strength("visser stichting").bits


def test_the_shortest_is_what_the_store_takes() -> None:
    assert SHORTEST == SHORTEST_PASSWORD


@given(st.text(max_size=30), st.sampled_from(["wad", "grutto", "haven"]))
def test_another_word_never_makes_it_weaker(password: str, word: str) -> None:
    before, after = strength(password, OWN), strength(f"{password} {word}", OWN)
    assert after.bits >= before.bits
    assert said(after)


def test_what_is_said_tells_what_makes_it_better() -> None:
    assert ADVICE in said(strength("kort"))
    assert KNOWN in said(strength("Welkom2026!"))
    assert said(strength("een lange zin met vier woorden")) == "Sterk."
