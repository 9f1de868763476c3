# SPDX-License-Identifier: Apache-2.0
"""A world that ends with the test: nodes over one database, a clock, a disk, and what its people were told."""

import collections
import os
import shutil
import tempfile
from pathlib import Path

from counter import Counter, Postgres

from disk import Disk, Limit
from load import Load

LOGINS = ["demo-applicant", "demo-clerk", "demo-supervisor"]
# Room enough for what a scenario writes, and soon full.
DISK_MEGABYTES = {"sqlite": 48, "postgres": 256}


class World:
    """Nodes over one database: one on SQLite, as many as one likes on PostgreSQL."""

    def __init__(self, engine, nodes=1, on_small_disk=False):
        self.engine = engine
        self.folder = Path(tempfile.mkdtemp(prefix="banjie-crash-"))
        # Its server may be another user's.
        self.folder.chmod(0o755)
        self.postgres = None
        self.nodes = []
        self.disk = Limit(self.nodes)
        self.commands = []
        self.loads = 0
        # Kills and other mischief by kind.
        self.mischief = collections.Counter()
        self.refusals = collections.Counter()
        self.clock = self.folder / "ahead"
        self.set_clock(0)
        try:
            self.make(nodes, on_small_disk)
        except BaseException:
            self.__exit__()
            raise

    def make(self, nodes, on_small_disk):
        place = self.folder / "disk"
        place.mkdir(mode=0o777)
        if on_small_disk:
            self.disk = Disk(place, DISK_MEGABYTES[self.engine])
        if self.engine == "postgres":
            place.chmod(0o777)
            self.postgres = Postgres(place if on_small_disk else None)
        for number in range(nodes):
            self.nodes.append(self.node(number, place))
        self.sign_in()

    def node(self, number, place):
        """A node that is started. Each has its own outbox, so that one sees who delivered; the files are all's."""
        node = Counter(
            self.folder / f"node-{number}", postgres=self.postgres, options=["--ahead-by", str(self.clock)])
        node.folder.mkdir()
        if self.engine == "sqlite":
            node.data = place / "data"
            node.places[1] = node.data
        elif number > 0:
            node.data.mkdir(mode=0o700)
            (node.data / "files").symlink_to(self.nodes[0].data / "files")
        return node.start()

    def sign_in(self):
        """Tokens for everybody, good on all nodes, from now on by the world's clock."""
        self.tokens = {login: self.nodes[0].person(login).token for login in LOGINS}

    def person(self, login, node=0):
        person = self.nodes[node].person()
        person.token = self.tokens[login]
        return person

    def load(self):
        self.loads += 1
        return Load(self, f"load-{self.loads}")

    def set_clock(self, seconds):
        """Puts the clock of all nodes so far ahead of the machine's; a reader sees the old or the new, never half."""
        self.ahead = seconds
        draft = self.clock.with_suffix(".draft")
        draft.write_text(f"{seconds}\n")
        os.replace(draft, self.clock)

    def errors(self):
        return [line for node in self.nodes for line in node.errors()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for node in self.nodes:
            node.stop()
        if self.postgres:
            self.postgres.stop()
        self.disk.remove()
        shutil.rmtree(self.folder, ignore_errors=True)
