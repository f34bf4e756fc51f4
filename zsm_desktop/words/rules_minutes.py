"""Sentences for the rules of minutes."""

from __future__ import annotations

SENTENCES = {
    "minutes.audience": "“{audience}” is geen lezer die we kennen. Kies full, steering of school:CODE.",
    "minutes.no_school": "Er is geen school met code {code}. Kies een code uit de lijst van scholen.",
}
