# SPDX-License-Identifier: Apache-2.0
"""A restaurant by one form: parts in three departments, one of which asks for a supplement and one refuses, to the one
certificate over all."""

from counter import ANSWERS as FILLED
from counter import equal, pdf
from eye import Eye
from path import paper
from steps import step

ANSWERS = {
    "registered": "yes", "entity": "enterprise", "premises": "rented", "cold": "no", "raw": "no", "sign": "yes",
    "agent": "self",
}
TEXT = "示范路1号（演示）"
PROBLEM = "图纸没有标明尺寸，请补充标注。"
OPINION, REASONS, REFUSED = "现场与申请一致。", "符合法定条件。", "现场不符合消防技术标准，不予许可。"


def choose_all(page, answers):
    """Answers what is asked: as wanted, or with the first choice; page by page, as the questions come."""
    for _ in range(4):
        names = page.evaluate(
            "() => [...new Set([...document.querySelectorAll('main input[type=radio]')].map((e) => e.name))]")
        for name in names:
            wanted = answers.get(name)
            options = page.locator(f'main input[name="{name}"]')
            (page.locator(f'main input[name="{name}"][value="{wanted}"]') if wanted else options.first).check()
        with page.expect_navigation():
            page.locator("main form.form button[type=submit]").first.click()
        if page.locator("#papers").count():
            return
    raise AssertionError("the questions have no end")


def value_of(field):
    name, kind = field.get_attribute("name"), field.get_attribute("type")
    if name == "answers.uscc":
        return "91420103MA4KABC110"
    if kind == "date":
        return "2027-03-01"
    if kind == "tel" or "phone" in name:
        return "13800000000"
    if "_id" in name:
        return None
    inputmode = field.get_attribute("inputmode") or ""
    return "80" if kind == "number" or inputmode in ("decimal", "numeric") else TEXT


def fill_in(page, values):
    # Boxes, with the empty value that goes with them, are for the test to tick.
    typed = ':not([type="hidden"]):not([type="checkbox"])'
    fields = page.locator(f'main [name^="answers."]{typed}, main [name^="applicant."]')
    for place in range(fields.count()):
        field = fields.nth(place)
        name = field.get_attribute("name")
        if field.get_attribute("type") == "radio":
            page.locator(f'main input[name="{name}"]').first.check()
        elif field.evaluate("(e) => e.tagName") == "SELECT":
            field.select_option(index=1)
        elif not field.input_value():
            field.fill(values.get(name.split(".", 1)[1]) or value_of(field) or values["legal_person_id"])


def hand_in(eye, values):
    page = eye.page
    fill_in(page, values)
    files = page.locator('main input[type=file][required], main .field:has(.required) input[type=file]')
    for place in range(files.count()):
        files.nth(place).set_input_files(paper(f"paper-{place}.pdf", pdf(f"paper {place}")))


