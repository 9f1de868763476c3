# SPDX-License-Identifier: Apache-2.0
"""Backs a counter up under load, and restores it elsewhere.

Writers upload files, file cases with them and accept them, without a pause. A backup that is taken meanwhile must hold
everything that was acknowledged before it began exactly once, and whatever it holds must be consistent, files included. A
backup or a restore that is killed must not look whole, and nothing damaged, foreign or misplaced may be restored.
"""

import collections
import hashlib
import http.client
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from counter import MATERIALS, ROOT, Counter, Report, equal, pdf

WRITERS = 4
# Files that only make the copying last, so that there is something to kill.
BALLAST_FILES = 12
BALLAST_BYTES = 1_500_000


def sm3(content):
    return hashlib.new("sm3", content).hexdigest()


class Filed:
    """A case that was acknowledged, with the file that was handed in for it."""

    def __init__(self, case, number, digest):
        self.case = case
        self.number = number
        self.digest = digest
        self.accepted = False


class Writer(threading.Thread):
    """Uploads a file that nobody else has, files a case with it, accepts it, and so on until it is told to stop."""

    def __init__(self, counter, number, filing, tokens):
        super().__init__(name=f"writer-{number}")
        self.filing = filing
        self.applicant, self.clerk = counter.person(), counter.person()
        self.applicant.token, self.clerk.token = tokens
        self.filed = []
        self.is_over = False
        self.failure = None

    def run(self):
        try:
            while not self.is_over:
                self.step(len(self.filed))
        except (OSError, http.client.HTTPException, AssertionError) as error:
            self.failure = error

    def step(self, number):
        answer = self.applicant.upload(MATERIALS[0], content=pdf(f"{self.name} {number}"))
        assert answer.status == 201, answer
        digest = answer.json["digest"]
        files = [{"material": key, "digest": digest} for key in MATERIALS]
        answer = self.applicant.post("/api/v1/cases", {**self.filing, "files": files})
        assert answer.status == 201, answer
        filed = Filed(answer.json["id"], answer.json["number"], digest)
        self.filed.append(filed)
        if number % 2 == 0:
            answer = self.clerk.post(f"/api/v1/cases/{filed.case}/accept")
            assert answer.status == 200, answer
            filed.accepted = True


class Load:
    """The writers of a counter."""

    def __init__(self, counter):
        tokens = [counter.person(login).token for login in ["demo-applicant", "demo-clerk"]]
        person = counter.person()
        person.token = tokens[0]
        filing = person.filing()
        self.writers = [Writer(counter, number, filing, tokens) for number in range(WRITERS)]

    def start(self):
        for writer in self.writers:
            writer.start()

    def acknowledged(self):
        """What is acknowledged by now: the cases, and whether each was accepted."""
        return [(filed, filed.accepted) for writer in self.writers for filed in list(writer.filed)]

    def stop(self):
        for writer in self.writers:
            writer.is_over = True
        for writer in self.writers:
            writer.join(timeout=60)
        equal([writer.failure for writer in self.writers if writer.failure], [], "failures of writers")


def weigh(counter):
    chance = random.Random(1)
    for _ in range(BALLAST_FILES):
        content = chance.randbytes(BALLAST_BYTES)
        digest = sm3(content)
        place = counter.data / "files" / digest[:2]
        place.mkdir(mode=0o700, exist_ok=True)
        (place / digest).write_bytes(content)


def run(counter, *arguments, **environment):
    """Runs a command of the program on places of its own; answers the finished process."""
    return subprocess.run(
        [counter.program, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, **environment})


def succeeds(result):
    equal(result.returncode, 0, result.stdout + result.stderr)
    return result.stdout


def refused(result, *words):
    """A refusal ends with an error, and says what is wrong."""
    assert result.returncode not in (0, -signal.SIGSEGV), result
    for word in words:
        assert word in result.stderr, f"{word!r} is not in: {result.stderr}"


