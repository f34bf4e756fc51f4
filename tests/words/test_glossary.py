"""The words of the trade: each has one sentence, in the network's own words, and is found where it stands."""

from __future__ import annotations

import pytest

from zsm_desktop.domain.profiles import USUAL_NOUNS
from zsm_desktop.services.shipped_profiles import codes, shipped
from zsm_desktop.words.glossary import ALL, HERE, MOST_WORDS, TERMS, Glossary, heading
from zsm_desktop.words.guide_search import search, sections


@pytest.fixture(scope="module")
def usual() -> Glossary:
    return Glossary(USUAL_NOUNS)


def test_every_term_has_one_short_sentence_of_its_own(usual: Glossary) -> None:
    assert len({term.word for term in usual.terms}) == len(TERMS)
    for term in usual.terms:
        assert term.means[0].isupper()
        assert term.means.endswith(".")
        assert len(term.means) <= 120
        assert usual.told(term.word) == f"{heading(term)}: {term.means}"
        assert all(usual.within(form) == (term,) for form in term.also)


def test_a_heading_tells_its_words_in_order_and_a_sentence_none(usual: Glossary) -> None:
    assert [term.word for term in usual.within("Saldo in dagdelen")] == ["saldo", "dagdeel"]
    assert usual.told("Saldolijst") == usual.told("Naam") == ""
    assert usual.within("Het saldo " + "telt " * MOST_WORDS) == ()


def test_the_longest_of_two_that_fit_is_meant(usual: Glossary) -> None:
    assert [term.word for term in usual.within("Te verrekenen")] == ["verrekening"]
    assert [term.word for term in usual.within("Gesloten beurzen")] == ["gesloten beurzen"]


def test_it_is_found_by_how_it_begins_in_any_form(usual: Glossary) -> None:
    assert [term.word for term in usual.find("SALD")] == ["salderen", "saldo"]
    assert [term.word for term in usual.find("pseudo")] == ["schuilnaam"]
    assert usual.find("s") == ()


def test_every_network_speaks_its_own_words() -> None:
    for profile in map(shipped, codes()):
        words = Glossary(profile.nouns)
        assert "[" not in words.page()
        assert profile.nouns["pupil"].plural in words.page()


def test_the_chapter_begins_with_what_is_on_the_screen_and_can_be_searched(usual: Glossary) -> None:
    shown = usual.within("Saldo en tarief")
    page = usual.page(shown)
    assert page.index(HERE) < page.index("**Saldo** – ") < page.index("**Tarief** – ") < page.index(ALL)
    assert HERE not in usual.page()
    (hit, *_) = search(sections("woordenlijst", usual.page()), "gesloten beurzen")
    assert hit.section.heading == "Gesloten beurzen"
