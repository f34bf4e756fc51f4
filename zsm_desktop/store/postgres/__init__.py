"""A network on a PostgreSQL server: the same tables, the same statements, the same guards as in a file of its own."""
