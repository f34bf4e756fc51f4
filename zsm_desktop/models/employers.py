"""Employers, who holds the contact, what places they have, who works there, and what they were given towards it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, CentsValue, IdKey, QuantityValue, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long


class Employer(Versioned, Base):
    """What an organisation has more when it offers work; the same identifier as its organisation.

    `holder_id` is the person of the network who holds the contact; `size` the usual three, empty: not known.
    """

    __tablename__ = "employer"
    id: Mapped[str] = mapped_column(Id, link("organisation"), primary_key=True)
    size: Mapped[str | None] = mapped_column(Code)
    holder_id: Mapped[str | None] = mapped_column(Id, link("contact"))
    agreements: Mapped[str] = mapped_column(Long, default="")
    __table_args__ = (CheckConstraint("size is null or size in ('small','medium','large')", name="size"),)


class EmployerSector(Base):
    """A sector an employer works in."""

    __tablename__ = "employer_sector"
    employer_id: Mapped[str] = mapped_column(Id, link("employer"), primary_key=True)
    sector_id: Mapped[str] = mapped_column(Id, link("sector"), primary_key=True)


class EmployerContact(Versioned, Base):
    """A moment somebody of the network spoke with an employer, or means to. `removed_at`: in the bin."""

    __tablename__ = "employer_contact"
    id: Mapped[IdKey]
    employer_id: Mapped[str] = mapped_column(Id, link("employer"))
    contacted_on: Mapped[date]
    kind: Mapped[str] = mapped_column(Code)
    by_name: Mapped[ShortText]
    by_organisation_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    text: Mapped[str] = mapped_column(Long, default="")
    next_on: Mapped[date | None]
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("kind in ('call','visit','mail','other')", name="kind"),
        Index(None, "employer_id", "contacted_on"),
    )


class Vacancy(Versioned, Base):
    """Work an employer offers: so many places, from and until a day, and what it asks.

    `weekdays` as a case has them; `half_days` a week in hundredths. `closed_on`: filled or withdrawn.
    """

    __tablename__ = "vacancy"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    employer_id: Mapped[str] = mapped_column(Id, link("employer"))
    kind: Mapped[str] = mapped_column(Code)
    title: Mapped[ShortText]
    sector_id: Mapped[str | None] = mapped_column(Id, link("sector"))
    places: Mapped[int]
    requirements: Mapped[str] = mapped_column(Long, default="")
    weekdays: Mapped[str] = mapped_column(Code, default="")
    half_days: Mapped[QuantityValue | None]
    open_from: Mapped[date]
    open_until: Mapped[date | None]
    brought_by_id: Mapped[str | None] = mapped_column(Id, link("contact"))
    closed_on: Mapped[date | None]
    close_reason: Mapped[str | None] = mapped_column(Code)
    __table_args__ = (
        CheckConstraint("kind in ('job','work_place','traineeship')", name="kind"),
        CheckConstraint("places > 0", name="places"),
        CheckConstraint("open_until is null or open_from <= open_until", name="span"),
        CheckConstraint("(closed_on is null) = (close_reason is null)", name="closed"),
        CheckConstraint("close_reason is null or close_reason in ('filled','withdrawn','expired')", name="reason"),
        Index(None, "employer_id"),
        Index(None, "closed_on", "open_until"),
    )


class WorkPlacement(Versioned, Base):
    """A pupil at an employer: proposed, on trial, under contract, ended; each from a day on."""

    __tablename__ = "work_placement"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"))
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    case_id: Mapped[str | None] = mapped_column(Id, link("case_file"))
    employer_id: Mapped[str] = mapped_column(Id, link("employer"))
    vacancy_id: Mapped[str | None] = mapped_column(Id, link("vacancy"))
    sector_id: Mapped[str | None] = mapped_column(Id, link("sector"))
    status: Mapped[str] = mapped_column(Code, default="proposed")
    proposed_on: Mapped[date]
    trial_from: Mapped[date | None]
    trial_until: Mapped[date | None]
    contract_from: Mapped[date | None]
    contract_until: Mapped[date | None]
    weekly_hours: Mapped[QuantityValue | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(Code)
    note: Mapped[SealedBytes | None]
    __table_args__ = (
        CheckConstraint("status in ('proposed','trial','contract','ended','cancelled')", name="status"),
        CheckConstraint("(status in ('ended','cancelled')) = (ended_on is not null)", name="ended"),
        CheckConstraint("(ended_on is null) = (end_reason is null)", name="reason"),
        CheckConstraint("trial_from is null or trial_until is null or trial_from <= trial_until", name="trial"),
        CheckConstraint(
            "contract_from is null or contract_until is null or contract_from <= contract_until", name="contract"
        ),
        Index(None, "pupil_id"),
        Index(None, "case_id"),
        Index(None, "employer_id", "status"),
        Index(None, "vacancy_id"),
    )


class EmployerContribution(Versioned, Base):
    """Given once to an employer for one young person, to be spent on training or guidance and accounted for by a day.

    `fund_id` is who pays it; it is outside the ledger of the schools.
    """

    __tablename__ = "employer_contribution"
    id: Mapped[IdKey]
    work_placement_id: Mapped[str] = mapped_column(Id, link("work_placement"))
    fund_id: Mapped[str | None] = mapped_column(Id, link("fund"))
    granted_on: Mapped[date]
    cents: Mapped[CentsValue]
    purpose: Mapped[str] = mapped_column(Code)
    terms: Mapped[str] = mapped_column(Long, default="")
    due_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    __table_args__ = (
        CheckConstraint("cents > 0", name="cents"),
        CheckConstraint("purpose in ('training','guidance','both')", name="purpose"),
        Index(None, "work_placement_id"),
        Index(None, "fund_id"),
    )


class ContributionSpending(Versioned, Base):
    """What an employer accounted for of a contribution. `removed_at`: in the bin."""

    __tablename__ = "contribution_spending"
    id: Mapped[IdKey]
    contribution_id: Mapped[str] = mapped_column(Id, link("employer_contribution"))
    spent_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(Code)
    name: Mapped[ShortText]
    cents: Mapped[CentsValue]
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("cents > 0", name="cents"),
        CheckConstraint("purpose in ('training','guidance')", name="purpose"),
        Index(None, "contribution_id"),
    )
