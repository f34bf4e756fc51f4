"""Aanbod: what schools make available to each other."""
