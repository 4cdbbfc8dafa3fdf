# SPDX-License-Identifier: Apache-2.0
# Words and colours that the other parts of ./dev share.

if [ -t 1 ]; then bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' dim=$'\e[2m' plain=$'\e[0m'
else bold='' green='' red='' dim='' plain=''; fi

say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }
done_in() { printf '%s ok %s %s %s(%s s)%s\n' "$green" "$plain" "$1" "$dim" "$(($(date +%s) - $2))" "$plain"; }
fail() {
    printf '%serror:%s %s\n' "$red" "$plain" "$1" >&2
    exit "${2:-1}"
}

# A mistyped option must not pass for a word.
words_only() {
    local word
    for word in "$@"; do
        case $word in -*) fail "unknown option '$word'; ./dev --help lists them" 2 ;; esac
    done
}

# The platform's user that may run PostgreSQL: ourselves, or postgres when we are root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

pg_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

# The part of the files tracked or about to be tracked that matches the given patterns.
sources() { git ls-files --cached --others --exclude-standard -- "$@"; }
