# SPDX-License-Identifier: Apache-2.0
"""Databases of the tests: copies of one template that the binary itself migrated and filled."""
import atexit
import os
import secrets
import subprocess
import tempfile
import urllib.parse

from support.environment import SAMPLE, binary, database_server, instruments

_template = None


def psql(url, sql):
    """Runs statements; the rows of the last one as lists of texts."""
    done = subprocess.run(
        ["psql", url, "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", sql],
        capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(f"psql: {done.stderr.strip()}")
    return [line.split("\t") for line in done.stdout.splitlines()]


def value(url, sql):
    return psql(url, sql)[0][0]


def copies(source, names, credits=0, role="source.role", edits=False, locks=False):
    """SQL that makes verified accounts with the password of another: hashing once is enough. Its rows
    are name, id and profile id."""
    return f"""
        WITH source AS (SELECT * FROM "user" WHERE username = '{source}'),
        wanted AS (SELECT * FROM unnest(ARRAY{list(names)}) WITH ORDINALITY AS w (name, number)),
        made AS (INSERT INTO profile (credits) SELECT {credits} FROM wanted RETURNING id),
        numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS number FROM made)
        INSERT INTO "user" (id, username, first_name, last_name, password, email, profile_id, role,
                            is_verified, can_edit_quests, can_lock_users)
        SELECT gen_random_uuid(), name, 'Test', 'Copy', source.password, name || '@example.org', numbered.id,
               {role}, true, {edits}, {locks}
        FROM wanted JOIN numbered USING (number), source RETURNING username, id, profile_id"""


class Session:
    """One connection for many statements: starting psql costs more than most of them."""
    END = "--end--"

    def __init__(self, url):
        self.process = subprocess.Popen(
            ["psql", url, "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"], text=True,
            env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def rows(self, sql):
        self.process.stdin.write(f"{sql};\n\\echo {self.END}\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line.rstrip("\n") == self.END:
                return [row.split("\t") for row in lines]
            lines.append(line.rstrip("\n"))
        raise RuntimeError("psql: " + "\n".join(lines))

    def value(self, sql):
        return self.rows(sql)[0][0]

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def url_of(name):
    parts = urllib.parse.urlsplit(database_server())
    # A machine at work may take longer than the usual three seconds.
    query = "&".join(filter(None, [parts.query, "connect_timeout=60"]))
    return urllib.parse.urlunsplit(parts._replace(path=f"/{name}", query=query))


def tool(url, *arguments, **more):
    """Runs a command of the binary on a database, away from any .env file."""
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": url, **instruments(), **more}
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([binary(), *arguments], env=environment, cwd=folder,
                              capture_output=True, text=True, timeout=60)


def must(done):
    if done.returncode != 0:
        raise RuntimeError(f"{done.args} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done


def fill(url):
    must(tool(url, "migrate", "up"))
    must(tool(url, "seed"))
    with tempfile.TemporaryDirectory() as folder:
        must(tool(url, "import", "osm", str(SAMPLE), **offline_settings(folder)))


def offline_settings(folder):
    """What commands beside the server ask for."""
    return {
        "ENVIRONMENT": "testing", "APP_SESSION_SECRET_KEY": secrets.token_hex(32),
        "APP_PUBLIC_URL": "http://127.0.0.1:8000", "MAIL_OUTBOX_DIR": f"{folder}/outbox",
        "FILES_LOCAL_DIR": f"{folder}/files", "PRIVATE_KEY_PATH": f"{folder}/private.pem",
        "PUBLIC_KEY_PATH": f"{folder}/public.pem",
    }


def template():
    global _template
    if _template is None:
        name = f"qc_process_template_{os.getpid()}"
        psql(database_server(), f"CREATE DATABASE {name}")
        atexit.register(drop, name)
        fill(url_of(name))
        _template = name
    return _template


def drop(name):
    psql(database_server(), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Database:
    """One database of a test class; `empty` has no schema."""

    def __init__(self, empty=False):
        self.name = f"qc_process_{os.getpid()}_{secrets.token_hex(4)}"
        source = "" if empty else f" TEMPLATE {template()}"
        psql(database_server(), f"CREATE DATABASE {self.name}{source}")
        self.url = url_of(self.name)

    def value(self, sql):
        return value(self.url, sql)

    def rows(self, sql):
        return psql(self.url, sql)

    def drop(self):
        drop(self.name)
