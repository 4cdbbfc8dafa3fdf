# SPDX-License-Identifier: Apache-2.0
# A throw-away PostgreSQL for tests: own folder, own port, no fsync, gone at the end. Its log names
# every statement, so that tools/statement_coverage.py sees which of them no test executes.

start_test_postgres() {
    local bin
    bin=$(pg_bin)
    [ -n "$bin" ] || fail "PostgreSQL is not installed; run ./dev setup"
    test_pg=$(mktemp -d /tmp/questcity-test.XXXXXX)
    [ "$(id -u)" = 0 ] && chown postgres "$test_pg"
    chmod 700 "$test_pg"
    (cd / && as_postgres "$bin/initdb" -D "$test_pg/data" --encoding=UTF8 --locale=C.UTF-8 -A trust -U postgres >"$test_pg.log" 2>&1) ||
        { cat "$test_pg.log"; fail "initdb failed"; }
    # Port 0 is not possible; the choice is the one of the process tests.
    test_pg_port=$(PYTHONPATH=tests/process python3 -c 'from support.environment import free_port; print(free_port())')
    (cd / && as_postgres "$bin/pg_ctl" -D "$test_pg/data" -l "$test_pg/log" -w -o \
        "-c listen_addresses=127.0.0.1 -p $test_pg_port -k $test_pg -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c deadlock_timeout=200ms -c max_connections=400 -c shared_buffers=256MB -c log_min_duration_statement=0 -c log_parameter_max_length=0" start >/dev/null) ||
        { cat "$test_pg/log"; fail "the test PostgreSQL did not start"; }
    trap stop_test_postgres EXIT
    export QC_TEST_DATABASE_URL="postgresql://postgres@127.0.0.1:$test_pg_port/postgres"
}

stop_test_postgres() {
    [ -n "${test_pg:-}" ] || return 0
    (cd / && as_postgres "$(pg_bin)/pg_ctl" -D "$test_pg/data" -m immediate -w stop >/dev/null 2>&1) || true
    rm -rf "$test_pg" "$test_pg.log"
    test_pg=''
}
