# SPDX-License-Identifier: Apache-2.0
"""Digging in roads: two companies that would open one road twice, a young road, an emergency, one permit for all that a
dig needs, and the pages in English."""

import datetime
import re

from bundles import OPINION, REASONS, choose_all, hand_in
from counter import ANSWERS, equal
from eye import Eye
from steps import step

UNIT, PURPOSE = "武汉示范燃气有限公司（虚构）", "老旧燃气管改造"
KEEPER = "demo-city-reviewer-1"
# What people have written, and who they are: data, in Chinese in every language.
WORDS = [
    UNIT, PURPOSE, "示范联系人", "示范自来水有限公司（虚构）", "示范燃气有限公司（虚构）", "示范供电公司（虚构）", "武汉示范餐饮有限公司（虚构）",
    "江政函〔2026〕12号", "设备要到春节后才能到货。"]


def day(ahead):
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
    return (today + datetime.timedelta(days=ahead)).isoformat()


def written(ahead):
    """The day as pages write it."""
    year, month, date = (int(part) for part in day(ahead).split("-"))
    return f"{year}年{month}月{date}日"


def tick(page, segment, ticked=True):
    """Ticks the box of a segment; the roads are folded."""
    box = page.locator(f"#s-{segment}")
    if not box.is_visible():
        page.locator("details", has=box).locator("summary").click()
    box.set_checked(ticked)


def fill_in(page, segments, **more):
    for segment in segments:
        tick(page, segment)
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
    tick(page, "JH-009", False)
    fill_in(page, ["JH-002"], **{"from": day(45), "to": day(60)})
    company.press(company.button("提交挖掘计划"), "the refusal of a young road", status=422)
    company.says("最早可以从", "县级以上人民政府批准")
    tick(page, "JH-002", False)
    tick(page, "JH-009")
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


