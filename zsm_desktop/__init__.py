"""The year of a network of schools that use each other's courses, workshops and tests."""

__version__ = "0.1.0"
