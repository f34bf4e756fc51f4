"""Paper in: what schools and offices send becomes plain rows and findings per row; nothing here writes to a store."""
