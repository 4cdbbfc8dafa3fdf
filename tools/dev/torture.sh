# SPDX-License-Identifier: Apache-2.0
# Live connections under hard conditions; tools/torture/* say what each does.

torture() {
    local what=${1:-people}
    [ $# -gt 0 ] && shift
    case $what in
        people | idle | capacity) torture_run "$what" "$@" ;;
        report) tools/torture/report "$@" ;;
        --help | -h) help ;;
        *) fail "./dev torture knows people, idle, capacity and report" 2 ;;
    esac
}

torture_run() {
    local what=$1
    shift
    case " $* " in *" --help "* | *" -h "*) exec "tools/torture/$what" --help ;; esac
    setup
    [ -n "${QC_BINARY:-}" ] || build "${QC_PRESET:-release}" questcity
    QC_BINARY=${QC_BINARY:-$PWD/build/${QC_PRESET:-release}/bin/questcity} exec "tools/torture/$what" "$@"
}
