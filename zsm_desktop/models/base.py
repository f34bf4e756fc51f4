"""The declarative base: names for every constraint (migrations need them) and which Python type is which column."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from sqlalchemy import ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.types import Cents, Id, Quantity, Sealed, Short, UtcTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[object, object]] = {
        datetime: UtcTime(),
        SealedBytes: Sealed(),
        str: String(200),
    }


class Versioned:
    """A row that people edit in a form: `version` goes up with each change, so that none of them overwrites another.

    The session of an act raises it by itself and once, plain SQL says `version = version + 1`, and what hangs on a row
    (members, months) counts as the row. An act that takes what somebody saw asks `services.known.require_version`.
    """

    version: Mapped[int] = mapped_column(default=1, sort_order=1)


def versioned_tables() -> frozenset[str]:
    """Their names; other tables have a `version` that means something else."""
    return frozenset(each.__tablename__ for each in Versioned.__subclasses__() if issubclass(each, Base))


IdKey = Annotated[str, mapped_column(Id, primary_key=True)]
ShortText = Annotated[str, mapped_column(Short)]
CentsValue = Annotated[int, mapped_column(Cents)]
QuantityValue = Annotated[int, mapped_column(Quantity)]


def link(target: str) -> ForeignKey:
    """A reference by identifier; nothing that is referred to can be deleted."""
    return ForeignKey(f"{target}.id", ondelete="RESTRICT")
