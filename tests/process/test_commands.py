# SPDX-License-Identifier: Apache-2.0
"""The commands beside the server: what they print, what they change, how they fail."""
import json
import pathlib
import secrets
import socket
import tempfile

from support.case import DatabaseCase
from support.client import Client
from support.database import Database, must, offline_settings, tool
from support.environment import SAMPLE, free_port
from support.player_workspace import PlayerWorkspace

TRACK = """<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
{points}</gpx>"""


def waypoints(count):
    return TRACK.format(points="".join(
        f'<wpt lat="48.{1000 + 30 * i}" lon="16.{3000 + 20 * i}"><name>Milestone {i}</name></wpt>'
        for i in range(count)))


class Commands(DatabaseCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.settings = offline_settings(self.folder)

    def run_tool(self, *arguments, database=None, **more):
        return tool((database or self.database).url, *arguments, **{**self.settings, **more})

    def said(self, *arguments, **more):
        return must(self.run_tool(*arguments, **more)).stdout

    def refused(self, *arguments, **more):
        done = self.run_tool(*arguments, **more)
        self.assertEqual(1, done.returncode, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def quests(self):
        return self.database.rows("SELECT count(*), max(updated_at) FROM quest")


class Information(Commands):
    def test_version_names_the_release(self):
        self.assertRegex(self.said("version"), r"^questcity \d+\.\d+\.\d+\n$")

    def misused(self, *arguments):
        """What a command line that is wrong is told."""
        done = self.run_tool(*arguments)
        self.assertEqual(2, done.returncode, done.stdout + done.stderr)
        self.assertEqual("", done.stdout)
        self.assertIn("--help", done.stderr)
        return done.stderr

    def test_unknown_command_is_named_with_those_there_are(self):
        said = self.misused("bogus", "--port", "1")
        self.assertIn("unknown command 'bogus'", said)
        self.assertNotIn("did you mean", said)
        for command in ("serve", "dev", "migrate", "doctor"):
            self.assertIn(command, said)

    def test_unknown_command_suggests_the_nearest(self):
        self.assertIn("unknown command 'sreve'; did you mean 'serve'?", self.misused("sreve"))
        said = self.misused("migrate", "pu")
        self.assertIn("unknown command 'pu'; did you mean 'up'?", said)
        self.assertIn("Commands: up, status, verify", said)

    def test_missing_command_and_wrong_option_are_told_apart(self):
        self.assertIn("a command is missing", self.misused())
        self.assertIn("a command is missing", self.misused("migrate"))
        self.assertIn("--prot", self.misused("dev", "--prot", "1"))
        self.assertIn("unknown option '--bogus'", self.misused("--bogus"))

    def test_help_is_no_mistake(self):
        self.assertIn("Exit codes", self.said("--help"))

    def test_config_hides_every_secret(self):
        secret = self.settings["APP_SESSION_SECRET_KEY"]
        url = "postgresql://someone:hunter2hunter2@127.0.0.1/db"
        for form in ([], ["--json"]):
            shown = must(tool(url, "config", *form, **self.settings)).stdout
            self.assertNotIn(secret, shown)
            self.assertNotIn("hunter2hunter2", shown)
        values = json.loads(must(tool(url, "config", "--json", **self.settings)).stdout)
        self.assertIn("APP_PORT", json.dumps(values))

    def test_openapi_and_permissions_are_printed(self):
        self.assertEqual("3.1", json.loads(self.said("openapi"))["openapi"][:3])
        self.assertIn("/api/v1/users/me", self.said("openapi", "--permissions"))

    def test_doctor_is_content_with_a_whole_installation(self):
        said = self.said("doctor")
        self.assertNotIn("MISSING", said)
        self.assertIn("schema fits this release", said)

    def test_doctor_says_how_to_mend_each_fault(self):
        empty = Database(empty=True)
        self.addCleanup(empty.drop)
        self.assertIn("questcity migrate up", self.refused("doctor", database=empty))
        gone = tool("postgresql://postgres@127.0.0.1:1/none", "doctor", **self.settings)
        self.assertEqual(1, gone.returncode)
        self.assertIn("DATABASE_URL", gone.stdout)
        self.assertIn("MISSING", self.refused("doctor", APP_SESSION_SECRET_KEY="short"))
        # Boost would add the file and line of its source.
        self.assertIn("Redis: Connection refused\n", self.refused(
            "doctor", REDIS_URL=f"redis://127.0.0.1:{free_port()}"))
        self.assertIn("cannot be written", self.refused("doctor", FILES_LOCAL_DIR="/proc/none"))

    def test_doctor_finds_a_broken_key(self):
        for name in ("private.pem", "public.pem"):
            (self.folder / name).write_text("no key")
        self.assertIn("token keys", self.refused("doctor"))


class Schema(Commands):
    def test_migrations_apply_once_and_are_listed(self):
        empty = Database(empty=True)
        self.addCleanup(empty.drop)
        self.assertIn("pending", self.said("migrate", "status", database=empty))
        self.assertIn("error:", self.refused("migrate", "verify", database=empty))
        self.assertIn("applied 0001 extensions", self.said("migrate", "up", database=empty))
        self.assertEqual("Nothing to do.\n", self.said("migrate", "up", database=empty))
        self.assertNotIn("pending", self.said("migrate", "status", database=empty))
        self.assertIn("fits this release", self.said("migrate", "verify", database=empty))

    def test_changed_migration_and_newer_release_are_told_apart(self):
        copy = Database()
        self.addCleanup(copy.drop)
        copy.rows("INSERT INTO schema_migration (version, name, checksum) VALUES (9999, 'later', 'x')")
        self.assertIn("warning:", self.said("migrate", "verify", database=copy))
        self.assertIn("of a newer release", self.said("migrate", "status", database=copy))
        copy.rows("UPDATE schema_migration SET checksum = 'x' WHERE version = 3")
        self.assertIn("error:", self.refused("migrate", "verify", database=copy))
        self.assertIn("CHANGED", self.said("migrate", "status", database=copy))

    def test_seed_twice_changes_nothing_and_force_restores(self):
        self.assertIn("created 0, updated 0", self.said("seed"))
        self.database.rows("UPDATE vehicle SET name = 'Unicycle' WHERE id = (SELECT min(id) FROM vehicle)")
        self.assertIn("nothing was written", self.said("seed", "--dry-run", "--force"))
        self.assertEqual("1", self.database.value("SELECT count(*) FROM vehicle WHERE name = 'Unicycle'"))
        self.said("seed", "--force")
        self.assertEqual("0", self.database.value("SELECT count(*) FROM vehicle WHERE name = 'Unicycle'"))


class Import(Commands):
    def test_same_map_twice_changes_nothing(self):
        before = self.quests()
        self.assertRegex(self.said("import", "osm", str(SAMPLE)), r"0 created, [1-9]\d* known already")
        self.assertEqual(before, self.quests())

    def test_dry_run_writes_nothing(self):
        before = self.quests()
        self.assertIn("points", self.said("import", "osm", "--dry-run", "--place", "Elsewhere", str(SAMPLE)))
        self.assertEqual(before, self.quests())

    def test_waypoints_become_a_quest(self):
        track = self.folder / "Milestones.gpx"
        track.write_text(waypoints(6))
        self.assertIn("1 created", self.said("import", "gpx", str(track)))
        self.assertIn("1 known already", self.said("import", "gpx", str(track)))
        self.assertEqual("1", self.database.value(
            "SELECT count(*) FROM place WHERE lower(name) = 'milestones'"))

    def test_unreadable_file_is_named_and_the_others_are_read(self):
        broken = self.folder / "broken.geojson"
        broken.write_text('{"type": "FeatureCollection", "features": [')
        said = self.refused("import", "osm", str(broken), str(SAMPLE))
        self.assertIn("broken.geojson", said)
        self.assertIn("known already", said)
        self.assertIn("missing.gpx", self.refused("import", "gpx", str(self.folder / "missing.gpx")))


class Administrator(Commands):
    def create(self, *arguments, **more):
        return self.said("admin", "create", *arguments, **more)

    def test_generated_password_is_printed_once_and_works(self):
        said = self.create("--username", "chief", "--email", "chief@example.org", "--generate-password")
        password = said.rsplit("Password: ", 1)[1].strip()
        server = self.make_server()
        answer = server.client().call("POST", "/api/v1/auth/login", {"login": "chief", "password": password})
        self.assertEqual(200, answer.status, answer)
        self.assertNotIn(password, server.log())

    def test_every_problem_is_a_sentence(self):
        self.assertIn("--email", self.refused("admin", "create"))
        self.assertIn("--password", self.refused("admin", "create", "--email", "a@example.org"))
        self.refused("admin", "create", "--email", "a@example.org", "--password", "short")
        good = ["--email", "a@example.org", "--password", "Correct-horse-" + secrets.token_hex(4) + "!"]
        self.assertEqual(
            "questcity: the administrator was not made:\n"
            "  --username: String should have at least 3 characters",
            self.refused("admin", "create", "--username", "z", *good).strip())
        said = self.refused("admin", "create", "--username", "no spaces please", "--email", "nobody",
                            "--first-name", "x" * 129, "--credits=-1", "--password", "no-Digits-in-here")
        self.assertEqual(
            ["--username: String should have at most 15 characters",
             "--username: Username should consist of letters, digits, '_', '.' and '-'",
             "--email: Input should be a valid email address",
             "--first-name: String should have at most 128 characters",
             "--credits: Input should be greater than or equal to 0",
             "--password: Password should have at least one numeral"],
            [line.strip() for line in said.strip().splitlines()[1:]])
        self.assertIn("ADMIN_INITIAL_CREDITS", self.refused(
            "admin", "create", "--email", "a@example.org", "--password", "x", ADMIN_INITIAL_CREDITS="many"))
        self.assertEqual("0", self.database.value("""SELECT count(*) FROM "user" WHERE email = 'a@example.org'"""))

    def test_existing_user_is_changed_only_by_force(self):
        password = "Correct-horse-" + secrets.token_hex(4) + "!"
        given = ["--username", "boss", "--email", "boss@example.org", "--password", password]
        self.create(*given)
        self.refused("admin", "create", "--username", "boss2", *given[2:])
        self.create(*given, "--force")
        self.assertEqual("1", self.database.value("""SELECT count(*) FROM "user" WHERE username = 'boss'"""))


class Dev(DatabaseCase):
    """`questcity dev` in a folder of its own."""

    def test_second_start_keeps_what_the_first_made(self):
        workspace = PlayerWorkspace(free_port(), free_port())
        self.addCleanup(workspace.remove)
        first = workspace.start(SAMPLE)
        self.assertIn("password:", first)
        quests = workspace.quests()
        self.assertGreater(len(quests), 0)
        self.assertEqual(0, workspace.stop(), workspace.log())
        second = workspace.start(SAMPLE)
        self.assertNotIn("password:", second, "an administrator is made once")
        self.assertIn(" 0 of them new", second)
        self.assertEqual(quests, workspace.quests())
        self.assertEqual(200, Client(workspace.port).get("/health/ready").status)
        self.assertEqual(0, workspace.stop(), workspace.log())
        self.assertFalse(workspace.postgres_runs(), "the private PostgreSQL ends with its server")


    def test_taken_port_is_said_before_anything_is_started(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            for public, internal, remedy in ((port, free_port(), "--port"), (free_port(), port, "INTERNAL_PORT")):
                workspace = PlayerWorkspace(public, internal)
                self.addCleanup(workspace.remove)
                with self.assertRaises(RuntimeError):
                    workspace.start(SAMPLE)
                self.assertIn(f"cannot listen on 127.0.0.1:{port}", workspace.log())
                self.assertIn(remedy, workspace.log())
                self.assertNotIn("PostgreSQL", workspace.log())
                self.assertFalse((workspace.folder / "made" / "dev.env").exists())

    def test_log_in_a_file_has_no_colour(self):
        workspace = PlayerWorkspace(free_port(), free_port())
        self.addCleanup(workspace.remove)
        workspace.start()
        Client(workspace.port).get("/health/ready")
        self.assertEqual(0, workspace.stop(), workspace.log())
        self.assertIn("Shutting down", workspace.log())
        self.assertNotIn("\x1b", workspace.log())


class AuditLog(Commands):
    def setUp(self):
        super().setUp()
        self.own = Database()
        self.addCleanup(self.own.drop)

    def test_verify_needs_the_database_only(self):
        done = must(tool(self.own.url, "audit", "verify"))
        self.assertIn("The audit log is whole", done.stdout)

    def test_verify_names_rows_that_nobody_seals(self):
        self.own.rows("INSERT INTO audit_log (action, object_type, object_id, data, created_at)"
                      " VALUES ('a', 'b', 'c', '{}', now() - interval '1 minute')")
        done = tool(self.own.url, "audit", "verify")
        self.assertEqual(1, done.returncode)
        self.assertIn("NOT whole", done.stdout)
        document = json.loads(tool(self.own.url, "audit", "verify", "--json").stdout)
        self.assertFalse(document["ok"])
        self.assertEqual("unsealed", document["faults"][0]["kind"])

    def test_verify_does_not_take_a_missing_database_for_a_forged_log(self):
        for url in ("postgresql://postgres@127.0.0.1:1/none", ""):
            done = tool(url, "audit", "verify", "--json")
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertIn("was not checked", done.stderr)
