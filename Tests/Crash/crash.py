# SPDX-License-Identifier: Apache-2.0
"""Kills the server under load and counts what it had acknowledged.

Eight writers file, accept and notice cases, every command with an idempotency key. At a random moment the process
is killed by SIGKILL and started again on the same data. Then each acknowledged command must be there exactly once:
the same key gives the same answer, no case is there twice, and no number is missing. `CRASH_SEED` repeats a run.
"""

import collections
import http.client
import itertools
import json
import os
import random
import re
import sys
import threading
import time

from counter import Counter, Report, equal

ROUNDS = 3
WRITERS = 8
# A writer stops here by itself, so that a slow killing does not make the check long.
COMMANDS_MAX = 200

NOTICE = {"entries": [{"target": "floor_plan", "problem": "没有标明各功能区面积，请补充标注。"}]}


class Command:
    """One request with its key, and what was answered; None when no answer came."""

    def __init__(self, login, path, body, key):
        self.login = login
        self.path = path
        self.body = body
        self.key = key
        self.answer = None

    def send(self, person):
        """Answers the status and the value that the JSON stands for."""
        answer = person.post(self.path, self.body, key=self.key)
        return answer.status, json.loads(answer.body)

    @property
    def is_filing(self):
        return self.path == "/api/v1/cases"

    @property
    def acknowledged(self):
        return self.answer is not None and self.answer[0] in (200, 201)


class Writer(threading.Thread):
    """One client: files a case, and then accepts it, notices it, or leaves it, until the server is gone."""

    def __init__(self, counter, name, filing, tokens):
        super().__init__(name=name)
        self.filing = filing
        self.people = {login: counter.person() for login in tokens}
        for login, person in self.people.items():
            person.token = tokens[login]
        self.commands = []

    def run(self):
        for number in itertools.count():
            if len(self.commands) >= COMMANDS_MAX:
                return
            made = self.command("demo-applicant", "/api/v1/cases", self.filing, f"{number}-file")
            if made is None or made[0] != 201:
                return
            case = made[1]["id"]
            if number % 3 == 0:
                step, body = "accept", None
            elif number % 3 == 1:
                step, body = "supplement-notice", NOTICE
            else:
                continue
            if self.command("demo-clerk", f"/api/v1/cases/{case}/{step}", body, f"{number}-{step}") is None:
                return

    def command(self, login, path, body, key):
        command = Command(login, path, body, f"{self.name}-{key}")
        self.commands.append(command)
        try:
            command.answer = command.send(self.people[login])
        except (OSError, http.client.HTTPException):
            return None
        return command.answer


def load_and_kill(counter, name, tokens, chance):
    """One round: load, kill, start again. Answers the commands that were sent."""
    filing = counter.person()
    filing.token = tokens["demo-applicant"]
    filing = filing.filing()
    writers = [Writer(counter, f"{name}-{number}", filing, tokens) for number in range(WRITERS)]
    delay = chance.uniform(0.4, 2.0)
    for writer in writers:
        writer.start()
    time.sleep(delay)
    counter.kill()
    for writer in writers:
        writer.join(timeout=60)
    commands = [command for writer in writers for command in writer.commands]
    done = sum(command.acknowledged for command in commands)
    lost = sum(command.answer is None for command in commands)
    print(f"{name}: killed after {delay:.2f} s, {done} acknowledged, {lost} without an answer", flush=True)
    counter.start()
    return commands


def amid_work(commands):
    """A round in which nothing was acknowledged, or everything answered, would show nothing."""
    assert any(command.acknowledged for command in commands), "nothing was acknowledged"
    assert any(command.answer is None for command in commands), "the writers had ended before the kill"


def retry(counter, tokens, commands):
    """Every command again with its key: the acknowledged ones give the same answer, the others get theirs."""
    people = {login: counter.person() for login in tokens}
    for login, person in people.items():
        person.token = tokens[login]
    for command in commands:
        again = command.send(people[command.login])
        if command.answer is None:
            command.answer = again
        equal(again, command.answer, f"{command.key} sent again")
        assert command.acknowledged, f"{command.key}: {again}"


