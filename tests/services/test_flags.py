"""Flags that parties give before a young person goes on: red as soon as one says so, missing until all have."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.services.test_choice_tally import fill
from tests.services.test_meetings import refused
from tests.services.test_pupil_lists import pupil_of
from zsm_desktop.services.shipped_profiles import text_of
from zsm_desktop.words.flags import verdict_words, warning

pytestmark = pytest.mark.file_only("the server is asked the same in other tests")


@pytest.mark.parametrize(
    ("given", "heading", "is_warned"),
    [
        (("good", "good", "good"), "Geschikt voor het mbo: iedereen groen", False),
        (("good", "bad", ""), "Geschikt voor het mbo: rood van onderwijs, nog niets van RMC", True),
        (("bad", "bad", "good"), "Geschikt voor het mbo: rood van werkplein en onderwijs", True),
        (("", "", ""), "Geschikt voor het mbo: nog niets van werkplein, onderwijs en RMC", True),
    ],
)
def test_what_the_parties_found_is_said_in_a_sentence(
    world: World, given: tuple[str, ...], heading: str, is_warned: bool
) -> None:
    world.desk.profiles.take_in(0, text_of("groningen"))
    case = world.case("ZEEUW")
    fill(world, case, dict(zip(("flag_work", "flag_education", "flag_rmc"), given, strict=True)))
    (found,) = world.desk.case_profile.of_case(case).flags
    assert verdict_words(found)[0] == heading
    assert bool(warning(found)) == is_warned
    pupil = pupil_of(world, case)
    assert world.desk_of("stage zeeuw").case_profile.flags_of(pupil) == (found,)
    with refused("permission.other_school"):
        world.desk_of("stage duin").case_profile.flags_of(pupil)
    with refused("permission.missing"):
        world.desk_of("directeur zeeuw").case_profile.flags_of(pupil)


def test_without_flags_in_the_profile_nothing_is_asked(world: World) -> None:
    assert world.desk.case_profile.flags_of(pupil_of(world, world.case())) == ()
    with refused("pupil.none"):
        world.desk.case_profile.flags_of("nergens")