class Permit:
    """一路一证: one form with the map, a conflict that the sides settle, every department's decision, one certificate, and
    the works up to their inspection."""

    ANSWERS = {
        "kind": "dig", "attached": "yes", "traffic": "yes", "green": "land", "night": "no", "agent": "self",
        "road_age": "free"}
    WORDS = {
        "市政城管科": "demo-city-", "自然资源规划窗口": "demo-planning-", "建设项目科": "demo-project-",
        "交管窗口": "demo-traffic-", "园林窗口": "demo-garden-", "水务窗口": "demo-water-"}

    def __init__(self, browser, counter, report, *, width, script, segments):
        self.browser, self.counter, self.report = browser, counter, report
        self.options = {"width": width, "script": script}
        self.name = f"road permit: {width} px, script {'on' if script else 'off'}"
        self.segments = segments
        self.eyes = {}

    def eye(self, who):
        if who not in self.eyes:
            eye = Eye(self.browser, self.counter, self.report, f"{self.name}, {who or 'visitor'}", **self.options)
            self.eyes[who] = eye.sign_in(who) if who else eye
        return self.eyes[who]

    def walk(self):
        self.announced_by_another()
        self.fill_in()
        self.young()
        self.conflict()
        self.merge()
        self.decide()
        self.deliver()
        self.dig()
        for eye in self.eyes.values():
            eye.close()

    def announced_by_another(self):
        other = self.counter.person("demo-agent")
        answer = other.post("/api/v1/roads/digs", {
            "unit": "示范自来水有限公司（虚构）", "line": "water", "purpose": "给水管更新", "segments": self.segments[:1],
            "from": day(0), "to": day(12), "depth_m": 1.8, "area_sqm": 90, "contact_name": "示范联系人",
            "contact_phone": "027-00000000"})
        equal(answer.status, 201, answer)
        self.other = answer.json["number"]
        equal(self.counter.person(KEEPER).post(f"/api/v1/roads/digs/{self.other}/publish").status, 200, "published")

    def fill_in(self):
        eye = self.eye("demo-shop")
        page = eye.go("/bundles/road-permit", "the bundle")
        eye.press(eye.link("看看我需要什么"), "the questions")
        choose_all(page, self.ANSWERS)
        eye.look("all that is needed")
        eye.go(page.locator("main a", has_text="按此情形一表申请").get_attribute("href"))
        eye.press(eye.button("开始填写"), "the one form with the map")
        hand_in(eye, {
            **ANSWERS, "from_date": day(0), "to_date": day(20), "depth_m": "1.5", "area_sqm": "60",
            "project_code": "2401-420103-04-01-123456"})
        page.fill('[name="answers.dig_no"]', "")

    def look(self, what):
        eye = self.eye("demo-shop")
        eye.press(eye.button("查看禁挖和冲突"), what)
        assert eye.page.url.endswith("#f-answers.segment"), eye.page.url

    def submit(self, what, status=200):
        eye = self.eye("demo-shop")
        eye.page.locator('[name="truth"]').check()
        eye.press(eye.button("提交申请"), what, status=status)

    def young(self):
        """Whoever says that the road is old enough, and chooses one that is not."""
        eye = self.eye("demo-shop")
        tick(eye.page, "JH-031")
        self.look("what bars a young road")
        eye.says("道路在禁止挖掘期内", "2029年10月1日", "第三十三条第二款", "县级以上人民政府批准")
        self.submit("the refusal of a young road", status=422)
        eye.says("JH-031", "最早可以从 2029年10月1日 开始（城市道路管理条例第三十三条第二款）")
        tick(eye.page, "JH-031", False)

    def conflict(self):
        eye = self.eye("demo-shop")
        first, *more = self.segments
        if self.options["script"]:
            eye.page.locator(f'a[data-box][href="#s-{first}"] .rm-hit').click()
            assert eye.page.locator(f"#s-{first}").is_checked(), "the map ticks the box"
            assert eye.page.locator(f'a.rm-chosen[href="#s-{first}"]').count() == 1, "the line is marked"
        else:
            tick(eye.page, first)
        for segment in more:
            tick(eye.page, segment)
        self.look("two digs on one segment")
        eye.says("与 1 项挖掘有冲突", self.other, f"同一路段 {first}", "重叠 13 天", f"可以合并，建议 {written(0)} 起共 21 天")
        eye.shot(f"road-permit-{self.options['width']}")
        self.submit("the joint case with its dig")
        eye.says("列入计划公布以后，可以提出合并方案", self.other)
        self.joint = eye.page.url.split("/")[-1].split("?")[0]
        self.own = re.search(r"W\d{4}-\d+", eye.page.locator("#roads").inner_text()).group()

    def merge(self):
        keeper = self.eye(KEEPER)
        keeper.go(f"/roads/digs/{self.own}", "the dig to publish")
        keeper.press(keeper.button("公布"), "the published dig")
        eye = self.eye("demo-shop")
        eye.go(f"/joint-cases/{self.joint}", "the joint case with the advice")
        eye.press(eye.link("查看方案，提出合并"), "the merged dig to propose")
        button = eye.page.locator('form[action$="/merge"] button').last
        if not button.is_visible():
            eye.page.locator("summary", has_text="提出合并方案").click()
        eye.press(button, "the proposed merged dig")
        other = self.eye("demo-agent")
        other.go(f"/roads/digs/{self.other}", "the other side")
        other.press(other.button("同意合并"), "what the other side has agreed to")
        other.says("各方已同意")
        eye.go(f"/joint-cases/{self.joint}", "the joint case with what was agreed")
        eye.says("合并开挖方案", "各方已同意")

    def decide(self):
        clerk = self.eye("demo-clerk")
        clerk.go(f"/joint-cases/{self.joint}", "the joint case at the window")
        clerk.press(clerk.page.locator("section#accept button[type=submit]"), "the one acceptance")
        person = self.counter.person("demo-clerk")
        done = set()
        # What waits for another part begins when that is granted.
        for _ in range(3):
            for part in person.get(f"/api/v1/joint-cases/{self.joint}").json["parts"]:
                case, word = part.get("caseID"), self.WORDS[part["department"]]
                if not case or case in done:
                    continue
                done.add(case)
                for one in ["reviewer-1", "reviewer-2"]:
                    step(self.counter.person(word + one), case, "review", {"passed": True, "opinion": OPINION})
                step(self.counter.person(word + "approver"), case, "decision", {"granted": True, "reasons": REASONS})
        equal(len(done), 7, "parts that were decided")
        clerk.go(f"/joint-cases/{self.joint}", "everything decided")
        clerk.says("已决定，待送达")

    def deliver(self):
        clerk = self.eye("demo-clerk")
        clerk.page.locator('section#deliver input[value="electronic"]').check()
        clerk.press(clerk.page.locator("section#deliver button[type=submit]"), "the one delivery")
        number = self.counter.person("demo-clerk").get(f"/api/v1/joint-cases/{self.joint}").json["composite"]
        visitor = self.eye(None)
        visitor.go(f"/composites/{number}", "the one road permit")
        visitor.says("全部许可有效", number)

    def dig(self):
        eye, keeper = self.eye("demo-shop"), self.eye(KEEPER)
        eye.go(f"/roads/digs/{self.own}", "the permitted dig")
        eye.says("已许可，未开工", written(20))
        eye.press(eye.button("开工"), "the open road")
        eye.press(eye.button("报告已恢复路面"), "the closed road")
        keeper.go(f"/roads/digs/{self.own}", "the road to inspect")
        form = keeper.page.locator('form[action$="/inspection"]')
        form.locator('input[value="yes"]').check()
        form.locator("textarea").fill("路面平整，压实度合格。")
        keeper.press(form.locator("button").last, "the inspected road")
        keeper.says("验收合格，已销号")


def check(browser, counter, report):
    for width, script in [(1280, True), (360, False)]:
        report.check(f"roads: plan and conflict, {width} px", plan, browser, counter, report, width, script)
    for width, script, segments in [(1280, True, ["JH-027", "JH-028"]), (390, False, ["JH-030", "JH-029"])]:
        permit = Permit(browser, counter, report, width=width, script=script, segments=segments)
        report.check(f"{permit.name}: the whole way", permit.walk)
    report.check("roads: an emergency", emergency, browser, counter, report)
    report.check("roads: in English", english, browser, counter, report)
