# SPDX-License-Identifier: Apache-2.0
"""A small disk that can be filled: a tmpfs that only this process and its children see, gone with the last of them.

And what comes to the same for a node alone, and needs no right to mount anything: a limit for its files.
"""

import ctypes
import os
import resource

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
MS_RDONLY = 1
MS_REMOUNT = 32
MS_REC_PRIVATE = 0x4000 | 0x40000

libc = ctypes.CDLL(None, use_errno=True)


def call(function, *arguments):
    if function(*arguments) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def may_mount():
    """Gives this process a view of its own of the mounts, if that is permitted; before it has any other thread.

    Who is not root becomes the master of a user namespace, as himself.
    """
    user, group = os.getuid(), os.getgid()
    try:
        call(libc.unshare, CLONE_NEWNS if user == 0 else CLONE_NEWNS | CLONE_NEWUSER)
        if user != 0:
            own = {"setgroups": "deny", "uid_map": f"{user} {user} 1", "gid_map": f"{group} {group} 1"}
            for name, text in own.items():
                with open(f"/proc/self/{name}", "w") as file:
                    file.write(text)
        call(libc.mount, b"none", b"/", None, MS_REC_PRIVATE, None)
    except OSError as error:
        print(f"not run: what needs a small disk, for this machine does not let one be mounted ({error})", flush=True)
        return False
    return True


class Disk:
    """A tmpfs of so many megabytes on a folder."""

    # Whether nothing at all has room while it is full.
    is_for_all = True

    def __init__(self, folder, megabytes):
        self.folder = folder
        self.options = f"size={megabytes}m,mode=0777".encode()
        call(libc.mount, b"tmpfs", str(folder).encode(), b"tmpfs", 0, self.options)

    @property
    def ballast(self):
        return self.folder / "ballast"

    def fill(self):
        """Leaves no room at all."""
        room = os.statvfs(self.folder)
        with self.ballast.open("ab") as ballast:
            # Also what becomes free meanwhile.
            for size in (room.f_bavail * room.f_frsize, 1 << 20, 1 << 12):
                try:
                    while True:
                        os.posix_fallocate(ballast.fileno(), os.fstat(ballast.fileno()).st_size, max(size, 4096))
                except OSError:
                    pass

    def make_room(self):
        self.ballast.unlink()

    def protect(self):
        """From now on it may only be read."""
        call(libc.mount, b"tmpfs", str(self.folder).encode(), b"tmpfs", MS_REMOUNT | MS_RDONLY, self.options)

    def remove(self):
        # With MNT_DETACH: whoever still has a file open on it keeps it for so long.
        libc.umount2(str(self.folder).encode(), 2)


class Limit:
    """While it is full, no file of these nodes may be larger than the log of the database is then."""

    is_for_all = False

    def __init__(self, nodes):
        self.nodes = nodes

    def fill(self):
        self.set(max(file.stat().st_size for node in self.nodes for file in node.data.glob("*-wal")))

    def make_room(self):
        self.set(resource.RLIM_INFINITY)

    def set(self, bytes_max):
        for node in self.nodes:
            resource.prlimit(node.process.pid, resource.RLIMIT_FSIZE, (bytes_max, resource.RLIM_INFINITY))

    def remove(self):
        pass
