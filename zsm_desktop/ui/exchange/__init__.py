"""Uitwisseling: who follows what where, and what was delivered."""
