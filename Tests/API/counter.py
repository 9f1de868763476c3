# SPDX-License-Identifier: Apache-2.0
"""A counter that runs for a test, and people who use its API.

The server is the one that `BANJIE` names, on a free port of the loopback, with a folder of its own for its data, and
with a PostgreSQL of its own where `BANJIE_TEST_DATABASE` is `postgres`.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "banjie-demo"

# 食品经营许可（新办）, and the situation that asks for the fewest materials.
FOOD = "11420103MB0000001P4000131023001"
SITUATION = {
    "business": "sale",
    "entity": "enterprise",
    "only_prepackaged": "no",
    "bulk_cooked": "no",
    "vending": "no",
    "premises": "owned",
    "agent": "self",
}
MATERIALS = ["floor_plan", "equipment_list", "safety_rules_list"]


def credit_code(body):
    """The unified social credit code with these 17 characters: GB 32100 adds the last one."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(letters.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return body + letters[-total % 31]


def resident_number(body):
    """The identity number with these 17 digits: GB 11643 adds the last character."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


ANSWERS = {
    "entity_name": "武汉示范餐饮有限公司（虚构）",
    "uscc": credit_code("91420103MA4KABC11"),
    "legal_person": "示范甲",
    "legal_person_id": resident_number("42010319900101011"),
    "business_address": "武汉市江汉区示范路1号",
    "area_sqm": "86.5",
    "staff_count": "6",
    "safety_manager": "示范乙",
    "scope": "散装食品销售（不含散装熟食）",
    "online_business": "no",
    "contact_name": "示范甲",
    "contact_phone": "13800000000",
}


def pdf(text="banjie"):
    """A small and valid PDF of one page that says `text`."""
    content = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (len(objects) + 1, table)


class Answer:
    """What the server has answered: status, headers and body."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:600].decode('utf-8', 'replace')}"


class Person:
    """Somebody with a connection of his own and, after signing in, a token. Not for two threads at once."""

    def __init__(self, port, token=None):
        self.port = port
        self.token = token
        self.connection = None

    def send(self, method, path, body=None, headers=None):
        """One request. A dictionary goes as JSON.

        A connection that the server has closed meanwhile is opened again for what changes nothing; for anything
        else the error is the caller's to handle.
        """
        headers = dict(headers or {})
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        if isinstance(body, (dict, list)):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            self.connection.request(method, path, body=body, headers=headers)
            response = self.connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def get(self, path, **headers):
        return self.send("GET", path, headers=headers)

    def post(self, path, body=None, key=None, version=None):
        headers = {}
        if key:
            headers["Idempotency-Key"] = key
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self.send("POST", path, body, headers)

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def sign_in(self, login):
        answer = self.post("/api/v1/sessions", {"login": login, "password": PASSWORD})
        assert answer.status == 201, answer
        self.token = answer.json["token"]
        return self

    def upload(self, material, name="plan.pdf", content=None, item=FOOD):
        """Hands a file in; answers what the server has made of it."""
        edge = "banjie-edge"
        head = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
            for field, value in [("item", item), ("material", material)]
        )
        head += (
            f"--{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + (pdf() if content is None else content) + f"\r\n--{edge}--\r\n".encode()
        return self.send(
            "POST", "/api/v1/files", body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def filing(self):
        """A complete application; its files are uploaded first."""
        answer = self.upload(MATERIALS[0])
        assert answer.status == 201, answer
        digest = answer.json["digest"]
        files = [{"material": key, "digest": digest} for key in MATERIALS]
        return {"item": FOOD, "situation": SITUATION, "answers": ANSWERS, "files": files}


class Counter:
    """A server in demo mode, as a process.

    One that is given a PostgreSQL shares it with others, and leaves it running.
    """

    def __init__(self, folder=None, postgres=None, options=()):
        self.program = os.environ["BANJIE"]
        self.own = folder is None
        self.folder = Path(folder or tempfile.mkdtemp(prefix="banjie-test-"))
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.has_own_postgres = postgres is None and os.environ.get("BANJIE_TEST_DATABASE") == "postgres"
        self.postgres = Postgres() if self.has_own_postgres else postgres
        self.options = options
        self.places = ["--data", self.data]
        if self.postgres:
            self.places += ["--database", self.postgres.address]
        self.process = None
        self.port = free_port()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.program, "demo", *self.places, "--port", str(self.port), *self.options],
                cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended at once:\n{self.log.read_text()}")
            try:
                if Person(self.port).get("/ready").status == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"the server is not ready after a minute:\n{self.log.read_text()}")

    def person(self, login=None):
        person = Person(self.port)
        return person.sign_in(login) if login else person

    def kill(self):
        """Ends the process as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ends the process as an operator does.

        Answers its exit status, or None when it had to be killed.
        """
        if self.process is None or self.process.poll() is not None:
            return self.process and self.process.returncode
        self.process.terminate()
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def errors(self):
        """The lines of the log that tell of failures of the program itself."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return [line for line in lines if " error " in line or " critical " in line or "Fatal" in line]

    def run(self, *arguments, places=None):
        """Runs another command of the program, on the same data where no other places are named."""
        return subprocess.run(
            [self.program, *arguments, *(places or self.places)], cwd=ROOT, capture_output=True, text=True,
            timeout=120)

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __exit__(self, *_):
        self.stop()
        if self.has_own_postgres:
            self.postgres.stop()
        if self.own:
            shutil.rmtree(self.folder, ignore_errors=True)


class Postgres:
    """A PostgreSQL that ends when its input does, so with this process at the latest.

    Its files lie in a folder of their own, in `place` if one is given.
    """

    def __init__(self, place=None):
        environment = {**os.environ, "POSTGRES_PLACE": str(place)} if place else None
        self.process = subprocess.Popen(
            [ROOT / "Tests" / "postgres.sh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=environment)
        self.folder = self.process.stdout.readline().strip()
        if not self.folder:
            raise RuntimeError("PostgreSQL did not start; see what Tests/postgres.sh says")

    @property
    def address(self):
        return f"postgres://postgres@/postgres?host={self.folder}"

    def kill(self):
        """Ends all its processes as a power cut does."""
        self.tell("kill")

    def start(self):
        """Starts it again, unless it runs."""
        self.tell("start")

    def tell(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer == "done", f"Tests/postgres.sh, told to {command}, has said {answer!r}"

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Report:
    """Counts what passed and what failed, and tells of failures as they come."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        # Whether the test that ended last has passed.
        self.ok = True

    def check(self, name, body, *arguments):
        """Runs one test; answers what it returned, or None when it failed."""
        try:
            result = body(*arguments)
        except Exception as error:  # A test fails by whatever it raises, and the others go on.
            self.failed += 1
            self.ok = False
            text = f"{type(error).__name__}: {error}" if str(error) else repr(error)
            print(f"FAILED {name}\n  " + place_of(error) + text.replace("\n", "\n  "), flush=True)
            return None
        self.passed += 1
        self.ok = True
        return result

    def end(self):
        """Prints the last line; the exit status is 1 when anything failed."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        raise SystemExit(1 if self.failed else 0)


def place_of(error):
    """The line of the test that failed."""
    trace = error.__traceback__
    lines = []
    while trace:
        name = Path(trace.tb_frame.f_code.co_filename)
        if "Tests" in name.parts:
            lines.append(f"{name.name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(lines) + "\n  " if lines else ""


def equal(found, wanted, what=""):
    assert found == wanted, f"{what}: found {found!r}, wanted {wanted!r}"
