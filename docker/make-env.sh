#!/bin/sh
# Writes docker/.env with secrets of your own. Never overwrites one: its passwords stand in the database already.
#   sh docker/make-env.sh          then fill in GONG_CLIENT_ID and GONG_CLIENT_SECRET
#   sh docker/make-env.sh --demo   points the stack at the simulator of the profile "demo"
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=$here/.env
if [ -e "$target" ]; then
  echo "$target is there already and was left as it is." >&2
  exit 1
fi

random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }
# Letters, digits, - and _ only: they stand in addresses as they are.
password() { random 33 | tr '+/' '-_'; }

umask 077
draft=$target.$$
trap 'rm -f "$draft"' EXIT
while IFS= read -r line; do
  case $line in
    '#'*) printf '%s\n' "$line" ;;
    *'<password>') printf '%s%s\n' "${line%<password>}" "$(password)" ;;
    *'<key>') printf '%s%s\n' "${line%<key>}" "$(random 32)" ;;
    GONG_CLIENT_ID=) [ "${1:-}" = --demo ] && echo GONG_CLIENT_ID=gong-timeline || echo "$line" ;;
    GONG_CLIENT_SECRET=) [ "${1:-}" = --demo ] && echo "GONG_CLIENT_SECRET=$(password)" || echo "$line" ;;
    GONG_AUTHORIZE_URL=) [ "${1:-}" = --demo ] && echo "${line}http://gong-simulator:4010/oauth2/authorize" || echo "$line" ;;
    GONG_TOKEN_URL=) [ "${1:-}" = --demo ] && echo "${line}http://gong-simulator:4010/oauth2/generate-customer-token" || echo "$line" ;;
    GONG_API_URL=) [ "${1:-}" = --demo ] && echo "${line}http://gong-simulator:4010" || echo "$line" ;;
    ALLOWED_PRIVATE_HOSTS=) [ "${1:-}" = --demo ] && echo "${line}gong-simulator:4010" || echo "$line" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$here/env.example" >"$draft"
mv "$draft" "$target"
trap - EXIT
echo "Wrote $target"
