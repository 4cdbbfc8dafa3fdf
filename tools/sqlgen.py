#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns an SQL file of a module into constants: sqlgen.py FILE.sql OUTPUT.hpp | --selftest

The module is the folder below modules/ that the file is in, elsewhere the file's own name. A
module may have several files; the names of its statements are unique over all of them.

A file consists of blocks:

    -- name: record_check_in
    -- slow                      (optional: long timeout, connection of its own)
    insert into run_checkin ...
"""
import pathlib
import re
import sys

OWNERS = pathlib.Path(__file__).with_name("table_owners.txt")
LONGEST_NAME = 63  # PostgreSQL cuts longer names of prepared statements without a word
CPP_KEYWORDS = set(
    "and asm auto bool break case catch char class const continue default delete do double else "
    "enum explicit export extern false float for friend goto if inline int long mutable namespace "
    "new not operator or private protected public register return short signed sizeof static "
    "struct switch template this throw true try typedef typename union unsigned using virtual void "
    "volatile while xor all".split())
NOISE = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\$(?P<tag>[a-z_]*)\$.*?\$(?P=tag)\$", re.DOTALL)
WRITE = re.compile(
    r"\b(?P<verb>insert\s+into|merge\s+into|delete\s+from|truncate(?:\s+table)?|lock\s+table|update)"
    r"\s+(?:only\s+)?(?P<table>\"[^\"]+\"|[a-z_][\w.]*)", re.IGNORECASE)
NOT_A_WRITE = re.compile(r"(?:\bfor|\bkey|\bdo)\s*$", re.IGNORECASE)


class Refused(Exception):
    pass


def read_owners(text):
    owners = {}
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if not words:
            continue
        if len(words) < 2 or words[0] in owners:
            raise Refused(f"table_owners.txt: bad line: {line}")
        owners[words[0]] = set(words[1:])
    return owners


def split_blocks(text):
    blocks = []
    for number, line in enumerate(text.splitlines(), 1):
        header = re.fullmatch(r"\s*--\s*name:\s*(\S*)\s*", line)
        if header:
            blocks.append({"name": header[1], "line": number, "lines": [], "slow": False})
        elif re.fullmatch(r"\s*--\s*slow\s*", line):
            if not blocks or blocks[-1]["lines"]:
                raise Refused(f"line {number}: '-- slow' stands right under '-- name:'")
            blocks[-1]["slow"] = True
        elif blocks:
            blocks[-1]["lines"].append(line)
        elif line.strip() and not line.lstrip().startswith("--"):
            raise Refused(f"line {number}: SQL in front of the first '-- name:'")
    return blocks


def check_name(module, name, seen):
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in CPP_KEYWORDS:
        raise Refused(f"'{name}' is not a name for a statement")
    if name in seen:
        raise Refused(f"two blocks are called {name}")
    if len(f"{module}.{name}") > LONGEST_NAME:
        raise Refused(f"{module}.{name} is longer than {LONGEST_NAME} bytes")


def check_writes(module, bare, owners):
    for match in WRITE.finditer(bare):
        table = match["table"].strip('"')
        if match["verb"].lower() == "update" and NOT_A_WRITE.search(bare[:match.start()]):
            continue
        if table not in owners:
            raise Refused(f"writes {table}, which table_owners.txt does not know")
        if module not in owners[table]:
            raise Refused(f"writes {table}, which belongs to {', '.join(sorted(owners[table]))}")


def check_body(module, body, owners):
    bare = NOISE.sub(" ", body)
    if not bare.strip():
        raise Refused("the block is empty")
    if ";" in bare:
        raise Refused("one block is one statement")
    if ')sql"' in body:
        raise Refused('the text has )sql" in it')
    numbers = {int(number) for number in re.findall(r"\$(\d+)", bare)}
    if numbers != set(range(1, len(numbers) + 1)):
        raise Refused(f"the parameters are not numbered from $1 without gaps: {sorted(numbers)}")
    check_writes(module, bare, owners)


def statements(module, text, owners):
    result = {}
    for block in split_blocks(text):
        body = re.sub(r";\s*\Z", "", "\n".join(block["lines"]).strip())
        try:
            check_name(module, block["name"], result)
            check_body(module, body, owners)
        except Refused as problem:
            raise Refused(f"line {block['line']}, {block['name']}: {problem}") from None
        result[block["name"]] = (body, block["slow"])
    return result


def module_of(source):
    parts = source.absolute().parts
    return parts[parts.index("modules") + 1] if "modules" in parts else source.stem


def check_neighbours(source, found):
    for other in source.parent.glob("*.sql"):
        if other.name == source.name:
            continue
        for block in split_blocks(other.read_text(encoding="utf-8")):
            if block["name"] in found:
                raise Refused(f"{other.name} has a block called {block['name']} too")


def render(module, found, list_name="all"):
    constants = "\n".join(
        f'inline constexpr pg::Statement {name}{{\n    "{module}.{name}",\n'
        f'    R"sql({body})sql",\n    {"true" if slow else "false"}}};\n'
        for name, (body, slow) in found.items())
    pointers = "".join(f"    &{name},\n" for name in found)
    return f"""// SPDX-License-Identifier: Apache-2.0
