"""The schema version of this program: how many migrations there are. Read before SQLAlchemy is loaded."""

SCHEMA_VERSION = 11
