#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of the built binary as a process. usage: run.py [WORD...]: only tests whose name has a word.

QC_BINARY names the binary, QC_TEST_DATABASE_URL a PostgreSQL server on which databases may be made.
"""
import os
import pathlib
import sys
import time
import unittest
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent


class Report(unittest.TextTestResult):
    """Names every test with its seconds; a skip says why."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.passed = []

    def startTest(self, test):
        self.started = time.monotonic()
        super().startTest(test)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed.append(test)
        self.stream.writeln(f"   ({time.monotonic() - self.started:.2f} s)")

    def faults(self):
        return self.failures + self.errors + [(test, "") for test in self.unexpectedSuccesses]

    def write(self, path):
        """The report that gtest would write, for those who count cases."""
        root = ElementTree.Element("testsuites")
        outcomes = [(test, None, "") for test in self.passed]
        outcomes += [(test, "failure", why) for test, why in self.faults()]
        outcomes += [(test, "skipped", why) for test, why in self.skipped]
        for test, outcome, why in outcomes:
            suite, _, name = test.id().rpartition(".")
            case = ElementTree.SubElement(root, "testcase", classname=suite, name=name, status="run")
            if outcome:
                ElementTree.SubElement(case, outcome, message=why)
        path.parent.mkdir(parents=True, exist_ok=True)
        ElementTree.ElementTree(root).write(path)


def chosen(suite, words):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from chosen(test, words)
        elif not words or any(word.lower() in test.id().lower() for word in words):
            yield test


def main(words):
    sys.path.insert(0, str(HERE))
    found = unittest.defaultTestLoader.discover(str(HERE), pattern="test_*.py", top_level_dir=str(HERE))
    runner = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, resultclass=Report)
    result = runner.run(unittest.TestSuite(chosen(found, words)))
    for test, why in result.skipped:
        print(f"SKIPPED {test}: {why}")
    wanted = os.environ.get("GTEST_OUTPUT", "")
    if wanted.startswith("xml:") and wanted.endswith("/"):
        result.write(pathlib.Path(wanted.removeprefix("xml:"), "process_test.xml"))
    failed = len(result.faults())
    skipped = f", {len(result.skipped)} skipped" if result.skipped else ""
    print(f"{len(result.passed)} passed, {failed} failed{skipped}")
    # A word that names no test any more must not look like tests that pass.
    return 1 if failed or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
