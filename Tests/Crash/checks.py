# SPDX-License-Identifier: Apache-2.0
"""What must be so after any mischief: each acknowledged command is there exactly once, and everything fits together."""

import collections
import json
import re
import time

from counter import equal

# So long a claim to the outbox lasts, and so long a message rests at most that could not be delivered; in seconds.
REST = 700
PATIENCE = 60

# The only failures that a log may tell of.
EXPECTED = re.compile("cannot be reached|disk of the database is full|the connection was lost while|No space left")


def same_answers(world, commands):
    """Every command again with its key: the acknowledged ones give the same answer, the others get theirs."""
    people = {login: world.person(login) for login in world.tokens}
    for command in commands:
        again = command.send(people[command.login])
        if command.answer is None:
            command.answer = again
        equal(again, command.answer, f"{command.key} sent again")
        assert again[0] in (200, 201), f"{command.key}: {again}"


def pages(person, path, limit):
    """All that a list holds, page by page."""
    items, next_page = [], ""
    while True:
        answer = person.get(f"{path}?limit={limit}{next_page}")
        equal(answer.status, 200, path)
        page = answer.json
        items += page["items"]
        if not page.get("next") or not page["items"]:
            return items
        next_page = f"&{'after' if path.endswith('events') else 'cursor'}={page['next']}"


def all_cases(world):
    return pages(world.person("demo-clerk"), "/api/v1/cases", 100)


def all_events(world):
    return pages(world.person("demo-supervisor"), "/api/v1/events", 1000)


def exactly_once(cases, events, commands):
    """One case for every key of a filing, and in each the step that was acknowledged for it."""
    receipts = [command.answer[1] for command in commands if command.is_filing]
    filed = [receipt["id"] for receipt in receipts]
    equal(len(set(filed)), len(filed), "two keys have made one case")
    same({case["id"]: 1 for case in cases}, dict.fromkeys(filed, 1), "the cases that are there")
    wanted = {case: "received" for case in filed}
    for event in events:
        if event["type"] == "deemedAccepted":
            wanted[event["stream"].removeprefix("case/")] = "accepted"
    phases = {"accept": "accepted", "supplement-notice": "supplementing"}
    for command in commands:
        if not command.is_filing:
            step, case = command.step
            equal(wanted[case], "received", "silence has accepted what a clerk had taken up")
            wanted[case] = phases[step]
    same({case["id"]: case["phase"] for case in cases}, wanted, "the phases")
    told = {receipt["id"]: receipt["number"] for receipt in receipts}
    same({case["id"]: case["number"] for case in cases}, told, "the numbers that were told")
    equal(len(cases), len(told), "the number of cases")


def same(found, wanted, what):
    """Two dictionaries are equal; only what differs is shown."""
    differing = {key for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key)}
    shown = [f"{key}: found {found.get(key)}, wanted {wanted.get(key)}" for key in sorted(differing)[:5]]
    assert not differing, f"{what}: {len(differing)} differ\n" + "\n".join(shown)


def in_order(events):
    """The journal grows, each stream from 1 without a gap, and nothing that happens once has happened twice."""
    positions = [event["position"] for event in events]
    assert positions == sorted(set(positions)), "the positions do not grow"
    streams = collections.defaultdict(list)
    for event in events:
        streams[event["stream"]].append(event)
    for stream, own in streams.items():
        equal([event["version"] for event in own], list(range(1, len(own) + 1)), f"the versions of {stream}")
        if stream.startswith("case/"):
            steps = collections.Counter(event["type"] for event in own)
            del steps["documentNumbered"]
            equal([step for step, count in steps.items() if count > 1], [], f"what {stream} has twice")


def numbers(cases, events):
    """The numbers of cases and of documents have no gap in any series."""
    series = collections.defaultdict(list)
    for case in cases:
        series[case["number"][:-4]].append(int(case["number"][-4:]))
    for document in documents(events):
        word, serial = re.fullmatch(r"(.*〔\d{4}〕)(\d+)号", document).groups()
        series[word].append(int(serial))
    assert cases and len(series) > 1, "no number at all"
    for word, serials in series.items():
        wanted = dict.fromkeys(range(1, len(serials) + 1), 1)
        same(collections.Counter(serials), wanted, f"the serial numbers of {word}")


def documents(events):
    numbered = [event["body"]["documentNumbered"] for event in events if event["type"] == "documentNumbered"]
    return [body["_0"]["number"] for body in numbered]


def delivered(world, events):
    """Each message to an applicant has gone out: at least once, and once only where nothing was killed or full."""
    wanted = len(documents(events))
    if world.mischief:
        # A claim of a node that was killed, and the rest after a failure, are over sooner so.
        world.set_clock(world.ahead + REST)
    end = time.monotonic() + PATIENCE
    while True:
        files = [file for node in world.nodes for file in (node.data / "outbox").glob("*.json")]
        names = collections.Counter(file.name for file in files)
        if len(names) >= wanted:
            break
        assert time.monotonic() < end, f"{len(names)} of {wanted} messages have gone out in {PATIENCE} s"
        time.sleep(0.1)
    told = collections.Counter((body["caseID"], body["document"]) for body in bodies(files))
    equal((len(names), len(told)), (wanted, wanted), "the messages, and what they tell")
    if not world.mischief:
        equal([name for name, count in names.items() if count > 1], [], "the messages that went out twice")


def bodies(files):
    return {file.name: json.loads(file.read_text()) for file in files}.values()


def projections(world):
    """Every table is what the journal says, once all nodes have ended as they should."""
    for node in world.nodes:
        equal(node.stop(), 0, "the exit status after SIGTERM")
    result = world.nodes[0].run("rebuild", "--check")
    equal(result.returncode, 0, f"rebuild --check\n{result.stdout}{result.stderr}")
    assert result.stdout.rstrip().endswith(": sound"), result.stdout


def log(world):
    """A failure stands in the log only where there was one: of a server that was away, or a disk that was full."""
    wrong = [line for line in world.errors() if not EXPECTED.search(line)]
    assert not wrong, f"{len(wrong)} errors, the first: {wrong[0]}"
