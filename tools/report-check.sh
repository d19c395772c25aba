#!/usr/bin/env bash
# Opens a report of 'cxlwire judge --report x.html' in headless Chromium: its script runs without an error, a cell opens
# what was found, and nothing opens by itself. Exit code 77: there is no Chromium here.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "report-check: $1" >&2
  exit 1
}

browser=""
for name in chromium chromium-browser chromium-headless-shell google-chrome; do
  browser=$(command -v "$name" || true)
  if [ -n "$browser" ]; then break; fi
done
if [ -z "$browser" ]; then
  echo "report-check: there is no Chromium here (apt-get install chromium)"
  exit 77
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
page=$work/report.html
status=0
dotnet run --no-build --project src/CxlWire.Cli -- judge \
  --conversation fixtures/conversations/linux-7.3.4-guest.jsonl --report "$page" >/dev/null || status=$?
[ "$status" -eq 1 ] || fail "judge ended with exit code $status, not 1"

# The page after its script has run; what the script complains of is on standard error.
load() { # FRAGMENT
  timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --enable-logging=stderr \
    --virtual-time-budget=2000 --dump-dom "file://$page$1" >"$work/dom" 2>"$work/errors" \
    || fail "$browser could not load the page: $(tail -n 3 "$work/errors")"
  if grep -q 'CONSOLE' "$work/errors"; then fail "the page complains: $(grep CONSOLE "$work/errors")"; fi
  grep -q '<html [^>]*data-script="done"' "$work/dom" || fail "the script did not run to its end"
}

open() { grep -c 'details[^>]*class="open-now"[^>]*open=\|details[^>]*open=[^>]*class="open-now"' "$work/dom" || true; }

load ""
cells=$(grep -o 'class="cell ' "$work/dom" | wc -l)
[ "$cells" -eq 34 ] || fail "$cells cells, not 34"
[ "$(open)" -eq 0 ] || fail "something is open that nobody opened"
links=$(grep -o 'href="#H[0-9]*-case[0-9]*"' "$work/dom" | sed 's/href="\(.*\)"/\1/')
[ -n "$links" ] || fail "no cell leads anywhere"
count=0
for link in $links; do
  load "$link"
  [ "$(open)" -eq 1 ] || fail "$link opens $(open) findings, not one"
  # To its end: who stops reading early has the writer fail.
  opened=$(grep -A 1 'class="open-now"' "$work/dom" | grep -c "id=\"${link#\#}\"" || true)
  [ "$opened" -ge 1 ] || fail "$link opens another one"
  count=$((count + 1))
done
echo "report-check: $cells cells, $count of them open what was found ($("$browser" --version 2>/dev/null))"
