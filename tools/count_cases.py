#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sums the test cases of the gtest reports below a build folder into one plain line.

usage: count_cases.py BUILD_DIR | --selftest
"""
import pathlib
import sys
import tempfile
import xml.etree.ElementTree as ElementTree


def count(folder: pathlib.Path) -> tuple[list[str], int]:
    """What to print, and the exit status: a folder without any case is no report of tests."""
    passed = failed = 0
    skipped = []
    for report in sorted(folder.glob("*.xml")):
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            if case.find("failure") is not None:
                failed += 1
            elif case.get("result") == "skipped" or case.find("skipped") is not None:
                skipped.append(f"skipped: {case.get('classname')}.{case.get('name')}")
            elif case.get("status") == "run":
                passed += 1
    lines = [*skipped, f"{passed} passed, {failed} failed, {len(skipped)} skipped"]
    return lines, 1 if failed or not (passed or skipped) else 0


def selftest() -> int:
    fine = '<testcase classname="A" name="Fine" status="run"/>'
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for planted, wanted in (("", 1), (fine, 0), (fine + '<testcase status="run"><failure/></testcase>', 1)):
            folder.joinpath("a.xml").write_text(f"<testsuites>{planted}</testsuites>")
            if count(folder)[1] != wanted:
                print(f"selftest: wrong verdict on {planted!r}")
                return 1
    return 0


def main(arguments: list[str]) -> int:
    if arguments == ["--selftest"]:
        return selftest()
    lines, status = count(pathlib.Path(arguments[0], "reports"))
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
