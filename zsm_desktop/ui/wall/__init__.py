"""The wall: a second window for the whole room, which knows nothing but what services/wall.py gives it."""
