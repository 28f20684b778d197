#!/usr/bin/env bash
# For any job engine: checks the documents of a repository and leaves a JUnit report, which most engines show.
# The exit code is that of the check: 0 nothing at or above the limit, 1 findings, 2 wrong use or a file that cannot be read.
# Usage: check.sh [FILE | DIRECTORY | GLOB]...     Environment: FAIL_ON (default: error), REPORT (default: sequitur.xml)
set -euo pipefail

report=${REPORT:-sequitur.xml}
status=0
sequitur check --fail-on "${FAIL_ON:-error}" --format junit -- "${@:-.}" >"$report" || status=$?
# People read the log, so that a failure tells its reason there.
sequitur check --fail-on never -- "${@:-.}" || true
exit "$status"
