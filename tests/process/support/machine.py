# SPDX-License-Identifier: Apache-2.0
"""How late this machine is, so that a limit of the contract is not missed by a machine that had no time."""
import contextlib
import pathlib
import threading
import time

from support.database import Session

PAUSE_S = 0.02
# Threads of Python that take turns make a pause longer, but not by that much.
USUAL_S = 0.1


def waits_for_a_core(process):
    """The nanoseconds that each thread of it could have run and did not, as the kernel counts them."""
    found = {}
    for thread in pathlib.Path(f"/proc/{process}/task").glob("*"):
        with contextlib.suppress(OSError):  # It has ended, or the kernel does not count: nothing is excused.
            found[thread.name] = int((thread / "schedstat").read_text().split()[1])
    return found


class Lateness:
    """How long servers and PostgreSQL waited for a core while they could have run, and how long we stood
    still ourselves. Who blocks, sleeps or waits for a lock is not late by this measure, but slow."""

    def __init__(self, servers=(), database_url=None):
        self.servers = servers
        self.session = Session(database_url) if database_url else None
        self.before = {pid: waits_for_a_core(pid) for pid in self.server_pids() + self.backend_pids()}
        self.stood_still_s = 0
        self.result = None
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.watch_ourselves, daemon=True)
        self.thread.start()

    def server_pids(self):
        return [server.process.pid for server in self.servers if server.process]

    def backend_pids(self):
        if not self.session:
            return []
        return [int(row[0]) for row in self.session.rows(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()")]

    def watch_ourselves(self):
        began = time.monotonic()
        while not self.ending.wait(PAUSE_S):
            now = time.monotonic()
            if now - began > USUAL_S:
                self.stood_still_s += now - began
            began = now

    def waited_s(self, pid):
        """Of the thread that waited longest: what is measured goes through one of them."""
        before = self.before.get(pid, {})
        return max((nanoseconds - before.get(thread, 0)
                    for thread, nanoseconds in waits_for_a_core(pid).items()), default=0) / 1e9

    @property
    def seconds(self):
        if self.result is not None:
            return self.result
        return (self.stood_still_s + sum(map(self.waited_s, self.server_pids()))
                + max(map(self.waited_s, self.backend_pids()), default=0))

    def end(self):
        """The seconds."""
        if self.result is None:
            self.ending.set()
            self.thread.join()
            self.result = self.seconds
            if self.session:
                self.session.close()
        return self.result


@contextlib.contextmanager
def within(limit_s, servers=(), database_url=None):
    """What is done takes less than the contract says, apart from what the machine took."""
    lateness = Lateness(servers, database_url)
    began = time.monotonic()
    try:
        yield
        took = time.monotonic() - began
    finally:
        late = lateness.end()
    if took >= limit_s + late:
        raise AssertionError(f"took {took:.2f} s and not {limit_s}; the machine was late by {late:.2f} s")
