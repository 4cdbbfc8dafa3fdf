# SPDX-License-Identifier: Apache-2.0
"""Every route called by every role and flag, with own and foreign things: the table is the truth."""
import json
import re
from dataclasses import replace

from support.case import ServerCase
from support.database import must, tool
from support.truth_table import table
from support.truth_world import PERMISSION_NAMES, World

WIDE = json.dumps({f"{bucket}{kind}": 100000 for bucket in ("user", "staff", "upload", "checkIn", "money", "search")
                   for kind in ("PerMinute", "Burst")} | {"anonymousPerMinutePerAddress": 100000, "anonymousBurst": 100000})


def route_table(database):
    """{route: (needs, {column: bool})} as the server generates it."""
    rows, titles = {}, []
    for line in must(tool(database.url, "openapi", "--permissions")).stdout.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "Route":
            titles = cells[2:-1]
        elif re.match(r"[A-Z]+ /", cells[0]):
            rows[cells[0]] = (cells[1], {title: cell == "yes" for title, cell in zip(titles, cells[2:-1])})
    return rows


def in_words(needs):
    words = {"P": "anyone", "A": "signed in", "V": "signed in with a verified address"}
    return words.get(needs) or " or ".join(PERMISSION_NAMES[int(number) - 1] for number in needs.split("|"))


def numbers(needs):
    return {int(number) for number in needs.split("|")} if needs[0].isdigit() else set()


class Truth(ServerCase):
    settings = {"LIMITS": WIDE}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.table = table()
        cls.routes = route_table(cls.database)
        cls.world = World(cls.server, cls.database)
        cls.addClassCleanup(cls.world.close)

    def test_table_and_server_know_the_same_routes(self):
        self.assertEqual(sorted(self.table), sorted(self.routes))

    def test_needs_are_those_of_the_contract(self):
        for route, rule in self.table.items():
            with self.subTest(route):
                self.assertEqual(in_words(rule.needs), self.routes[route][0])

    def test_columns_of_the_roles_are_those_of_the_contract(self):
        columns = {"USER": (0, 0, 0), "USER + canEditQuests": (0, 1, 0), "USER + canLockUsers": (0, 0, 1),
                   "MANAGER": (1, 0, 0), "ADMIN": (2, 0, 0)}
        callers = {(caller.role, caller.edits, caller.locks): caller for caller in self.world.callers
                   if caller.is_verified and caller.is_active}
        for route, rule in self.table.items():
            for title, who in columns.items():
                held = callers[who].granted()
                wanted = rule.needs in "PAV" or bool(numbers(rule.needs) & held)
                self.assertEqual(wanted, self.routes[route][1][title], f"{route} for {title}")

    def test_every_route_answers_every_caller_as_the_table_says(self):
        calls, wrong = 0, []
        for rule in self.table.values():
            for caller in [None, *self.world.callers]:
                for relation in ("own", "foreign") if rule.kind and caller else ("own",):
                    calls += 1
                    fault = self.fault(rule, caller, relation)
                    if fault:
                        wrong.append(f"{rule.route} by {caller or 'nobody'}, {relation}: {fault}")
        print(f"   {calls} calls of {len(self.table)} routes", end=" ")
        self.assertEqual([], wrong, "\n" + "\n".join(wrong))

    def test_planted_faults_are_found(self):
        player = next(caller for caller in self.world.callers if caller.role == 0)
        me, run = self.table["GET /api/v1/users/me"], self.table["GET /api/v1/runs/{id}"]
        self.assertEqual("", self.fault(me, player, "own"))
        self.assertEqual("", self.fault(run, player, "foreign"))
        self.assertNotEqual("", self.fault(replace(me, needs="34"), player, "own"))
        self.assertNotEqual("", self.fault(replace(run, foreign="ok"), player, "foreign"))
        self.assertNotEqual("", self.fault(replace(run, own="404 RUN_NOT_FOUND"), player, "own"))
        self.assertEqual("", self.fault(me, None, "own"))
        self.assertNotEqual("", self.fault(replace(me, needs="P"), None, "own"))

    def fault(self, rule, caller, relation):
        """What is wrong with the answer; empty when nothing is."""
        wanted = self.wanted(rule, caller, relation)
        values = {}
        if rule.kind and caller:
            values = self.thing(rule, caller, relation, wanted)
        method, template = rule.route.split(" ")
        client = caller.client if caller else self.server.client()
        body = rule.body(values) if callable(rule.body) and values else rule.body
        body = None if callable(body) else body
        answer = client.call(method, self.world.path(template, values) + rule.query, body)
        return self.difference(answer, wanted, bool(rule.kind))

    def thing(self, rule, caller, relation, wanted):
        """A thing that is used up is made anew; refusals change nothing, so they share one."""
        owner = caller if relation == "own" else self.world.stranger
        make = getattr(self.world, rule.kind)
        if wanted == "ok" and not rule.route.startswith("GET"):
            return make(owner)
        if rule.kind not in owner.things:
            owner.things[rule.kind] = make(owner)
        return owner.things[rule.kind]

    @staticmethod
    def wanted(rule, caller, relation):
        if rule.needs == "P":
            return "any"
        if caller is None:
            return "401 ACCESS_TOKEN_REQUIRED"
        if not caller.is_active:
            return "403 INACTIVE_USER"
        if rule.needs == "V" and not caller.is_verified:
            return "403 PERMISSION_DENIED"
        held = caller.granted()
        if numbers(rule.needs) and not numbers(rule.needs) & held:
            return "403 PERMISSION_DENIED"
        usual, exceptions = (rule.own, rule.own_unless) if relation == "own" else (rule.foreign, rule.unless)
        return "ok" if set(exceptions) & held else usual

    @staticmethod
    def difference(answer, wanted, works_on_a_thing):
        seen = f"{answer.status} {answer.code()}".strip()
        if answer.status >= 500 or answer.status == 429:
            return f"{seen} {answer!r}"
        if wanted == "any":
            return seen if answer.code() in ("ACCESS_TOKEN_REQUIRED", "PERMISSION_DENIED") else ""
        if wanted == "ok":
            refused = (401, 403, 404, 422) if works_on_a_thing else (401, 403)
            return f"wanted success, {answer!r}" if answer.status in refused else ""
        return "" if seen == wanted or seen.split(" ")[0] == wanted else f"wanted {wanted}, {answer!r}"
