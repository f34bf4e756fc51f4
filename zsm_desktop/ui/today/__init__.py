"""Vandaag: the next meeting, my actions, and what waits for me."""
