"""Rules speak in codes and facts; `words` makes the Dutch sentence for screen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zsm_desktop.domain.profiles import Nouns


class RuleError(Exception):
    """An act was refused: `code` names the rule, `facts` fill in its sentence.

    `nouns` are those of the network that refused it, None where that is not known.
    """

    nouns: Nouns | None = None

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at one place of a file or a store; a warning does not stop an import."""

    code: str
    row: int | None = None
    column: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    is_warning: bool = False
