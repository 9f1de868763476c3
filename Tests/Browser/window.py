# SPDX-License-Identifier: Apache-2.0
"""The window: an immediate item received, decided and delivered on one screen, by the keys alone, with and without scripts."""

from counter import equal, resident_number
from eye import Eye
from steps import detail

CARD = "11420103MB0000001P4422011004001"
NAME, ADDRESS = "示范长者", "武汉市江汉区示范路1号"
CODE, PHONE = resident_number("42010319500101012"), "13800000001"
WORDS = [
    "申请材料齐全，符合法定形式，已当面核对；申请符合“", "”的条件，准予办理。", "群众办事量大的即办件，在窗口即来即办。",
    "高频民生事项极简审批，一人受理、首办负责、协同落实、全程服务。"]
CHOICES = ["household", "reason", "photo_source", "agent"]

# The keystroke-level model (Card, Moran and Newell 1980): an average typist needs 0.28 s for a key, and 1.35 s to make
# up the mind for each thing that is entered. An input method takes about three keys for a Chinese character.
KEY, MIND, CHARACTER = 0.28, 1.35, 3


class Keys:
    """Somebody who uses nothing but the keys, and how long that would take a clerk."""

    def __init__(self, eye):
        self.page = eye.page
        self.seconds = 0

    def focused(self):
        return self.page.evaluate("() => document.activeElement.name ?? ''")

    def press(self, key):
        self.page.keyboard.press(key)
        self.seconds += KEY

    def type(self, text):
        self.page.keyboard.insert_text(text)
        self.seconds += MIND + sum(KEY * (CHARACTER if ord(letter) > 0x2E7F else 1) for letter in text)

    def reach(self, name, value=None):
        for _ in range(40):
            found = self.focused() == name
            if found and value is None or found and self.page.evaluate(
                    "() => document.activeElement.value") == value:
                return
            self.press("Tab")
        raise AssertionError(f"the keys do not come to {name}")

    def choose(self, name):
        """Takes the first answer of a question."""
        self.reach(name)
        self.press("Space")
        self.seconds += MIND
        assert self.page.evaluate("() => document.activeElement.checked"), f"{name} is not chosen"

    def go(self):
        with self.page.expect_navigation():
            self.press("Enter")
        self.page.wait_for_load_state()


def fill_in(keys, code):
    for field, text in [("name", NAME), ("code", code), ("phone", PHONE)]:
        keys.reach(f"applicant.{field}")
        keys.type(text)
    for question in CHOICES:
        keys.choose(f"situation.{question}")
    keys.reach("answers.elder_address")
    keys.type(ADDRESS)
    keys.choose("truth")


def at_once(browser, counter, report, width, script):
    """From the search to the papers by the keys; it takes a practised clerk less than a minute."""
    where = f"window: {width} px, script {'on' if script else 'off'}"
    eye = Eye(browser, counter, report, where, width=width, script=script)
    eye.sign_in("demo-window")
    eye.go("/window", "the search")
    keys = Keys(eye)
    equal(keys.focused(), "q", "where the keys are")
    keys.type("lnryd")
    keys.go()
    assert eye.page.url.endswith(f"/window/{CARD}"), eye.page.url
    eye.look("the one screen")
    equal(keys.focused(), "applicant.name", "where the keys are")
    fill_in(keys, CODE)
    keys.reach("action", "delivered")
    keys.go()
    assert eye.page.url.endswith("/bundle"), eye.text()[:800]
    assert keys.seconds < 60, f"a practised clerk would need {keys.seconds:.0f} s"
    eye.look("the papers")
    case = detail(counter.person("demo-window"), eye.page.url.split("/")[-2])
    equal(case["phase"], "concluded", "phase")
    equal(case["oneHand"]["kind"], "window", "by which authorisation")
    eye.go(f"/cases/{case['id']}", "the case")
    eye.says("一人受理和决定")
    eye.close()


def wrong(browser, counter, report):
    """What is wrong is told at its field with all words kept; sent twice in one moment it is one case."""
    eye = Eye(browser, counter, report, "window: something is wrong", width=360, script=False)
    eye.extra = [NAME, ADDRESS]
    eye.sign_in("demo-window")
    eye.page.goto(eye.url(f"/window/{CARD}"))
    fill_in(Keys(eye), CODE[:-1] + ("0" if CODE[-1] != "0" else "1"))
    eye.press(eye.button("受理、准予、送达"), "a wrong identity number", status=422)
    page = eye.page
    equal(page.input_value('[name="answers.elder_address"]'), ADDRESS, "what was written")
    equal(page.locator(".field-fault").count(), 1, "faults at fields")
    before = cases(counter)
    page.fill('[name="applicant.code"]', CODE)
    eye.press_twice(eye.button("受理、准予、送达"), "/bundle$")
    equal(cases(counter), before + 1, "cases")
    eye.close()


def cases(counter):
    answer = counter.person("demo-supervisor").get(f"/api/v1/cases?item={CARD}&limit=100")
    equal(answer.status, 200, answer)
    return len(answer.json["items"])


def not_authorised(browser, counter, report):
    """Without an authorisation nothing is offered but to receive."""
    eye = Eye(browser, counter, report, "window: not authorised", width=1280, script=True)
    eye.sign_in("demo-clerk")
    eye.go(f"/window/{CARD}", "the screen of who may only receive")
    equal(eye.button("受理、准予、送达").count(), 0, "buttons")
    fill_in(Keys(eye), CODE)
    eye.press(eye.button("只收件，按普通程序办理"), "the received case")
    eye.says("已收件，办件编号")
    eye.close()


def english(browser, counter, report):
    """Everything about one hand in English: the window, authorisations, interests, draws and re-checks."""
    visits = {
        "demo-window": ["/window", f"/window/{CARD}", "/interests"],
        "demo-chief": ["/window", "/window?q=食品"],
        "demo-head": ["/authorisations", "/new-authorisation", "/rechecks", "/all-interests"],
        "demo-supervisor": ["/rechecks", "/recheck-figures", "/draws", "/authorisations"],
    }
    for who, pages in visits.items():
        eye = Eye(browser, counter, report, f"window, English: {who}", language="en")
        # The words of a decision and the reasons of an authorisation are Chinese in law.
        eye.extra = WORDS
        eye.sign_in(who)
        for path in pages:
            report.check(f"window, English: {path} opens", eye.go, path)
            if path == f"/window/{CARD}":
                eye.shot("window-en")
            links = eye.page.locator('main a[href^="/authorisations/"], main a[href^="/draws/"]').all()[:1]
            for target in [link.get_attribute("href") for link in links]:
                report.check(f"window, English: {target} opens", eye.go, target)
        eye.close()


def check(browser, counter, report):
    for width, script in [(1280, True), (360, False)]:
        report.check(f"window: at once, {width} px", at_once, browser, counter, report, width, script)
    report.check("window: something is wrong", wrong, browser, counter, report)
    report.check("window: not authorised", not_authorised, browser, counter, report)
    report.check("window: in English", english, browser, counter, report)
