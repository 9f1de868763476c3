# SPDX-License-Identifier: Apache-2.0
"""The item administration: a version written without scripts, reviewed by another, published on a day, and compared."""

from datetime import date

from counter import equal
from eye import Eye

CARD = "11420103MB0000001P4422011004001"
REASONS = "按新的规定修改。"


def written(browser, counter, report):
    """The writer begins a version, changes it by fields and by text, is told of a fault at its line, and submits.

    Returns the address of the draft.
    """
    eye = Eye(browser, counter, report, "drafting: the writer on a phone", width=360, script=False)
    eye.extra = [REASONS]
    eye.sign_in("demo-catalogue")
    eye.go("/drafting", "what waits")
    eye.go("/drafting/basics", "the basic catalogue")
    eye.go(f"/drafting/items/{CARD}", "an item")
    eye.press(f'form[action$="/{CARD}/revision"] button', "a new version")
    draft = eye.page.url
    eye.press('a[href$="/sections/window"]', "a section of fields")
    fields = eye.page.locator("form", has=eye.page.locator('input[name="window.phone"]'))
    fields.locator('input[name="window.phone"]').fill("027-0000-0900")
    eye.press(fields.locator("button[type=submit]"), "two phones that are one")
    assert "R7" in eye.page.content(), "the fault is not told"
    fields = eye.page.locator("form", has=eye.page.locator('input[name="window.phone"]'))
    fields.locator('input[name="window.phone"]').fill("027-0000-0118")
    eye.press(fields.locator("button[type=submit]"), "another phone")
    eye.press('nav a[href$="/sections/materials"]', "a section of text")
    text = eye.page.locator('textarea[name="text"]')
    text.fill(text.input_value().replace("max_mb: 2", "max_mb: 5"))
    eye.press("form:has(textarea) button[type=submit]", "larger photos")
    eye.go(draft, "the draft")
    eye.press('form[action$="/steps/submit"] button[type=submit]', "the draft is submitted")
    equal(eye.page.locator('form[action$="/steps/approve"]').count(), 0, "forms to approve what one has written")
    eye.close()
    return draft


def published(browser, counter, report, draft):
    """The head of the agency approves and publishes; the guide has both versions, and says what has changed."""
    eye = Eye(browser, counter, report, "drafting: the head at a desk", width=1280, script=True)
    eye.extra = [REASONS]
    eye.sign_in("demo-head")
    eye.go(draft, "the draft of another")
    eye.press('form[action$="/steps/approve"] button[type=submit]', "approved")
    publish = 'form[action$="/steps/publish"]'
    if not eye.page.locator(publish).is_visible():
        eye.page.locator(f"details:has({publish}) > summary").click()
    eye.press(publish + " button[type=submit]", "published")
    eye.go(f"/drafting/items/{CARD}/comparison", "what has changed")
    content = eye.page.content()
    assert "027-0000-0118" in content and "大小上限" in content, "the comparison lacks a change"
    eye.go("/drafting/indicators", "the figures")
    eye.go("/drafting/findings", "what should be mended")
    eye.go("/drafting/micro-reforms", "the reforms")
    eye.close()


def near(browser, counter, report):
    """What a street does is in the guide and on the street's own page, for anybody, in both languages."""
    head = counter.person("demo-head")
    head.post("/api/v1/drafting/street-delegations", {
        "item": CARD, "streets": ["420103007"], "scope": "receive", "from": date.today().isoformat(), "reasons": REASONS})
    for language in ["zh", "en"]:
        eye = Eye(browser, counter, report, f"drafting: a stranger, {language}", width=360, script=False,
                  language=language)
        eye.extra = ["新华街道"]
        eye.go("/streets/420103007", "a street")
        equal(eye.page.locator(f'a[href="/items/{CARD}"]').count(), 1, "items of the street")
        eye.close()


def check(browser, counter, report):
    def course():
        published(browser, counter, report, written(browser, counter, report))

    report.check("drafting: a version from the first word to its publication", course)
    report.check("drafting: what a street does", near, browser, counter, report)
