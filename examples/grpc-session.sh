#!/bin/sh
# A session over gRPC, with grpcurl alone and no .proto file (sed takes the values out that the next call needs): what there
# is, pages, an error, a stream and how to go on in it, a person of ours, a start that is safe to send again, and its job.
#
#   GONG_TIMELINE_GRPC=127.0.0.1:4100 GONG_TIMELINE_TOKEN=gtl_... sh examples/grpc-session.sh
#
# The token: role admin, scopes timeline:read, directory:read, connections:read, sync:write, execution-log:read. CONNECTION
# is the connection to sync. Changes nothing but what a sync brings.
set -eu
ADDRESS=${GONG_TIMELINE_GRPC:-127.0.0.1:4100}

# -expand-headers: grpcurl takes the token from the environment; among its arguments, everybody on the machine could see it.
call() { grpcurl -plaintext -max-time 150 -expand-headers -H 'authorization: Bearer ${GONG_TIMELINE_TOKEN}' "$@"; }
field() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p"; }
say() { printf '\n# %s\n' "$1"; }

say 'What is there?'
call "$ADDRESS" list
call "$ADDRESS" describe gong_timeline.sync.v1.SyncService

say 'Is it well?'
call "$ADDRESS" grpc.health.v1.Health/Check

say 'The newest two Activities, and the two after them'
list=gong_timeline.timeline.v1.TimelineService/ListActivities
page=$(call -d '{"page_size": 2}' "$ADDRESS" "$list")
token=$(printf '%s' "$page" | field nextPageToken)
printf '%s\n' "$page" | grep '"subject"'
call -d "{\"page_size\": 2, \"page_token\": \"$token\"}" "$ADDRESS" "$list" | grep '"subject"'

say 'A page token of another list is refused'
call -d '{"page_token": "of-another-list"}' "$ADDRESS" "$list" 2>&1 || true

say 'Everything there is; then, from its last position, what has changed since'
stream=gong_timeline.timeline.v1.TimelineService/StreamActivities
everything=$(call "$ADDRESS" "$stream")
position=$(printf '%s' "$everything" | field position | tail -n 1)
printf '%s' "$everything" | grep -c '"position"'
call -d "{\"since\": \"$position\"}" "$ADDRESS" "$stream" | grep -c '"position"' || true

say 'The colleague who held the newest call'
author=$(printf '%s' "$page" | grep -A 4 '"author"' | field emailAddress | head -n 1)
call -d "{\"email\": \"$author\"}" "$ADDRESS" gong_timeline.directory.v1.DirectoryService/ResolveUser

say 'Start a sync, and send the same again, as after a time-out: one sync, the first answer'
request="{\"connection_id\": \"$CONNECTION\", \"request_id\": \"$(date +%s)-$$-grpc-session\"}"
job=$(call -d "$request" "$ADDRESS" gong_timeline.sync.v1.SyncService/StartSync | field jobId)
again=$(call -d "$request" "$ADDRESS" gong_timeline.sync.v1.SyncService/StartSync | field jobId)
printf '%s\n%s\n' "$job" "$again"

say 'Its job, until it has ended (it is there within a moment)'
seconds=0
until call -d "{\"job_id\": \"$job\"}" "$ADDRESS" gong_timeline.jobs.v1.JobService/GetJob >/dev/null 2>&1; do
  seconds=$((seconds + 1))
  [ "$seconds" -lt 30 ] || { echo 'The job is not there after 30 seconds' >&2; exit 1; }
  sleep 1
done
call -d "{\"job_id\": \"$job\"}" "$ADDRESS" gong_timeline.jobs.v1.JobService/WatchJob | field status | tail -n 1
