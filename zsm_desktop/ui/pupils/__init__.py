"""Leerlingen: cases and pupils by pseudonym, entered by hand or from a form."""
