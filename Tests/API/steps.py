# SPDX-License-Identifier: Apache-2.0
"""What the API does when it is used as it should be: a whole case, keys, versions, pages."""

import subprocess
import threading
import time

from counter import FOOD, MATERIALS, equal, pdf


def file(person, key=None):
    answer = person.post("/api/v1/cases", person.filing(), key=key)
    equal(answer.status, 201, answer)
    return answer.json


def step(person, case, name, body=None, status=200, **options):
    answer = person.post(f"/api/v1/cases/{case}/{name}", body, **options)
    equal(answer.status, status, f"{name} {answer}")
    return answer


def detail(person, case):
    answer = person.get(f"/api/v1/cases/{case}")
    equal(answer.status, 200, answer)
    return answer.json


def notice(material="floor_plan"):
    return {"entries": [{"target": material, "problem": "没有标明各功能区面积，请补充标注。"}]}


def granted(counter):
    """A case that has come to its licence, not yet delivered."""
    applicant, clerk = counter.person("demo-applicant"), counter.person("demo-clerk")
    case = file(applicant)["id"]
    step(clerk, case, "accept")
    for login in ["demo-reviewer-1", "demo-reviewer-2"]:
        step(counter.person(login), case, "review", {"passed": True, "opinion": "材料与现场一致。"})
    step(counter.person("demo-approver"), case, "decision", {"granted": True, "reasons": "符合法定条件。"})
    return case


def whole_path(counter):
    applicant, clerk = counter.person("demo-shop"), counter.person("demo-clerk")
    receipt = file(applicant)
    case = receipt["id"]
    equal(len(receipt["number"]), 43, "characters of the case number")
    equal(receipt["number"][:31], FOOD, "the item in the case number")
    equal(detail(applicant, case)["phase"], "received", "phase")
    step(clerk, case, "supplement-notice", notice())
    equal(detail(applicant, case)["notice"][0]["target"], "floor_plan", "what the notice names")
    better = applicant.upload("floor_plan", "better.pdf", pdf("better"))
    equal(better.status, 201, better)
    files = [{"material": "floor_plan", "digest": better.json["digest"]}]
    step(applicant, case, "supplement", {"files": files})
    step(clerk, case, "accept")
    equal(detail(applicant, case)["phase"], "accepted", "phase")
    for login in ["demo-reviewer-1", "demo-reviewer-2"]:
        step(counter.person(login), case, "review", {"passed": True, "opinion": "材料与现场一致。"})
    step(counter.person("demo-approver"), case, "decision", {"granted": True, "reasons": "符合法定条件。"})
    number = detail(applicant, case)["licence"]
    verified = counter.person().get(f"/api/v1/licences/{number}")
    equal(verified.status, 200, verified)
    equal(verified.json["standing"], "valid", "standing of the licence")
    step(clerk, case, "delivery", {"method": "electronic"})
    found = detail(applicant, case)
    equal(found["phase"], "concluded", "phase")
    kinds = [document["kind"] for document in found["documents"]]
    equal(kinds, ["receipt", "supplementNotice", "acceptance", "grant", "deliveryRecord"], "documents")


def clock_is_the_calendars(counter):
    """The promised day of a case is the one that `banjie due` counts."""
    applicant, clerk = counter.person("demo-applicant"), counter.person("demo-clerk")
    case = file(applicant)["id"]
    step(clerk, case, "accept")
    clock = applicant.get(f"/api/v1/cases/{case}/clock").json
    for kind in ["statutory", "promised"]:
        terms = [term for term in clock["deadlines"] if term["kind"] == kind]
        assert terms, f"no {kind} term in {[term['kind'] for term in clock['deadlines']]}"
        term = terms[0]
        line = f"{term['start']},{term['number']}"
        out = subprocess.run(
            [counter.program, "due"], input=line + "\n", capture_output=True, text=True, check=True).stdout
        equal(f"{line},{term['due']}", out.strip(), kind)
        assert term["trace"], f"{kind} has no reasons"


