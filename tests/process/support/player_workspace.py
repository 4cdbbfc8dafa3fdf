# SPDX-License-Identifier: Apache-2.0
"""`questcity dev` as a process, with its private PostgreSQL."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from support.environment import binary, instruments

START_PATIENCE_S = 120
END_PATIENCE_S = 60


class PlayerWorkspace:
    def __init__(self, port, internal_port):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="qc-dev-"))
        # The private PostgreSQL runs as another user when we are root.
        self.folder.chmod(0o755)
        self.port, self.internal_port = port, internal_port
        self.process = None

    def start(self, *imports):
        """What it printed until it served."""
        environment = {"PATH": os.environ["PATH"], "INTERNAL_PORT": str(self.internal_port), **instruments()}
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [binary(), "dev", "--workspace", str(self.folder / "made"), "--port", str(self.port),
                 *(["--import", *map(str, imports)] if imports else [])], cwd=self.folder, env=environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + START_PATIENCE_S
        while "QuestCity serves at" not in self.log():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"dev did not start: {self.log()}")
            time.sleep(0.02)
        return self.log()

    def log(self):
        return (self.folder / "log").read_text(errors="replace")

    def quests(self):
        """From the import lines of the log: file and number of quests."""
        return [line.split(" quests")[0].strip() for line in self.log().splitlines() if " quests, " in line]

    def stop(self):
        """SIGTERM; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(END_PATIENCE_S)

    def postgres_runs(self):
        """Whether any server process still works in this folder."""
        done = subprocess.run(["pgrep", "-f", f"postgres.*{self.folder}"], capture_output=True, text=True)
        return bool(done.stdout.strip())

    def remove(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
