"""Builds what people install: from the lock alone, with every licence of what is inside."""
