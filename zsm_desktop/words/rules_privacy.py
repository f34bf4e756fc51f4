"""Sentences for the rights of pupils, the registers, data breaches and the logbook."""

from __future__ import annotations

SENTENCES = {
    "privacy.reason_needed": "Schrijf eerst waarom u dit opvraagt. Dat komt in het logboek.",
}
