#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when a source file reaches, even through others, a header that its layer must not see.

usage: check_layers.py BUILD_DIR   a configured build without precompiled header
       check_layers.py --selftest  plants one violation of every rule and expects it to be found
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

FRAMEWORKS = [r"/boost/beast/", r"/libpq-fe\.h$", r"/spdlog/", r"/hiredis/"]
OTHER_LAYERS = {
    "domain": ["application", "http", "postgres", "redis"],
    "application": ["http", "postgres", "redis"],
    "http": ["postgres", "redis"],
    "postgres": ["http"],
    "redis": ["http"],
}
FORBIDDEN = {
    "domain": FRAMEWORKS + [
        r"/boost/", r"^src/(http|http_server|ws|live|redis|contract|pg|telemetry)/",
        r"^src/core/(task|system_clock)\.hpp$"],
    "application": FRAMEWORKS + [
        r"/boost/json/", r"/boost/describe/", r"^src/(http|http_server|ws|redis|contract|pg)/",
        r"^src/core/system_clock\.hpp$"],
    "http": FRAMEWORKS + [r"^src/(http_server|redis|pg)/", r"^src/core/system_clock\.hpp$"],
    "postgres": [r"/boost/beast/", r"/boost/json/", r"/spdlog/", r"^src/(http|http_server|ws|contract)/"],
    "redis": [r"/boost/beast/", r"/boost/json/", r"/spdlog/", r"^src/(http|contract)/"],
}
LAYER = re.compile(r"^src/modules/(\w+)/(domain|application|http|postgres|redis)/")
MODULE = re.compile(r"^src/modules/(\w+)/(.*)$")


def reaches_neighbour(module: str, layer: str, header: str) -> bool:
    found = MODULE.match(header)
    if not found:
        return False
    other, rest = found.groups()
    if other != module:
        return rest != f"{other}.hpp"
    return any(rest.startswith(f"{name}/") for name in OTHER_LAYERS[layer])


def violations(source: str, headers: list[str]) -> list[str]:
    found = LAYER.match(source)
    if not found:
        return []
    module, layer = found.groups()
    bad = []
    for header in headers:
        if reaches_neighbour(module, layer, header) or any(
                re.search(pattern, header) for pattern in FORBIDDEN[layer]):
            bad.append(f"{source}: the {layer} layer reaches {header}")
    return bad


def relative(path: str, root: pathlib.Path) -> str:
    real = pathlib.Path(path).resolve()
    return str(real.relative_to(root)) if real.is_relative_to(root) else str(real)


def dependencies(database: pathlib.Path) -> list[tuple[str, list[str]]]:
    run = subprocess.run(
        ["clang-scan-deps-19", "-compilation-database", str(database), "-j", "2"],
        capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"check_layers: the dependency scan failed\n{run.stderr[-3000:]}")
    rules = run.stdout.replace("\\\n", " ").splitlines()
    return [(files[0], files[1:]) for files in (rule.split()[1:] for rule in rules) if files]


def check(database: pathlib.Path, root: pathlib.Path) -> list[str]:
    entries = [e for e in json.loads(database.read_text()) if "/src/modules/" in e["file"]]
    if not entries:
        sys.exit("check_layers: no module sources in the compilation database")
    with tempfile.TemporaryDirectory() as folder:
        subset = pathlib.Path(folder, "compile_commands.json")
        subset.write_text(json.dumps(entries))
        bad = set()
        for source, headers in dependencies(subset):
            found = violations(relative(source, root), [relative(h, root) for h in headers])
            if found:
                more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
                bad.add(found[0] + more)
    return sorted(bad)


PLANTED = {
    "src/modules/a/domain/x.cpp": '#include "../application/y.hpp"\n',
    "src/modules/a/domain/json.cpp": '#include "../../../boost/json/value.hpp"\n',
    "src/modules/a/domain/signal.cpp": '#include "../../../live/signal.hpp"\n',
    "src/modules/a/application/pg.cpp": '#include "../../../pg/p.hpp"\n',
    "src/modules/a/application/socket.cpp": '#include "../../../ws/websocket.hpp"\n',
    "src/modules/a/application/neighbour.cpp": '#include "../../b/domain/z.hpp"\n',
    "src/modules/a/http/sql.cpp": '#include "../postgres/rows.hpp"\n',
    "src/modules/a/postgres/views.cpp": '#include "../../../contract/c.hpp"\n',
    "src/modules/a/domain/leak.cpp": '#include "../../../core/leaky.hpp"\n',
}
HEADERS = {
    "src/modules/a/application/y.hpp": "", "src/boost/json/value.hpp": "", "src/pg/p.hpp": "",
    "src/live/signal.hpp": "", "src/ws/websocket.hpp": "",
    "src/modules/b/domain/z.hpp": "", "src/modules/b/b.hpp": "", "src/contract/c.hpp": "",
    "src/modules/a/postgres/rows.hpp": "", "src/core/task.hpp": "",
    "src/core/leaky.hpp": '#include "task.hpp"\n',
    "src/modules/a/application/fine.cpp": '#include "../../b/b.hpp"\n',
}


def selftest() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        commands = []
        for name, text in {**PLANTED, **HEADERS}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            if name.endswith(".cpp"):
                commands.append({"directory": str(root), "file": str(path),
                                 "command": f"clang++-19 -c {path} -o {path}.o"})
        database = root / "compile_commands.json"
        database.write_text(json.dumps(commands))
        found = {line.split(":")[0] for line in check(database, root)}
    missed, wrong = set(PLANTED) - found, found - set(PLANTED)
    for name in sorted(missed):
        print(f"selftest: the violation planted in {name} was not found")
    for name in sorted(wrong):
        print(f"selftest: {name} was reported although it is fine")
    return 1 if missed or wrong else 0


def main() -> int:
    if sys.argv[1:] == ["--selftest"]:
        return selftest()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    bad = check(pathlib.Path(sys.argv[1], "compile_commands.json"), ROOT)
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
