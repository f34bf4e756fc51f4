"""Two people wrote on in the same text: one text in which neither lost a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Slices = tuple[Sequence[str], Sequence[str], Sequence[str]]


def merged(base: str, mine: str, theirs: str) -> str:
    """What both made of `base`, by lines: a line that one changed or took out follows that one.

    Where both wrote in the same place, theirs stands before mine; a line that the other only wrote on in stands once,
    at its longest, and what one wrote below or above a line that the other changed stays below or above it. A line
    that one changed and the other took out stays.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    result: list[str] = []
    for was, now, then in _parted(_lines(base), _lines(mine), _lines(theirs)):
        if now == was:
            result += then
        elif then in (was, now):
            result += now
        else:
            result += _both(was, now, then)
    return "\n".join(result)


def _parted(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Slices]:
    """The three texts cut at the lines that all have in common, those lines themselves included."""
    here, there = _places(base, mine), _places(base, theirs)
    at = (0, 0, 0)
    for line in range(len(base) + 1):
        cut = (line, here.get(line, -1), there.get(line, -1))
        if min(cut) < 0:
            continue
        yield base[at[0] : cut[0]], mine[at[1] : cut[1]], theirs[at[2] : cut[2]]
        at = (cut[0] + 1, cut[1] + 1, cut[2] + 1)
        if line < len(base):
            yield base[line : line + 1], mine[cut[1] : cut[1] + 1], theirs[cut[2] : cut[2] + 1]


def _places(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Where each unchanged line of `base` stands in `other`; past the last line both end."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)} | {len(base): len(other)}


def _both(was: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    size = len(was)
    for one, other in ((theirs, mine), (mine, theirs)):
        if size and one[:size] == was:
            return _once(other, one[size:])
        if size and one[-size:] == was:
            return _once(one[:-size], other)
    return _once(
        [line for line in theirs if line not in was or line in mine], [line for line in mine if line not in was]
    )


def _once(first: Sequence[str], then: Sequence[str]) -> list[str]:
    """One after the other; a line that is the beginning of one of the other's stands as that one."""
    found = [next((one for one in then if line and one.startswith(line)), line) for line in first]
    return found + [line for line in then if not _stands(line, found)]


def _stands(line: str, found: Sequence[str]) -> bool:
    return any(one.startswith(line) for one in found) if line else "" in found


def _lines(text: str) -> list[str]:
    """No line at all in an empty text."""
    return text.split("\n") if text else []
