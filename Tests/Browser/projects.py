# SPDX-License-Identifier: Apache-2.0
"""Construction: the permits of three phases and of the whole works, their start and stop; and what `starts` has."""

import re

from bundles import TEXT, hand_in
from counter import ANSWERS, equal
from eye import Eye
from starts import CODE, DEVELOPER, FORM, LEAD, NAME, OPINION, REASONS, Lifted, People, Started, answer, day
from steps import step

ITEM = "11420103MB0000001P400011{}001"
COMMON = {"tender": "no", "agent": "self"}
PIT = (ITEM.format("7411"), {"pit_depth": "shallow", "metro": "no", **COMMON})
BELOW = (ITEM.format("7412"), {"foundation": "natural", "same_builder": "yes", **COMMON})
ABOVE = (ITEM.format("7413"), {"fire_special": "no", "skip": "no", **COMMON})
WHOLE = (ITEM.format("7006"), {
    "works": "building", "stage": "whole", "deep_pit": "no", "supervision": "no", "fire_special": "no",
    "mode": "normal", **COMMON})
# What people have written: data, in Chinese in every language.
WORDS = [
    "1号楼：基坑；2号楼：-2~-1；3号楼：1~18", NAME, TEXT, OPINION, REASONS, "示范路1号", "1号楼：基坑", "1号楼：-2~-1",
    "1号楼：1~6", "已开挖。", "暴雨，已排水和加固支护。", "雨停，监测正常。", "鄂排施"] + Started.WORDS


