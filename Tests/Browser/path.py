# SPDX-License-Identifier: Apache-2.0
"""The whole path of 食品经营许可（新办）, by the people who walk it: from the search to the licence and the conclusion."""

import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

from counter import ANSWERS, FOOD, PASSWORD, equal, pdf
from eye import Eye

SITUATION = {
    "business": "catering", "entity": "enterprise", "cold": "no", "raw": "no", "pastry": "no",
    "drinks": "yes", "premises": "rented", "agent": "self",
}
UPLOADS = ["floor_plan", "equipment_list", "process_flow", "safety_rules_list", "lease", "drinks_plan"]
FIELDS = {**ANSWERS, "scope": "热食类食品制售；自制饮品制售", "seats": "40", "planned_opening": "2027-03-01"}
PROBLEM = "平面图没有标明各功能区的面积和用途，请按受理标准补充标注。"
OPINION = "平面布局、设备设施与申请材料一致，符合《食品经营许可审查通则》的要求。"
REASONS = "申请人的条件符合《食品经营许可和备案管理办法》第十二条的规定。"


def png():
    """A small picture: a grey square."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\xcc" * 32 for _ in range(32))
    header = struct.pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def paper(name, content=None):
    if name.endswith(".png"):
        return {"name": name, "mimeType": "image/png", "buffer": content or png()}
    return {"name": name, "mimeType": "application/pdf", "buffer": content or pdf(name)}


def choose(page, field, value):
    page.locator(f'input[name="{field}"][value="{value}"]').check()


def fill_in(page, answers, prefix="answers."):
    for key, value in answers.items():
        field = page.locator(f'[name="{prefix}{key}"]')
        if field.count() == 0:
            continue
        if field.first.get_attribute("type") == "radio":
            choose(page, prefix + key, value)
        else:
            field.fill(value)


class Walk:
    """One walk along the whole path; `words` is what is typed into the search box."""

    def __init__(self, browser, counter, report, *, width, script, words, language="zh"):
        self.name = f"{width} px, script {'on' if script else 'off'}" + (", English" if language == "en" else "")
        self.browser = browser
        self.counter = counter
        self.report = report
        self.words = words
        self.options = {"width": width, "script": script, "language": language}
        self.script = script
        self.language = language
        self.height = 800 if width < 500 else 1000
        self.eyes = {}
        self.case = self.number = self.licence = None

    def eye(self, who):
        if who not in self.eyes:
            eye = Eye(
                self.browser, self.counter, self.report, f"{self.name}, {who or 'visitor'}", height=self.height,
                **self.options)
            eye.extra = [PROBLEM, OPINION, REASONS, FIELDS["scope"]]
            self.eyes[who] = eye
            if who:
                eye.sign_in(who)
                eye.look("the first page after signing in")
        return self.eyes[who]

    def t(self, chinese, english):
        return english if self.language == "en" else chinese

    # The steps, in their order; each needs the ones before it.

    def finds_the_item(self):
        eye = self.eye("")
        page = eye.go("/", "the home page")
        box = page.locator("#search-q")
        box.fill(self.words)
        if self.script:
            box.press("End")
            box.dispatch_event("input")
            page.locator("ul.suggest a").first.wait_for()
            eye.look("the suggestions")
        with page.expect_navigation():
            box.press("Enter")
        eye.look("the results of the search")
        assert page.locator(f'main a[href="/items/{FOOD}"]').count() == 1, eye.text()[:800]

    def reads_the_guide(self):
        eye = self.eye("")
        page = eye.press(f'main a[href="/items/{FOOD}"]', "the guide")
        eye.says("行政许可法第三十四条第三款" if self.language == "zh" else "Food business licence")
        if self.language == "zh":
            eye.says("设定依据", "受理条件", "申请材料", "办理流程", "法定时限", "承诺时限", "收费", "办理结果", "救济途径")
        page.locator(f'main a[href^="/items/{FOOD}/situation"]').first.wait_for()

    def answers_the_situation(self):
        eye = self.eye("")
        page = eye.press(f'main a[href^="/items/{FOOD}/situation"]', "the questions of the situation")
        for question, option in SITUATION.items():
            choose(page, question, option)
        eye.press(page.locator("main form.form button[type=submit]"), "the list of materials")
        text = page.locator("#materials").inner_text()
        assert self.t("场所租赁合同", "Lease of the premises") in text, text[:600]
        assert self.t("冷食专间", "cold-dish room") not in text, "a material of another situation"

    def signs_in_on_the_way(self):
        eye = self.eye("")
        page = eye.page
        eye.press(f'main a[href^="/apply/{FOOD}"]', "signing in on the way")
        assert "/sign-in" in page.url, page.url
        page.fill("#f-login", "demo-applicant")
        page.fill("#f-password", PASSWORD)
        eye.press("form.form button[type=submit]", "the questions again")
        assert f"/apply/{FOOD}" in page.url, f"went to {page.url} after signing in"
        eye.name = f"{self.name}, demo-applicant"
        self.eyes["demo-applicant"] = self.eyes.pop("")
        for question, option in SITUATION.items():
            box = page.locator(f'input[name="situation.{question}"][value="{option}"]')
            assert box.is_checked(), f"{question} was forgotten on the way"
        eye.press("main form.form button[type=submit]", "the empty draft")

    def is_told_what_is_missing(self):
        eye = self.eye("demo-applicant")
        page = eye.page
        eye.press('button[name="action"][value="submit"]', "the draft with nothing filled in", status=422)
        errors = page.locator('.notice-error a[href^="#f-"]')
        assert errors.count() >= 1, "no list of what is wrong"
        target = errors.first.get_attribute("href")
        errors.first.click()
        focused = page.evaluate("() => document.activeElement.id || document.querySelector(':target')?.id")
        equal("#" + (focused or ""), target, "where the link of the first fault leads")

    def fills_in_the_form(self):
        eye = self.eye("demo-applicant")
        page = eye.page
        fill_in(page, FIELDS)
        eye.press(page.locator('button[name="action"][value="save"]').first, "the saved draft")
        equal(page.input_value('[name="answers.entity_name"]'), FIELDS["entity_name"], "what was typed")

    def hands_it_in(self):
        eye = self.eye("demo-applicant")
        page = eye.page
        for material in UPLOADS:
            name = f"{material}.png" if material == "lease" else f"{material}.pdf"
            page.set_input_files(f'input[name="files.{material}"]', [paper(name)])
        page.locator('input[name="truth"]').check()
        eye.press('button[name="action"][value="submit"]', "the case with its receipt")
        found = re.search(r"/cases/([A-Za-z0-9_-]{43})", page.url)
        assert found, f"not a case: {page.url}\n{eye.text()[:1500]}"
        self.case = found[1]
        self.number = re.search(r"\d{8}\w{10}4\d{12}\d{8}\d{4}", eye.text())[0]
        equal(len(self.number), 43, "characters of the case number")
        assert page.locator(".clock").count() >= 1, "no clock"
        eye.says(self.t("还剩", "left"), "行政许可法第三十二条")

    def prints_the_receipt(self):
        self.prints("receipt", "demo-applicant", "收字")

    def prints(self, kind, who, word):
        """A document on paper: its number is there, the buttons are not, and it takes a sheet or two."""
        eye = self.eye(who)
        page = eye.go(f"/cases/{self.case}/documents/{kind}", f"the document {kind}")
        number = page.locator(".sheet-number").inner_text()
        assert word in number and re.search(r"〔\d{4}〕\d+号", number), number
        page.emulate_media(media="print")
        assert page.locator(".sheet-number").is_visible(), "the number is not printed"
        assert not page.locator(".desk-bar").is_visible(), "the buttons are printed"
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) in (1, 2), "sheets of paper"
        page.emulate_media(media="screen")

    def is_received(self):
        eye = self.eye("demo-clerk")
        page = eye.go("/desk", "the workbench")
        page.fill("#by-q", self.number)
        with page.expect_navigation():
            page.locator("#by-q").press("Enter")
        assert self.case in page.url, f"the number leads to {page.url}"
        eye.look("the case before the clerk")

    def is_noticed_once(self):
        eye = self.eye("demo-clerk")
        page = eye.page
        form = page.locator('form[action$="/steps/notice"]')
        page.locator("details", has=form).locator("summary").first.click()
        form.locator('input[value="material.floor_plan"]').check()
        form.locator('input[name="problem.material.floor_plan"]').fill(PROBLEM)
        eye.press(form.locator("button[type=submit]"), "the case after the notice")
        self.prints("supplementNotice", "demo-clerk", "补字")
        assert PROBLEM in eye.page.locator(".sheet").inner_text(), "the notice does not say what is wrong"

    def supplements(self):
        eye = self.eye("demo-applicant")
        page = eye.go(f"/cases/{self.case}", "the case with a notice")
        eye.says(PROBLEM)
        eye.press(f'main a[href="/cases/{self.case}/supplement"]', "the form for supplements")
        eye.says(PROBLEM)
        page.set_input_files('input[name="files.floor_plan"]', [paper("floor_plan-2.pdf", pdf("better plan"))])
        eye.press('main form button[type=submit]', "the case after the supplement")

    def is_accepted(self):
        eye = self.eye("demo-clerk")
        page = eye.go(f"/cases/{self.case}", "the supplemented case before the clerk")
        equal(page.locator('form[action$="/steps/notice"]').count(), 0, "forms for a second notice")
        eye.press('form[action$="/steps/accept"] button[type=submit]', "the accepted case")
        self.prints("acceptance", "demo-clerk", "受字")

    def is_reviewed_by_two(self):
        for reviewer in ["demo-reviewer-1", "demo-reviewer-2"]:
            eye = self.eye(reviewer)
            page = eye.go(f"/cases/{self.case}", "the case before a reviewer")
            form = page.locator('form[action$="/steps/review"]')
            form.locator('input[name="passed"][value="yes"]').check()
            form.locator('[name="opinion"]').fill(OPINION)
            eye.press(form.locator("button[type=submit]"), "the reviewed case")

    def is_granted(self):
        eye = self.eye("demo-approver")
        page = eye.go(f"/cases/{self.case}", "the case before the approver")
        form = page.locator('form[action$="/steps/decide"]')
        form.locator('input[name="granted"][value="yes"]').check()
        form.locator('[name="decisionReasons"]').fill(REASONS)
        eye.press(form.locator("button[type=submit]"), "the granted case")
        self.prints("grant", "demo-approver", "准字")
        assert REASONS in eye.page.locator(".sheet").inner_text(), "the decision gives no reasons"

    def has_its_licence(self):
        eye = self.eye("demo-applicant")
        page = eye.go(f"/cases/{self.case}", "the case with its licence")
        link = page.locator('main a[href^="/verify/"]').first
        self.licence = link.get_attribute("href").removeprefix("/verify/")
        assert re.fullmatch(r"JY\d{14}", self.licence), self.licence
        eye.go("/licences", "the licences of the applicant")
        eye.go(f"/licences/{self.licence}", "the licence with its history")
        eye.go(f"/licences/{self.licence}/certificate", "the certificate itself")
        page.emulate_media(media="print")
        assert page.locator(".sheet-number").is_visible(), "the number is not printed"
        equal(len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))), 1, "sheets")
        page.emulate_media(media="screen")

    def anybody_verifies_it(self):
        eye = self.eye("")
        page = eye.go("/verify", "the form for verifying")
        page.fill("#search-number", self.licence.lower())
        with page.expect_navigation():
            page.locator("#search-number").press("Enter")
        eye.look("the verified licence")
        eye.says(self.t("证照真实有效", "Genuine and valid"), self.licence)
        assert FIELDS["legal_person"] not in eye.text(), "somebody's name is shown to everybody"
        if shutil.which("zbarimg"):
            with tempfile.TemporaryDirectory() as folder:
                picture = Path(folder) / "code.png"
                page.locator(".qr, svg[role=img]").first.screenshot(path=picture)
                read = subprocess.run(
                    ["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, check=False)
                equal(read.stdout.strip(), f"{self.counter.address}/verify/{self.licence}", "what the code says")
        eye.go("/verify/JY14201030000010", "a number that is no licence", status=404)

    def is_delivered(self):
        eye = self.eye("demo-clerk")
        page = eye.go(f"/cases/{self.case}", "the case to deliver")
        form = page.locator('form[action$="/steps/deliver"]')
        form.locator('input[name="method"][value="electronic"]').check()
        eye.press(form.locator("button[type=submit]"), "the concluded case")
        self.prints("deliveryRecord", "demo-clerk", "送字")

    def is_concluded(self):
        eye = self.eye("demo-applicant")
        page = eye.go("/cases", "the applicant's cases")
        assert page.locator(f'main a[href="/cases/{self.case}"]').count() >= 1, eye.text()[:600]
        eye.go(f"/cases/{self.case}", "the concluded case of the applicant")
        eye.says(self.t("已办结", "Concluded"))
        eye.go(f"/cases/{self.case}/clock?as-of=2026-01-01", "the clock before the case")
        eye.go(f"/cases/{self.case}/clock", "the clock of the case")
        eye.go("/drafts", "the drafts")

    STEPS = [
        finds_the_item, reads_the_guide, answers_the_situation, signs_in_on_the_way, is_told_what_is_missing,
        fills_in_the_form, hands_it_in, prints_the_receipt, is_received, is_noticed_once, supplements,
        is_accepted, is_reviewed_by_two, is_granted, has_its_licence, anybody_verifies_it, is_delivered,
        is_concluded,
    ]

    def walk(self):
        """Takes the steps; one that cannot be taken ends the walk, and those after it count as failed."""
        for place, step in enumerate(self.STEPS):
            self.report.check(f"{self.name}: {step.__name__}", step, self)
            if not self.report.ok:
                self.report.failed += len(self.STEPS) - place - 1
                break
        for eye in self.eyes.values():
            eye.close()
