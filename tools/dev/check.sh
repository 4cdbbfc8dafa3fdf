# SPDX-License-Identifier: Apache-2.0
# Tests, style, layers, coverage, sanitizers.

# run_tests_of PRESET [words...]: every test binary of a build, against a fresh PostgreSQL.
run_tests_of() {
    local preset=$1 started filter
    shift
    started=$(date +%s)
    rm -rf "build/$preset/reports"
    export GTEST_OUTPUT="xml:$PWD/build/$preset/reports/"
    start_test_postgres
    filter=$(IFS='|'; echo "$*")
    say "Testing ($preset)"
    local log="build/$preset/tests.log" status=0
    ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j 2 ${filter:+-R "$filter"} |
        tee "$log" | { grep -v -E '^(Test project|    Start|UpdateCTest|Constructing)' || true; } || status=$?
    # A selection of tests executes a selection of statements.
    local unexecuted=''
    if [ "$status" = 0 ] && [ "$preset" = dev ] && [ -z "$filter" ]; then
        unexecuted=$(tools/statement_coverage.py "$test_pg/log") || status=1
    fi
    stop_test_postgres
    python3 tools/count_cases.py "build/$preset" || status=1
    if [ -n "$unexecuted" ]; then say "$unexecuted"; fi
    [ "$status" = 0 ] || fail "tests failed; the full log is $log"
    done_in "tests ($preset)" "$started"
}

run_tests() {
    tools/dev/selftests
    run_tests_of dev "$@"
}

format() {
    sources '*.cpp' '*.hpp' | xargs -r clang-format-19 -i
    say "Formatted."
}

lint() {
    local started
    case "$*" in '' | --all) ;; *) fail "./dev lint knows --all only" 2 ;; esac
    started=$(date +%s)
    say "Style"
    sources '*.cpp' '*.hpp' | xargs -r clang-format-19 --dry-run -Werror || fail "formatting differs; run ./dev format"
    tools/check_style.py
    say "Layers"
    [ -f build/lint/build.ninja ] || cmake --preset lint >/dev/null
    cmake --build build/lint --target qc_generated >/dev/null
    tools/check_layers.py build/lint
    say "clang-tidy"
    tools/dev/tidy "$@"
    done_in "lint" "$started"
}

coverage() {
    [ $# = 0 ] || fail "./dev coverage takes no words: it measures all tests" 2
    build coverage
    rm -rf build/coverage/profiles
    export LLVM_PROFILE_FILE="$PWD/build/coverage/profiles/%m-%p.profraw"
    run_tests_of coverage
    tools/dev/coverage-report
}

sanitize() {
    words_only "$@"
    build asan
    UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_leaks=1 \
        LSAN_OPTIONS="suppressions=$PWD/tools/lsan.supp print_suppressions=0" run_tests_of asan "$@"
    build tsan
    TSAN_OPTIONS="suppressions=$PWD/tools/tsan.supp halt_on_error=1" run_tests_of tsan "$@"
}
