# SPDX-License-Identifier: Apache-2.0
"""What the commands of this folder share: where the server is, a scratch folder, kept figures."""
import atexit
import contextlib
import datetime
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "torture"
sys.path.insert(0, str(ROOT / "tests" / "process"))
from support.cluster import Cluster  # noqa: E402


def choose_binary():
    """QC_BINARY, else the release build, else the everyday one."""
    builds = [ROOT / "build" / preset / "bin" / "questcity" for preset in ("release", "dev")]
    found = os.environ.get("QC_BINARY") or next((str(path) for path in builds if path.exists()), "")
    if not found or not pathlib.Path(found).exists():
        raise SystemExit("there is no server to torture; ./dev build release makes one")
    os.environ["QC_BINARY"] = found
    return pathlib.Path(found)


def build_name():
    """release, dev or what else the folder of the binary says."""
    path = choose_binary()
    return path.parent.parent.name if path.parent.name == "bin" else path.name


def own_postgres():
    """A private server for all databases of this process, until its end."""
    cluster = Cluster()
    # Before the template of the databases registers its end, so after it.
    atexit.register(cluster.end)
    os.environ["QC_TEST_DATABASE_URL"] = cluster.url
    return cluster


def provide_postgres():
    """The server that is named, else one of our own."""
    if "QC_TEST_DATABASE_URL" not in os.environ:
        own_postgres()


@contextlib.contextmanager
def scene():
    choose_binary()
    provide_postgres()
    folder = tempfile.mkdtemp(prefix="qc-torture-")
    try:
        yield pathlib.Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def machine():
    model = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory_kib = int(pathlib.Path("/proc/meminfo").read_text().split()[1])
    return f"{os.cpu_count()} x {model}, {memory_kib / 2**20:.0f} GiB, Linux {platform.release().split('-')[0]}"


def revision():
    done = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude", "*"],
                          capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


# Before the run: the checkout may move on while it lasts.
REVISION = revision()


def keep(name, found):
    KEPT.mkdir(parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.timezone.utc)
    whole = {"date": now.strftime("%Y-%m-%d %H:%M UTC"), "machine": machine(), "build": build_name(),
             "revision": REVISION, **found}
    (KEPT / f"{name}.json").write_text(json.dumps(whole, indent=2) + "\n")
