# SPDX-License-Identifier: Apache-2.0
"""Digging in roads: two companies that would open one road twice, a young road, an emergency, and the pages in English."""

import datetime

from eye import Eye

UNIT, PURPOSE = "武汉示范燃气有限公司（虚构）", "老旧燃气管改造"
KEEPER = "demo-city-reviewer-1"
# What people have written, and who they are: data, in Chinese in every language.
WORDS = [
    UNIT, PURPOSE, "示范联系人", "示范自来水有限公司（虚构）", "示范燃气有限公司（虚构）", "示范供电公司（虚构）", "武汉示范餐饮有限公司（虚构）",
    "江政函〔2026〕12号", "设备要到春节后才能到货。"]


def day(ahead):
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
    return (today + datetime.timedelta(days=ahead)).isoformat()


def fill_in(page, segments, **more):
    for segment in segments:
        page.locator(f'input[name="segments"][value="{segment}"]').check()
    for name, text in {
            "unit": UNIT, "purpose": PURPOSE, "depth_m": "1.2", "area_sqm": "60", "contact_name": "示范联系人",
            "contact_phone": "027-00000000", **more}.items():
        page.fill(f"#f-{name}", text)
    page.select_option("#f-line", "gas")


def plan(browser, counter, report, width, script):
    """From the map to a dig that is told of its conflict, and its merged dig declined with a reason."""
    name = f"roads, {width} px"
    company = Eye(browser, counter, report, f"{name}: company", width=width, script=script)
    company.sign_in("demo-shop")
    page = company.go("/roads", "the map")
    company.says("演示路网")
    company.go("/roads/new?segment=JH-009", "the form with a segment chosen on the map")
    page.locator('input[name="segments"][value="JH-009"]').uncheck()
    fill_in(page, ["JH-002"], **{"from": day(45), "to": day(60)})
    company.press(company.button("提交挖掘计划"), "the refusal of a young road", status=422)
    company.says("最早可以从", "县级以上人民政府批准")
    page.locator('input[name="segments"][value="JH-002"]').uncheck()
    page.locator('input[name="segments"][value="JH-009"]').check()
    company.press(company.button("提交挖掘计划"), "the dig")
    company.says("待公布", "预计挖掘修复费")
    path = page.url
    keeper = Eye(browser, counter, report, f"{name}: section", width=width, script=script)
    keeper.sign_in(KEEPER)
    keeper.go("/roads/digs", "what waits for the section")
    keeper.go(path, "the dig to publish")
    keeper.press(keeper.button("公布"), "the published dig")
    company.go(path, "the dig with its conflicts")
    company.says("同一路段 JH-009", "建议合并开挖")
    keeper.go(path)
    proposal = keeper.page.locator('form[action$="/merge"] button').last
    if not proposal.is_visible():
        keeper.page.locator("summary", has_text="提出合并方案").click()
    keeper.press(proposal, "the proposed merged dig")
    company.go(path, "the merged dig to answer")
    company.says("等待各方答复")
    refusal = page.locator('form[action$="/merge-refusal"]')
    if not refusal.locator("textarea").is_visible():
        page.locator("summary", has_text="不同意合并").click()
    refusal.locator("textarea").fill("设备要到春节后才能到货。")
    company.press(refusal.locator("button").last, "the declined merged dig")
    company.says("未达成一致", "设备要到春节后才能到货。")
    company.go("/roads/plan?view=bars&year=" + day(45)[:4], "the time bars")
    company.shot("roads-bars")
    company.go("/roads/plan/print?year=" + day(45)[:4], "the sheet")
    company.go("/roads")
    company.shot("roads-map")
    keeper.close()
    company.close()


def emergency(browser, counter, report):
    eye = Eye(browser, counter, report, "roads: emergency", width=360, script=False)
    eye.sign_in("demo-shop")
    page = eye.go("/roads/emergencies/new", "the form of an emergency")
    fill_in(page, ["JH-025"], to=day(3))
    eye.press(eye.button("提交并通知"), "the emergency")
    eye.says("24 小时内补办手续")
    eye.go("/roads/emergencies", "the emergencies")
    eye.says("待补办")
    eye.close()


def english(browser, counter, report):
    for who in ["demo-shop", KEEPER]:
        eye = Eye(browser, counter, report, f"roads, English: {who}", language="en")
        eye.extra = WORDS
        eye.sign_in(who)
        year = day(45)[:4]
        for path in ["/roads", "/roads/segments/JH-009", f"/roads/plan?year={year}", "/roads/digs", "/roads/new",
                     f"/roads/plan?year={year}&view=bars", "/roads/emergencies", "/roads/emergencies/new"]:
            report.check(f"roads, English: {path} opens", eye.go, path)
        for link in [a.get_attribute("href") for a in eye.page.locator('main a[href^="/roads/digs/W"]').all()[:2]]:
            report.check(f"roads, English: {link} opens", eye.go, link)
        eye.close()


def check(browser, counter, report):
    for width, script in [(1280, True), (360, False)]:
        report.check(f"roads: plan and conflict, {width} px", plan, browser, counter, report, width, script)
    report.check("roads: an emergency", emergency, browser, counter, report)
    report.check("roads: in English", english, browser, counter, report)
