from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.passwords import SHORTEST, strength
from zsm_desktop.words.passwords import strength_said

NETWORK, USER = "Zeeuwse Stichting Maatwerk", "Anja de Wit"


@pytest.mark.parametrize(
    ("password", "level", "code"),
    [
        ("", 0, "empty"),
        ("kort 1", 0, "short"),
        ("zeeuwse fietsen zingen zacht", 1, "known"),
        ("ANJA rijdt graag naar huis", 1, "known"),
        ("mijnzeeuwsegeheim", 1, "known"),
        ("Zomer2026!", 1, "guessable"),
        ("Welkom01", 1, "guessable"),
        ("voorbeeld", 1, "guessable"),
        ("aaaaaaaaaaaa", 1, "guessable"),
        ("1234567890", 1, "guessable"),
        ("qwertyuiop", 1, "guessable"),
        ("zomer zomer zomer zomer", 1, "guessable"),
        ("groene fiets in de tuin", 2, "fair"),
        ("paard batterij nietje correct", 3, "strong"),
        ("k7Tq!2mZp9sW", 3, "strong"),
    ],
)
def test_a_password_is_worth_what_it_takes_to_guess_it(password: str, level: int, code: str) -> None:
    judged = strength(password, NETWORK, USER)
    assert (judged.level, judged.code) == (level, code)


def test_the_word_that_was_recognised_is_said_as_the_house_writes_it() -> None:
    assert "‘Maatwerk’" in strength_said(strength("maatwerk voor iedere dag", NETWORK))


def test_a_short_name_inside_another_word_is_no_name() -> None:
    assert strength("banjo wit getallen kamerplant", "Jan").code == "strong"


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_every_password_has_a_level_and_a_sentence(password: str, known: list[str]) -> None:
    judged = strength(password, *known)
    assert judged.level in range(4)
    assert strength_said(judged)


@given(st.text(min_size=SHORTEST, max_size=40), st.sampled_from(["waterval", "kamerplant", "citroenboom"]))
def test_a_word_more_never_makes_it_weaker(password: str, word: str) -> None:
    assert strength(f"{password} {word}").level >= strength(password).level
