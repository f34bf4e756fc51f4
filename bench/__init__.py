"""Measurements as ratios in one run: each contender in turn, the median of the rounds, the goal beside it."""
