"""Who meets in the invented network: the bodies of its profile, of which one of each kind is played."""

from __future__ import annotations

from collections.abc import Collection

from zsm_desktop.domain.profiles import LEVELS, Body, Profile
from zsm_desktop.services.sample.meeting_rows import MeetingRows
from zsm_desktop.services.sample.shape import Frame, Row, Rows


def played(profile: Profile, kind: str) -> Body | None:
    """Of those about pupils the one closest to the work, of the others the highest; None where there is none."""
    bodies = [body for body in profile.bodies if body.kind == kind]
    ranked = sorted(bodies, key=lambda body: LEVELS.index(body.level), reverse=kind == "steering")
    return ranked[0] if ranked else None


def unplayed_rows(frame: Frame, profile: Profile, met: Collection[str]) -> Rows:
    """Bodies that are there, and have not met yet; `met` are the codes of those that did."""
    bodies = [body for body in profile.bodies if body.code not in met]
    made = [MeetingRows(frame, frame.dice("body", body.code), body) for body in bodies]
    names = ("meeting_body", "body_point")
    return {name: [row for one in made for row in one.rows[name]] for name in names}


def links(profile: Profile, clusters: list[Row]) -> list[tuple[str, str, str | None]]:
    """Of each body its code, the code of the one above it, and its cluster."""
    ids = {str(row["name"]): str(row["id"]) for row in clusters}
    return [(body.code, body.above, ids.get(body.cluster)) for body in profile.bodies if body.above or body.cluster]
