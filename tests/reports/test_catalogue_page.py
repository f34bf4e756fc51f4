"""The page for a website in a real browser: read without a script, narrowed with one, nothing cut on a telephone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.builders import World, offer_id
from tests.reports.test_catalogue import PRICES, filled
from tests.services.test_offers import draft
from zsm_desktop.models import Offer
from zsm_desktop.reports.catalogue import made

SECONDS = 90
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
PHONE, DESK = 360, 1280


@pytest.fixture(scope="module")
def browser() -> str:
    """`dev.py test` brings it on Debian; there its absence is a fault. Elsewhere any of the family will do."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    if not found and not sys.platform.startswith("linux"):
        pytest.skip("there is no chromium or chrome here")
    assert found, "chromium is missing: `python3 dev.py test` installs it, or: apt-get install chromium"
    return found


def look(browser: str, file: Path, *options: str) -> str:
    """What the browser prints of the file; it runs without a window, a network or a profile of somebody."""
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
        "--no-first-run", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={file.parent / 'profile'}", *options, file.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stdout


def written(world: World, folder: Path, *, script: str = "") -> Path:
    """The page as a file; with `script` a copy in which our own question runs besides."""
    text = made(world.desk.catalogue.facts(PRICES), "html").decode()
    if script:
        text = POLICY.sub("", text).replace("</body>", f"<script>{script}</script></body>")
    file = folder / ("asked.html" if script else "page.html")
    file.write_text(text, encoding="utf-8")
    return file


def title_of(dom: str) -> str:
    (found,) = re.findall(r"<title>(.*?)</title>", dom, re.DOTALL)
    return str(found)


def test_a_browser_shows_it_and_runs_only_its_own_script(world: World, browser: str, tmp_path: Path) -> None:
    filled(world)
    with world.writing() as work:
        offer = work.session.get_one(Offer, offer_id("KREEK"))
        offer.name = offer.description = (
            "<script>document.title='geraakt'</script><img src=x onerror=\"document.title=1\">"
        )
    dom = look(browser, written(world, tmp_path), "--dump-dom")
    assert title_of(dom) == "Gids van het aanbod · Stichting Maatwerk Proef"
    assert "3 van 3 keer aanbod" in dom
    assert re.search(r'<form id="filters"[^>]*>', dom)[0].count("hidden") == 0
    assert "<img" not in dom
    assert "&lt;script&gt;document.title='geraakt'" in dom


def test_a_script_that_came_in_all_the_same_would_not_run(world: World, browser: str, tmp_path: Path) -> None:
    file = written(world, tmp_path)
    planted = "<script>document.title='geraakt'</script><p id=stray onclick=\"1\">x</p></body>"
    file.write_text(file.read_text(encoding="utf-8").replace("</body>", planted), encoding="utf-8")
    assert title_of(look(browser, file, "--dump-dom")).startswith("Gids van het aanbod")
    assert (
        title_of(look(browser, written(world, tmp_path, script="document.title='gevraagd'"), "--dump-dom"))
        == "gevraagd"
    )


def test_choices_and_a_word_narrow_it(world: World, browser: str, tmp_path: Path) -> None:
    world.desk.offers.edit(offer_id("DUIN"), 1, draft(name="Lassen", level="entree"))
    ask = """
    function count() { return document.querySelectorAll('article:not([hidden])').length; }
    function heads() { return [].map.call(document.querySelectorAll('h2'), function (one) {
      return one.offsetParent ? one.textContent : ''; }).join(''); }
    function put(id, value) { var one = document.getElementById(id); one.value = value;
      one.dispatchEvent(new Event('input', {bubbles: true})); }
    var told = [count()];
    put('f-sector', 'Groen'); told.push(count(), heads());
    put('f-school', 'Het Kreekrif'); told.push(count());
    put('f-sector', ''); put('f-school', ''); put('f-words', 'ENTREE las'); told.push(count());
    put('f-words', 'zzz'); told.push(count(), document.getElementById('found').textContent);
    document.title = told.join('|');
    """
    found = title_of(look(browser, written(world, tmp_path, script=ask), "--dump-dom")).split("|")
    assert found == ["3", "1", "Groen", "1", "1", "0", "Niets gevonden. Maak een keuze ruimer."]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_sticks_out_and_the_picture_is_not_empty(
    world: World, browser: str, tmp_path: Path, width: int
) -> None:
    """A browser's window has a least width: a telephone is a frame of that width in it."""
    filled(world)
    with world.writing() as work:
        work.session.get_one(Offer, offer_id("ZEEUW")).name = "Ver" + "schrikkelijk" * 12
    ask = """
    document.querySelectorAll('details').forEach(function (one) { one.open = true; });
    parent.postMessage(document.documentElement.scrollWidth, '*');
    """
    written(world, tmp_path, script=ask)
    frame = tmp_path / "frame.html"
    frame.write_text(
        "<title>wacht</title><body style='margin:0'><script>addEventListener('message', function (said)"
        " { document.title = said.data; });</script>"
        f"<iframe src='asked.html' style='border:0;width:{width}px;height:1600px'></iframe>",
        encoding="utf-8",
    )
    dom = look(browser, frame, "--window-size=1280,1600", "--virtual-time-budget=5000", "--dump-dom")
    assert title_of(dom) == str(width)
    picture = tmp_path / "page.png"
    look(browser, frame, "--window-size=1280,1600", f"--screenshot={picture}")
    with Image.open(picture) as seen:
        assert len(seen.convert("L").crop((0, 0, width, 1600)).getcolors(256)) > 20
