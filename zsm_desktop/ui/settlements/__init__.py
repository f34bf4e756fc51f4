"""Verrekening: what each agreement would mean, what was agreed, and settlements from proposal to execution."""
