"""Netwerk: who takes part, where they are, and whom to call."""
