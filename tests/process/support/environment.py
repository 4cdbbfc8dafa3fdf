# SPDX-License-Identifier: Apache-2.0
"""Where the parts of a test are, and what to do when one is missing."""
import fcntl
import os
import pathlib
import secrets
import socket
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "db" / "sample" / "millbridge.geojson"


def binary():
    """The server under test; QC_BINARY, else the everyday build."""
    path = pathlib.Path(os.environ.get("QC_BINARY", ROOT / "build" / "dev" / "bin" / "questcity"))
    if not path.exists():
        raise RuntimeError(f"{path} does not exist; build it, or let QC_BINARY name it")
    return str(path)


def instruments():
    """Where an instrumented binary leaves its profile and its reports."""
    names = ("LLVM_PROFILE_FILE", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")
    return {name: os.environ[name] for name in names if name in os.environ}


def database_server():
    url = os.environ.get("QC_TEST_DATABASE_URL", "")
    if not url:
        raise unittest.SkipTest("QC_TEST_DATABASE_URL is not set")
    return url


def shared_data(folder):
    """A folder of the data that nobody here wrote; a test without it is skipped, never passed."""
    base = pathlib.Path(os.environ.get("QUESTCITY_SHARED", ROOT.parent / "shared" / "data"))
    if not (base / folder).is_dir():
        raise unittest.SkipTest(f"no {folder} in {base}; QUESTCITY_SHARED names the folder of the data")
    return base / folder


# Below the range from which the kernel takes the ports of outgoing connections: one of those would
# hold a port between the choice and the start of its server.
PORTS = range(20000, 32000)
# Locks on the ports of this process, so that other tests beside it choose others. Held until it ends.
_taken = {}


def lock_of(port):
    """None when any test has it."""
    folder = pathlib.Path(tempfile.gettempdir(), f"questcity-ports-{os.getuid()}")
    folder.mkdir(exist_ok=True)
    lock = open(folder / str(port), "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return lock
    except BlockingIOError:
        lock.close()
        return None


def free_port():
    """A port nobody listens on and no other call returned, also of tests that run beside."""
    for _ in range(1000):
        port = secrets.choice(PORTS)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        lock = None if port in _taken else lock_of(port)
        if lock:
            _taken[port] = lock
            return port
    raise RuntimeError(f"no free port among {PORTS}")
