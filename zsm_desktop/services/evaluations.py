"""Measuring how the organisations think they work together: opened, answered, closed; and what it came to."""

from __future__ import annotations

from sqlalchemy import select

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Evaluation
from zsm_desktop.services.evaluation_figures import EvaluationOutcome, outcome_of
from zsm_desktop.services.service import Service, read


class Evaluations(Service):
    @read(Permission.READ_NETWORK)
    def latest(self) -> EvaluationOutcome | None:
        """The one that was closed last."""
        query = select(Evaluation).where(Evaluation.closed_on.is_not(None))
        with self.store.reading() as session:
            row = session.scalars(query.order_by(Evaluation.closed_on.desc(), Evaluation.id.desc()).limit(1)).first()
            return None if row is None else outcome_of(session, row)
