# SPDX-License-Identifier: Apache-2.0
"""What people do wrong in a browser, and what they are told."""

from counter import ANSWERS, FOOD, MATERIALS, PASSWORD, SITUATION, equal
from eye import Eye
from path import choose, fill_in, paper
from steps import detail, file, notice, step


class Wrong:
    """The people of these tests; each test opens its own windows."""

    def __init__(self, browser, counter, report):
        self.browser = browser
        self.counter = counter
        self.report = report
        self.applicant = counter.person("demo-applicant")
        self.clerk = counter.person("demo-clerk")

    def eye(self, login=None, name=None, **options):
        eye = Eye(self.browser, self.counter, self.report, f"wrong input, {name or login or 'visitor'}", **options)
        return eye.sign_in(login) if login else eye

    def draft(self, eye, complete=False):
        """A draft for selling food, empty or ready to be submitted."""
        query = "&".join(f"{key}={value}" for key, value in SITUATION.items())
        page = eye.page
        page.goto(eye.url(f"/apply/{FOOD}?{query}"))
        with page.expect_navigation():
            page.locator("main form.form button[type=submit]").click()
        if complete:
            fill_in(page, ANSWERS)
            for material in MATERIALS:
                page.set_input_files(f'input[name="files.{material}"]', [paper(f"{material}.pdf")])
            page.locator('input[name="truth"]').check()
        return page

    def wrong_password(self):
        eye = self.eye()
        page = eye.go("/sign-in", "the page for signing in")
        page.fill("#f-login", "demo-applicant")
        page.fill("#f-password", "not the password")
        eye.press("form.form button[type=submit]", "the answer to a wrong password", status=422)
        assert page.locator(".notice-error").inner_text().strip(), "it does not say what is wrong"
        equal(page.input_value("#f-login"), "demo-applicant", "the name that was typed")
        equal(page.input_value("#f-password"), "", "the password on the page")
        eye.close()

    def disguised_program(self):
        eye = self.eye("demo-applicant", "a program disguised as PDF")
        page = self.draft(eye)
        page.set_input_files(
            'input[name="files.floor_plan"]', [paper("plan.pdf", b"MZ\x90\x00" + bytes(300))])
        eye.press(page.locator('button[name="action"][value="save"]').first, "the refused file", status=422)
        eye.says("可执行程序")
        page.set_input_files('input[name="files.floor_plan"]', [paper("plan.pdf", b"just a text")])
        eye.press(page.locator('button[name="action"][value="save"]').first, "the unreadable file", status=422)
        eye.says("与扩展名不符")
        eye.close()

    def missing_fields(self):
        eye = self.eye("demo-applicant", "missing fields")
        page = self.draft(eye)
        fill_in(page, {"entity_name": "只填了这一项", "uscc": "91420103MA4KABC110", "area_sqm": "很大"})
        page.locator('input[name="truth"]').check()
        eye.press('button[name="action"][value="submit"]', "the list of what is wrong", status=422)
        links = page.locator('.notice-error a[href^="#f-"]')
        assert links.count() >= 8, f"only {links.count()} faults are listed"
        targets = [links.nth(place).get_attribute("href") for place in range(links.count())]
        equal(len(set(targets)), len(targets), "different places")
        for target in targets:
            assert page.locator(f'[id="{target[1:]}"]').count() == 1, f"{target} leads nowhere"
        equal(page.input_value('[name="answers.entity_name"]'), "只填了这一项", "what was typed")
        field = page.locator('[name="answers.uscc"]')
        equal(field.get_attribute("aria-invalid"), "true", "aria-invalid")
        complaint = page.locator(f'[id="{field.get_attribute("aria-describedby").split()[-1]}"]')
        assert complaint.inner_text().strip(), "the field does not say what is wrong"
        links.last.click()
        equal("#" + page.evaluate("() => document.activeElement.id"), targets[-1], "where the focus goes")
        eye.close()

    def second_notice(self):
        case = file(self.applicant)["id"]
        eye, late = self.eye("demo-clerk", "second notice"), self.eye("demo-clerk", "second notice, other window")
        for window in [eye, late]:
            page = window.go(f"/cases/{case}", "the case to notice")
            form = page.locator('form[action$="/steps/notice"]')
            page.locator("details", has=form).locator("summary").first.click()
            form.locator('input[name="problem.material.floor_plan"]').fill("没有标明各功能区面积，请补充。")
        eye.press('form[action$="/steps/notice"] button[type=submit]', "the first notice")
        late.press('form[action$="/steps/notice"] button[type=submit]', "the second notice", status=409)
        late.says("其他人已经办理")
        step(self.applicant, case, "supplement", {"answers": {"staff_count": "7"}})
        page = eye.go(f"/cases/{case}", "the supplemented case")
        eye.says("一次性告知过", "行政许可法第三十二条")
        equal(page.locator('form[action$="/steps/notice"]').count(), 0, "forms for a second notice")
        kinds = [document["kind"] for document in detail(self.clerk, case)["documents"]]
        equal(kinds.count("supplementNotice"), 1, "notices")
        eye.close()
        late.close()

    def receiver_decides(self):
        """A clerk has no way to decide; an approver who has accepted himself is told why he may not."""
        case = file(self.applicant)["id"]
        step(self.counter.person("demo-approver"), case, "accept")
        for login in ["demo-reviewer-1", "demo-reviewer-2"]:
            step(self.counter.person(login), case, "review", {"passed": True, "opinion": "材料与现场一致。"})
        clerk = self.eye("demo-clerk", "clerk who would decide")
        page = clerk.go(f"/cases/{case}", "the reviewed case before the clerk")
        equal(page.locator('form[action$="/steps/decide"]').count(), 0, "forms to decide before the clerk")
        token = page.locator('input[name="csrf"]').first.get_attribute("value")
        answer = page.request.post(
            clerk.url(f"/cases/{case}/steps/decide"),
            form={"csrf": token, "granted": "yes", "decisionReasons": "符合"})
        equal(answer.status, 403, "the clerk's decision")
        approver = self.eye("demo-approver", "receiver who would decide")
        page = approver.go(f"/cases/{case}", "the case before its receiver")
        approver.says("不同的人")
        equal(page.locator('form[action$="/steps/decide"]').count(), 0, "forms to decide before the receiver")
        equal(detail(self.clerk, case)["phase"], "accepted", "phase")
        clerk.close()
        approver.close()

    def without_reasons(self):
        case = file(self.applicant)["id"]
        step(self.clerk, case, "accept")
        for login in ["demo-reviewer-1", "demo-reviewer-2"]:
            step(self.counter.person(login), case, "review", {"passed": True, "opinion": "材料与现场一致。"})
        eye = self.eye("demo-approver", "decision without reasons")
        page = eye.go(f"/cases/{case}", "the case to decide")
        form = page.locator('form[action$="/steps/decide"]')
        choose(form, "granted", "no")
        eye.press(form.locator("button[type=submit]"), "the refused decision", status=422)
        eye.says("必须写明理由", "第三十八条")
        equal(detail(self.clerk, case)["phase"], "accepted", "phase")
        eye.close()

    def somebody_elses_case(self):
        case = file(self.applicant)["id"]
        digest = detail(self.applicant, case)["files"][0]["digest"]
        eye = self.eye("demo-agent", "somebody else's case")
        eye.go(f"/cases/{case}", "somebody else's case", status=404)
        for path in [f"/files/{digest}", "/documents/receipt", "/clock", "/supplement", "/withdraw"]:
            answer = eye.page.request.get(eye.url(f"/cases/{case}{path}"))
            equal(answer.status, 404, path)
        eye.page.goto(eye.url("/cases"))
        assert case not in eye.page.content(), "it is in the list of somebody else"
        nobody = self.eye(name="visitor who asks for a case")
        nobody.page.goto(nobody.url(f"/cases/{case}"))
        assert "/sign-in" in nobody.page.url, nobody.page.url
        eye.close()
        nobody.close()

    def double_click(self, script):
        eye = self.eye("demo-shop", f"double click, script {'on' if script else 'off'}", script=script)
        page = self.draft(eye, complete=True)
        before = len(self.counter.person("demo-shop").get("/api/v1/cases?limit=100").json["items"])
        eye.press_twice(page.locator('button[name="action"][value="submit"]'), "/cases/[A-Za-z0-9_-]{43}")
        eye.look("the case after a double click")
        after = len(self.counter.person("demo-shop").get("/api/v1/cases?limit=100").json["items"])
        equal(after - before, 1, "cases made")
        eye.close()

    def double_click_with_script(self):
        self.double_click(True)

    def double_click_without_script(self):
        self.double_click(False)

    def two_clerks_at_once(self):
        case = file(self.applicant)["id"]
        first, second = self.eye("demo-clerk", "first of two"), self.eye("demo-approver", "second of two")
        for eye in [first, second]:
            eye.go(f"/cases/{case}", "the case that two have open")
        form = second.page.locator('form[action$="/steps/refuse"]')
        second.page.locator("details", has=form).locator("summary").first.click()
        form.locator('[name="refusalReasons"]').fill("不属于本机关职权范围的理由。")
        form.locator('[name="competentBody"]').fill("市场监督管理局")
        first.press('form[action$="/steps/accept"] button[type=submit]', "what the first one did")
        second.press(form.locator("button[type=submit]"), "what the second one is told", status=409)
        second.says("其他人已经办理", "不属于本机关职权范围的理由。")
        equal(detail(self.clerk, case)["phase"], "accepted", "phase")
        first.close()
        second.close()

    def stale_form(self):
        """A form from another site, or from before signing out, does nothing."""
        eye = self.eye("demo-agent", "stale form")
        answer = eye.page.request.post(eye.url("/sign-out"), form={"csrf": "0" * 32}, max_redirects=0)
        equal(answer.status, 403, "a wrong token")
        eye.go("/cases", "still signed in")
        eye.close()

    def unknown_addresses(self):
        eye = self.eye(name="unknown addresses")
        eye.go("/no/such/page", "an address that is nowhere", status=404)
        eye.go("/items/11420103MB0000001P4000131023999", "an unknown item", status=404)
        eye.go("/items?q=zzzzqqqq", "a search without results")
        eye.close()

    def many_passwords(self):
        eye = self.eye(name="many tries")
        page = eye.page
        for _ in range(12):
            page.goto(eye.url("/sign-in"))
            page.fill("#f-login", "demo-catalogue")
            page.fill("#f-password", PASSWORD + "x")
            with page.expect_navigation():
                page.locator("form.form button[type=submit]").click()
        equal(eye.status, 429, "after twelve tries")
        eye.look("the answer after twelve tries")
        eye.close()

    TESTS = [
        wrong_password, disguised_program, missing_fields, second_notice, receiver_decides, without_reasons,
        somebody_elses_case, double_click_with_script, double_click_without_script, two_clerks_at_once,
        stale_form, unknown_addresses, many_passwords,
    ]


def check(browser, counter, report):
    people = report.check("wrong input: the people", Wrong, browser, counter, report)
    for test in Wrong.TESTS if people else []:
        report.check(f"wrong input: {test.__name__}", test, people)
