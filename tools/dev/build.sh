# SPDX-License-Identifier: Apache-2.0
# Configure and build one preset; targets may follow.

export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

build() {
    local preset=$1 started
    shift
    started=$(date +%s)
    [[ "$(cmake --list-presets)" = *"\"$preset\" "* ]] || fail "there is no preset '$preset'; cmake --list-presets names them" 2
    say "Building ($preset)"
    if [ ! -f "build/$preset/build.ninja" ]; then
        local log=build/configure-$preset.log
        mkdir -p build
        cmake --preset "$preset" >"$log" 2>&1 || { tail -n 30 "$log"; fail "configuration failed; see $log"; }
        rm -f "$log"
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

run_help() {
    cat <<'TEXT'
./dev run [options]: build, start a private PostgreSQL, seed, import sample cities, serve

  --port PORT         of the API on 127.0.0.1 (8000); INTERNAL_PORT=PORT in front moves that of /metrics (8001)
  --workspace FOLDER  for database, keys, mail and files (.questcity)
  --import FILE ...   GeoJSON or GPX files to import beside the sample cities

Settings in the environment win over those that it makes; docs/operations.md lists them.
TEXT
}

demo() {
    command -v python3 >/dev/null || setup
    if [ "${1:-}" != people ]; then exec tools/demo/play.py "$@"; fi
    shift
    case " $* " in *" --help "* | *" -h "*) exec tools/demo/people.py --help ;; esac
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

# Database and files must not go from under a server that runs in this folder.
no_server_here() {
    local process
    for process in $(pgrep -x questcity || true); do
        if [ "$(readlink "/proc/$process/cwd" 2>/dev/null || true)" = "$PWD" ]; then
            fail "process $process is a server in this folder; stop it first (Ctrl-C, or kill $process)"
        fi
    done
}

clean() {
    case "$*" in '' | --all) ;; *) fail "./dev clean knows --all only" 2 ;; esac
    if [ "${1:-}" = --all ]; then no_server_here; fi
    rm -rf build
    if [ "${1:-}" = --all ]; then
        local cluster
        cluster=$(private_postgres)
        stop_private_postgres "$cluster"
        rm -rf "$cluster" .questcity web/docs/node_modules
    fi
    say "Clean."
}
