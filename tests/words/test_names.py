"""Texts are said in a network's own words, with the articles and adjectives that go with them."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.tree import PACKAGE, nodes
from zsm_desktop.domain.profiles import NOUNS, USUAL_NOUNS, Noun, Nouns
from zsm_desktop.services.shipped_profiles import codes, shipped
from zsm_desktop.words.names import counted, phrase, say

RIJNMOND, IJSSEL = shipped("rijnmond").nouns, shipped("ijssel_vecht").nouns


@pytest.mark.parametrize(
    ("text", "rijnmond"),
    [
        ("[Besprekingen]", "WERKoverleggen"),
        ("Plan [de eerste maatwerkbespreking].", "Plan het eerste WERKoverleg."),
        ("[Een nieuwe maatwerkbespreking]", "Een nieuw WERKoverleg"),
        ("[Deze maatwerkbespreking]", "Dit WERKoverleg"),
        ("na [elke volgende maatwerkbespreking]", "na elk volgend WERKoverleg"),
        ("Naar [de bottleneck_agenda]", "Naar de WERKagenda"),
        ("[De stuurgroep] en [de stagebegeleiders]", "De projectgroep en de stagecoördinatoren"),
        ("[Het knelpunt] van [een leerling]", "Het knelpunt van een leerling"),
        ("[trajecten]", "trajecten"),
    ],
)  # fmt: skip
def test_a_text_in_the_words_of_rijnmond(text: str, rijnmond: str) -> None:
    assert say(RIJNMOND, text) == rijnmond
    assert say(USUAL_NOUNS, text.replace("bottleneck_agenda", "stuurgroep")) == re.sub(r"[\[\]]", "", text).replace(
        "bottleneck_agenda", "stuurgroep"
    )


def test_a_word_is_counted_and_begins_a_sentence() -> None:
    assert say(IJSSEL, "[De leerling] van [de stagebegeleider]") == "De jongere van de ITB’er"
    assert say(IJSSEL, "[Leerling]") == "Jongere"
    assert [counted(IJSSEL, number, "pupil") for number in (1, 2)] == ["1 jongere", "2 jongeren"]


def test_what_is_called_after_something_else_follows_it() -> None:
    assert say(shipped("rivierenland").nouns, "[De bottleneck_agenda]") == "De programmaraad"


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def phrases() -> dict[str, str]:
    """Every phrase between brackets in the program, and where."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name in {"names.py", "xlsx_cells.py"} or not {"ui", "words", "reports", "app"} & set(path.parts):
            continue
        docstrings = {expression.value.value for expression in nodes(path, ast.Expr) if is_text(expression.value)}
        for constant in nodes(path, ast.Constant):
            if is_text(constant) and constant.value not in docstrings:
                for words in re.findall(r"(?<!\[)\[([^\[\]]+)\](?!\])", constant.value):
                    if re.fullmatch(r"[A-Za-zéëï_]+( [A-Za-zéëï_]+){0,2}", words):
                        found[words] = f"{path.name}:{constant.lineno}"
    return found


OTHERWISE = Nouns(
    {code: Noun("ding", "dingen", "de" if noun.is_neuter else "het", "", "") for code, noun in NOUNS.items()}
)


def test_every_phrase_in_the_program_can_be_said_in_the_other_gender_and_is_usual_by_itself() -> None:
    found = phrases()
    assert len(found) > 20
    for words in found:
        assert "ding" in phrase(OTHERWISE, words).lower(), words
        if "bottleneck_agenda" not in words:
            assert phrase(USUAL_NOUNS, words) == words
        for code in codes():
            assert phrase(shipped(code).nouns, words)
