# SPDX-License-Identifier: Apache-2.0
"""schemathesis over the description of the API, as an applicant, as a clerk and as nobody.

No answer may be of class 5xx, of a status, a media type or a shape that the description does not name.
"""

import json
import os
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from counter import MATERIALS, equal
from steps import file, granted, step

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
)
EXAMPLES = "12"
# Who has no account is refused nearly everywhere before anything is read.
EXAMPLES_OF_NOBODY = "3"
# They end the session that they are called with, and what follows would meet nothing but 401.
EXCLUDED = ["endCurrentSession"]


def known(counter):
    """Real values for the hooks, so that not every request ends at an unknown id."""
    applicant, clerk = counter.person("demo-applicant"), counter.person("demo-clerk")
    cases = [file(applicant)["id"] for _ in range(6)]
    step(clerk, cases[0], "accept")
    cases.append(granted(counter))
    found = clerk.get(f"/api/v1/cases/{cases[-1]}").json
    return {
        "id": cases, "digest": [found["files"][0]["digest"]], "number": [found["licence"]],
        "code": [item["code"] for item in clerk.get("/api/v1/items?limit=5").json["items"]],
        "material": MATERIALS,
    }


def fuzz(counter, report, login, values):
    name = login or "nobody"
    examples = EXAMPLES if login else EXAMPLES_OF_NOBODY
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "report.xml"
        command = [
            Path(os.environ["PYTHON"]).with_name("st"), "run", f"{counter.address}/api/openapi.json",
            "--checks", CHECKS, "--max-examples", examples, "--phases", "examples,coverage,fuzzing",
            "--seed", "20261123", "--request-timeout", "30", "--continue-on-failure",
            "--suppress-health-check", "all", "--no-shrink", "--warnings", "off",
            "--report", "junit", "--report-junit-path", result,
        ]
        for operation in EXCLUDED:
            command += ["--exclude-operation-id", operation]
        if login:
            command += ["--header", f"Authorization: Bearer {counter.person(login).token}"]
        environment = {
            **os.environ, "SCHEMATHESIS_HOOKS": "hooks", "BANJIE_KNOWN": json.dumps(values), "NO_COLOR": "1",
        }
        run = subprocess.run(
            command, env=environment, cwd=folder, capture_output=True, text=True, timeout=300)
        if not result.exists():
            raise RuntimeError(f"{run.stdout[-4000:]}{run.stderr[-2000:]}")
        cases = list(ElementTree.parse(result).iter("testcase"))
        for case in cases:
            trouble = [part for kind in ["failure", "error"] for part in case.iter(kind)]
            report.check(f"schemathesis as {name}: {case.get('name')}", told, trouble)
        equal(run.returncode in (0, 1), True, f"schemathesis itself {run.stdout[-4000:]}{run.stderr[-2000:]}")
        assert len(cases) >= 20, f"only {len(cases)} operations were called"


def told(trouble):
    text = "\n".join((part.get("message") or "") + (part.text or "") for part in trouble)
    assert not trouble, text[:3000]


def check(report, counter):
    values = report.check("schemathesis: cases to call it with", known, counter)
    for login in ["demo-applicant", "demo-clerk", None]:
        name = login or "nobody"
        report.check(f"schemathesis as {name}", fuzz, counter, report, login, values or {})
        report.check(
            f"schemathesis as {name}: the server is still there",
            lambda: equal(counter.person().get("/ready").status, 200, "ready"))
