# SPDX-License-Identifier: Apache-2.0
"""The load: clients that file, accept and notice cases, every command with an idempotency key.

A client stands behind a balancer: when its node does not answer, it asks the next one, always with the same key, until
it has an answer or the load is over.
"""

import collections
import http.client
import itertools
import json
import threading
import time

WRITERS = 8
# How long a client rests before it asks again, in seconds.
PAUSE = 0.03
# Longer than the program waits for a database that is gone.
PATIENCE = 60

NOTICE = {"entries": [{"target": "floor_plan", "problem": "没有标明各功能区面积，请补充标注。"}]}


class Command:
    """One request with its key, and what was answered; None when nothing was acknowledged."""

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
    def step(self):
        """What a command does to which case: `("accept", "3f9c…")`."""
        return self.path.split("/")[-1], self.path.split("/")[-2]


class Writer(threading.Thread):
    """One client: files a case, and then accepts it, notices it, or leaves it, until the load is over."""

    def __init__(self, load, number):
        super().__init__(name=f"{load.name}-{number}")
        self.load = load
        self.number = number
        self.people = {}
        self.commands = []

    def run(self):
        for number in itertools.count():
            made = self.command("demo-applicant", "/api/v1/cases", self.load.filing, f"{number}-file")
            if made is None:
                return
            case = made[1]["id"]
            if number % 3 == 0:
                self.command("demo-clerk", f"/api/v1/cases/{case}/accept", None, f"{number}-accept")
            elif number % 3 == 1:
                self.command("demo-clerk", f"/api/v1/cases/{case}/supplement-notice", NOTICE, f"{number}-notice")

    def command(self, login, path, body, key):
        command = Command(login, path, body, f"{self.name}-{key}")
        self.commands.append(command)
        while not self.load.is_over:
            try:
                status, value = command.send(self.person(login))
            except (OSError, http.client.HTTPException):
                self.load.count("no answer")
                self.number += 1
                time.sleep(PAUSE)
                continue
            if status in (200, 201):
                command.answer = status, value
                return command.answer
            self.load.count(f"{status} {value['type'].removeprefix('/problems/')}")
            time.sleep(PAUSE)
        return None

    def person(self, login):
        """Somebody with a connection to the node whose turn it is."""
        nodes = self.load.world.nodes
        place = self.number % len(nodes), login
        if place not in self.people:
            self.people[place] = nodes[place[0]].person()
            self.people[place].token = self.load.world.tokens[login]
        return self.people[place]


class Load:
    """Writers at work for as long as the block lasts: `with world.load() as load:`."""

    def __init__(self, world, name):
        self.world = world
        self.name = name
        self.filing = world.person("demo-applicant").filing()
        self.over = threading.Event()
        self.lock = threading.Lock()
        # What was answered instead of an acknowledgement, and how often.
        self.refusals = collections.Counter()
        self.writers = [Writer(self, number) for number in range(WRITERS)]

    @property
    def is_over(self):
        return self.over.is_set()

    @property
    def commands(self):
        return [command for writer in self.writers for command in writer.commands]

    @property
    def acknowledged(self):
        return sum(command.answer is not None for command in self.commands)

    def count(self, refusal):
        with self.lock:
            self.refusals[refusal] += 1

    def go_on(self, number, what):
        """Waits until so many more commands are acknowledged."""
        wanted = self.acknowledged + number
        self.wait_until(lambda: self.acknowledged >= wanted, f"nothing is served {what}")

    def refuse(self, refusal):
        """Waits until a command is answered so."""
        self.wait_until(lambda: self.refusals[refusal], f"nobody was told {refusal}")

    def wait_until(self, is_so, otherwise):
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, f"{otherwise} in {PATIENCE} s; refusals: {dict(self.refusals)}"
            time.sleep(PAUSE)

    def __enter__(self):
        for writer in self.writers:
            writer.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for writer in self.writers:
            writer.join(timeout=PATIENCE)