// Generated by tools/sqlgen.py.
#pragma once

#include "pg/statement.hpp"

#include <array>

namespace qc::{module}::sql {{

{constants}
inline constexpr std::array<pg::Statement const*, {len(found)}> {list_name}{{
{pointers}}};

}} // namespace qc::{module}::sql
"""


def selftest():
    owners = read_owners("mine me\nours me you\ntheirs you\nuser you\n")
    block = "-- name: one\n"
    accepted = [
        block + "select * from theirs for update",
        block + "select 1 from theirs for no key update of theirs;",
        block + "insert into mine (a) values ($1) on conflict (a) do update set a = $1",
        block + "with x as (update ours set a = 'update theirs set' returning 1) select 1 from x",
        block + "-- delete from theirs\nselect $1, $2",
        "-- a remark\n" + block + "-- slow\nselect 1\n-- name: two\nselect 2",
    ]
    refused = [
        block + "update theirs set a = 1", block + "UPDATE only theirs set a = 1",
        block + "insert into theirs values (1)", block + 'update "user" set a = 1',
        block + "with x as (delete from theirs returning 1) select 1", block + "truncate theirs",
        block + "merge into theirs using mine on true when matched then do nothing",
        block + "lock table theirs", block + "insert into unheard_of values (1)",
        block + "select 1\n" + block + "select 2", block, block + "-- only a remark",
        block + "select 1; select 2", block + "select $2", "-- name: class\nselect 1",
        "-- name: Two\nselect 1", "-- name:\nselect 1", "select 1", block + "select 1\n-- slow",
        "-- name: " + "n" * 61 + "\nselect 1", block + 'select \')sql"\'',
    ]
    for text in accepted:
        assert "R\"sql(" in render("me", statements("me", text, owners)), text
    for text in refused:
        try:
            statements("me", text, owners)
        except Refused:
            continue
        sys.exit(f"selftest: this should have been refused:\n{text}")
    for text in ["lonely", "a b\na c"]:
        try:
            read_owners(text)
        except Refused:
            continue
        sys.exit(f"selftest: these owners should have been refused:\n{text}")
    found = statements("me", accepted[-1], owners)
    assert found["one"][1] and not found["two"][1]
    assert module_of(pathlib.Path("/x/modules/quests/postgres/search.sql")) == "quests"
    assert module_of(pathlib.Path("/x/mail/outbox.sql")) == "outbox"
    read_owners(OWNERS.read_text(encoding="utf-8"))
    print(f"sqlgen selftest: {len(accepted)} accepted, {len(refused) + 2} refused")


def main(arguments):
    if arguments == ["--selftest"]:
        return selftest()
    source, output = map(pathlib.Path, arguments)
    try:
        owners = read_owners(OWNERS.read_text(encoding="utf-8"))
        module = module_of(source)
        found = statements(module, source.read_text(encoding="utf-8"), owners)
        check_neighbours(source, found)
        text = render(module, found, "all" if source.stem == module else f"all_{source.stem}")
    except Refused as problem:
        sys.exit(f"{source.name}: {problem}")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
