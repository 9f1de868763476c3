# SPDX-License-Identifier: Apache-2.0
"""The key pages in the combinations that the walks leave out, in the dark, and the README's pictures."""

from counter import ANSWERS, FOOD, SITUATION
from eye import Eye
from path import OPINION, fill_in
from steps import detail, file, granted, notice, step

ROAD = "11420103MB0000001P4000117021001"
QUERY = "&".join(f"{key}={value}" for key, value in SITUATION.items())

# A school's canteen that wants to serve what it may not: rows of several tables fire.
CANTEEN = "&".join([
    "business=canteen", "entity=institution", "cold=yes", "raw=yes", "pastry=no", "drinks=no", "canteen_kind=school",
    "canteen_operation=own", "premises=owned", "agent=self"])


def prepare(counter):
    """Cases at several steps, so that lists have something to show."""
    applicant, clerk = counter.person("demo-applicant"), counter.person("demo-clerk")
    cases = {"received": file(applicant)["id"]}
    cases["noticed"] = file(applicant)["id"]
    step(clerk, cases["noticed"], "supplement-notice", notice())
    cases["accepted"] = file(counter.person("demo-shop"))["id"]
    step(clerk, cases["accepted"], "accept")
    step(counter.person("demo-reviewer-1"), cases["accepted"], "review", {"passed": True, "opinion": OPINION})
    for login in ["demo-shop", "demo-applicant"]:
        step(clerk, file(counter.person(login))["id"], "accept")
    cases["granted"] = granted(counter)
    cases["licence"] = detail(clerk, cases["granted"])["licence"]
    return cases


def tour(browser, counter, report, cases, **options):
    """The key pages of everybody."""
    width, script = options["width"], options.get("script", True)
    name = f"{width} px, script {'on' if script else 'off'}" + (", dark" if options.get("dark") else "")
    visits = {
        "visitor": [
            ("/", "the home page"), ("/items", "the items"), (f"/items/{FOOD}", "the guide"),
            (f"/items/{FOOD}/situation?{QUERY}", "the list of materials"),
            (f"/items/{FOOD}/why?{QUERY}", "why these materials"), (f"/items/{FOOD}/rules", "the rules"),
            (f"/items/{ROAD}/rules", "the rules with fees"), ("/sign-in", "signing in"),
            ("/register", "opening an account"), ("/verify", "verifying"),
            (f"/verify/{cases['licence']}", "the verified licence"),
        ],
        "demo-applicant": [
            ("/cases", "the applicant's cases"), (f"/cases/{cases['noticed']}", "the noticed case"),
            (f"/cases/{cases['noticed']}/supplement", "the form for supplements"),
            (f"/cases/{cases['received']}/withdraw", "the form for withdrawing"),
            (f"/cases/{cases['granted']}", "the granted case"), ("/licences", "the licences"),
            (f"/licences/{cases['licence']}", "a licence with its history"),
            (f"/licences/{cases['licence']}/certificate", "the certificate"),
            ("/bars", "the bars that concern the applicant"),
            (f"/cases/{cases['granted']}/rules", "the rules of the case"),
            (f"/apply/{FOOD}", "the questions"), ("/account", "the account"),
        ],
        "demo-clerk": [
            ("/desk", "the workbench"), (f"/cases/{cases['received']}", "the received case"),
            (f"/cases/{cases['granted']}", "the case to deliver"),
            ("/licence-register", "the register of licences"), ("/bars", "the register of bars"),
            (f"/licences/{cases['licence']}", "a licence as the staff sees it"),
        ],
        "demo-reviewer-2": [("/desk", "the worklist"), (f"/cases/{cases['accepted']}", "the case to review")],
    }
    for who, pages in visits.items():
        eye = Eye(browser, counter, report, f"{name}, {who}", **options)
        try:
            if who != "visitor":
                eye.sign_in(who)
            for path, what in pages:
                report.check(f"{name}, {who}: {what} opens", eye.go, path, what)
        finally:
            eye.close()


def pictures(browser, counter, report, cases):
    """What the README shows; taken only when `SCREENSHOTS` names a folder."""

    def eye(login=None, **options):
        window = Eye(browser, counter, report, "pictures", **{"width": 1280, "height": 800, **options})
        return window.sign_in(login) if login else window

    def shot(name, path, login=None, to=None, **options):
        window = eye(login, **options)
        window.page.goto(window.url(path))
        if to:
            window.page.locator(to).first.evaluate("(e) => scrollTo(0, e.getBoundingClientRect().top - 24)")
        window.shot(name)
        window.close()

    for suffix, language in [("", "zh"), ("-en", "en")]:
        shot(f"home{suffix}", "/", language=language)
        shot(f"situation{suffix}", f"/items/{FOOD}/situation?{QUERY}", to="#materials", language=language)
        shot(f"clock{suffix}", f"/cases/{cases['accepted']}", "demo-shop", height=1000, language=language)
        shot(f"review{suffix}", f"/cases/{cases['accepted']}", "demo-reviewer-2", to="#steps", language=language)
        shot(f"licence{suffix}", f"/verify/{cases['licence']}", language=language)
        shot(f"rules{suffix}", f"/items/{FOOD}/why?{CANTEEN}", to="#table-eligibility", language=language)
    shot("desk", "/desk?list=open", "demo-clerk")
    shot("notice", f"/cases/{cases['noticed']}/documents/supplementNotice", "demo-clerk", width=900, height=1150)
    shot("phone", f"/cases/{cases['accepted']}", "demo-shop", width=360, height=800, to=".clock")
    shot("dark", f"/cases/{cases['accepted']}", "demo-shop", dark=True)
    application(eye("demo-applicant"))


def application(window):
    page = window.page
    page.goto(window.url(f"/apply/{FOOD}?{QUERY}"))
    with page.expect_navigation():
        page.locator("main form.form button[type=submit]").click()
    fill_in(page, ANSWERS)
    page.evaluate("() => scrollTo(0, 0)")
    window.shot("application")
    window.close()


def check(browser, counter, report):
    cases = report.check("pages: cases at several steps", prepare, counter)
    if not cases:
        return
    tour(browser, counter, report, cases, width=360, script=True)
    tour(browser, counter, report, cases, width=1920, height=1080, script=False)
    tour(browser, counter, report, cases, width=1280, dark=True)
    report.check("pictures", pictures, browser, counter, report, cases)
