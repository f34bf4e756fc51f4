"""What a password is worth, in one plain sentence."""

from __future__ import annotations

from zsm_desktop.domain.passwords import SHORTEST, Strength

ADVICE = "Een zin van vier of meer woorden is sterk en goed te onthouden."

_SAID = {
    "empty": ADVICE,
    "short": "Te kort: minstens {least} tekens. " + ADVICE,
    "known": "Zwak: ‘{word}’ staat erin, en dat probeert iemand als eerste. " + ADVICE,
    "guessable": "Zwak: dit is snel te raden. " + ADVICE,
    "fair": "Redelijk. Met een woord erbij wordt het sterk.",
    "strong": "Sterk.",
}


def strength_said(judged: Strength) -> str:
    return _SAID[judged.code].format(least=SHORTEST, word=judged.word)
