"""What the services do, they do on both databases."""

from tests.both_places import in_both_places as kept

__all__ = ["kept"]
