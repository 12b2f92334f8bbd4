#!/usr/bin/env bash
# One issue for each country with broken or moved links: opened, kept up to date, closed when all is well again.
#
#     link-issues.sh FOLDER
#
# FOLDER is what `focalnet links --issues FOLDER` wrote: cl.md, pe.md … with "# Title" in the first line, and an empty
# file `complete`. Needs gh with GH_TOKEN and GH_REPO. Titles and texts come from data that anybody may have proposed:
# they go to gh as one argument or as a file, and are neither run nor printed.
set -euo pipefail

folder=${1:?the folder with one Markdown file per country is missing}
label=links
failed=0

# Without this file the folder may be half of the truth, and an issue closed for that reason would tell a lie.
if [ ! -f "$folder/complete" ]; then
    echo "::error::The folder of the issues is not complete. Nothing was changed."
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/wanted"

# Only issues that a robot opened: what a person opened and gave the same label is not ours to rewrite or to close.
gh issue list --label "$label" --state open --limit 200 --json number,title,author \
    --jq '.[] | select(.author.is_bot) | "\(.number)\t\(.title)"' >"$work/open"

labels=$(gh label list --search "$label" --limit 100 --json name --jq '.[].name')
if ! grep -Fxq -e "$label" <<<"$labels"; then
    gh label create "$label" --color D4C5F9 --description "Links that are broken or have moved"
fi

# One that fails, say for a text that is too long, must not keep the others from being heard.
try() {
    "$@" </dev/null || failed=1
}

number_of() {
    local number title
    while IFS=$'\t' read -r number title; do
        if [ "$title" = "$1" ]; then
            echo "$number"
            return
        fi
    done <"$work/open"
}

for file in "$folder"/??.md; do
    [ -f "$file" ] || continue # no country: the pattern itself
    name=${file##*/}
    title=$(sed -n '1s/^# *//p' "$file" | sed 's/[[:space:]]*$//')
    if [ -z "$title" ]; then
        echo "::error::$name does not start with a title."
        exit 1
    fi
    printf '%s\n' "$title" >>"$work/wanted"
    sed 1d "$file" | sed '/./,$!d' >"$work/body"

    number=$(number_of "$title")
    if [ -z "$number" ]; then
        echo "$name: a new issue"
        try gh issue create --title "$title" --label "$label" --body-file "$work/body"
    elif ! gh issue view "$number" --json body --jq .body </dev/null >"$work/was"; then
        failed=1
    elif [ "$(tr -d '\r' <"$work/was")" = "$(cat "$work/body")" ]; then
        echo "$name: #$number says it already"
    else
        echo "$name: #$number gets the news"
        try gh issue edit "$number" --body-file "$work/body"
    fi
done

while IFS=$'\t' read -r number title; do
    if ! grep -Fxq -e "$title" "$work/wanted"; then
        echo "#$number is settled"
        try gh issue close "$number" --reason completed \
            --comment "No link listed here is broken or moved any more. Thank you for looking after them! Should one break again, a new issue will say so."
    fi
done <"$work/open"

exit "$failed"
