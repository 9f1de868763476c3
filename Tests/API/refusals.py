# SPDX-License-Identifier: Apache-2.0
"""What the API refuses, how it says so, and that nothing is half-written."""

import http.client
import time

from counter import ANSWERS, FOOD, Person, equal, pdf
from steps import detail, file, granted, notice, step

MEGABYTE = 1 << 20


def refused(answer, status, code=None, article=None, pointer=None):
    """An answer that is a problem of RFC 9457, of this status and kind."""
    equal(answer.status, status, answer)
    equal(answer.headers["Content-Type"].split(";")[0], "application/problem+json", "media type")
    problem = answer.json
    equal(problem["status"], status, "status in the body")
    assert problem["detail"].strip(), "says nothing"
    if code:
        equal(problem["type"], f"/problems/{code}", problem["detail"])
    if article:
        assert article in problem["legalBasis"]["article"], problem
    if pointer:
        assert pointer in [error["pointer"] for error in problem["errors"]], problem


def without_token(counter):
    nobody = counter.person()
    for path in ["/api/v1/cases", "/api/v1/account", "/api/v1/licences"]:
        refused(nobody.get(path), 401)
    nobody.token = "no-such-token"
    refused(nobody.get("/api/v1/cases"), 401)
    someone = counter.person("demo-applicant")
    cookies = counter.person()
    for name in ["session", "banjie_session", "__Host-session"]:
        refused(cookies.get("/api/v1/cases", Cookie=f"{name}={someone.token}"), 401)


def unreadable(counter):
    applicant = counter.person("demo-applicant")
    path = "/api/v1/cases"

    def post(body, media="application/json"):
        return applicant.send("POST", path, body, {"Content-Type": media})

    for body in [b"", b"{", b"not json", b"[1,", b'{"item": }', b"\xff\xfe", b'"\\ud800"', b"[" * 100_000]:
        answer = post(body)
        assert answer.status in (400, 422), f"{body[:20]}: {answer}"
        refused(answer, answer.status)
    refused(post(b"{}"), 422, pointer="/item")
    refused(post(b"<item/>", "text/xml"), 415)
    refused(applicant.post(path, {"item": 7}), 422, pointer="/item")
    refused(applicant.post(path, {"item": FOOD, "surprise": 1}), 422)
    refused(applicant.get("/api/v1/cases?limit=many"), 422)
    refused(applicant.get("/api/v1/cases?cursor=nonsense"), 422)
    refused(applicant.get("/api/v1/no-such-thing"), 404)
    refused(applicant.send("DELETE", path), 405)


def hundred_megabytes(counter):
    """Refused by its length before it is read, and by its size when no length is told."""
    applicant = counter.person("demo-applicant")
    before = memory(counter)
    connection = http.client.HTTPConnection("127.0.0.1", counter.port, timeout=60)
    connection.putrequest("POST", "/api/v1/cases")
    connection.putheader("Authorization", f"Bearer {applicant.token}")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(100 * MEGABYTE))
    connection.endheaders()
    began = time.monotonic()
    equal(connection.getresponse().status, 413, "told by its length")
    assert time.monotonic() - began < 5, "waited for the body"
    connection.close()

    connection = http.client.HTTPConnection("127.0.0.1", counter.port, timeout=60)
    connection.putrequest("POST", "/api/v1/cases")
    connection.putheader("Authorization", f"Bearer {applicant.token}")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    chunk = b"%x\r\n%s\r\n" % (MEGABYTE, b" " * MEGABYTE)
    try:
        for _ in range(100):
            connection.send(chunk)
        connection.send(b"0\r\n\r\n")
    except OSError:
        pass  # The server has answered and closed while we were still sending.
    try:
        equal(connection.getresponse().status, 413, "in pieces")
    except (OSError, http.client.HTTPException):
        pass  # The answer was lost with the connection, as TCP may do it.
    connection.close()
    equal(counter.person().get("/ready").status, 200, "the server afterwards")
    grown = memory(counter) - before
    assert grown < 64 * MEGABYTE, f"the server has kept {grown // MEGABYTE} MB"


