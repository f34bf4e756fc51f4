"""Clusters: which schools meet together."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Cluster, MeetingBody, Organisation, OrganisationCluster, School
from zsm_desktop.services.known import free_name, known, remove_unused, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """`schools` counts the active ones; `bodies` the meeting bodies that are of this cluster, `others` the
    organisations that take part in it without being a school of it.
    """

    id: str
    name: str
    schools: int
    bodies: int
    version: int
    others: int = 0


class Clusters(Service):
    @read(Permission.READ_NETWORK)
    def rows(self) -> tuple[ClusterRow, ...]:
        """By name."""
        schools = (
            select(func.count())
            .select_from(School)
            .join(Organisation, Organisation.id == School.id)
            .where(School.cluster_id == Cluster.id, Organisation.is_active)
            .scalar_subquery()
        )
        bodies = select(func.count()).where(MeetingBody.cluster_id == Cluster.id).scalar_subquery()
        others = select(func.count()).where(OrganisationCluster.cluster_id == Cluster.id).scalar_subquery()
        with self.store.reading() as session:
            found = session.execute(select(Cluster.id, Cluster.name, schools, bodies, Cluster.version, others)).all()
        return tuple(sorted((ClusterRow(*row) for row in found), key=lambda row: row.name.casefold()))

    @act("cluster.add", Permission.EDIT_NETWORK)
    def add(self, work: Work, name: str) -> None:
        cluster = Cluster(id=work.new_id(), name=_free_name(work, name))
        work.session.add(cluster)
        work.made = cluster.id
        work.touch("cluster", cluster.id)

    @act("cluster.rename", Permission.EDIT_NETWORK)
    def rename(self, work: Work, cluster_id: str, version: int, name: str) -> None:
        cluster = known(work, Cluster, cluster_id, "cluster.none")
        require_version(cluster, version)
        cluster.name = _free_name(work, name, cluster_id)
        work.subject_id = cluster_id
        work.touch("cluster", cluster_id)

    @act("cluster.remove", Permission.EDIT_NETWORK)
    def remove(self, work: Work, cluster_id: str) -> None:
        """Raises RuleError("cluster.in_use") while a school, organisation or meeting body is of this cluster."""
        cluster = known(work, Cluster, cluster_id, "cluster.none")
        counts = (
            select(func.count()).select_from(School).where(School.cluster_id == cluster_id),
            select(func.count()).select_from(MeetingBody).where(MeetingBody.cluster_id == cluster_id),
            select(func.count()).select_from(OrganisationCluster).where(OrganisationCluster.cluster_id == cluster_id),
        )
        remove_unused(work, cluster, "cluster.in_use", *counts)
        work.subject_id = cluster_id
        work.touch("cluster", cluster_id)


def _free_name(work: Work, name: str, own_id: str = "") -> str:
    return free_name(work, Cluster, name, own_id, missing="cluster.no_name", twice="cluster.twice")
