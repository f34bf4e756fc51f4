"""The picture of a network stays readable: whoever takes part and whatever they are called, no words lie on others."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from zsm_desktop.domain.network_map import Body, Box, Frame, Organisation, Picture, fitted, lay_out

LEVELS = ("Strategisch", "Tactisch", "Operationeel")
FRAMES = st.builds(
    Frame, width=st.floats(420, 1900), height=st.floats(200, 1100), row=st.floats(10, 40), pad=st.floats(0, 9)
)


def measure(text: str) -> float:
    return 6.5 * len(text)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Organisation], list[Body]]:
    bodies = [
        Body(f"b{at}", "N" * draw(st.integers(1, 70)), LEVELS[at % 3], f"b{draw(st.integers(0, 8))}")
        for at in range(draw(st.integers(0, 8)))
    ]
    bodies.sort(key=lambda body: LEVELS.index(body.level))
    sizes = draw(st.lists(st.integers(1, 70), max_size=60))
    seats = [body.id for body in bodies]
    found = [
        Organisation(f"o{at}", "x" * size, f"Groep {at // draw(st.integers(1, 20))}", tuple(seats[: at % 4]))
        for at, size in enumerate(sizes)
    ]
    return sorted(found, key=lambda one: one.group), bodies


def boxes(picture: Picture) -> list[Box]:
    return [label.box for label in (*picture.headings, *picture.levels, *picture.organisations, *picture.bodies)]


@settings(max_examples=40, deadline=None)
@given(networks(), FRAMES)
def test_no_words_lie_on_others_and_all_is_inside(network: tuple[list[Organisation], list[Body]], frame: Frame) -> None:
    organisations, bodies = network
    picture = lay_out(organisations, bodies, frame, measure)
    assert {label.id for label in picture.organisations} == {one.id for one in organisations}
    assert {label.id for label in picture.bodies} == {body.id for body in bodies}
    for one, other in combinations(boxes(picture), 2):
        assert not one.meets(other)
    for box in boxes(picture):
        assert min(box.left, box.top) >= -1e-6
        assert box.right <= picture.width + 1e-6
        assert box.bottom <= picture.height + 1e-6
    for label in (*picture.headings, *picture.levels, *picture.organisations, *picture.bodies):
        assert measure(label.text) <= label.box.width + 1e-6
    assert len(picture.links) == sum(len(one.body_ids) for one in organisations)


def test_forty_organisations_fit_a_small_window_without_scrolling() -> None:
    found = [Organisation(f"o{at}", f"School {at}", f"Groep {at // 8}") for at in range(40)]
    picture = lay_out(found, [], Frame(1000, 460, 17, 6), measure)
    assert picture.height == 460
    assert sum(label.is_left for label in picture.organisations) in range(17, 24)


def test_a_name_is_cut_in_its_middle() -> None:
    assert fitted("Praktijkschool De Duinpan", 120, measure) == "Praktijks…Duinpan"
    assert fitted("UWV", 120, measure) == "UWV"
    assert fitted("UWV", 5, measure) == ""
