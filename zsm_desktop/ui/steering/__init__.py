"""Stuurgroep: the directors' meeting, on the same pieces as the maatwerkbespreking; no pupil in it."""
