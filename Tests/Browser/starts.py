# SPDX-License-Identifier: Apache-2.0
"""A start on commitment with its seven certificates, and a lift that the owners of a staircase vote on."""

import datetime

from bundles import choose_all, hand_in
from counter import ANSWERS, equal, resident_number
from eye import Eye
from steps import step

CODE = "2401-420103-04-01-{}"
NAME, DEVELOPER, LEAD = "后湖示范学校扩建", "demo-shop", "demo-project-approver"
FORM = {**ANSWERS, "contractor_uscc": ANSWERS["uscc"]}
OPINION, REASONS = "图纸与规划许可一致，危大工程方案经专家论证。", "符合建筑法第八条规定的条件。"


def day(ahead):
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
    return (today + datetime.timedelta(days=ahead)).isoformat()


class People:
    """Everybody who has a part in it, each with a browser of his own."""

    def __init__(self, browser, counter, report, *, name, width, script):
        self.options = {"width": width, "script": script}
        self.name = f"{name}, {width} px, script {'on' if script else 'off'}"
        self.browser, self.counter, self.report = browser, counter, report
        self.eyes = {}
        self.code = CODE.format(f"{width:06}")

    def eye(self, who):
        if who not in self.eyes:
            eye = Eye(self.browser, self.counter, self.report, f"{self.name}, {who or 'visitor'}", **self.options)
            self.eyes[who] = eye.sign_in(who) if who else eye
        return self.eyes[who]

    def take(self, who, path, name, answers, status=200):
        """Unfolds a step on a page, answers its questions and presses its button."""
        eye = self.eye(who)
        if path:
            eye.go(path, f"before {name}")
        card = eye.page.locator(f"#step-{name}")
        if not card.locator("form").is_visible():
            card.locator("summary").click()
        answer(card, name, answers)
        return eye.press(card.locator("form button[type=submit]").last, name, status)

    def close(self):
        for eye in self.eyes.values():
            eye.close()


