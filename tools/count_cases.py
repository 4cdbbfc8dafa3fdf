#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sums the test cases of the gtest reports below a build folder into one plain line."""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def main() -> int:
    passed = failed = 0
    skipped = []
    for report in sorted(pathlib.Path(sys.argv[1], "reports").glob("*.xml")):
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            if case.find("failure") is not None:
                failed += 1
            elif case.get("result") == "skipped" or case.find("skipped") is not None:
                skipped.append(f"{case.get('classname')}.{case.get('name')}")
            elif case.get("status") == "run":
                passed += 1
    for name in skipped:
        print(f"skipped: {name}")
    print(f"{passed} passed, {failed} failed, {len(skipped)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