def killed(counter, arguments, has_begun, is_over):
    """Starts a command and kills it a moment after it has begun, before it is over."""
    for divisor in (1, 2, 4, 8, 16):
        process = subprocess.Popen(
            [counter.program, *map(str, arguments)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not has_begun() and process.poll() is None:
            time.sleep(0.002)
        time.sleep(random.uniform(0, 0.3) / divisor)
        process.kill()
        process.wait()
        if not is_over():
            return
    raise AssertionError("it was over before it could be killed")


def unfinished(folder):
    return sorted(folder.glob("*.unfinished"))


def clear(folder, *others):
    """Empties a place, so that the next attempt begins anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for other in others:
        other()


# MARK: The backup


def kill_backup(counter):
    """A killed backup leaves nothing under its name, and what it leaves is no backup."""
    target = counter.folder / "killed"

    def is_over():
        if not target.exists():
            return False
        clear(target)
        return True

    for leftover in unfinished(counter.folder):
        clear(leftover)
    killed(
        counter, ["backup", *counter.places, target], lambda: bool(unfinished(counter.folder)), is_over)
    leftovers = unfinished(counter.folder)
    equal(len(leftovers), 1, "what a killed backup leaves")
    refused(
        run(counter, "restore", leftovers[0], "--data", counter.folder / "nothing"),
        "is no whole backup", "manifest.json is missing")
    equal((counter.folder / "nothing").exists(), False, "a folder made for nothing")
    succeeds(run(counter, "backup", *counter.places, target))


def restore(counter, other, backup):
    output = succeeds(run(counter, "restore", backup, *other.places))
    assert output.rstrip().endswith("\nsound"), output
    for place in ["journal_event", "case_evidence", "case_upload", "files", "journal_counter case/", "projections"]:
        assert f"{place}: " in output, f"{place} was not looked at: {output}"


def all_cases(clerk):
    cases, cursor = [], ""
    while True:
        answer = clerk.get(f"/api/v1/cases?limit=100{cursor}")
        equal(answer.status, 200, "the list of cases")
        cases += answer.json["items"]
        if not answer.json.get("next"):
            return cases
        cursor = f"&cursor={answer.json['next']}"


def compare(other, before, after):
    """What was acknowledged before the backup is there once; what was not acknowledged in the end is not there."""
    clerk = other.person("demo-clerk")
    cases = all_cases(clerk)
    there = collections.Counter(case["number"] for case in cases)
    equal([number for number, count in there.items() if count > 1], [], "cases that are there twice")
    by_id = {case["id"]: case for case in cases}
    equal([filed.case for filed, _ in before if filed.case not in by_id], [], "acknowledged and lost")
    assert len(before) > 10, f"only {len(before)} cases before the backup"
    known = {filed.case: filed for filed, _ in after}
    equal([case for case in by_id if case not in known], [], "cases that nobody has filed")
    for filed, accepted in before:
        case = by_id[filed.case]
        equal(case["number"], filed.number, "the number that was told")
        if accepted:
            equal(case["phase"], "accepted", f"the phase of {filed.number}")
    serials = sorted(int(case["number"][-4:]) for case in cases)
    equal(serials, list(range(1, len(cases) + 1)), "the serial numbers of the cases")
    print(f"{len(before)} cases acknowledged before the backup, {len(cases)} in it, {len(after)} at the end", flush=True)
    return by_id, known


def files_are_there(other, by_id, known):
    for case in by_id:
        digest = known[case].digest
        content = (other.data / "files" / digest[:2] / digest).read_bytes()
        equal(sm3(content), digest, "a file")


def goes_on(other):
    """The restored counter works: the next number follows the last."""
    before = len(all_cases(other.person("demo-clerk")))
    applicant = other.person("demo-applicant")
    answer = applicant.post("/api/v1/cases", applicant.filing())
    equal(answer.status, 201, "a new case")
    equal(int(answer.json["number"][-4:]), before + 1, "its serial number")
    equal(other.stop(), 0, "the exit status")
    succeeds(run(other, "verify", *other.places))
    equal(other.errors(), [], "errors")


# MARK: What is refused


def flipped(counter, backup):
    """A byte that is flipped in any part is found, and the part named; the target stays empty."""
    parts = [place for place in sorted(backup.rglob("*")) if place.is_file()]
    small = [place for place in parts if place.stat().st_size < 1_000_000 or place.parent == backup]
    files = [place for place in small if place.parent != backup]
    equal(len(small) - len(files), 4, "the parts beside the files")
    target = counter.folder / "flipped"
    for place in [place for place in small if place.parent == backup] + random.sample(files, 2):
        with place.open("r+b") as part:
            offset = random.randrange(place.stat().st_size)
            part.seek(offset)
            byte = part.read(1)[0]
            part.seek(offset)
            part.write(bytes([byte ^ 1 << random.randrange(8)]))
        try:
            refused(run(counter, "restore", backup, *elsewhere(counter, target)), "is damaged", place.name)
            equal(target.exists(), False, f"a folder in spite of {place.name}")
        finally:
            with place.open("r+b") as part:
                part.seek(offset)
                part.write(bytes([byte]))


def elsewhere(counter, folder):
    """Another place of the same engine, which must be empty where there is a server: a database of its own."""
    places = ["--data", folder]
    if counter.postgres:
        places += ["--database", database(counter, "elsewhere")]
    return places


def database(counter, name):
    """A database on the counter's own server, made when it is first wanted."""
    made = subprocess.run(
        ["createdb", "-h", counter.postgres.folder, "-U", "postgres", "--template=template0", "--encoding=UTF8",
         "--locale=C.UTF-8", name], capture_output=True, text=True)
    assert made.returncode == 0 or "already exists" in made.stderr, made.stderr
    return f"postgres://postgres@/{name}?host={counter.postgres.folder}"


def misplaced(counter, backup, other):
    """Nothing goes onto data that is there, nor to an engine of another kind."""
    refused(run(counter, "restore", backup, *counter.places), "is not empty", "an empty place only")
    taken = counter.folder / "taken"
    if counter.postgres:
        refused(
            run(counter, "restore", backup, "--data", taken, *other.places[2:]),
            "the database is not empty", "in the schema public")
        refused(run(counter, "restore", backup, "--data", taken), "the backup is of PostgreSQL", "is SQLite")
        place = database(counter, "elsewhere") + "&options=-csearch_path%3Dpg_catalog"
        refused(run(counter, "restore", backup, "--data", taken, "--database", place))
    else:
        refused(
            run(counter, "restore", backup, "--data", taken, "--database", other.data / "banjie.sqlite"),
            "the database is not empty", "banjie.sqlite")
        refused(
            run(counter, "restore", backup, "--data", taken, "--database", "postgres://nobody@127.0.0.1:1/none"),
            "the backup is of SQLite", "is PostgreSQL")
    equal(taken.exists(), False, "a folder made for nothing")


def wrong_words(counter, backup):
    """Every wrong argument is told in a sentence."""
    refused(run(counter, "backup", *counter.places, backup), "is there already")
    refused(run(counter, "backup", *counter.places, counter.folder / "no/where"), "is not there")
    refused(run(counter, "restore", counter.folder / "nowhere", "--data", counter.folder / "x"), "is not there")
    refused(run(counter, "restore", counter.data, "--data", counter.folder / "x"), "is no whole backup")
    for command in (["verify"], ["backup", counter.folder / "b"]):
        refused(run(counter, *command, "--data", counter.folder / "x"), "there is no database")
    equal((counter.folder / "x").exists(), False, "a folder made for nothing")
    if not counter.postgres:
        return
    target = counter.folder / "tool"
    refused(
        run(counter, "backup", *counter.places, target, PATH=str(counter.folder)),
        "pg_dump is not in the PATH", "pg_basebackup")
    old = counter.folder / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o700)
    refused(
        run(counter, "backup", *counter.places, target, PATH=str(counter.folder)),
        "pg_dump in the PATH is of PostgreSQL 9")
    equal(target.exists() or bool(list(counter.folder.glob("tool*"))), False, "a backup without a tool")


def secret(counter):
    """A password is handed to the tools where nobody sees it."""
    word = "s3cretword"
    subprocess.run(
        ["psql", "-q", "-h", counter.postgres.folder, "-U", "postgres", "-c",
         f"CREATE ROLE guarded SUPERUSER LOGIN PASSWORD '{word}'"], check=True)
    file = counter.folder / "password"
    file.write_text(word + "\n")
    address = counter.postgres.address.replace("postgres@", "guarded@")
    process = subprocess.Popen(
        [counter.program, "backup", "--data", counter.data, "--database", address,
         "--database-password-file", file, counter.folder / "guarded"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    seen = set()
    while process.poll() is None:
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                line = place.read_bytes()
            except OSError:
                continue
            assert word.encode() not in line, "the password stands on a command line"
            if b"pg_dump" in line.split(b"\0")[0]:
                seen.add(line)
        time.sleep(0.02)
    equal(process.returncode, 0, process.stdout.read())
    assert seen, "pg_dump was never seen"


# MARK: The restore


def kill_restore(counter, backup):
    """A killed restore leaves a place that says what it is, and that nothing opens."""
    target = counter.folder / "half"
    places = elsewhere(counter, target)

    def is_over():
        if (target / "RESTORING").exists():
            return False
        equal(target.exists() and any(target.glob("*.sqlite")), not counter.postgres, "the database of a whole restore")
        clear(target, *([lambda: empty(counter)] if counter.postgres else []))
        return True

    killed(counter, ["restore", backup, *places], lambda: (target / "RESTORING").exists(), is_over)
    for command in (["verify"], ["demo", "--port", "0"], ["backup", counter.folder / "never"]):
        refused(run(counter, *command, *places), "half restored", "restore again")
    refused(run(counter, "restore", backup, *places), "is not empty", "RESTORING")
    clear(target, *([lambda: empty(counter)] if counter.postgres else []))
    succeeds(run(counter, "restore", backup, *places))


def empty(counter):
    """Removes what a restore has made in the database elsewhere."""
    subprocess.run(
        ["psql", "-q", database(counter, "elsewhere"), "-c",
         "SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public"], check=True)


def finds(counter):
    """A file that rots is named by verify, and kept out of every backup."""
    target = counter.folder / "half"
    places = elsewhere(counter, target)
    place = next(place for place in sorted((target / "files").rglob("*")) if place.is_file())
    content = place.read_bytes()
    place.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    result = run(counter, "verify", *places)
    equal(result.returncode, 1, result.stdout + result.stderr)
    assert f"files {place.name}: the bytes are not" in result.stdout, result.stdout
    assert result.stdout.rstrip().endswith("NOT SOUND"), result.stdout
    refused(run(counter, "backup", *places, counter.folder / "never"), place.name, "is damaged", "no backup was made")
    equal(list(counter.folder.glob("never*")), [], "a backup of damage")


def under_load(counter, report):
    load = Load(counter)
    load.start()
    time.sleep(1)
    before = load.acknowledged()
    backup = counter.folder / "backup"
    report.check("a backup under load", lambda: succeeds(run(counter, "backup", *counter.places, backup)))
    report.check("verify under load", lambda: succeeds(run(counter, "verify", *counter.places)))
    report.check("a killed backup is none", kill_backup, counter)
    report.check("the writers were never held up for long", load.stop)
    return backup, before, load.acknowledged()


def main():
    seed = int(os.environ.get("BACKUP_SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"seed {seed}", flush=True)
    random.seed(seed)
    report = Report()
    with Counter() as counter:
        (counter.folder / "other").mkdir()
        other = Counter(counter.folder / "other")
        try:
            weigh(counter)
            backup, before, after = under_load(counter, report)
            report.check("a restore elsewhere verifies", restore, counter, other, backup)
            other.start()
            found = report.check("everything acknowledged is there once", compare, other, before, after)
            if found:
                report.check("and so are the files", files_are_there, other, *found)
            report.check("the restored counter goes on", goes_on, other)
            report.check("a flipped byte is named", flipped, counter, backup)
            report.check("nothing goes where it does not belong", misplaced, counter, backup, other)
            report.check("wrong words are told in a sentence", wrong_words, counter, backup)
            if counter.postgres:
                report.check("a password is seen by nobody", secret, counter)
            report.check("a killed restore says so", kill_restore, counter, backup)
            report.check("what rots is found", finds, counter)
            report.check("the log tells of no failure", lambda: equal(counter.errors(), [], "errors"))
        finally:
            other.__exit__(None, None, None)
    report.end()


if __name__ == "__main__":
    sys.exit(main())
