# SPDX-License-Identifier: Apache-2.0
"""`questcity serve` as a process: its settings, its start, its log, its end."""
import json
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import tempfile
import time

from support.client import Client
from support.environment import binary, free_port, instruments

START_PATIENCE_S = 60
# What the contract gives a server for its end.
END_PATIENCE_S = 30
# Tests of what the product does, and not of how soon it gives up, must not fail on a machine that is slow
# or stands still for a moment: nobody there is refused because PostgreSQL, Redis or a core has no time.
PATIENT_LIMITS = {
    "databaseLockTimeoutMs": 30_000, "databaseConnectTimeoutMs": 30_000, "databaseAnswerGraceMs": 30_000,
    "databaseSlowStatementTimeoutMs": 30_000, "hashWaitMs": 30_000, "redisConnectTimeoutMs": 30_000,
    "redisCommandTimeoutMs": 30_000, "shedWaitMs": 30_000, "liveCloseTimeoutMs": 30_000}
_keys = None


def token_keys():
    """A pair made once: making one takes longer than starting the server."""
    global _keys
    if _keys is None:
        _keys = tempfile.TemporaryDirectory()
        make_key_pair(pathlib.Path(_keys.name))
    return pathlib.Path(_keys.name)


def patient(settings):
    """The settings of a server that waits; LIMITS that are given win."""
    limits = {**PATIENT_LIMITS, **json.loads(settings.get("LIMITS", "{}"))}
    return {"DATABASE_POOL_TIMEOUT_MS": "30000", "DATABASE_STATEMENT_TIMEOUT_MS": "30000",
            **settings, "LIMITS": json.dumps(limits)}


def make_key_pair(folder):
    private, public = folder / "private.pem", folder / "public.pem"
    subprocess.run(["openssl", "genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt",
                    "rsa_keygen_bits:2048", "-out", str(private)], check=True)
    private.chmod(0o600)
    subprocess.run(["openssl", "pkey", "-in", str(private), "-pubout", "-out", str(public)], check=True)


class Server:
    """Not started yet; `settings` win over the usual ones, None takes one away."""

    def __init__(self, database_url, folder=None, **settings):
        self.own_folder = tempfile.TemporaryDirectory() if folder is None else None
        self.folder = pathlib.Path(folder or self.own_folder.name)
        self.outbox = self.folder / "outbox"
        self.port, self.internal_port = free_port(), free_port()
        self.log_path = self.folder / f"log-{self.port}.jsonl"
        self.error_path = self.folder / f"errors-{self.port}.txt"
        self.process = None
        keys = self.folder / "keys"
        if not keys.exists():
            shutil.copytree(token_keys(), keys)
        self.settings = {
            "PATH": os.environ["PATH"], "ENVIRONMENT": "testing", "APP_PORT": str(self.port),
            "INTERNAL_PORT": str(self.internal_port), "APP_WORKERS": "1",
            "APP_PUBLIC_URL": "http://questcity.test", "APP_TRUSTED_PROXIES": "127.0.0.1/32",
            "APP_SESSION_SECRET_KEY": self.secret(), "DATABASE_URL": database_url,
            "MAIL_OUTBOX_DIR": str(self.outbox), "FILES_LOCAL_DIR": str(self.folder / "files"),
            "PRIVATE_KEY_PATH": str(keys / "private.pem"), "PUBLIC_KEY_PATH": str(keys / "public.pem"),
            "OPENING_CREDITS": "10", "LOG_FORMAT": "json",
        }
        self.settings.update(instruments())
        self.settings.update(settings)
        self.settings = {name: text for name, text in self.settings.items() if text is not None}

    def secret(self):
        """One per folder, so that a second instance reads what the first sealed."""
        path = self.folder / "secret"
        if not path.exists():
            path.write_text(secrets.token_hex(32))
        return path.read_text()

    def launch(self):
        with open(self.log_path, "ab") as log, open(self.error_path, "ab") as errors:
            self.process = subprocess.Popen([binary(), "serve"], env=self.settings, cwd=self.folder,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=errors)

    def start(self):
        """Returns the milliseconds until the first 200 of /health/ready."""
        started = time.monotonic()
        self.launch()
        self.wait_until_ready(started)
        return (time.monotonic() - started) * 1000

    def wait_until_ready(self, started):
        client = self.client()
        while time.monotonic() - started < START_PATIENCE_S:
            if self.process.poll() is not None:
                raise RuntimeError(f"serve ended with {self.process.returncode}: {self.errors()}")
            try:
                if client.get("/health/ready").status == 200:
                    client.close()
                    return
            except OSError:
                pass
            time.sleep(0.005)
        raise RuntimeError(f"not ready within {START_PATIENCE_S} s: {self.errors()} {self.log()[-2000:]}")

    def ended(self, patience_s=END_PATIENCE_S):
        """The exit code of a process that ends by itself."""
        return self.process.wait(patience_s)

    def signal(self, number):
        os.kill(self.process.pid, number)

    def stop(self):
        """SIGTERM; the exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        try:
            return self.ended()
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return -9

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def client(self, token=None, **more):
        return Client(self.port, token, **more)

    def internal_client(self):
        return Client(self.internal_port)

    def errors(self):
        return self.error_path.read_text(errors="replace")

    def log(self):
        return self.log_path.read_text(errors="replace")

    def log_lines(self):
        """Those that are whole: the last one may be on its way."""
        return [json.loads(line) for line in self.log().split("\n")[:-1]]

    def resident_mib(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def forget(self):
        if self.own_folder:
            self.own_folder.cleanup()
