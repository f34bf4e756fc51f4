"""What the services' SQL uses and PostgreSQL does not have by that name, or not for these types."""

from __future__ import annotations

FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION substr(day date, start integer, length integer) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT substr(to_char(day, 'YYYY-MM-DD'), start, length) $$""",
    """CREATE OR REPLACE FUNCTION hex(value bytea) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT upper(encode(value, 'hex')) $$""",
    """CREATE OR REPLACE FUNCTION instr(whole text, part text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT strpos(whole, part) $$""",
    """CREATE OR REPLACE FUNCTION json_extract(document text, path text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT document::jsonb #>> string_to_array(substr(path, 3), '.') $$""",
    """CREATE OR REPLACE FUNCTION json_each(list text) RETURNS TABLE (key bigint, value text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT place - 1, item FROM jsonb_array_elements_text(list::jsonb) WITH ORDINALITY AS each (item, place) $$""",
)
