# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL that a test may really stop, and a gate that can freeze between it and the server."""
import os
import pathlib
import pwd
import selectors
import shutil
import socket
import subprocess
import tempfile
import threading

from support.environment import free_port


def programs():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise RuntimeError("PostgreSQL's server programs are not there; tools/packages.txt names their package")
    return found[-1]


class Cluster:
    """fsync stays on: what was acknowledged must survive an immediate stop."""

    def __init__(self):
        self.bin = programs()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="qc-outage-"))
        self.port = free_port()
        # PostgreSQL refuses to run as root.
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.run("initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres",
                 "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        self.start()

    def run(self, program, *arguments):
        owner = {"user": self.user.pw_uid, "group": self.user.pw_gid} if self.user else {}
        done = subprocess.run([self.bin / program, *map(str, arguments)], cwd="/", timeout=120,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, **owner)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stderr}")

    def start(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o",
                 f"-c listen_addresses=127.0.0.1 -c deadlock_timeout=200ms -p {self.port} -k {self.folder}", "start")

    def stop(self):
        """As a crash: nothing is flushed, connections break."""
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def restart(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "restart")

    def end(self):
        try:
            self.stop()
        except RuntimeError:
            pass  # It is down already.
        shutil.rmtree(self.folder, ignore_errors=True)


class Gate:
    """Passes bytes between clients and a port; frozen, it keeps everything open and passes nothing."""

    def __init__(self, target):
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.flowing = threading.Event()
        self.flowing.set()
        self.done = False
        self.pairs = {}
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listener, selectors.EVENT_READ)
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        while not self.done:
            self.flowing.wait()
            for key, _ in self.selector.select(timeout=0.05):
                if not self.flowing.is_set():
                    break
                self.accept() if key.fileobj is self.listener else self.move(key.fileobj)

    def accept(self):
        client, _ = self.listener.accept()
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        for one, other in ((client, server), (server, client)):
            self.pairs[one] = other
            self.selector.register(one, selectors.EVENT_READ)

    def move(self, source):
        target = self.pairs.get(source)
        if target is None:
            return
        try:
            data = source.recv(65536)
            if data:
                target.sendall(data)
                return
        except OSError:
            pass
        for end in (source, target):
            self.pairs.pop(end, None)
            self.selector.unregister(end)
            end.close()

    def freeze(self):
        self.flowing.clear()

    def thaw(self):
        self.flowing.set()

    def end(self):
        self.done = True
        self.thaw()
        self.thread.join(5)
        for end in list(self.pairs):
            end.close()
        self.listener.close()
        self.selector.close()
