# SPDX-License-Identifier: Apache-2.0
"""Turns a list of words (one a line) into a C++ source with a sorted array.

Usage: embed_words.py WORDS.txt OUT.cpp HEADER FUNCTION
HEADER declares `std::span<std::string_view const> qc::crypto::FUNCTION()`.
"""

import pathlib
import sys


def literal(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '"'


def source(words: list[str], header: str, function: str) -> str:
    lines = "".join(f"    {literal(word)},\n" for word in words)
    return (
        "// SPDX-License-Identifier: Apache-2.0\n"
        f'#include "{header}"\n\n#include <array>\n\n'
        "namespace qc::crypto {\n\nnamespace {\n\n"
        f"constexpr std::array<std::string_view, {len(words)}> words{{\n{lines}}};\n\n"
        "} // namespace\n\n"
        f"std::span<std::string_view const> {function}() {{\n    return words;\n}}\n\n"
        "} // namespace qc::crypto\n"
    )


def main(arguments: list[str]) -> int:
    if len(arguments) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    words_file, out, header, function = arguments
    text = pathlib.Path(words_file).read_text(encoding="ascii")
    words = sorted(set(text.split("\n")) - {""})
    target = pathlib.Path(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source(words, header, function), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
