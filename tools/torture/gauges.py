# SPDX-License-Identifier: Apache-2.0
"""What a run costs: CPU of processes and of the machine, memory, and what PostgreSQL wrote."""
import os
import pathlib
import time

TICKS = os.sysconf("SC_CLK_TCK")


def stat_of(pid):
    """(parent, CPU seconds) of a process."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1]), (int(fields[11]) + int(fields[12])) / TICKS


def family(parent):
    """CPU seconds of a process and of the children that it has now."""
    total = stat_of(parent)[1]
    for path in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            its_parent, cpu_s = stat_of(path.name)
        except OSError:
            continue  # It has ended.
        total += cpu_s if its_parent == parent else 0
    return total


def machine_idle():
    """CPU seconds that nobody wanted, of all cores."""
    fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()
    return (int(fields[4]) + int(fields[5])) / TICKS


def postmaster_of(database):
    """The process of a PostgreSQL on this machine."""
    return int(database.value("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"))


def durability(database):
    return {name: database.value(f"SHOW {name}") for name in ("fsync", "synchronous_commit")}


def metric(server, name):
    for line in server.internal_client().get("/metrics").body.decode().splitlines():
        if line.startswith(f"{name} "):
            return int(float(line.split()[1]))
    raise RuntimeError(f"no {name}")


class Reading:
    """Everything at one moment."""

    def __init__(self, server, database, postmaster):
        self.at = time.monotonic()
        self.server_s, self.postgres_s = stat_of(server.process.pid)[1], family(postmaster)
        self.idle_s = machine_idle()
        self.resident_mib = server.resident_mib()
        row = database.rows("""
            SELECT xact_commit, wal_sync, wal_bytes, wal_sync_time
            FROM pg_stat_wal CROSS JOIN pg_stat_database WHERE datname = current_database()""")[0]
        self.commits, self.syncs, self.wal_bytes = map(int, row[:3])
        # Zero without track_wal_io_timing.
        self.sync_ms = float(row[3])


def between(before, after):
    """Per second of the time between two readings; CPU in percent of one core."""
    seconds = after.at - before.at

    def percent(name):
        return round((getattr(after, name) - getattr(before, name)) / seconds * 100)

    def rate(name):
        return round((getattr(after, name) - getattr(before, name)) / seconds)

    return {"server": percent("server_s"), "postgres": percent("postgres_s"), "idle": percent("idle_s"), "commits": rate("commits"), "syncs": rate("syncs"),
            "wal_kib": rate("wal_bytes") // 1024,
            "sync_ms": round((after.sync_ms - before.sync_ms) / max(1, after.syncs - before.syncs), 2)}
