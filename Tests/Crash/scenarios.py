# SPDX-License-Identifier: Apache-2.0
"""Mischief, one function for each kind: what is killed, filled or put back while the load goes on.

Each is given the world and a `random.Random`, and answers its load, if it has one.
"""

import time

import checks
from counter import equal, pdf

# Past the day on which silence is acceptance, whatever the holidays.
LATER = 60 * 86_400


def node_killed(world, chance):
    """SIGKILL of a node at a random moment; the others go on serving, and it comes back."""
    node = chance.choice(world.nodes)
    with world.load() as load:
        load.go_on(chance.randint(10, 80), "before the kill")
        time.sleep(chance.uniform(0, 0.3))
        node.kill()
        world.mischief["node killed"] += 1
        if len(world.nodes) > 1:
            load.go_on(30, "by the nodes that are left")
        node.start()
        load.go_on(20, "after the node has come back")
    return load


def postgres_killed(world, chance):
    """SIGKILL of all processes of PostgreSQL, which then starts again."""
    with world.load() as load:
        load.go_on(chance.randint(10, 80), "before the kill")
        time.sleep(chance.uniform(0, 0.3))
        world.postgres.kill()
        world.mischief["PostgreSQL killed"] += 1
        time.sleep(chance.uniform(0, 1.5))
        world.postgres.start()
        load.go_on(20, "after PostgreSQL has come back")
    return load


def disk_full(world, chance):
    """No room on the disk of the database: that is told in words, reading goes on, and all does once there is room."""
    with world.load() as load:
        load.go_on(chance.randint(10, 80), "before the disk is full")
        world.disk.fill()
        world.mischief["disk filled"] += 1
        try:
            load.refuse("503 site/full")
            if world.engine == "sqlite":
                equal(world.person("demo-clerk").get("/api/v1/cases?limit=1").status, 200, "reading from a full disk")
            if world.engine == "sqlite" and world.disk.is_for_all:
                # The files lie on the same disk.
                answer = world.person("demo-applicant").upload("floor_plan", content=pdf("x" * 9_000))
                equal((answer.status, answer.json["type"]), (503, "/problems/site/full"), "a file without room")
            time.sleep(chance.uniform(0, 1))
        finally:
            world.disk.make_room()
        if world.postgres:
            # It ends by itself where there is no room for what it has to write down.
            world.postgres.start()
        load.go_on(20, "after there is room again")
    return load


def deadlines_fire(world, _):
    """What falls due in two months is done once, by all nodes together."""
    if not world.mischief:
        # The topic of a node that is at work passes to another when the clock jumps, which may send twice.
        checks.delivered(world, checks.all_events(world))
    wait_for_acceptance(world, all_fall_due(world))


def killed_over_deadlines(world, chance):
    """The same, though a node is killed over it."""
    due = all_fall_due(world)
    time.sleep(chance.uniform(0, 1.2))
    node = chance.choice(world.nodes)
    node.kill()
    world.mischief["node killed over deadlines"] += 1
    node.start()
    wait_for_acceptance(world, due)


def all_fall_due(world):
    """Moves the clock until silence has accepted every case; answers which these are."""
    due = {case["id"] for case in checks.all_cases(world) if case["phase"] == "received"}
    assert due, "there is nothing to fall due"
    world.set_clock(world.ahead + LATER)
    world.sign_in()
    return due


def wait_for_acceptance(world, due):
    end = time.monotonic() + checks.PATIENCE
    while True:
        left = due.intersection(case["id"] for case in checks.all_cases(world) if case["phase"] == "received")
        if not left:
            return
        assert time.monotonic() < end, f"{len(left)} deadlines have not fired in {checks.PATIENCE} s"
        time.sleep(0.2)


def clock_put_back(world, chance):
    """The clock jumps back amid work, by up to two days."""
    world.sign_in()
    with world.load() as load:
        load.go_on(20, "before the clock is put back")
        world.set_clock(world.ahead - chance.randint(1, 2 * 86_400))
        world.mischief["clock put back"] += 1
        load.go_on(40, "after the clock was put back")
    return load


def quiet(world, chance):
    """No mischief at all."""
    with world.load() as load:
        load.go_on(chance.randint(60, 120), "though nobody does any harm")
    return load