def answer(place, name, answers):
    for key, value in answers.items():
        field = place.locator(f'[name="{name}-{key}"]')
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                field.and_(place.locator(f'[value="{one}"]')).check()
        elif field.evaluate("(e) => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


class Started(People):
    """A start on commitment: seven certificates on the day of the promise, then every requirement looked at."""

    ANSWERS = {"supply": "sale", "deep_pit": "no", "earth": "yes", "drain": "yes", "agent": "self"}
    CONDITIONS = ["planning", "land", "credit", "correctable"]
    REQUIREMENTS = [
        ("规划部门", "建设工程规划许可", "竣工前完成绿化，绿地率不低于百分之三十。"), ("建设项目科", "建筑工程施工许可", "三十日内取得施工图审查合格书。")]

    WORDS = ["土地已取得，资金已落实。", "逐项核对，符合条件。", "绿地率百分之三十一。", "没有合格书。", "已送审。",
             "送审的图纸不合格，逾期未改。", "一项履行，一项建议撤销。"] + [word for row in REQUIREMENTS for word in row]

    def walk(self):
        answer = self.counter.person(DEVELOPER).post("/api/v1/projects", {
            "code": self.code, "name": NAME, "developer": ANSWERS["entity_name"], "developerCode": ANSWERS["uscc"],
            "address": "示范路1号", "kind": "industry", "investment": "8000", "area": "12000"})
        equal(answer.status, 201, answer)
        self.agree()
        self.promise()
        self.certificates()
        self.follow_up()
        self.close()

    def agree(self):
        eye = self.eye(DEVELOPER)
        eye.go("/committed-starts/new", "the form of a start")
        answer(eye.page, "apply", {"code": CODE.format("999999"), "text": "土地已取得，资金已落实。"})
        eye.press(eye.button("申请承诺可开工"), "a project that is not there", status=422)
        eye.says("请先登记项目")
        answer(eye.page, "apply", {"code": self.code})
        eye.press(eye.button("申请承诺可开工"), "the start")
        self.path = "/committed-starts/" + eye.page.url.split("/")[-1].split("?")[0]
        asked = {"eligible": "yes", "departments": ["规划部门", "建设项目科"], "text": "逐项核对，符合条件。"}
        lead = self.eye(LEAD)
        self.take(LEAD, self.path, "decide", {**asked, "conditions": self.CONDITIONS[:3]}, status=422)
        lead.says("还有 1 项条件没有满足")
        self.take(LEAD, None, "decide", {"conditions": self.CONDITIONS[3:]})
        for department, item, standard in self.REQUIREMENTS:
            self.take(LEAD, None, "require", {
                "department": department, "item": item, "due": day(30), "text": standard})
        self.take(LEAD, None, "fix", {})
        lead.says("待承诺")

    def promise(self):
        eye = self.eye(DEVELOPER)
        eye.go(self.path, "the promise to be signed")
        eye.says("承诺书", *[standard for _, _, standard in self.REQUIREMENTS])
        self.take(DEVELOPER, None, "promise", {"digest": "0" * 64, "name": "示范甲"}, status=409)
        eye.says("承诺书的内容已经变化")
        self.take(DEVELOPER, self.path, "promise", {"name": "示范甲"})
        eye.says("已承诺，跟踪核查中")

    def certificates(self):
        """By the bundle's one form; the sections decide on the same day, and all count."""
        eye = self.eye(DEVELOPER)
        eye.go("/bundles/start-on-commitment", "what is applied for together")
        eye.press(eye.link("看看我需要什么"), "the questions")
        choose_all(eye.page, self.ANSWERS)
        eye.press(eye.page.locator("main a", has_text="按此情形一表申请").first, "what is about to be applied for")
        eye.press(eye.button("开始填写"), "the one form")
        hand_in(eye, {**FORM, "project_code": self.code})
        eye.page.locator('[name="truth"]').check()
        eye.press(eye.button("提交申请"), "the joint case")
        joint = "/api/v1/joint-cases/" + eye.page.url.split("/")[-1].split("?")[0]
        clerk = self.counter.person("demo-clerk")
        equal(clerk.post(joint + "/accept").status, 200, "the acceptance")
        words = {"建设项目科": "project", "自然资源规划窗口": "planning", "水务窗口": "water"}
        for part in clerk.get(joint).json["parts"]:
            word = f"demo-{words[part['department']]}-"
            for one in ["reviewer-1", "reviewer-2"]:
                # Most of them need one reviewer only.
                self.counter.person(word + one).post(
                    f"/api/v1/cases/{part['caseID']}/review", {"passed": True, "opinion": OPINION})
            step(self.counter.person(word + "approver"), part["caseID"], "decision",
                 {"granted": True, "reasons": REASONS})
        self.take(DEVELOPER, self.path, "join", {})
        eye.says("7 证")
        board = self.eye("demo-head")
        board.go("/committed-starts/board", "the board")
        board.says(NAME)
        equal(board.page.locator("main table tbody tr").first.locator("b").inner_text(), "7", "certificates in a week")

    def follow_up(self):
        """One requirement is met; the other is not, is put right too late for the department, and ends in a proposal."""
        lead = self.eye(LEAD)
        self.take(LEAD, self.path, "check", {"requirement": "R1", "kept": "yes", "text": "绿地率百分之三十一。"})
        self.take(LEAD, None, "close", {"text": "办结。"}, status=409)
        lead.says("还有 1 项要求没有核查结论")
        self.take(LEAD, self.path, "check", {"requirement": "R2", "kept": "no", "text": "没有合格书。"}, status=422)
        self.take(LEAD, None, "check", {"correctBy": day(10)})
        self.take(DEVELOPER, self.path, "correct", {"requirement": "R2", "text": "已送审。"})
        self.take(LEAD, self.path, "propose", {"requirement": "R2", "text": "送审的图纸不合格，逾期未改。"})
        self.take(LEAD, None, "close", {"text": "一项履行，一项建议撤销。"})
        lead.says("已办结")


class Lifted(People):
    """Six flats off a staircase, whose owners vote."""

    OWNER = "demo-applicant"
    FLATS = ["101", "102", "201", "202", "301", "302"]

    def walk(self):
        self.register()
        self.vote()
        self.review()
        self.close()

    def units(self, flats):
        return "\n".join(
            f"{flat}，{90 + place}.50，示范业主{place}，{resident_number(f'420103197001010{place:02}')}"
            for place, flat in enumerate(flats, 11))

    def register(self):
        eye = self.eye(self.OWNER)
        eye.go("/lifts", "no staircase yet")
        eye.go("/lifts/new", "the form of a staircase")
        place = {"address": "示范小区 3 栋 2 单元", "storeys": "3", "units": self.units([*self.FLATS, "101"])}
        answer(eye.page, "register", place)
        eye.press(eye.button("登记单元和业主"), "three storeys", status=422)
        eye.says("住宅只有 3 层", "武政规〔2018〕27号")
        answer(eye.page, "register", {"storeys": "6"})
        eye.press(eye.button("登记单元和业主"), "a flat twice", status=422)
        eye.says("房号 101 登记了两次")
        answer(eye.page, "register", {"units": self.units(self.FLATS)})
        eye.press(eye.button("登记单元和业主"), "the staircase")
        assert "示范业主11" not in eye.text(), "an owner's name is shown"
        self.path = "/lifts/" + eye.page.url.split("/")[-1].split("?")[0]

    def ballots(self, *choices):
        return {"on": day(0), "ballots": "\n".join(f"{flat}，{choice}" for flat, choice in choices)}

    def vote(self):
        eye = self.eye(self.OWNER)
        agreed = [(flat, "同意") for flat in self.FLATS]
        for choices, words in [
                ([*agreed, ("701", "同意")], "没有房号 701"), ([*agreed, ("101", "同意")], "房号 101 有两张表决票")]:
            self.take(self.OWNER, None, "vote", self.ballots(*choices), status=422)
            eye.says(words, "民法典第二百七十八条")
        for choices, words in [
                (agreed[:3], "参与的没有达到三分之二"),
                ([*agreed[1:4], *[(flat, "不同意") for flat in self.FLATS[4:]]], "同意的没有达到四分之三")]:
            self.take(self.OWNER, None, "vote", self.ballots(*choices))
            eye.says(words)
        self.take(self.OWNER, None, "vote", self.ballots(*agreed[:4], ("301", "不同意")))
        eye.says("表决通过", "80.0%")
        self.take(self.OWNER, None, "dispute", {"text": "102 户担心采光，要求调整井道位置。"})

    def review(self):
        lead = self.eye(LEAD)
        asked = ["建设项目科", "规划部门"]
        self.take(LEAD, self.path, "callReview", {"departments": asked})
        self.take(LEAD, None, "concludeReview", {"favourable": "yes", "text": "同意加装。"}, status=409)
        lead.says("还没有收到这些部门的意见")
        for department in asked:
            self.take(LEAD, None, "giveOpinion", {
                "department": department, "favourable": "yes", "text": "间距符合要求。"})
        self.take(LEAD, None, "concludeReview", {"favourable": "yes", "text": "同意加装。"})
        self.take(LEAD, None, "meet", {"dispute": "1", "on": day(0), "text": "双方同意改用透明井道。"})
        self.take(LEAD, None, "settle", {"dispute": "1", "outcome": "agreed", "text": "签订调解协议。"})
        self.take(LEAD, None, "complete", {"text": "验收合格。"})
        lead.says("验收合格", "达成调解协议")
        owner = self.eye(self.OWNER)
        owner.go(f"{self.path}/record", "the record of the vote")
