# SPDX-License-Identifier: Apache-2.0
"""What a page shows by itself while somebody looks at it."""

from counter import equal
from eye import Eye
from path import OPINION
from steps import detail, file, step

# A page that is not asked for again by anybody would not have this any more.
MARK = "() => { window.kept = true; }"
KEPT = "() => window.kept === true"


def worklist(browser, counter, report):
    """What comes in stands in the list of whoever has it open; the page is not loaded anew, nor is his place lost."""
    eye = Eye(browser, counter, report, "live: the worklist").sign_in("demo-clerk")
    page = eye.page
    page.goto(eye.url("/desk?list=receiving"))
    page.evaluate(MARK)
    link = page.locator('nav.tabs a[href*="list=open"]')
    link.focus()
    receipt = file(counter.person("demo-applicant"))
    page.locator(f'main a[href="/cases/{receipt["id"]}"]').first.wait_for()
    assert page.evaluate(KEPT), "the page was loaded anew"
    equal(link.evaluate("link => link === document.activeElement"), True, "the place of the keyboard")
    eye.close()


def case(browser, counter, report):
    """The applicant sees his case go on; a reviewer who has begun to write is told, and keeps his words."""
    id = file(counter.person("demo-applicant"))["id"]
    clerk = counter.person("demo-clerk")
    step(clerk, id, "accept")
    eye = Eye(browser, counter, report, "live: the case").sign_in("demo-reviewer-1")
    page = eye.page
    page.goto(eye.url(f"/cases/{id}"))
    page.fill('textarea[name="opinion"]', OPINION)
    step(counter.person("demo-reviewer-2"), id, "review", {"passed": True, "opinion": OPINION})
    page.locator("#stale").wait_for()
    equal(page.input_value('textarea[name="opinion"]'), OPINION, "what was written")
    with page.expect_navigation():
        page.locator("#stale a").click()
    equal(page.locator("#stale").count(), 0, "the word on a fresh page")
    page.evaluate(MARK)
    step(counter.person("demo-reviewer-1"), id, "review", {"passed": True, "opinion": OPINION})
    page.locator('textarea[name="opinion"]').wait_for(state="detached")
    assert page.evaluate(KEPT), "the page was loaded anew"
    equal(detail(clerk, id)["phase"], "accepted", "phase")
    eye.close()


def check(browser, counter, report):
    report.check("live: the worklist shows what comes in", worklist, browser, counter, report)
    report.check("live: a case shows what happens to it", case, browser, counter, report)