class Joint:
    """One joint case, walked by everybody who has a part in it."""

    def __init__(self, browser, counter, report, *, width, script):
        self.options = {"width": width, "script": script}
        self.name = f"bundles: {width} px, script {'on' if script else 'off'}"
        self.browser, self.counter, self.report = browser, counter, report
        self.eyes = {}
        self.joint = None

    def eye(self, who):
        if who not in self.eyes:
            eye = Eye(self.browser, self.counter, self.report, f"{self.name}, {who or 'visitor'}", **self.options)
            self.eyes[who] = eye.sign_in(who) if who else eye
        return self.eyes[who]

    def walk(self):
        self.find()
        self.apply()
        self.ask()
        self.supplement()
        self.decide()
        self.deliver()
        for eye in self.eyes.values():
            eye.close()

    def find(self):
        eye = self.eye(None)
        eye.go("/bundles?q=开饭店", "the advice")
        eye.press(eye.page.locator("main a", has_text="我要开餐饮店").first, "the bundle")
        eye.says("牵头", "承诺时限")
        eye.press(eye.link("看看我需要什么"), "the questions")
        choose_all(eye.page, ANSWERS)
        eye.look("all that is needed")
        eye.says("您需要办理的事项", "减材料")
        self.begin = eye.page.locator("main a", has_text="按此情形一表申请").get_attribute("href")

    def apply(self):
        eye = self.eye("demo-shop")
        eye.go(self.begin, "what is about to be applied for")
        eye.press(eye.button("开始填写"), "the one form")
        draft = eye.page.url
        eye.press(eye.button("提交申请"), "an empty form", status=422)
        equal(eye.page.url.split("?")[0], draft.split("?")[0], "where the form stands")
        hand_in(eye, {**FILLED, "site_address": TEXT})
        eye.page.locator('[name="truth"]').check()
        eye.press(eye.button("提交申请"), "the joint case")
        eye.says("联办申请已经提交", "待受理")
        self.joint = eye.page.url.split("/")[-1].split("?")[0]

    def ask(self):
        """The fire brigade says what is missing; the window tells it, once, and accepts the rest."""
        eye = self.eye("demo-fire-reviewer-1")
        eye.go(f"/joint-cases/{self.joint}", "the joint case for a department")
        target = eye.page.locator('main section#ask input[name^="problem."]').first
        self.target = target.get_attribute("name")
        target.fill(PROBLEM)
        eye.press(eye.page.locator("section#ask button[type=submit]"), "what the department asks for")
        clerk = self.eye("demo-clerk")
        clerk.go(f"/joint-cases/{self.joint}", "the joint case at the window")
        clerk.says(PROBLEM)
        clerk.press(clerk.page.locator("section#notice button[type=submit]"), "the one notice")
        clerk.says("待补正")

    def supplement(self):
        eye = self.eye("demo-shop")
        eye.go(f"/joint-cases/{self.joint}", "what is to be supplemented")
        eye.says(PROBLEM)
        files = eye.page.locator("section#supplement input[type=file]")
        for place in range(files.count()):
            files.nth(place).set_input_files(paper("better.pdf", pdf("better")))
        eye.press(eye.page.locator("section#supplement button.button-primary"), "the supplement")
        clerk = self.eye("demo-clerk")
        clerk.go(f"/joint-cases/{self.joint}", "the supplements at the window")
        clerk.press(clerk.page.locator("section#accept button[type=submit]"), "the acceptance")
        clerk.says("联合办理中")

    def decide(self):
        """Each section decides on its own; the fire brigade refuses, and nobody else is held up."""
        whole = self.counter.person("demo-clerk").get(f"/api/v1/joint-cases/{self.joint}").json
        words = {"社会民生科": "demo-", "市政城管科": "demo-city-", "消防救援窗口": "demo-fire-", "水务窗口": "demo-water-"}
        for part in whole["parts"]:
            word = words[part["department"]]
            granted = part["key"] != "fire"
            for one in ["reviewer-1", "reviewer-2"]:
                person = self.counter.person(word + one)
                step(person, part["caseID"], "review", {"passed": granted, "opinion": OPINION})
            step(self.counter.person(word + "approver"), part["caseID"], "decision",
                 {"granted": granted, "reasons": REASONS if granted else REFUSED})
        eye = self.eye("demo-clerk")
        eye.go(f"/joint-cases/{self.joint}", "everything decided")
        eye.says("已决定，待送达", "不予许可", "综合许可证", OPINION)

    def deliver(self):
        eye = self.eye("demo-clerk")
        eye.page.locator('section#deliver input[value="electronic"]').check()
        eye.press(eye.page.locator("section#deliver button[type=submit]"), "the delivery")
        eye.says("已办结")
        number = self.counter.person("demo-clerk").get(f"/api/v1/joint-cases/{self.joint}").json["composite"]
        visitor = self.eye(None)
        visitor.go(f"/composites/{number}", "the one certificate")
        visitor.says("全部许可有效", "食品经营许可证", number)
        shop = self.eye("demo-shop")
        shop.go("/joint-cases", "the list of joint cases")
        shop.says("我要开餐饮店")


class Committed(Joint):
    """A beauty salon: one of its items is committed to, and all of it is taken back."""

    def walk(self):
        eye = self.eye("demo-shop")
        eye.go("/bundles/beauty-salon/guide", "the questions")
        choose_all(eye.page, {"registered": "yes", "entity": "enterprise", "premises": "rented", "agent": "self"})
        begin = eye.page.locator("main a", has_text="按此情形一表申请").get_attribute("href")
        eye.go(begin, "what is about to be applied for")
        eye.press(eye.button("开始填写"), "the one form")
        fill_in(eye.page, {**FILLED, "site_address": TEXT})
        eye.press(eye.button("阅读承诺书全文，再决定").first, "the text to be signed")
        eye.says("公共场所卫生许可（新办）", "卫生检测或者评价报告")
        eye.press(eye.button("签署告知承诺书"), "nothing read, nothing signed", status=422)
        eye.page.locator('[name="read"]').check()
        eye.page.locator('[name="commitment"]').fill(FILLED["entity_name"])
        eye.press(eye.button("签署告知承诺书"), "the form after the signature")
        eye.says("“告知承诺书”已经签署", "改回一般方式")
        hand_in(eye, {**FILLED, "site_address": TEXT})
        eye.page.locator('[name="truth"]').check()
        eye.press(eye.button("提交申请"), "the joint case with a commitment")
        eye.says("告知承诺", "待受理")
        eye.page.locator("section#withdraw summary").click()
        eye.press(eye.button("撤回整件申请"), "a withdrawal that is not confirmed", status=422)
        eye.page.locator('section#withdraw input[name="confirm"][type="checkbox"]').check()
        eye.press(eye.button("撤回整件申请"), "the joint case that is taken back")
        eye.says("已撤回")
        eye.close()


def check(browser, counter, report):
    Committed(browser, counter, report, width=1280, script=True).walk()
    Joint(browser, counter, report, width=1280, script=True).walk()
    Joint(browser, counter, report, width=360, script=False).walk()
