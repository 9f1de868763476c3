# SPDX-License-Identifier: Apache-2.0
"""Somebody at a browser, who looks at every page that he comes to.

Looking means: axe-core finds nothing, nothing is wider than the screen, the console is silent, and in English no text
of the pages themselves is left in Chinese.
"""

import os
import re
from pathlib import Path

import yaml
from axe_playwright_python.sync_playwright import Axe

from counter import ANSWERS, PASSWORD, ROOT

CHINESE = re.compile(r"[\u3400-\u9fff]")
# Laws are cited by their Chinese names: 行政许可法第三十二条第一款第四项.
CITATION = re.compile(
    r"(中华人民共和国)?[\u4e00-\u9fff]{2,30}(法|办法|条例|规定|通则|决定|国发|意见)》?"
    r"(第[一二三四五六七八九十百零]+条(之一)?(第[一二三四五六七八九十]+款)?(第[一二三四五六七八九十]+项)?)?")

# Numbers of documents and masked names are the same in every language: 江汉审批受字〔2026〕12号, 地字第4201号, 示****.
PROPER = re.compile(r"江汉审批\w{1,3}字〔\d{4}〕\d+号|[\u4e00-\u9fff]{1,6}(〔\d{4}〕)?第\d+号|[\u4e00-\u9fff]\*+|示范 · [\w（）]+")

# The text nodes that a reader of English would read, with the language that they are marked to be in.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const texts = document.documentElement.lang.startsWith("zh") ? [] : [document.title];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("script, style, [lang^=zh]")) continue;
    const text = walker.currentNode.textContent.trim();
    if (text) texts.push(text);
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [alt], [title]"))
    if (!element.closest("[lang^=zh]"))
      for (const name of ["aria-label", "placeholder", "alt", "title"])
        if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
  return texts;
}"""

# What sticks out at the right of the screen: the elements themselves, not those inside a part that scrolls.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > width + 1)
    .map((e) => `${e.tagName} ${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
    .slice(0, 8);
}"""


# What fades as a page comes in is out of its colours for a moment: the words on it cannot be read then.
FADES = """() => document.getAnimations()
  .filter((a) => /color|opacity/.test(a.transitionProperty ?? "color"))
  .map((a) => `${a.effect.target.className} ${a.transitionProperty ?? a.animationName}`)"""

# The elements of a page with their classes, the names of their attributes and whether they say something: pages of the same elements have the same
# faults for axe-core, which is asked about each only once in light and once in the dark.
OUTLINE = """() => [...document.querySelectorAll("*")]
  .map((e) => `${e.tagName}.${e.getAttribute("class")} ${e.getAttributeNames()} ${!!e.textContent.trim()}`)
  .join("\\n")"""

# A browser without scripts runs no timers, and axe-core yields by them: here they come at once or never.
TIMERS = """() => {
  window.setTimeout = (action, delay) => { if (!(delay > 100)) Promise.resolve().then(action); return 1; };
}"""


