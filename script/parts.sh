# Sourced by script/test and script/lint: runs a list of parts, all of them even when
# one fails, and tells at the end how each went and how long it took.
# shellcheck shell=bash

PARTS=""
FAILED=0

# part NAME COMMAND...
part() {
    local name="$1" start=$SECONDS status=0 word=ok
    shift
    printf '\n==> %s\n' "$name"
    "$@" || status=$?
    if [ "$status" -ne 0 ]; then
        word="FAILED"
        FAILED=$((FAILED + 1))
    fi
    PARTS="$PARTS$(printf '  %-8s %4d s  %s' "$word" $((SECONDS - start)) "$name")
"
}

# Prints the table; true when every part went well.
summary() {
    printf '\n%s\n%s' "$1" "$PARTS"
    [ "$FAILED" -eq 0 ]
}
