"""Dutch: labels, a sentence per rule code, and how money, dates and quantities are written."""
