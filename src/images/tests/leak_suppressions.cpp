// SPDX-License-Identifier: Apache-2.0

/// fontconfig, which writes the labels, keeps its tables until the process ends.
extern "C" char const* __lsan_default_suppressions();

extern "C" char const* __lsan_default_suppressions() {
    return "leak:libfontconfig.so\n";
}