def data_texts():
    """Every text of the catalogue and of the demonstration's people: data, which may be in Chinese."""
    texts = set(ANSWERS.values())

    def collect(value):
        if isinstance(value, str):
            texts.add(value)
        elif isinstance(value, dict):
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    for path in (ROOT / "catalogue").rglob("*.yaml"):
        # The loader in C is safe too, and six times as fast.
        collect(yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    return sorted((text.strip() for text in texts if CHINESE.search(text)), key=len, reverse=True)


def cited(text):
    """The text without what it cites."""
    return CITATION.sub(" ", text)


class Eye:
    """A browser window of somebody, with his own cookies."""

    axe = Axe()
    data = data_texts()
    # The outlines of the pages that axe-core has seen.
    seen = set()

    def __init__(self, browser, counter, report, name, *, width=1280, height=900, script=True, dark=False,
                 language="zh"):
        self.counter = counter
        self.report = report
        self.name = name
        self.language = language
        self.extra = []
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script,
            locale="en-GB" if language == "en" else "zh-CN", color_scheme="dark" if dark else "light",
            timezone_id="Asia/Shanghai")
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.script = script
        self.dark = dark
        self.complaints = []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("requestfailed", self.missed)
        self.page.on("response", self.answered)
        self.status = None

    def hear(self, message):
        if message.type not in ("error", "warning"):
            return
        # The browser tells of a page with status 404 or 422 as an error too; such pages are meant.
        if "the server responded with a status of 4" in message.text and (
                message.location.get("url", "").split("#")[0] == self.page.url.split("#")[0]):
            return
        self.complaints.append(f"console: {message.text} ({message.location.get('url')})")

    def missed(self, request):
        # What is given up because somebody goes on to another page is no fault.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"not loaded: {request.url}")

    def answered(self, response):
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    def url(self, path):
        return path if path.startswith("http") else self.counter.address + path

    def go(self, path, what=None, status=200):
        """Opens a page and looks at it."""
        self.page.goto(self.url(path))
        assert self.status == status, f"{path}: status {self.status}, wanted {status}"
        self.look(what or path)
        return self.page

    def press(self, target, what, status=200):
        """Presses something that leads to a page, and looks at that page."""
        element = self.page.locator(target).first if isinstance(target, str) else target
        with self.page.expect_navigation():
            element.click()
        assert self.status == status, f"{what}: status {self.status}, wanted {status}: {self.text()[:600]}"
        self.look(what)
        return self.page

    def press_twice(self, button, arrives):
        """Two clicks in one moment, until the address is one that `arrives` finds.

        The second gives up the navigation that the first has begun, which a wait for a navigation takes for an error.
        """
        button.dblclick(no_wait_after=True)
        for _ in range(150):
            if re.search(arrives, self.page.url):
                break
            self.page.wait_for_timeout(100)
        self.page.wait_for_load_state()
        assert re.search(arrives, self.page.url), f"two clicks lead to {self.page.url}"

    def button(self, name, within="main"):
        return self.page.locator(within).get_by_role("button", name=name, exact=True)

    def link(self, name, within="main"):
        return self.page.locator(within).get_by_role("link", name=name, exact=True)

    def text(self):
        return self.page.locator("main").inner_text()

    def says(self, *words):
        text = self.text()
        for word in words:
            assert word in text, f"“{word}” is not on the page {self.page.url}:\n{text[:1500]}"

    def look(self, what):
        """One test: that nothing is wrong with the page as a page."""
        self.report.check(f"{self.name}: {what} is sound", self.sound)

    def sound(self):
        faults, self.complaints = self.complaints, []
        fading = self.page.evaluate(FADES)
        if fading:
            faults.append(f"fades as the page comes in: {fading[:4]}")
        faults += self.inaccessible()
        wide = self.page.evaluate(OVERFLOW)
        if wide:
            faults.append(f"wider than the screen: {wide}")
        if self.language == "en":
            faults += [f"not in English: {text}" for text in self.untranslated()]
        assert not faults, "\n".join([self.page.url] + faults)

    def inaccessible(self):
        """What axe-core finds on a page of a kind that it has not seen yet."""
        outline = hash((self.dark, self.page.evaluate(OUTLINE)))
        if outline in self.seen:
            return []
        if not self.script:
            self.page.evaluate(TIMERS)
        found = self.axe.run(
            self.page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
        if not found:
            self.seen.add(outline)
        return [
            f"axe {fault['id']}: {fault['help']}: " + "; ".join(node["html"][:160] for node in fault["nodes"][:3])
            for fault in found
        ]

    def untranslated(self):
        """The texts with Chinese in them that are neither data, nor a citation, nor marked as Chinese."""
        texts = [text for text in self.page.evaluate(TEXTS) if CHINESE.search(text)]
        # Data quote laws, and citations contain words of data: a text is right when one of the orders explains it.
        return sorted({
            text[:120] for text in texts
            if CHINESE.search(cited(self.without_data(PROPER.sub(" ", text))))
            and CHINESE.search(self.without_data(cited(PROPER.sub(" ", text))))
        })

    def without_data(self, text):
        for data in self.extra + self.data:
            text = text.replace(data, " ")
        return text

    def sign_in(self, login):
        """Signs in by typing, as everybody does outside of the demonstration."""
        if "/sign-in" not in self.page.url:
            self.page.goto(self.url("/sign-in"))
        self.page.fill("#f-login", login)
        self.page.fill("#f-password", PASSWORD)
        with self.page.expect_navigation():
            self.page.locator("form.form button[type=submit]").click()
        assert "/sign-in" not in self.page.url, f"{login} could not sign in: {self.text()[:400]}"
        return self

    def shot(self, name, full=False, clip=None):
        """A picture for the README, when pictures are wanted."""
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            path = Path(folder) / f"{name}.png"
            self.page.screenshot(path=path, full_page=full, clip=clip, animations="disabled")
            size = path.stat().st_size
            assert size < 200_000, f"{path.name} has {size} bytes"

    def close(self):
        self.context.close()
