# SPDX-License-Identifier: Apache-2.0
# Installs what is missing and says so; does nothing when all is there.

packages() { grep -v -e '^#' -e '^$' tools/packages.txt; }

missing_packages() {
    local package
    for package in $(packages); do
        # npm often comes from elsewhere than Debian; what counts is the command.
        if [ "$package" = npm ] && command -v npm >/dev/null; then continue; fi
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "packages must be installed, but you are not root and there is no sudo. As root, run:
    apt-get install $(missing_packages | tr '\n' ' ')"; fi
}

# Of nginx and Redis the programs are wanted: tests and demos start them in private. The services
# that Debian starts at their installation would keep ports 80 and 6379 from then on.
stop_new_services() { # the packages just installed
    local package service
    for package in "$@"; do
        case $package in nginx-light) service=nginx ;; redis-server) service=redis-server ;; *) continue ;; esac
        if [ -d /run/systemd/system ]; then as_root systemctl --quiet disable --now "$service"
        else as_root service "$service" stop >/dev/null 2>&1 || true; fi
    done
}

setup() {
    local missing started
    started=$(date +%s)
    missing=$(missing_packages)
    if [ -n "$missing" ]; then
        say "Installing Debian packages: $(echo $missing)"
        local log=/tmp/questcity-setup.$$.log
        as_root apt-get update -q >"$log" 2>&1 || { tail -n 5 "$log"; fail "apt-get update failed; see $log"; }
        # A new cluster of the distribution is not wanted: ours is private.
        as_root mkdir -p /etc/postgresql-common
        [ -e /etc/postgresql-common/createcluster.conf ] ||
            echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
        # shellcheck disable=SC2086
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
            -o Dpkg::Progress-Fancy=0 $missing 2>&1 | tee "$log" |
            awk -v t="${dim}" -v p="${plain}" '/^(Setting up|Get:)/ {n++; if (n % 40 == 0) {printf "    %s%d steps ...%s\n", t, n, p; fflush()}}' ||
            { tail -n 20 "$log"; fail "apt-get install failed; see $log"; }
        [ -z "$(missing_packages)" ] || { tail -n 20 "$log"; fail "still missing: $(missing_packages | tr '\n' ' ')"; }
        # shellcheck disable=SC2086
        stop_new_services $missing
        rm -f "$log"
        done_in "packages" "$started"
    elif [ "${1:-}" = --verbose ] || [ "$command" = setup ]; then
        say "All $(packages | wc -l) Debian packages are there."
    fi
    documents_assets
}

# The API documents work offline: their scripts come from npm once and are built into the binary.
documents_assets() {
    local folder=web/docs
    if [ -f $folder/node_modules/.package-lock.json ] &&
        [ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]; then return; fi
    say "Fetching the API browser (npm)"
    (cd $folder && npm ci --no-audit --no-fund --ignore-scripts >/dev/null) ||
        fail "npm ci failed in $folder"
    touch $folder/node_modules/.package-lock.json
}
