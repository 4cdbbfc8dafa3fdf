# SPDX-License-Identifier: Apache-2.0
"""Two instances behind one nginx, with one PostgreSQL and one Redis; everything private to a run."""
import json
import os
import pathlib
import shutil
import subprocess
import time

from support.database import Database
from support.environment import free_port
from support.redis import Redis
from support.server import Server

PLENTY = 1_000_000
# A crowd behind one proxy is one address with one pace.
LIMITS = json.dumps({
    "anonymousPerMinutePerAddress": PLENTY, "anonymousBurst": PLENTY, "userPerMinute": PLENTY,
    "userBurst": PLENTY, "loginPerMinutePerAddress": PLENTY, "loginBurst": PLENTY,
    "connections": 50_000, "connectionsPerAddress": 0, "liveConnectionsPerAddress": 0})


class Proxy:
    """nginx in front of both instances; whoever is down is left out for a second."""

    def __init__(self, folder, ports):
        if shutil.which("nginx") is None:
            raise RuntimeError("nginx is not in PATH; tools/packages.txt names its package")
        self.folder = pathlib.Path(folder, "nginx")
        self.folder.mkdir()
        self.port = free_port()
        servers = " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;" for port in ports)
        scratch = " ".join(f"{kind}_temp_path {self.folder}/{kind};"
                           for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        conf = self.folder / "nginx.conf"
        conf.write_text(f"""
            daemon off; worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/error.log;
            {"user root;" if os.geteuid() == 0 else ""}
            events {{ worker_connections 8192; }}
            http {{
                access_log off; {scratch}
                upstream questcity {{ {servers} }}
                server {{
                    listen 127.0.0.1:{self.port};
                    location / {{
                        proxy_pass http://questcity; proxy_http_version 1.1;
                        proxy_set_header Host $host;
                        proxy_set_header X-Forwarded-For $remote_addr;
                        proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";
                        proxy_connect_timeout 1s; proxy_read_timeout 120s; proxy_buffering off;
                        proxy_next_upstream error timeout;
                        add_header X-Instance $upstream_addr always;
                    }}
                }}
            }}""")
        self.process = subprocess.Popen(["nginx", "-e", str(self.folder / "error.log"), "-c", str(conf)])

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


class Town:
    """Started; leave() ends it and everything it made."""

    def __init__(self, folder, limits=LIMITS):
        self.ending = []
        try:
            self.database = Database()
            self.ending.append(self.database.drop)
            redis = Redis()
            self.ending.append(redis.kill)
            self.instances = [Server(self.database.url, folder=folder, REDIS_URL=redis.url, LIMITS=limits,
                                     ACCESS_TOKEN_EXPIRE_MINUTES="720") for _ in range(2)]
            for instance in self.instances:
                self.ending.append(instance.stop)
                instance.start()
            self.proxy = Proxy(folder, [instance.port for instance in self.instances])
            self.ending.append(self.proxy.stop)
        except BaseException:
            self.leave()
            raise

    def kill(self, number):
        """SIGKILL: nothing is flushed, nobody is told."""
        instance = self.instances[number % len(self.instances)]
        instance.process.kill()
        instance.process.wait()
        return instance

    def revive(self, instance):
        """The milliseconds until it was ready again."""
        return instance.start()

    def leave(self):
        for end in reversed(self.ending):
            end()
        self.ending = []


def wait_for(holds, patience_s, what):
    until = time.monotonic() + patience_s
    while not holds():
        if time.monotonic() > until:
            raise RuntimeError(f"not within {patience_s} s: {what}")
        time.sleep(0.05)
