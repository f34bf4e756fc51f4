"""The Dutch sentence for a rule that was broken or a finding in a file, the same on screen, paper and command line."""

from __future__ import annotations

import importlib
import pkgutil
import string
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

import zsm_desktop.words as words_package
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.profiles import USUAL_NOUNS, Nouns
from zsm_desktop.words.acts import named
from zsm_desktop.words.format import date_medium, money
from zsm_desktop.words.names import say
from zsm_desktop.words.rules_profiles import TOML
from zsm_desktop.words.settlements import REGIMES


@cache
def sentences() -> Mapping[str, str]:
    """Rule code → template; every module `rules_<room>` of this floor adds its own."""
    merged: dict[str, str] = {}
    for module in pkgutil.iter_modules(words_package.__path__):
        if module.name.startswith("rules_"):
            found: dict[str, str] = importlib.import_module(f"{words_package.__name__}.{module.name}").SENTENCES
            merged.update(found)
    return merged


def sentence(problem: RuleError | Finding, nouns: Nouns | None = None) -> str:
    """One clear sentence, in the words of the network that refused it; of a finding those of `nouns`.

    A code without a sentence (the house tests forbid it) shows itself.
    """
    template = sentences().get(problem.code)
    if template is None:
        return f"Dit kan niet ({problem.code})."
    own = problem.nouns if isinstance(problem, RuleError) else None
    return _Dutch().vformat(say(nouns or own or USUAL_NOUNS, template), (), problem.facts)


def sentence_for(code: str) -> str:
    """The sentence of a rule that carries no facts."""
    return sentence(RuleError(code))


class _Dutch(string.Formatter):
    """Dates as the Dutch write them, cents as money ("{part:money}"), and as words where a sentence says so: acts
    ("{act:act}"), regimes ("{regime:regime}") and what TOML wants ("{wanted:toml}"). A fact that is missing leaves a
    gap instead of an error.
    """

    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, object]) -> object:
        del args
        return kwargs.get(str(key), "…")

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec == "act":
            return named(str(value))
        if format_spec == "toml":
            return TOML.get(str(value), str(value))
        if format_spec == "regime":
            return REGIMES.get(str(value), str(value))
        if isinstance(value, date) and not format_spec:
            shown = home_day(value) if isinstance(value, datetime) else value
            return date_medium(shown)
        if format_spec == "money":
            return money(value) if isinstance(value, int) else str(value)
        return str(super().format_field(value, format_spec))
