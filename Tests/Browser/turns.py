# SPDX-License-Identifier: Apache-2.0
"""The turns that a case takes: their forms on its page, what is wrong told at the field, one act however often it is sent."""

from counter import equal
from eye import Eye
from steps import detail, file, step

REASONS = "依照食品安全标准送检。"
MORE = "检测机构排期较长。"


def accepted(counter):
    id = file(counter.person("demo-applicant"))["id"]
    step(counter.person("demo-clerk"), id, "accept")
    return id


def form(eye, name):
    found = eye.page.locator(f'form[action$="/steps/{name}"]')
    eye.page.locator("details", has=found).locator("summary").first.click()
    return found


def happened(counter, id, kind):
    return sum(entry["type"] == kind for entry in detail(counter.person("demo-clerk"), id)["history"])


def procedure(browser, counter, report):
    """A special procedure: a wrong day is told at its field and the words stay; a double click begins one."""
    id = accepted(counter)
    eye = Eye(browser, counter, report, "turns: a reviewer on a phone", width=360, script=False)
    eye.extra = [REASONS, MORE]
    eye.sign_in("demo-reviewer-1")
    eye.go(f"/cases/{id}", "the accepted case")
    begin = form(eye, "begin-procedure")
    begin.locator('input[value="testing"]').check()
    begin.locator('input[type="date"]').fill("2020-01-01")
    begin.locator("textarea").fill(REASONS)
    eye.press(begin.locator("button[type=submit]"), "a day that has passed", status=422)
    begin = eye.page.locator('form[action$="/steps/begin-procedure"]')
    equal(begin.locator("textarea").input_value(), REASONS, "what was written")
    assert begin.locator(".field-fault").count() == 1, "the fault is not at its field"
    begin.locator('input[type="date"]').fill("2030-01-02")
    with eye.page.expect_navigation():
        begin.locator("button[type=submit]").dblclick(no_wait_after=True)
    eye.page.wait_for_load_state()
    equal(happened(counter, id, "procedure.begun"), 1, "procedures begun")
    eye.go(f"/cases/{id}", "the case with a special procedure")
    eye.close()
    mine = Eye(browser, counter, report, "turns: the applicant").sign_in("demo-applicant")
    mine.extra = [REASONS, MORE]
    mine.go(f"/cases/{id}", "the case as its applicant sees it")
    mine.says("启动特别程序：检测", REASONS, "暂停计时：检测（行政许可法第四十五条）")
    mine.go(f"/cases/{id}/documents/procedureNotice", "the notice of the procedure")
    mine.says("特别程序期限告知书", "2030年1月2日")
    mine.close()


def two_heads(browser, counter, report):
    """Two who extend at once: one of them does, the other is told who was faster, and keeps his words."""
    id = accepted(counter)
    eyes = [Eye(browser, counter, report, f"turns: head {number}") for number in (1, 2)]
    for eye in eyes:
        eye.extra = [MORE]
        eye.sign_in("demo-head")
        eye.go(f"/cases/{id}", "the case before the head")
        extend = form(eye, "extend")
        extend.locator('input[value="agencyHead"]').check()
        extend.locator("textarea").fill(MORE)
    for eye, status in zip(eyes, (200, 409)):
        eye.press('form[action$="/steps/extend"] button[type=submit]', "after extending", status=status)
    eyes[1].says(MORE)
    equal(happened(counter, id, "extension.approved"), 1, "extensions")
    for eye in eyes:
        eye.close()


def check(browser, counter, report):
    report.check("turns: a special procedure", procedure, browser, counter, report)
    report.check("turns: two extend at once", two_heads, browser, counter, report)
