# SPDX-License-Identifier: Apache-2.0
"""The crash tests in their small form: each mischief once, on the engine that `BANJIE_TEST_DATABASE` names.

`CRASH_SEED` repeats the random moments of a run.
"""

import os
import random
import sys

import faults
import scenarios
from counter import Report
from disk import may_mount
from trial import Tally, mischief, settle
from world import World


def main():
    engine = "postgres" if os.environ.get("BANJIE_TEST_DATABASE") == "postgres" else "sqlite"
    seed = int(os.environ.get("CRASH_SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    has_disk = may_mount()
    report, tally = Report(), Tally()
    nodes = 3 if engine == "postgres" else 1
    # Without any mischief first: nothing may go out twice.
    with World(engine, nodes) as world:
        for kind in [scenarios.quiet, scenarios.deadlines_fire]:
            mischief(report, tally, world, kind, chance)
        settle(report, tally, world)
    kinds = [
        scenarios.node_killed, scenarios.postgres_killed if engine == "postgres" else scenarios.disk_full,
        scenarios.killed_over_deadlines, scenarios.clock_put_back, scenarios.node_killed,
    ]
    with World(engine, nodes) as world:
        for kind in kinds:
            if not mischief(report, tally, world, kind, chance):
                break
        settle(report, tally, world)
        faults.check(report, world)
    if has_disk:
        with World(engine, on_small_disk=True) as world:
            mischief(report, tally, world, scenarios.disk_full, chance)
            settle(report, tally, world)
            if engine == "sqlite":
                report.check("sqlite: disk_for_reading_only", faults.disk_for_reading_only, world)
    print(tally, flush=True)
    report.end()


if __name__ == "__main__":
    sys.exit(main())
