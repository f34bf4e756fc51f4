"""The settings around users and keys: who has access, the printed key, and other keys for everything."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.stage import Stage
from zsm_desktop.words import keys as words


def keys(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("settings")
    page = window.page
    stage.in_sight = page.users
    yield "gebruikers"
    card = page.locks[0]
    stage.in_sight = card
    yield "kaart"
    card.ask_printed()
    yield "nieuwe_herstelsleutel"
    dialog = card.show_key("659J-4V0W-7YSR-CQBK-5F16-4F3H-TFCP")
    dialog.saved.setText(words.SAVED.format(name="herstelsleutel.pdf"))
    dialog.saved.show()
    dialog.fit()
    yield "herstelsleutel"
    card.show_key("659J-4V0W-7YSR-CQBK-5F16-4F3H-TFCP").reject()
    yield "herstelsleutel_sluiten"
    form = card.ask_renew()
    form.fields["password"].editor.setText("voorbeeld")
    yield "nieuwe_sleutels"
    form = card.ask_publish()
    for name, text in (
        ("to", "Bestuur van de stichting"),
        ("reason", "Bespreking van de saldi"),
        ("password", "Maatwerk 26"),
    ):
        form.fields[name].editor.setText(text)
    form.fields["password"].edited.emit()
    yield "kopie"
    form = card.ask_publish()
    form.try_submit()
    yield "kopie_fouten"
