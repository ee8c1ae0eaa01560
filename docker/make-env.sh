#!/bin/sh
# Writes docker/.env, and secrets of your own into docker/secrets, a file each. What is there already stays as it is: its
# passwords stand in the database. What a docker/.env of an older version holds of them is taken over.
#   sh docker/make-env.sh          then fill in GONG_CLIENT_ID in docker/.env, and docker/secrets/gong-client-secret
#   sh docker/make-env.sh --demo   points the stack at the simulator of the profile "demo"
# Needs OpenSSL 1.1.1 or later, or Node, for the keys by which our services know each other.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=$here/.env
secrets=$here/secrets
demo=${1:-}

random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }
# Letters, digits, - and _ only.
password() { random 33 | tr '+/' '-_'; }
base64url() { base64 | tr -d '=\n' | tr '+/' '-_'; }
# What an older docker/.env holds.
known() { [ -e "$target" ] && sed -n "s/^$1=//p" "$target" | head -n 1; }
upper() { printf %s "$1" | tr 'a-z-' 'A-Z_'; }
# An Ed25519 key: its 32 private and its 32 public bytes, in base64url.
key_pair() {
  if openssl genpkey -algorithm ed25519 -outform DER -out "$1" 2>/dev/null; then
    echo "$(tail -c 32 "$1" | base64url) $(openssl pkey -in "$1" -inform DER -pubout -outform DER | tail -c 32 | base64url)"
  elif command -v node >/dev/null; then
    node -e "const { d, x } = require('node:crypto').generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }); console.log(d, x)"
  else
    echo 'OpenSSL 1.1.1 or later, or Node, is needed to make the keys of the services.' >&2
    exit 1
  fi
}
# Writes a secret that is not there yet. In a folder that only you may enter; the file itself is read in the container
# by another user than you.
secret() {
  [ -e "$secrets/$1" ] && return
  printf '%s\n' "$2" >"$secrets/$1"
  chmod 444 "$secrets/$1"
}

umask 077
mkdir -p "$secrets"
chmod 700 "$secrets"
services='connector_auth gong_ingest identity_resolution timeline_writer execution_log gateway'
old=$(known POSTGRES_PASSWORD || true)
secret postgres "${old:-$(password)}"
public=''
for service in $services; do
  for role in "${service}_owner" "${service}_app"; do
    old=$(known "ROLE_PASSWORD_$(upper "$role")" || true)
    secret "$role" "${old:-$(password)}"
  done
  key=$(mktemp)
  pair=$(key_pair "$key")
  public=$public,$(printf %s "$service" | tr _ -):${pair#* }
  [ -e "$secrets/service-keys" ] || rm -f "$secrets/${service}_key"
  secret "${service}_key" "${pair% *}"
  rm -f "$key"
done
secret service-keys "${public#,}"
old=$(known TOKEN_KEYS || true)
secret token-keys "${old:-key-1:$(random 32)}"
secret metrics-token "$(password)"
old=$(known GONG_CLIENT_SECRET || true)
[ "$demo" = --demo ] && old=${old:-$(password)}
secret gong-client-secret "$old"
secret oidc-client-secret "$(known OIDC_CLIENT_SECRET || true)"
chmod 600 "$secrets/gong-client-secret" "$secrets/oidc-client-secret" && chmod a+r "$secrets/gong-client-secret" "$secrets/oidc-client-secret"
echo "Secrets are in $secrets"

if [ -e "$target" ]; then
  echo "$target is there already and was left as it is." >&2
  exit 0
fi
draft=$target.$$
trap 'rm -f "$draft"' EXIT
while IFS= read -r line; do
  case $demo$line in
    --demoGONG_CLIENT_ID=) echo GONG_CLIENT_ID=gong-timeline ;;
    --demoGONG_AUTHORIZE_URL=) echo "${line}http://gong-simulator:4010/oauth2/authorize" ;;
    --demoGONG_TOKEN_URL=) echo "${line}http://gong-simulator:4010/oauth2/generate-customer-token" ;;
    --demoGONG_API_URL=) echo "${line}http://gong-simulator:4010" ;;
    --demoALLOWED_PRIVATE_HOSTS=) echo "${line}gong-simulator:4010" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$here/env.example" >"$draft"
mv "$draft" "$target"
trap - EXIT
echo "Wrote $target"
