# SPDX-License-Identifier: Apache-2.0
"""What a person finds in the morning: damaged files, locks, wrong names. Each stops with one sentence, and a status.

The data are those of a world whose nodes have ended; each fault is done to a copy of them.
"""

import itertools
import shutil
import sqlite3
import subprocess
import threading

from counter import equal

# The statuses that the program ends with, as its Banjie.swift has them.
DAMAGED, NO_DISK, TRY_AGAIN, WRONG_SETTING = 65, 74, 75, 78
# What `rebuild --check` ends with where a table is not what the journal says.
NOT_SOUND = 1

CHECK = ("rebuild", "--check")


class Copy:
    """A copy of a world's SQLite data, to be damaged."""

    numbers = itertools.count()

    def __init__(self, world, on_disk=None):
        self.node = world.nodes[0]
        self.data = (on_disk or world.folder) / f"copy-{next(self.numbers)}"
        shutil.copytree(self.node.data, self.data)

    @property
    def file(self):
        return self.data / "banjie.sqlite"

    def check(self):
        return self.node.run(*CHECK, places=["--data", self.data])

    def flip(self, place):
        """Turns all bits of a byte."""
        with self.file.open("r+b") as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ 0xFF]))


def check_of(world, database, *options):
    """A check of another database than that of the world."""
    node = world.nodes[0]
    return node.run(*CHECK, places=["--data", node.data, "--database", database, *options])


def told(result, status, *words):
    """The program has ended with a status and one sentence with these words."""
    equal(result.returncode, status, f"the status; it said: {result.stdout}{result.stderr}")
    lines = result.stderr.strip().splitlines()
    equal(len(lines), 1, f"one sentence is enough:\n{result.stderr}")
    for word in words:
        assert word in lines[0], f"“{word}” is not in: {lines[0]}"


def flipped_header(world):
    """A byte of the header that says what the file is, how its pages are, or where the tables begin."""
    for place in [0, 15, 16, 18, 59, 100]:
        copy = Copy(world)
        copy.flip(place)
        told(copy.check(), DAMAGED, "damaged, or is none", str(copy.file), "restore a backup")


def flipped_page(world):
    """The kind of the page on which the journal's table begins."""
    copy = Copy(world)
    with sqlite3.connect(copy.file) as database:
        root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'journal_event'").fetchone()[0]
        size = database.execute("PRAGMA page_size").fetchone()[0]
    database.close()
    copy.flip((root - 1) * size)
    told(copy.check(), DAMAGED, "damaged, or is none", "restore a backup")


def flipped_anywhere(world, chance):
    """A byte anywhere: told as damage or found to be unsound, or in what nothing hangs on; never a crash."""
    copy = Copy(world)
    place = chance.randrange(copy.file.stat().st_size)
    copy.flip(place)
    result = copy.check()
    shutil.rmtree(copy.data)
    assert result.returncode in (0, NOT_SOUND, DAMAGED), f"byte {place}: {result.returncode} {result.stderr}"
    if result.returncode == DAMAGED:
        told(result, DAMAGED)


def cut_short(world):
    """A file that has lost its end, down to all of it."""
    for keep in [20_000, 50, 0]:
        copy = Copy(world)
        with copy.file.open("r+b") as file:
            file.truncate(keep)
        told(copy.check(), DAMAGED, "damaged, or is none", str(copy.file), "restore a backup")


def no_database(world):
    copy = Copy(world)
    copy.file.write_text("事项,数量\n食品经营许可,12\n" * 200)
    told(copy.check(), DAMAGED, "damaged, or is none", "not a database")


def folder_for_file(world):
    copy = Copy(world)
    copy.file.unlink()
    copy.file.mkdir()
    told(copy.check(), WRONG_SETTING, "cannot be opened", str(copy.file))


def left_behind(world):
    """The log of a process that was killed, with its index or without: it is read, and nothing is missing."""
    node = world.nodes[0]
    node.start()
    world.sign_in()
    world.person("demo-applicant").filing()
    node.kill()
    assert node.data.joinpath("banjie.sqlite-wal").stat().st_size > 0, "there is no log"
    reports = []
    for is_whole in (True, False):
        copy = Copy(world)
        if not is_whole:
            copy.file.with_name("banjie.sqlite-shm").unlink()
        reports.append(copy.check())
    equal([report.returncode for report in reports], [0, 0], f"{reports}")
    equal(reports[0].stdout, reports[1].stdout, "what was found")


