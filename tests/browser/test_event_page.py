"""The built event page in a real browser: photos, texts, buttons."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = [pytest.mark.jekyll, pytest.mark.browser]

PAGE = "/symposium.html"
BUTTONS = ("agenda", "speakers", "organizing-committee")
ARTIFACTS = Path(__file__).parent.parent / "artifacts"

# Boxes count in CSS pixels; a pixel of rounding is nobody's fault.
DEFECTS = """
const inside = (inner, outer) =>
    inner.left >= outer.left - 1 && inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
const found = [];
for (const card of document.querySelectorAll(".card")) {
    const box = card.getBoundingClientRect();
    const name = card.innerText.split("\\n")[0];
    if (box.left < -1 || box.right > document.documentElement.clientWidth + 1)
        found.push(`${name}: the card leaves the page`);
    const photos = card.querySelectorAll("img");
    if (photos.length !== 1) found.push(`${name}: ${photos.length} photos`);
    for (const photo of photos) {
        if (!photo.naturalWidth) found.push(`${name}: the photo is not loaded`);
        if (!inside(photo.getBoundingClientRect(), box)) found.push(`${name}: photo outside`);
    }
    const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        for (const line of range.getClientRects())
            if (!inside(line, box)) found.push(`${name}: text outside: ${texts.currentNode.data}`);
    }
}
if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)
    found.push("the page scrolls sideways");
return [document.querySelectorAll(".card").length, found];
"""

OVERLAPS = """
const boxes = [...document.querySelectorAll(".card")].map(c => c.getBoundingClientRect());
const found = [];
boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, j) => {
    const beside = a.right - 1 <= b.left || b.right - 1 <= a.left;
    if (!beside && a.top < b.bottom - 1 && b.top < a.bottom - 1) found.push([i, i + 1 + j]);
}));
return found;
"""

LANDED = """
const target = document.querySelector(":target");
if (!target) return null;
const end = Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight - 1;
return [target.id, target.tagName, target.getBoundingClientRect().top, innerHeight, end, scrollY];
"""


def open_page(browser: Chrome, address: str, width: int) -> None:
    """Load the page in a viewport of this width and wait for its pictures."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    browser.get(address + PAGE)
    browser.execute_script("for (const i of document.images) i.loading = 'eager';")
    WebDriverWait(browser, 30).until(
        lambda b: b.execute_script("return [...document.images].every(i => i.complete)")
    )


def screenshot(browser: Chrome, name: str, width: int) -> None:
    """Keep a picture of the whole page for people to look at."""
    ARTIFACTS.mkdir(exist_ok=True)
    height = browser.execute_script("return document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    whole = {"format": "png", "captureBeyondViewport": True, "clip": clip}
    data: Any = browser.execute_cdp_cmd("Page.captureScreenshot", whole)
    (ARTIFACTS / f"{name}.png").write_bytes(base64.b64decode(data["data"]))


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_photo_and_every_text_is_inside_its_card(
    browser: Chrome, address: str, width: int
) -> None:
    open_page(browser, address, width)
    screenshot(browser, f"event-page-{width}", width)
    cards, defects = browser.execute_script(DEFECTS)
    assert (cards, defects) == (14, [])
    assert browser.execute_script(OVERLAPS) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("fragment", BUTTONS)
def test_a_click_on_a_button_lands_on_its_heading(
    browser: Chrome, address: str, fragment: str, width: int
) -> None:
    open_page(browser, address, width)
    buttons = browser.find_elements(By.CSS_SELECTOR, "a.button[href^='#']")
    assert [button.get_attribute("hash") for button in buttons] == [f"#{b}" for b in BUTTONS]
    button = buttons[BUTTONS.index(fragment)]
    # A person sees the button stand still before the click; smooth scrolling would take it away.
    browser.execute_script("arguments[0].scrollIntoView({behavior: 'instant'})", button)
    button.click()
    WebDriverWait(browser, 10).until(lambda b: b.execute_script(LANDED), "nothing is the target")
    still = [-1.0, -2.0]
    # A page may scroll smoothly: it has landed when it stands still.
    while still[-1] != still[-2]:
        browser.execute_async_script("setTimeout(arguments[0], 150)")
        still.append(browser.execute_script("return scrollY"))
    id_, tag, top, height, at_end, scrolled = browser.execute_script(LANDED)
    assert (id_, tag) == (fragment, "H2")
    assert scrolled > 0
    assert -1 <= top < (height if at_end else 150)
