#!/bin/sh
# Installs what the tests need from the system: a browser with fonts for every script of the site, Git and
# OpenSSL. Does nothing where all of it is there. Stops with a sentence where it cannot.
set -eu

missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
command -v git >/dev/null || missing="$missing git"
command -v openssl >/dev/null || missing="$missing openssl"
[ -d /usr/share/fonts/opentype/noto ] || command -v google-chrome >/dev/null || missing="$missing fonts-noto-cjk fonts-noto-core"
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "The tests need:$missing. Install them with this system's package manager and run make test again." >&2
    exit 1
fi
run=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "The tests need:$missing. Run as an administrator: apt-get install$missing" >&2; exit 1; }
    run="sudo"
fi
echo "Installing:$missing"
$run apt-get update -qq
# shellcheck disable=SC2086 -- the list is meant to be split
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