def memory(counter):
    """What the server's process holds, in bytes."""
    with open(f"/proc/{counter.process.pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


def bad_files(counter):
    applicant = counter.person("demo-applicant")
    elf = b"\x7fELF" + bytes(200)
    refused(applicant.upload("floor_plan", "plan.pdf", elf), 422, "casework/file-executable")
    refused(applicant.upload("floor_plan", "plan.pdf", b"MZ" + bytes(200)), 422, "casework/file-executable")
    refused(applicant.upload("floor_plan", "plan.pdf", b"#!/bin/sh\n"), 422, "casework/file-executable")
    refused(applicant.upload("floor_plan", "plan.exe"), 415, "casework/file-kind-not-accepted")
    refused(applicant.upload("floor_plan", "plan.png"), 422, "casework/file-content-differs")
    refused(applicant.upload("floor_plan", "plan.pdf", b"hello"), 422, "casework/file-content-differs")
    refused(applicant.upload("floor_plan", "plan.pdf", b""), 422, "casework/file-empty")
    large = b"%PDF-1.4\n" + bytes(10 * MEGABYTE)
    refused(applicant.upload("floor_plan", "plan.pdf", large), 413, "casework/file-too-large")
    refused(applicant.upload("no_such_material"), 422, pointer="/material")
    refused(applicant.upload("floor_plan", item="11420103MB0000001P4000131023999"), 404)
    folder = counter.data / "files"
    kept = [path for path in folder.rglob("*") if path.is_file() and path.read_bytes()[:4] == elf[:4]]
    equal(kept, [], "refused files that were kept all the same")


def incomplete(counter):
    applicant = counter.person("demo-applicant")
    whole = applicant.filing()
    count = cases(counter)

    def filed(**changes):
        return applicant.post("/api/v1/cases", {**whole, **changes})

    law = "第三十一条"
    refused(filed(files=[]), 422, "casework/incomplete", law, "/files/floor_plan")
    refused(filed(answers={}), 422, "casework/incomplete", law, "/answers/uscc")
    refused(filed(situation={}), 422, "casework/incomplete", law)
    for field, value in [
        ("uscc", ANSWERS["uscc"][:-1] + ("0" if ANSWERS["uscc"][-1] != "0" else "1")),
        ("legal_person_id", ANSWERS["legal_person_id"][:-1] + "-"),
        ("planned_opening", "2026-02-30"),
        ("area_sqm", "large"),
        ("online_business", "perhaps"),
        ("contact_phone", "12345"),
        ("entity_name", "长" * 121),
    ]:
        answers = {**ANSWERS, field: value}
        refused(filed(answers=answers), 422, "casework/incomplete", law, f"/answers/{field}")
    refused(filed(answers={**ANSWERS, "unknown": "x"}), 422, "casework/incomplete")
    refused(filed(item="11420103MB0000001P4000131023999"), 404, "casework/item-unknown")
    stranger = {"material": "floor_plan", "digest": "0" * 64}
    refused(filed(files=[stranger]), 403, "casework/foreign-file")
    own = applicant.upload("floor_plan", content=pdf("nobody else has this")).json["digest"]
    other = {**whole, "files": [{"material": "floor_plan", "digest": own}]}
    refused(counter.person("demo-shop").post("/api/v1/cases", other), 403, "casework/foreign-file")
    equal(cases(counter), count, "cases that refused applications have left")


def cases(counter):
    """How many cases there are."""
    clerk = counter.person("demo-clerk")
    count, cursor = 0, ""
    while True:
        page = clerk.get(f"/api/v1/cases?limit=100{cursor}").json
        count += len(page["items"])
        if not page.get("next"):
            return count
        cursor = f"&cursor={page['next']}"


def somebody_elses(counter):
    applicant, other = counter.person("demo-applicant"), counter.person("demo-agent")
    case = file(applicant)["id"]
    digest = detail(applicant, case)["files"][0]["digest"]
    for path in ["", "/clock", "/documents", f"/files/{digest}"]:
        equal(applicant.get(f"/api/v1/cases/{case}{path}").status, 200, f"the owner's {path}")
        refused(other.get(f"/api/v1/cases/{case}{path}"), 404)
    refused(other.post(f"/api/v1/cases/{case}/withdraw", {"reasons": "不是我的"}), 404)
    refused(other.post(f"/api/v1/cases/{case}/supplement", {}), 404)
    assert case not in [entry["id"] for entry in other.get("/api/v1/cases?limit=100").json["items"]]
    download = applicant.get(f"/api/v1/cases/{case}/files/{digest}")
    equal(download.headers["X-Content-Type-Options"], "nosniff", "sniffing")
    assert download.headers["Content-Disposition"].startswith("attachment"), download.headers
    equal(download.headers["Content-Type"], "application/octet-stream", "media type")


def wrong_person(counter):
    """Each step by somebody whose part it is not; the receiver may not decide."""
    applicant, clerk = counter.person("demo-applicant"), counter.person("demo-clerk")
    approver = counter.person("demo-approver")
    case = file(applicant)["id"]
    refused(step(applicant, case, "accept", status=403), 403)
    refused(step(clerk, case, "decision", {"granted": True, "reasons": "符合"}, status=403), 403)
    step(approver, case, "accept")
    for login in ["demo-reviewer-1", "demo-reviewer-2"]:
        step(counter.person(login), case, "review", {"passed": True, "opinion": "材料与现场一致。"})
    answer = step(approver, case, "decision", {"granted": True, "reasons": "符合法定条件"}, status=403)
    refused(answer, 403, "casework/receiver-may-not-decide")
    equal(detail(clerk, case)["phase"], "accepted", "phase")


def against_the_law(counter):
    applicant, clerk = counter.person("demo-applicant"), counter.person("demo-clerk")
    approver, reviewer = counter.person("demo-approver"), counter.person("demo-reviewer-1")
    case = file(applicant)["id"]
    step(clerk, case, "supplement-notice", notice())
    second = step(clerk, case, "supplement-notice", notice("equipment_list"), status=409)
    refused(second, 409, "casework/second-supplement-notice", "第三十二条")
    step(applicant, case, "supplement", {"answers": {"staff_count": "7"}})
    second = step(clerk, case, "supplement-notice", notice("equipment_list"), status=409)
    refused(second, 409, "casework/second-supplement-notice", "第三十二条")
    empty = step(clerk, case, "refuse-acceptance", {"reasons": " "}, status=422)
    refused(empty, 422, "casework/reasons-missing", "第三十二条")
    step(clerk, case, "accept")
    decision = {"granted": True, "reasons": "符合法定条件"}
    early = step(approver, case, "decision", decision, status=409)
    refused(early, 409, "casework/reviews-missing", "第三十四条")
    step(reviewer, case, "review", {"passed": True, "opinion": "材料与现场一致。"})
    twice = step(reviewer, case, "review", {"passed": True, "opinion": "再看一次。"}, status=409)
    refused(twice, 409, "casework/already-reviewed", "第三十四条")
    step(counter.person("demo-reviewer-2"), case, "review", {"passed": True, "opinion": "一致。"})
    silent = step(approver, case, "decision", {"granted": False, "reasons": "  "}, status=422)
    refused(silent, 422, "casework/reasons-missing", "第三十八条")
    refused(step(clerk, case, "delivery", {"method": "window"}, status=409), 409, "casework/wrong-step")
    step(approver, case, "decision", decision)
    refused(step(approver, case, "decision", decision, status=409), 409, "casework/decided-already")
    refused(step(applicant, case, "withdraw", {"reasons": "不办了"}, status=409), 409)


def after_the_end(counter):
    applicant, clerk = counter.person("demo-applicant"), counter.person("demo-clerk")
    case = file(applicant)["id"]
    step(clerk, case, "refuse-acceptance", {"reasons": "不属于本机关职权，请向市场监管部门申请。"})
    refused(step(clerk, case, "accept", status=409), 409, "casework/wrong-step", "第三十二条")
    equal(detail(applicant, case)["phase"], "notAccepted", "phase")
    equal(len(detail(applicant, case)["documents"]), 2, "documents")


def withdrawn_item(counter):
    keeper, applicant = counter.person("demo-catalogue"), counter.person("demo-applicant")
    items = applicant.get("/api/v1/items?query=%E5%A4%9C%E9%97%B4").json["items"]
    code = next(item["code"] for item in items if "夜间" in item["name"]["zh"])
    path = f"/api/v1/items/{code}/withdrawal"
    refused(applicant.post(path, {"reason": "试一试"}), 403)
    equal(keeper.post(path, {"reason": "已经停止办理"}).status, 204, "withdrawal")
    answer = applicant.post("/api/v1/cases", {"item": code})
    refused(answer, 409, "casework/item-not-open")


def unknown_licence(counter):
    nobody = counter.person()
    number = detail(counter.person("demo-clerk"), granted(counter))["licence"]
    equal(nobody.get(f"/api/v1/licences/{number}").status, 200, "the number itself")
    wrong = number[:-1] + ("1" if number[-1] == "0" else "0")
    refused(nobody.get(f"/api/v1/licences/{wrong}"), 404)


def wrong_password(counter):
    nobody = counter.person()
    wrong = {"login": "demo-agent", "password": "not the password"}
    statuses = [nobody.post("/api/v1/sessions", wrong).status for _ in range(16)]
    equal(set(statuses[:5]), {401}, "the first tries")
    equal(statuses[-1], 429, "the last try")
    unknown = {"login": "nobody-at-all", "password": "not the password"}
    refused(nobody.post("/api/v1/sessions", unknown), 401)


def half_a_request(counter):
    """A client that goes away in the middle leaves nothing behind and disturbs nobody."""
    applicant = counter.person("demo-applicant")
    count = cases(counter)
    connection = http.client.HTTPConnection("127.0.0.1", counter.port, timeout=60)
    connection.putrequest("POST", "/api/v1/cases")
    connection.putheader("Authorization", f"Bearer {applicant.token}")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "5000")
    connection.endheaders(b'{"item": "')
    connection.close()
    equal(Person(counter.port).get("/ready").status, 200, "the server afterwards")
    equal(cases(counter), count, "cases")


def check(report, counter):
    for test in [
        without_token, unreadable, hundred_megabytes, bad_files, incomplete, somebody_elses, wrong_person,
        against_the_law, after_the_end, withdrawn_item, unknown_licence, half_a_request, wrong_password,
    ]:
        report.check(f"refusals: {test.__name__}", test, counter)
