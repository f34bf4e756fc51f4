"""Saldi: what every school gave and took, and why."""
