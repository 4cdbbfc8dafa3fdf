# SPDX-License-Identifier: Apache-2.0
"""How late this machine is, so that a limit of the contract is not missed by a machine that stood still."""
import contextlib
import http.client
import threading
import time

from support.database import Session

PAUSE_S = 0.02
# A round of questions that costs the parts nothing takes less, also on a slow machine at work.
USUAL_S = 0.1


class Lateness:
    """Asks servers whether they live, and PostgreSQL for nothing, again and again: `seconds` sums up the
    rounds that took longer than they ever do when all who are asked, and we ourselves, may run."""

    def __init__(self, servers=(), database_url=None):
        self.clients = [server.client() for server in servers]
        self.session = Session(database_url) if database_url else None
        self.going = True
        self.seconds = 0
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        while self.going:
            began = time.monotonic()
            for client in self.clients:
                with contextlib.suppress(OSError, http.client.HTTPException):  # It may be stopped by now.
                    client.get("/health/live")
            if self.session:
                self.session.rows("SELECT 1")
            time.sleep(PAUSE_S)
            took = time.monotonic() - began
            if took > USUAL_S:
                self.seconds += took

    def end(self):
        """The seconds; a round under way is waited for."""
        if self.going:
            self.going = False
            self.thread.join()
            for client in self.clients:
                client.close()
            if self.session:
                self.session.close()
        return self.seconds


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