class Staged(People):
    """From the code of the project to the permit of the whole works."""

    def walk(self):
        self.register()
        first = self.apply(PIT, "1号楼：基坑")
        second = self.apply(BELOW, "桩基础，承台和地下室外墙", previous_permit="待领")
        self.too_early(second)
        pit = self.grant(first)
        self.scope(first, second)
        self.grant(second, accepted=True)
        third = self.apply(ABOVE, "1号楼：1~6", previous_permit=pit)
        self.grant(third)
        self.grant(self.apply(WHOLE, None))
        self.superseded(pit)
        self.works()
        self.close()

    def register(self):
        eye = self.eye(DEVELOPER)
        eye.go("/projects", "no project yet")
        eye.press(eye.link("登记项目"), "the form of a project")
        page = eye.page
        answers = {
            "name": NAME, "developer": ANSWERS["entity_name"], "developerCode": ANSWERS["uscc"], "address": "示范路1号",
            "kind": "publicBuilding", "investment": "12000", "area": "36500.50", "pitDepth": "6.20"}
        for wrong, words in [
                ("", "请填写“投资项目统一代码”"), (self.code.replace("2401", "2413", 1), "2413"),
                (self.code.replace("420103", "999999"), "999999"), (self.code[:-1], "24")]:
            answer(page, "register", {"code": wrong, **answers})
            eye.press(eye.button("登记项目"), f"the code “{wrong}”", status=422)
            eye.says(words)
            equal(page.input_value("#f-register-name"), NAME, "the name after a refusal")
        answer(page, "register", {"code": self.code, "developerCode": ANSWERS["uscc"][:-1] + "X"})
        eye.press(eye.button("登记项目"), "a wrong credit code", status=422)
        answer(page, "register", {"code": self.code, **answers})
        eye.press(eye.button("登记项目"), "the project")
        eye.says(self.code, "我要挖深基坑", "专家论证")

    def apply(self, which, scope, **more):
        item, situation = which
        eye = self.eye(DEVELOPER)
        eye.go(f"/apply/{item}?" + "&".join(f"{key}={value}" for key, value in situation.items()))
        eye.press("main form.form button[type=submit]", "an empty draft")
        hand_in(eye, {**FORM, "project_code": self.code, "scope": scope, **more})
        eye.page.locator('input[name="truth"]').check()
        eye.press('button[name="action"][value="submit"]', "the case")
        eye.says(NAME)
        return re.search(r"/cases/([A-Za-z0-9_-]{43})", eye.page.url)[1]

    def accept_and_review(self, case):
        clerk = self.eye("demo-clerk")
        clerk.go(f"/cases/{case}", "the case at the window")
        clerk.press('form[action$="/steps/accept"] button[type=submit]', "the accepted case")
        reviewer = self.eye("demo-project-reviewer-1")
        reviewer.go(f"/cases/{case}", "the case before a reviewer")
        reviewer.says("现在不能准予", "依据：区工程建设规则")
        form = reviewer.page.locator('form[action$="/steps/review"]')
        form.locator('input[name="passed"][value="yes"]').check()
        form.locator('[name="opinion"]').fill(OPINION)
        reviewer.press(form.locator("button[type=submit]"), "the reviewed case")

    def decide(self, case, status=200):
        eye = self.eye(LEAD)
        eye.go(f"/cases/{case}", "the case before the approver")
        form = eye.page.locator('form[action$="/steps/decide"]')
        form.locator('input[name="granted"][value="yes"]').check()
        form.locator('[name="decisionReasons"]').fill(REASONS)
        return eye.press(form.locator("button[type=submit]"), "the decision", status)

    def too_early(self, case):
        """The page says it beforehand; who tries all the same is told why, and loses nothing of what he wrote."""
        self.accept_and_review(case)
        page = self.decide(case, status=409)
        eye = self.eye(LEAD)
        eye.says("“第一阶段：基坑支护及土石方”还没有核发施工许可证", "依据：区工程建设规则分阶段施工许可")
        equal(page.locator('[name="decisionReasons"]').first.input_value(), REASONS, "the reasons after a refusal")

    def grant(self, case, accepted=False):
        if not accepted:
            step(self.counter.person("demo-clerk"), case, "accept")
            step(self.counter.person("demo-project-reviewer-1"), case, "review", {"passed": True, "opinion": OPINION})
        self.decide(case)
        return self.counter.person(DEVELOPER).get(f"/api/v1/cases/{case}").json["licence"]

    def scope(self, first, second):
        """What the developer wrote can be read by people only; on the page of the project it is written for both."""
        eye = self.eye(DEVELOPER)
        eye.go(f"/cases/{second}", "a case without a scope")
        eye.says("登记本阶段的施工范围")
        path = f"/projects/{self.code}"
        self.take(DEVELOPER, path, "scope", {"case": second, "scope": "随便写"}, status=422)
        eye.says("施工范围无法识别")
        self.take(DEVELOPER, None, "scope", {"case": second, "scope": "1号楼：基坑；1号楼：-2~-1"}, status=409)
        eye.says("施工范围“1号楼：基坑”与办件")
        self.take(DEVELOPER, None, "scope", {"case": second, "scope": "1号楼：-2~-1"})
        eye.says("登记施工范围：1号楼：-2~-1")

    def superseded(self, pit):
        for who in [DEVELOPER, "demo-clerk"]:
            eye = self.eye(who)
            eye.go(f"/projects/{self.code}", "the project with all its permits")
            eye.says("各阶段的许可证由它取代", pit)
            equal(eye.page.locator('#cases a[href^="/licences/"]').count(), 4, "permits on the page")
        eye = self.eye(None)
        eye.go(f"/verify/{pit}", "the permit of the first phase")
        eye.says("证照无效")

    def works(self):
        """The works begin by the permit of the whole; a stop is reported, and that they go on."""
        eye = self.eye(DEVELOPER)
        self.take(DEVELOPER, None, "start", {"on": day(1), "text": "已开挖。"}, status=422)
        eye.says("日期不能晚于")
        self.take(DEVELOPER, None, "start", {"on": day(0)})
        self.take(DEVELOPER, None, "stop", {"on": day(0), "text": "暴雨，已排水和加固支护。"})
        eye.says("中止施工")
        self.take(DEVELOPER, None, "resume", {"on": day(0), "text": "雨停，监测正常。"})
        eye.says("施工中")


def english(browser, counter, report, pages):
    forms = [f"/{name}/new" for name in ["projects", "committed-starts", "lifts"]]
    for who, paths in [(DEVELOPER, pages + forms), (LEAD, pages)]:
        eye = Eye(browser, counter, report, f"projects, English: {who}", language="en")
        eye.extra = WORDS
        eye.sign_in(who)
        for path in paths:
            report.check(f"projects, English: {path} opens", eye.go, path)
        eye.close()


def check(browser, counter, report):
    staged = Staged(browser, counter, report, name="staged", width=1280, script=True)
    report.check(f"{staged.name}: from the code to the permit of the whole works", staged.walk)
    started = Started(browser, counter, report, name="started", width=390, script=False)
    report.check(f"{started.name}: from the promise to the last requirement", started.walk)
    lifted = Lifted(browser, counter, report, name="lift", width=390, script=False)
    report.check(f"{lifted.name}: from the vote to the acceptance", lifted.walk)
    english(browser, counter, report, ["/projects", f"/projects/{staged.code}", f"/projects/{started.code}", started.path])
