"""Besprekingen: the maatwerkbespreking before, during and after."""
