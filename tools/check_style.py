#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rules of the house that neither the compiler nor clang-format knows.

usage: check_style.py             checks the files that git knows
       check_style.py --selftest  plants one fault for every rule and expects it to be found
"""
import pathlib
import re
import subprocess
import sys

CODE = re.compile(r"\.(cpp|hpp)$")
SHORT = {".hpp": 150, ".cpp": 300}
SQL = re.compile(r'"\s*(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from)\s', re.I)
SQL_IS_ITS_JOB = re.compile(r"^(src/pg/|tests/|bench/|src/app/|.*/tests/)")
NAMES = re.compile(r"\b(?:class|struct|namespace)\s+\w*(Manager|Helper|Util|Utils|Impl|Data|Info)\b")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/")


def of_line(path: str, line: str):
    if CODE.search(path):
        if re.match(r'\s*#\s*include\s+"\.\./', line):
            yield "include by the full path from the source root"
        if re.match(r"\s*using\s+namespace\s+(?!std::(chrono_)?literals)", line):
            yield "no using namespace"
        if NAMES.search(line):
            yield "a name that says nothing (Manager, Helper, Util, Impl, Data, Info)"
        if SQL.search(line) and not SQL_IS_ITS_JOB.match(path):
            yield "SQL belongs into the module's .sql file"
    if UNFINISHED.search(line) and path != "tools/check_style.py":
        yield "an unfinished-work marker"
    if MACHINE.search(line) and path != "tools/check_style.py":
        yield "a path of one machine"


def of_file(path: str, text: str):
    lines = text.splitlines()
    if CODE.search(path) or path.endswith((".py", ".sh", ".cmake")):
        if not any("SPDX-License-Identifier: Apache-2.0" in line for line in lines[:2]):
            yield 1, "the SPDX line is missing"
    limit = SHORT.get(path[-4:])
    if limit and path.startswith("src/") and "/tests/" not in path and len(lines) > limit:
        yield len(lines), f"longer than {limit} lines: is it one thing?"
    for number, line in enumerate(lines, 1):
        for fault in of_line(path, line):
            yield number, fault
        for target in LINK.findall(line) if path.endswith(".md") else ():
            if not pathlib.Path(path).parent.joinpath(target).exists():
                yield number, f"a link to {target}, which does not exist"


SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
# A part of the message that is expected, where, and what.
PLANTED = [
    ("SPDX", "src/a.cpp", "#include <vector>\n"),
    ("SPDX", "tools/a.sh", "set -eu\n"),
    ("full path", "src/b.cpp", SPDX + '#include "../x.hpp"\n'),
    ("using namespace", "src/c.cpp", SPDX + "using namespace std;\n"),
    ("a name", "src/d.hpp", SPDX + "class QuestManager {};\n"),
    (".sql file", "src/e.cpp", SPDX + 'auto s = "select id from quest where";\n'),
    ("longer", "src/f.hpp", SPDX + "int x;\n" * 150),
    ("longer", "src/f.cpp", SPDX + "int x;\n" * 300),
    ("marker", "docs/g.md", "Do it later (TO" "DO).\n"),
    ("does not exist", "docs/i.md", "See [this](adr/none.md).\n"),
    ("one machine", "docs/h.md", "See /ro" "ot/notes.\n"),
]
FINE = [
    ("src/fine.hpp", SPDX + '#include "core/id.hpp"\nclass Quest {};\n' + "int x;\n" * 147),
    ("docs/fine.md", "See [that](adr/README.md#top), [all](../docs) and [here](https://example.org).\n"),
    ("src/pg/fine.cpp", SPDX + 'auto s = "select id from quest where";\n'),
]


def selftest() -> int:
    wrong = [f"the fault planted in {path} was not found" for words, path, text in PLANTED
             if [words in fault for _, fault in of_file(path, text)] != [True]]
    wrong += [f"{path} was reported although it is fine" for path, text in FINE if list(of_file(path, text))]
    for line in wrong:
        print(f"selftest: {line}")
    return 1 if wrong else 0


def main() -> int:
    if sys.argv[1:] == ["--selftest"]:
        return selftest()
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True, check=True).stdout.split("\n")
    faults = 0
    for path in filter(None, listed):
        try:
            text = open(path, encoding="utf-8").read()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        for number, fault in of_file(path, text):
            print(f"{path}:{number}: {fault}")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
