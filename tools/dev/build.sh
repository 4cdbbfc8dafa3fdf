# SPDX-License-Identifier: Apache-2.0
# Configure and build one preset; targets may follow.

export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

build() {
    local preset=$1 started
    shift
    started=$(date +%s)
    say "Building ($preset)"
    if [ ! -f "build/$preset/build.ninja" ]; then
        cmake --preset "$preset" >"build-$preset.log" 2>&1 ||
            { tail -n 30 "build-$preset.log"; fail "configuration failed; see build-$preset.log"; }
        rm -f "build-$preset.log"
    fi
    local targets=()
    [ $# -gt 0 ] && targets=(--target "$@")
    if [ -t 1 ]; then cmake --build "build/$preset" "${targets[@]}"
    else NINJA_STATUS='[%f/%t %es] ' cmake --build "build/$preset" "${targets[@]}" |
        awk '/error|FAILED|warning/ || n++ % 25 == 0 {print; fflush()} {last = $0} END {print last}'; fi
    done_in "build ($preset)" "$started"
}

# The project's own small map, which the README walks through, and those of the shared data.
maps() {
    local shared=${QUESTCITY_SHARED:-../shared/data}/osm city
    ls db/sample/*.geojson
    for city in monaco krems moscow berlin-siegessaeule; do
        if [ -f "$shared/$city.geojson" ]; then printf '%s\n' "$shared/$city.geojson"; fi
    done
}

run() {
    local options=() map
    while read -r map; do options+=(--import "$map"); done < <(maps)
    exec "build/${QC_PRESET:-release}/bin/questcity" dev "${options[@]}" "$@"
}

demo() {
    command -v python3 >/dev/null || setup
    if [ "${1:-}" != people ]; then exec tools/demo/play.py "$@"; fi
    shift
    setup
    [ -n "${QC_BINARY:-}" ] || build "${QC_PRESET:-release}" questcity
    QC_BINARY=${QC_BINARY:-$PWD/build/${QC_PRESET:-release}/bin/questcity} exec tools/demo/people.py "$@"
}

# A server that was killed leaves its PostgreSQL running; its folder must not go from under it.
stop_private_postgres() {
    local data=$1/data
    [ -f "$data/postmaster.pid" ] || return 0
    say "Stopping the private PostgreSQL"
    (cd / && as_postgres "$(pg_bin)/pg_ctl" -D "$data" -m fast -w stop >/dev/null) || [ ! -f "$data/postmaster.pid" ] ||
        fail "the private PostgreSQL in $data does not stop"
}

# Where the private cluster is: below the project, or where root put it because the user postgres
# cannot enter the project. Other folders are none of our business.
private_postgres() {
    local elsewhere
    elsewhere=$(cat .questcity/postgres-folder 2>/dev/null || true)
    case "$elsewhere" in
    /var/tmp/questcity-postgres-*/*) ;;
    /var/tmp/questcity-postgres-?*) echo "$elsewhere"; return ;;
    esac
    echo "$PWD/.questcity/postgres"
}

clean() {
    rm -rf build
    if [ "${1:-}" = --all ]; then
        local cluster
        cluster=$(private_postgres)
        stop_private_postgres "$cluster"
        rm -rf "$cluster" .questcity web/docs/node_modules
    fi
    say "Clean."
}
