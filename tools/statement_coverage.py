#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Names every statement of the .sql files below src/ that no test has executed.

usage: statement_coverage.py LOG | --selftest
LOG is what a PostgreSQL with log_min_duration_statement = 0 wrote while the tests ran: it names
the prepared statement of every execution. Fragments are no statements: the tests of their module
show what is put together of them.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import sqlgen  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXECUTED = re.compile(r"(?:execute|bind) ([a-z][a-z0-9_]*\.[a-z0-9_.]+)")


def names_of(path, text):
    """Names of the whole statements of one file."""
    if text.startswith("-- Fragments "):
        return set()
    return {f"{sqlgen.module_of(path)}.{block['name']}" for block in sqlgen.split_blocks(text)}


def executed_in(lines):
    found = set()
    for line in lines:
        match = EXECUTED.search(line)
        if match:
            found.add(match[1])
    return found


def verdict(wanted, executed):
    """What to print, and the exit status: a log without any execution is no log of the tests."""
    missing = sorted(wanted - executed)
    lines = [f"no test executes {name}" for name in missing]
    lines.append(f"{len(wanted) - len(missing)} of {len(wanted)} statements were executed by the tests")
    return lines, 1 if missing or not executed else 0


def selftest():
    text = "-- name: one\nselect 1\n-- name: two\nselect 2\n"
    path = pathlib.Path("/x/modules/runs/postgres/runs.sql")
    assert names_of(path, text) == {"runs.one", "runs.two"}
    assert names_of(path, "-- Fragments that a composer joins\n" + text) == set()
    log = ["LOG:  duration: 0.1 ms  execute runs.one: select 1", "LOG:  duration: 1 ms  execute <unnamed>: select 3"]
    assert names_of(path, text) - executed_in(log) == {"runs.two"}
    lines, status = verdict({"runs.one", "runs.two"}, {"runs.one"})
    assert lines[0] == "no test executes runs.two" and status == 1
    assert verdict({"runs.one"}, {"runs.one", "other.one"})[1] == 0
    assert verdict(set(), set())[1] == 1
    print("statement_coverage selftest: 6 checks")


def main(arguments):
    if arguments == ["--selftest"]:
        return selftest()
    wanted = set()
    for path in sorted((ROOT / "src").rglob("*.sql")):
        wanted |= names_of(path, path.read_text(encoding="utf-8"))
    with open(arguments[0], encoding="utf-8", errors="replace") as log:
        executed = executed_in(log)
    lines, status = verdict(wanted, executed)
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
