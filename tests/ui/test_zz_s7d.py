import tests.shots.scenes as s
s.GROUPS = {k: s.GROUPS[k] for k in ("verrekening", "verrekend", "openstaand") if k in s.GROUPS}
from tests.ui.test_every_scene import played, test_nothing_is_cut_in_any_scene  # noqa