def locked(world):
    """Another program that is in the middle of writing: who starts says that it waits, and goes on when it may."""
    copy = Copy(world)
    other = sqlite3.connect(copy.file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    process = subprocess.Popen(
        [copy.node.program, *CHECK, "--data", copy.data], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    release = threading.Timer(60, other.execute, ["ROLLBACK"])
    release.start()
    line = process.stderr.readline()
    other.execute("ROLLBACK")
    release.cancel()
    process.communicate(timeout=60)
    other.close()
    assert "another program has the database locked; waiting" in line, line
    equal(process.returncode, 0, "the status")


def locked_for_itself(world):
    """Another program that lets nobody else read either."""
    copy = Copy(world)
    other = sqlite3.connect(copy.file, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE other (id)")
    told(copy.check(), TRY_AGAIN, "locked by another process")
    other.close()


def disk_for_reading_only(world):
    copy = Copy(world, on_disk=world.disk.folder)
    world.disk.protect()
    told(copy.check(), WRONG_SETTING, "may only be read", "not mounted read-only", str(copy.file))
    new = copy.data / "new.sqlite"
    told(check_of(world, new), WRONG_SETTING, str(new), "Read-only file system")
    result = world.nodes[0].run("demo", places=["--data", copy.data / "new"])
    told(result, WRONG_SETTING, "cannot be used", "choose with --data a folder that you may write")


def newer(world):
    """A database that a newer program has brought up to its own date."""
    step = "INSERT INTO schema_migration (room, number, name, digest, applied_at) VALUES ('journal', 999, 'x', 'x', 0)"
    if world.postgres:
        world.postgres.tell(f"sql {step}")
        told(world.nodes[0].run(*CHECK), DAMAGED, "newer than this program", "run the newer program")
        world.postgres.tell("sql DELETE FROM schema_migration WHERE number = 999")
        return
    copy = Copy(world)
    with sqlite3.connect(copy.file) as database:
        database.execute(step)
    database.close()
    told(copy.check(), DAMAGED, "newer than this program", "run the newer program")


def wrong_names(world):
    """Databases that are written wrongly, or are nowhere."""
    for name, words in [
        ("postgre://db/banjie", "postgres://user@host/database"),
        ("postgres://db:port/banjie", "the port must be a number"),
        ("postgres://db/banjie?hots=x", "hots"),
        ("/nowhere/banjie.sqlite", "see that its folder is there"),
    ]:
        told(check_of(world, name), WRONG_SETTING, words)


def nobody_there(world):
    place = "postgres://postgres@/banjie?host=/nowhere"
    told(check_of(world, place), TRY_AGAIN, "cannot be reached", "see that its server runs")


def wrong_password(world):
    world.postgres.tell("sql CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'right'")
    place = world.postgres.address.replace("postgres@", "guarded@")
    told(check_of(world, place), WRONG_SETTING, "wants a password", "--database-password-file")
    file = world.folder / "password"
    file.write_text("wrong\n")
    told(check_of(world, place, "--database-password-file", file), WRONG_SETTING, "does not take the password")
    file.write_text("right\n")
    equal(check_of(world, place, "--database-password-file", file).returncode, 0, "the status with the right one")


def server_for_reading_only(world):
    world.postgres.tell("sql ALTER DATABASE postgres SET default_transaction_read_only = on")
    told(world.nodes[0].run(*CHECK), WRONG_SETTING, "may only be read", "name the server that is written to")
    world.postgres.tell("sql SET transaction_read_only = off; ALTER DATABASE postgres RESET ALL")


ON_SQLITE = [
    flipped_header, flipped_page, cut_short, no_database, folder_for_file, left_behind, locked, locked_for_itself,
    newer, wrong_names,
]
ON_POSTGRES = [newer, wrong_names, nobody_there, wrong_password, server_for_reading_only]


def check(report, world):
    for fault in ON_SQLITE if world.engine == "sqlite" else ON_POSTGRES:
        report.check(f"{world.engine}: {fault.__name__}", fault, world)
