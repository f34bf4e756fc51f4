"""Resultaten: where leavers went, whether it lasted, and what the network aims at."""