def all_cases(clerk):
    cases, cursor = [], ""
    while True:
        answer = clerk.get(f"/api/v1/cases?limit=100{cursor}")
        equal(answer.status, 200, "the list of cases")
        page = answer.json
        cases += page["items"]
        if not page.get("next"):
            return cases
        cursor = f"&cursor={page['next']}"


def exactly_once(cases, commands):
    """One case for every key of a filing, and in each the step that was acknowledged for it."""
    receipts = [command.answer[1] for command in commands if command.is_filing]
    filed = [receipt["id"] for receipt in receipts]
    equal(len(set(filed)), len(filed), "two keys have made one case")
    equal(sorted(case["id"] for case in cases), sorted(filed), "the cases that are there")
    wanted = {case: "received" for case in filed}
    for command in commands:
        parts = command.path.split("/")
        if parts[-1] == "accept":
            wanted[parts[-2]] = "accepted"
        elif parts[-1] == "supplement-notice":
            wanted[parts[-2]] = "supplementing"
    equal({case["id"]: case["phase"] for case in cases}, wanted, "the phases")
    told = {receipt["id"]: receipt["number"] for receipt in receipts}
    equal({case["id"]: case["number"] for case in cases}, told, "the numbers that were told")


def without_gap(serials, what):
    equal(sorted(serials), list(range(1, len(serials) + 1)), f"the serial numbers of {what}")


def case_numbers(cases):
    days = collections.defaultdict(list)
    for case in cases:
        days[case["number"][:-4]].append(int(case["number"][-4:]))
    assert days, "no case at all"
    for day, serials in days.items():
        without_gap(serials, f"cases {day}")


def document_numbers(clerk, cases):
    series = collections.defaultdict(list)
    for case in cases:
        answer = clerk.get(f"/api/v1/cases/{case['id']}/documents")
        equal(answer.status, 200, "the documents of a case")
        for document in answer.json["items"]:
            word, serial = re.fullmatch(r"(.*〔\d{4}〕)(\d+)号", document["number"]).groups()
            series[word].append(int(serial))
    equal(len(series), 3, "the series of receipts, notices and acceptances")
    for word, serials in series.items():
        without_gap(serials, word)
    equal(sum(map(len, series.values())) >= len(cases), True, "every case has its receipt")


def journal_is_sound(counter):
    equal(counter.stop(), 0, "the exit status after SIGTERM")
    result = counter.run("rebuild", "--check")
    equal(result.returncode, 0, f"rebuild --check\n{result.stdout}{result.stderr}")
    assert result.stdout.rstrip().endswith(": sound"), result.stdout


def main():
    seed = int(os.environ.get("CRASH_SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    report = Report()
    with Counter() as counter:
        tokens = {login: counter.person(login).token for login in ["demo-applicant", "demo-clerk"]}
        commands = []
        for number in range(1, ROUNDS + 1):
            name = f"round-{number}"
            sent = report.check(f"{name}: killed and started again", load_and_kill, counter, name, tokens, chance)
            if sent is None:
                break
            commands += sent
            report.check(f"{name}: the kill came amid work", amid_work, sent)
            report.check(f"{name}: the same key gives the same answer", retry, counter, tokens, sent)
            clerk = counter.person()
            clerk.token = tokens["demo-clerk"]
            cases = report.check(f"{name}: the list of cases", all_cases, clerk) or []
            report.check(f"{name}: each command is there exactly once", exactly_once, cases, commands)
            report.check(f"{name}: case numbers have no gap", case_numbers, cases)
            report.check(f"{name}: document numbers have no gap", document_numbers, clerk, cases)
        report.check("the log tells of no failure", lambda: equal(counter.errors(), [], "errors"))
        report.check("the projections are what the journal says", journal_is_sound, counter)
    report.end()


if __name__ == "__main__":
    sys.exit(main())