def same_key(counter):
    applicant = counter.person("demo-applicant")
    filing = applicant.filing()
    first = applicant.post("/api/v1/cases", filing, key="same-key")
    again = applicant.post("/api/v1/cases", filing, key="same-key")
    equal((again.status, again.json), (first.status, first.json), "the second answer")
    other = applicant.post("/api/v1/cases", {**filing, "answers": {}}, key="same-key")
    equal((other.status, other.json["type"]), (409, "/problems/site/key-reused"), "another request")
    mine = counter.person("demo-shop")
    equal(mine.post("/api/v1/cases", mine.filing(), key="same-key").status, 201, "somebody else's key")


def same_key_at_once(counter):
    people = [counter.person("demo-applicant") for _ in range(4)]
    filing = people[0].filing()
    answers = []

    def send(person):
        answers.append(person.post("/api/v1/cases", filing, key="at-once"))

    threads = [threading.Thread(target=send, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal([(answer.status, answer.json) for answer in answers], [(201, answers[0].json)] * 4, "answers")


def versions(counter):
    applicant, clerk = counter.person("demo-applicant"), counter.person("demo-clerk")
    case = file(applicant)["id"]
    seen = clerk.get(f"/api/v1/cases/{case}")
    tag = seen.headers["ETag"]
    version = int(tag.strip('"'))
    equal(clerk.get(f"/api/v1/cases/{case}", **{"If-None-Match": tag}).status, 304, "unchanged")
    stale = step(clerk, case, "accept", status=412, version=version - 1)
    equal(stale.json["type"], "/problems/casework/version-changed", "type")
    done = step(clerk, case, "accept", version=version)
    assert done.headers["ETag"] != tag, "the ETag stands still"
    equal(clerk.get(f"/api/v1/cases/{case}").headers["ETag"], done.headers["ETag"], "the ETag afterwards")


def two_at_once(counter):
    """Two clerks with the same version: one acts, the other is told."""
    applicant = counter.person("demo-applicant")
    clerks = [counter.person("demo-clerk"), counter.person("demo-approver")]
    case = file(applicant)["id"]
    version = detail(clerks[0], case)["version"]
    answers = []

    def send(person, name, body):
        answers.append(person.post(f"/api/v1/cases/{case}/{name}", body, version=version))

    threads = [
        threading.Thread(target=send, args=[clerks[0], "accept", None]),
        threading.Thread(target=send, args=[clerks[1], "supplement-notice", notice()]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal(sorted(answer.status for answer in answers), [200, 412], "answers")


def pages(counter):
    clerk = counter.person("demo-clerk")
    for order in ["newest", "due"]:
        whole = clerk.get(f"/api/v1/cases?limit=100&order={order}").json["items"]
        one_by_one, cursor = [], ""
        while True:
            answer = clerk.get(f"/api/v1/cases?limit=3&order={order}{cursor}")
            equal(answer.status, 200, answer)
            one_by_one += answer.json["items"]
            if not answer.json.get("next"):
                break
            cursor = f"&cursor={answer.json['next']}"
        ids = [case["id"] for case in one_by_one]
        equal(ids, [case["id"] for case in whole], f"pages by {order}")
        assert len(ids) > 3, "too few cases for a second page"


def sessions(counter):
    person = counter.person("demo-agent")
    equal(person.get("/api/v1/account").status, 200, "signed in")
    equal(person.send("DELETE", "/api/v1/sessions/current").status, 204, "signed out")
    equal(person.get("/api/v1/account").status, 401, "with the old token")


def search_is_quick(counter):
    """By characters, pinyin and initials; told as a floor that a debug build keeps, not as a benchmark."""
    person = counter.person()
    for text in ["%E9%A3%9F%E5%93%81%E7%BB%8F%E8%90%A5", "shipinjingying", "spjy"]:
        began = time.monotonic()
        answer = person.get(f"/api/v1/items?query={text}")
        took = time.monotonic() - began
        assert FOOD in [item["code"] for item in answer.json["items"][:5]], f"{text}: {answer}"
        assert took < 2, f"{text} took {took:.2f} s"


def check(report, counter):
    for test in [
        whole_path, clock_is_the_calendars, same_key, same_key_at_once, versions, two_at_once, pages,
        sessions, search_is_quick,
    ]:
        report.check(f"steps: {test.__name__}", test, counter)
