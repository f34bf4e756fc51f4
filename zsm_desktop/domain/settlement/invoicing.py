"""Invoicing: one document of each provider to each user, both ways, without setting off."""

from __future__ import annotations

from zsm_desktop.domain.settlement.history import Document, History


def documents(history: History) -> tuple[Document, ...]:
    """By provider, then user; none where nothing was charged, or as much taken back."""
    charged: dict[tuple[int, int], tuple[int, int]] = {}
    for flow in history.flows:
        cents, vat_cents = charged.get((flow.provider, flow.user), (0, 0))
        charged[flow.provider, flow.user] = cents + flow.cents, vat_cents + flow.vat_cents
    return tuple(Document(*pair, *amounts) for pair, amounts in sorted(charged.items()) if any(amounts))
