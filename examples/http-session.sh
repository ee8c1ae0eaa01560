#!/bin/sh
# A session over HTTP, with curl alone (sed takes the values out that the next call needs): pages, an error, a start that is
# safe to send again, its job until it has ended, and a change that somebody else was faster with.
#
#   GONG_TIMELINE_URL=http://127.0.0.1:4000 GONG_TIMELINE_TOKEN=gtl_... sh examples/http-session.sh
#
# The token: role admin, scopes timeline:read, connections:read, sync:write, execution-log:read, timeline:write.
# Changes nothing but what a sync brings.
set -eu
URL=${GONG_TIMELINE_URL:-http://127.0.0.1:4000}

# curl reads the token from its standard input: among its arguments, everybody on the machine could see it.
api() {
  printf 'header = "Authorization: Bearer %s"\n' "$GONG_TIMELINE_TOKEN" |
    curl --silent --show-error --max-time 30 --config - "$@"
}
# The first value of a field: enough here; a program parses JSON.
field() { sed -n "s/.*[{,]\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
say() { printf '\n# %s\n' "$1"; }

say 'Who am I?'
api "$URL/api/me"

say 'The newest two Activities, and the two after them'
page=$(api "$URL/api/activities?limit=2")
cursor=$(printf '%s' "$page" | sed -n 's/.*"nextCursor":"\([^"]*\)".*/\1/p')
printf '%.300s ...\n' "$page"
api "$URL/api/activities?limit=2&cursor=$cursor" | cut -c 1-300

say 'A parameter that is misspelt is refused, by name'
api "$URL/api/activities?limt=2"

say 'Start a sync, and send the same again, as after a time-out: one sync, the first answer'
connection=$(api "$URL/api/connections" | grep -o '"connectionId":"[^"]*"' | head -n 1 | cut -d '"' -f 4)
key=$(date +%s)-$$-http-session
start() {
  api --include --request POST "$URL/api/connections/$connection/syncs" --header "Idempotency-Key: $key" |
    tr -d '\r' | grep -i -e '^HTTP/' -e '^idempotency-replayed' -e '^{'
}
first=$(start)
again=$(start)
printf '%s\n%s\n' "$first" "$again"
job=$(printf '%s' "$first" | field jobId)

say 'Its job, until it has ended (it is there within a moment)'
seconds=0
until api "$URL/api/jobs/$job" | grep -q '"status":"\(Success\|Partial Success\|Failed\|Stopped\)"'; do
  seconds=$((seconds + 1))
  [ "$seconds" -lt 120 ] || { echo 'It has not ended within two minutes' >&2; exit 1; }
  sleep 1
done
api "$URL/api/jobs/$job" | grep -o '"status":"[^"]*"\|"counts":{[^}]*}'

say 'Change what somebody else changed meanwhile: refused, nothing is overwritten'
api --include --request PUT "$URL/api/activity-types/call" --header 'Content-Type: application/json' \
  --header 'If-Match: "as-i-saw-it"' --data '{"name":"Phone call","global":true,"active":true}' |
  tr -d '\r' | grep -i -e '^HTTP/' -e '^etag' -e '^{'
