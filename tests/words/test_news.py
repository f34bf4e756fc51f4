"""What is told after an upgrade: what came since the version somebody knows, and every version has its news."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop import __version__
from zsm_desktop.settings import guide_dir
from zsm_desktop.words.news import FILE, VersionNews, news_of, news_since, parts

VERSIONS = ["0.10.0", "0.9.1", "0.2.0", "0.1.0"]
CHAPTER = "# Wat is er nieuw\n\nVooraf.\n\n" + "\n".join(
    f"## Versie {one} (mei)\n\nNieuw in {one}.\n" for one in VERSIONS
)


def test_a_chapter_is_read_by_version() -> None:
    assert news_of(CHAPTER)[:2] == [VersionNews("0.10.0", "Nieuw in 0.10.0."), VersionNews("0.9.1", "Nieuw in 0.9.1.")]
    assert [one.version for one in news_of(CHAPTER)] == VERSIONS
    assert news_of("# Leeg\n") == []


@given(seen=st.sampled_from(VERSIONS), version=st.sampled_from(VERSIONS))
def test_who_knows_a_version_hears_of_all_that_came_since_and_of_nothing_twice(seen: str, version: str) -> None:
    told = [one.version for one in news_since(CHAPTER, seen, version)]
    first, last = VERSIONS.index(version), VERSIONS.index(seen)
    assert told == VERSIONS[first:last]


def test_who_comes_from_before_hears_of_the_last_only() -> None:
    assert [one.version for one in news_since(CHAPTER, "", "0.9.1")] == ["0.9.1"]


def test_versions_are_told_apart_by_number() -> None:
    assert parts("0.10.0") > parts("0.9.1")


def test_this_version_has_its_news_and_it_stands_first() -> None:
    newest, *older = news_of((guide_dir() / FILE).read_text(encoding="utf-8"))
    assert newest.version == __version__
    assert len(newest.text) > 200
    assert [one.version for one in older] == sorted((one.version for one in older), key=parts, reverse=True)
