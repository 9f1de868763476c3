# SPDX-License-Identifier: Apache-2.0
"""The crash tests in their long form: mischief of all kinds by chance, on both engines, until the time is over.

    torture.py [--minutes N] [--seed N]

Ends with a tally. A seed repeats the choices, though not what the machine makes of them.
"""

import argparse
import random
import sys
import time

import faults
import scenarios
from counter import Report
from disk import may_mount
from trial import Tally, mischief, settle
from world import World

# Rounds in one world at most: the lists that are checked after each grow with every one.
ROUNDS = 4
# Bytes that are flipped in copies of a world's file.
FLIPS = 8

ANYWHERE = [scenarios.node_killed, scenarios.clock_put_back]
ON_SQLITE = [*ANYWHERE, scenarios.disk_full]
ON_POSTGRES = [*ANYWHERE, scenarios.postgres_killed, scenarios.postgres_killed]
# One of them in a world: what has fallen due does not do so again.
OVER_DEADLINES = [scenarios.deadlines_fire, scenarios.killed_over_deadlines]


def live(report, tally, chance, engine, on_small_disk, end):
    """One world from its first day to its last."""
    nodes = chance.choice([2, 3]) if engine == "postgres" and not on_small_disk else 1
    kinds = [*(ON_POSTGRES if engine == "postgres" else ON_SQLITE), chance.choice(OVER_DEADLINES)]
    if on_small_disk and engine == "postgres":
        kinds.append(scenarios.disk_full)
    # First something that leaves cases behind, which may then fall due.
    kinds = [scenarios.node_killed, *chance.sample(kinds, chance.randint(1, ROUNDS - 1))]
    with World(engine, nodes, on_small_disk) as world:
        for kind in kinds:
            if time.monotonic() >= end or not mischief(report, tally, world, kind, chance):
                break
        settle(report, tally, world)
        if engine == "sqlite":
            for _ in range(FLIPS):
                report.check("sqlite: flipped_anywhere", faults.flipped_anywhere, world, chance)
                tally.mischief["byte flipped"] += 1


def main():
    parser = argparse.ArgumentParser(description="Tortures the program on both engines.")
    parser.add_argument("--minutes", type=float, default=10, help="how long, 10 when absent")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.minutes:g} minutes", flush=True)
    chance = random.Random(options.seed)
    has_disk = may_mount()
    report, tally = Report(), Tally()
    end = time.monotonic() + options.minutes * 60
    lives = 0
    while time.monotonic() < end:
        engine = ["sqlite", "postgres"][lives % 2]
        on_small_disk = has_disk and chance.random() < 0.4
        print(f"world {lives + 1}: {engine}{', a small disk' if on_small_disk else ''}", flush=True)
        report.check(f"world {lives + 1}", live, report, tally, chance, engine, on_small_disk, end)
        lives += 1
    print(f"seed {options.seed}\nworlds {lives}\n{tally}\nfaults found {report.failed}", flush=True)
    report.end()


if __name__ == "__main__":
    sys.exit(main())
