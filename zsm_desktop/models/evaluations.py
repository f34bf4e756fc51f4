"""How partners score their collaboration: only counts of scores are kept, so that an anonymous answer is nobody's."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long


class Evaluation(Versioned, Base):
    """One measurement with a list of elements, each scored from 1 to `top`; open until `closed_on`."""

    __tablename__ = "evaluation"
    id: Mapped[IdKey]
    list_code: Mapped[str] = mapped_column(Code)
    name: Mapped[ShortText]
    opened_on: Mapped[date]
    answer_until: Mapped[date]
    closed_on: Mapped[date | None]
    top: Mapped[int] = mapped_column(default=5)
    is_anonymous: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (
        CheckConstraint("top between 3 and 10", name="top"),
        CheckConstraint("opened_on <= answer_until", name="span"),
        Index(None, "list_code", "opened_on"),
    )


class EvaluationElement(Base):
    """One element as it was asked then; the list of the profile may change afterwards."""

    __tablename__ = "evaluation_element"
    evaluation_id: Mapped[str] = mapped_column(Id, link("evaluation"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]


class EvaluationMember(Base):
    """An organisation asked to answer, and how many of its people did."""

    __tablename__ = "evaluation_member"
    evaluation_id: Mapped[str] = mapped_column(Id, link("evaluation"), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(Id, link("organisation"), primary_key=True)
    answers: Mapped[int] = mapped_column(default=0)
    __table_args__ = (CheckConstraint("answers >= 0", name="answers"),)


class EvaluationScore(Base):
    """How many gave an element a score; of an anonymous one without `organisation_id`, otherwise per organisation.

    No answer stands together with another one, so what one person said cannot be put together again.
    """

    __tablename__ = "evaluation_score"
    id: Mapped[IdKey]
    evaluation_id: Mapped[str] = mapped_column(Id, link("evaluation"))
    position: Mapped[int]
    organisation_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    score: Mapped[int]
    counted: Mapped[int]
    __table_args__ = (
        CheckConstraint("score >= 1 and counted > 0", name="score"),
        Index(None, "evaluation_id", "position", "score"),
    )


class EvaluationRemark(Base):
    """Words added to an element, or in general (`position` 0); of an anonymous one without `organisation_id`."""

    __tablename__ = "evaluation_remark"
    id: Mapped[IdKey]
    evaluation_id: Mapped[str] = mapped_column(Id, link("evaluation"))
    position: Mapped[int]
    organisation_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    text: Mapped[str] = mapped_column(Long)
    __table_args__ = (Index(None, "evaluation_id", "position"),)


class EvaluationAnswer(Base):
    """That a user of the program has answered, so that nobody does so twice; not what was said."""

    __tablename__ = "evaluation_answer"
    evaluation_id: Mapped[str] = mapped_column(Id, link("evaluation"), primary_key=True)
    user_id: Mapped[str] = mapped_column(Id, link("user_account"), primary_key=True)
