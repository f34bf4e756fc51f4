"""The network itself, the organisations in it, its schools and their people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long


class Network(Versioned, Base):
    """One row: whose books this store holds; `issuer_id` is its penvoerder, who issues for all where that was agreed.

    `silence_days`: what a school does not answer so many days after its round went out counts as confirmed; empty:
    silence means nothing. `document_minutes` and `payment_minutes` are the work that one takes, for scenarios.
    `schools_by_letter`: beside each other in figures, other schools than the own have a letter.
    """

    __tablename__ = "network"
    id: Mapped[IdKey]
    name: Mapped[ShortText]
    profile: Mapped[str] = mapped_column(Code)
    region: Mapped[ShortText]
    holiday_region: Mapped[str] = mapped_column(Code)
    made_at: Mapped[datetime]
    silence_days: Mapped[int | None]
    issuer_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    document_minutes: Mapped[int] = mapped_column(default=20)
    payment_minutes: Mapped[int] = mapped_column(default=5)
    schools_by_letter: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (
        CheckConstraint("silence_days is null or silence_days > 0", name="silence_days"),
        CheckConstraint("document_minutes between 0 and 600 and payment_minutes between 0 and 600", name="minutes"),
    )


class Cluster(Versioned, Base):
    __tablename__ = "cluster"
    id: Mapped[IdKey]
    name: Mapped[ShortText] = mapped_column(unique=True)


class Organisation(Versioned, Base):
    """Any party; `board_id` points to the board that receives the invoices of a school.

    What else an invoice needs: `rsin` is its number at the tax office where it has no VAT number, `oin` that of the
    government, `order_number` and `reference` what it wants to read on what it is charged.

    For the network map: `role` is a code of the profile's roles, `does` what it does in the network, `brings` what it
    puts in, `mandate` how far its people may decide, "" where that was not said.
    """

    __tablename__ = "organisation"
    id: Mapped[IdKey]
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[ShortText]
    kind: Mapped[str] = mapped_column(Code)
    board_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    board_number: Mapped[str | None] = mapped_column(Code, unique=True)
    kvk_number: Mapped[str | None] = mapped_column(Code)
    iban: Mapped[str | None] = mapped_column(Code)
    vat_number: Mapped[str | None] = mapped_column(Code)
    rsin: Mapped[str | None] = mapped_column(Code)
    oin: Mapped[str | None] = mapped_column(Code)
    order_number: Mapped[str | None] = mapped_column(Code)
    reference: Mapped[str | None] = mapped_column(Code)
    colour: Mapped[str | None] = mapped_column(Code)
    street: Mapped[str | None]
    house_number: Mapped[str | None] = mapped_column(Code)
    postcode: Mapped[str | None] = mapped_column(Code)
    city: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(Code)
    website: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    role: Mapped[str] = mapped_column(Code, default="")
    does: Mapped[str] = mapped_column(Long, default="")
    brings: Mapped[str] = mapped_column(Long, default="")
    mandate: Mapped[str] = mapped_column(Code, default="")
    __table_args__ = (CheckConstraint("mandate in ('','none','limited','full')", name="mandate"),)


class OrganisationCluster(Base):
    """A part of the network an organisation takes part in; it may be in more than one."""

    __tablename__ = "organisation_cluster"
    organisation_id: Mapped[str] = mapped_column(Id, link("organisation"), primary_key=True)
    cluster_id: Mapped[str] = mapped_column(Id, link("cluster"), primary_key=True)


class School(Versioned, Base):
    """What an organisation has more when it enrols pupils; the same identifier as its organisation.

    The soft limits are amounts ≥ 0: beyond `most_owed_cents` in debit or `most_due_cents` in credit the program prompts
    for a talk and blocks nothing. Empty: no limit.
    """

    __tablename__ = "school"
    id: Mapped[str] = mapped_column(Id, link("organisation"), primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    brin: Mapped[str | None] = mapped_column(Code, unique=True)
    cluster_id: Mapped[str | None] = mapped_column(Id, link("cluster"))
    island: Mapped[str | None]
    structures: Mapped[str] = mapped_column(default="")
    most_owed_cents: Mapped[CentsValue | None]
    most_due_cents: Mapped[CentsValue | None]
    __table_args__ = (
        CheckConstraint("kind in ('pro','vso','mbo')", name="kind"),
        CheckConstraint("most_owed_cents >= 0 and most_due_cents >= 0", name="limits"),
    )


class Contact(Base):
    """A person at an organisation; at most one is its fixed contact (the store refuses a second)."""

    __tablename__ = "contact"
    id: Mapped[IdKey]
    organisation_id: Mapped[str] = mapped_column(Id, link("organisation"))
    name: Mapped[ShortText]
    function: Mapped[ShortText] = mapped_column(default="")
    email: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(Code)
    is_fixed: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        # Naming another database's condition here as well would load that whole dialect with the models.
        Index("uq_contact_fixed", "organisation_id", unique=True, sqlite_where=text("is_fixed = true")),
    )


class RetentionRule(Versioned, Base):
    """How many years a category of data is kept in this network, where it decided otherwise, and why."""

    __tablename__ = "retention_rule"
    category: Mapped[str] = mapped_column(Code, primary_key=True)
    years: Mapped[int]
    ground: Mapped[str] = mapped_column(Long)
    __table_args__ = (CheckConstraint("years between 1 and 99 and ground <> ''", name="years"),)


class NetworkProfile(Versioned, Base):
    """One row: words, bodies, phases, fields and indicators of this network, as the text of its profile."""

    __tablename__ = "network_profile"
    code: Mapped[str] = mapped_column(Code, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    __table_args__ = (CheckConstraint("text <> ''", name="text"),)
