"""What each agreement makes of a history: who pays whom, what is written off, what is left standing (ADR 0022)."""
