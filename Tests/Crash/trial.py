# SPDX-License-Identifier: Apache-2.0
"""One mischief in a world, the checks after it, and the tally of many."""

import collections

import checks
from counter import equal

# What a server may answer besides an acknowledgement: with these words, and nothing done or nobody knows.
KNOWN = {"no answer", "503 site/busy", "503 site/full", "503 site/outcome-unknown"}


class Tally:
    """What was done in a run, and what came of it; `lost` counts acknowledged filings that are not there."""

    def __init__(self):
        # By the name of the scenario.
        self.rounds = collections.Counter()
        self.mischief = collections.Counter()
        self.refusals = collections.Counter()
        self.acknowledged = 0
        self.lost = 0

    def add(self, world):
        self.mischief += world.mischief
        self.refusals += world.refusals

    def __str__(self):
        rounds = ", ".join(f"{name} {count}" for name, count in sorted(self.rounds.items()))
        lines = [f"rounds {self.rounds.total()}: {rounds}"]
        lines += [f"{kind} {count}" for kind, count in sorted(self.mischief.items())]
        lines.append(f"commands acknowledged {self.acknowledged}, lost {self.lost}")
        lines += [f"answered “{refusal}” {count}" for refusal, count in sorted(self.refusals.items())]
        return "\n".join(lines)


def mischief(report, tally, world, kind, chance):
    """Does mischief of a kind, and looks whether everything is there; answers whether it was."""
    name = f"{world.engine}, {len(world.nodes)} nodes: {kind.__name__}"
    failed = report.failed
    tally.rounds[kind.__name__] += 1
    load = report.check(name, kind, world, chance)
    if not report.ok:
        return False
    commands = load.commands if load else []
    acknowledged = [command for command in commands if command.answer]
    tally.acknowledged += len(acknowledged)
    if load:
        world.refusals += load.refusals
        report.check(f"{name}: what was not done is told in words", known, load)
    report.check(f"{name}: the same key gives the same answer", checks.same_answers, world, commands)
    world.commands += commands
    cases = report.check(f"{name}: the list of cases", checks.all_cases, world) or []
    events = report.check(f"{name}: the feed", checks.all_events, world) or []
    there = {case["id"] for case in cases}
    tally.lost += sum(command.is_filing and command.answer[1]["id"] not in there for command in acknowledged)
    report.check(f"{name}: each command is there exactly once", checks.exactly_once, cases, events, world.commands)
    report.check(f"{name}: events have an order", checks.in_order, events)
    report.check(f"{name}: numbers have no gap", checks.numbers, cases, events)
    return report.failed == failed


def settle(report, tally, world):
    """The end of a world: all messages have gone out, and every table is what the journal says."""
    tally.add(world)
    events = report.check("the feed", checks.all_events, world) or []
    report.check("every message has gone out", checks.delivered, world, events)
    report.check("the log tells of nothing but what was done to it", checks.log, world)
    report.check("the projections are what the journal says", checks.projections, world)


def known(load):
    equal(set(load.refusals) - KNOWN, set(), f"other answers among {dict(load.refusals)}")
