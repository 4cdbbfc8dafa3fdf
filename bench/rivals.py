# SPDX-License-Identifier: Apache-2.0
"""What the server is measured with and beside: wrk, nginx and pgbench."""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "process"), str(ROOT / "tools")]
import sqlgen  # noqa: E402
from support.environment import free_port  # noqa: E402

CONNECTIONS = 32
DETAIL = ("quest_for_viewer", "points_of_quest", "open_places_of_quest", "merch_of_quest")
# nginx writes these itself.
OWN_FIELDS = {"date", "server", "connection", "content-length", "content-type"}
FIGURE = re.compile(r"([\d.]+)(us|ms|s)\b")
UNITS_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def output_of(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def wrk(url, seconds, token=None):
    """Requests per second and the 99th percentile in ms; anything but 2xx is no figure."""
    field = ["-H", f"Authorization: Bearer {token}"] if token else []
    text = output_of("wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *field, url)
    if "Non-2xx" in text or "Socket errors" in text:
        raise RuntimeError(f"wrk saw refusals:\n{text}")
    number, unit = FIGURE.search(text.split("99%")[1]).groups()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), float(number) * UNITS_MS[unit]


class Nginx:
    """One worker that answers the given bytes with the same fields, from files."""

    def __init__(self, folder, answers):
        self.folder = pathlib.Path(folder, "nginx")
        self.folder.mkdir()
        self.port = free_port()
        places = "".join(self.place(name, answer) for name, answer in answers.items())
        conf = self.folder / "nginx.conf"
        conf.write_text(f"""
            daemon off; worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/error.log;
            {"user root;" if os.geteuid() == 0 else ""}
            events {{ worker_connections 1024; }}
            http {{
                access_log off; keepalive_requests 100000000; open_file_cache max=10 inactive=600s;
                open_file_cache_valid 600s; tcp_nodelay on;
                client_body_temp_path {self.folder}/b; proxy_temp_path {self.folder}/p;
                fastcgi_temp_path {self.folder}/f; uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
                server {{ listen 127.0.0.1:{self.port}; root {self.folder}; {places} }}
            }}""")
        self.process = subprocess.Popen(["nginx", "-e", str(self.folder / "error.log"), "-c", str(conf)])

    def place(self, name, answer):
        (self.folder / name).write_bytes(answer.body)
        fields = "".join(f"add_header {key} \"{value.replace(chr(34), chr(92) + chr(34))}\";"
                         for key, value in answer.headers.items() if key.lower() not in OWN_FIELDS)
        return f"location = /{name} {{ types {{ }} default_type 'application/json; charset=utf-8'; {fields} }}"

    def url(self, name):
        return f"http://127.0.0.1:{self.port}/{name}"

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


class Pgbench:
    """The statements of one quest page, in one pipeline, as the server sends them."""

    def __init__(self, folder, program, database_url, quest, viewer):
        source = ROOT / "src/modules/quests/postgres/quest_reading.sql"
        owners = sqlgen.read_owners(sqlgen.OWNERS.read_text(encoding="utf-8"))
        found = sqlgen.statements("quests", source.read_text(encoding="utf-8"), owners)
        names = {"$1": ":quest", "$2": ":viewer", "$3": ":moment"}
        statements = [re.sub(r"\$\d", lambda match: names[match[0]], found[name][0]) for name in DETAIL]
        self.script = pathlib.Path(folder, "detail.sql")
        self.script.write_text("\\startpipeline\n" + ";\n".join(statements) + ";\n\\endpipeline\n")
        self.command = [program, "-n", "-M", "prepared", "-j", "1", "-f", self.script, "-D", f"quest={quest}",
                        "-D", f"viewer={viewer}", "-D", "moment=2026-01-01T00:00:00Z"]
        self.database_url = database_url

    def run(self, seconds, clients):
        """Pages per second."""
        text = output_of(*self.command, "-c", clients, "-T", seconds, self.database_url)
        return float(re.search(r"tps = ([\d.]+)", text)[1])
