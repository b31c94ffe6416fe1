#!/bin/sh
# Takes crypto-perpetuals through an edit, a failing case, its repair, a proposal, a refused self-approval, an approval, a planned
# activation, evaluations before and after, a rollback and an evaluation as of before. Needs a running server with demo users, and
# curl. Changes nothing for good: it ends under the rules it began with.
#
#     sh examples/tour.sh [http://localhost:8080]
set -eu
url=${1:-http://localhost:8080}
set_url=$url/v1/rulesets/crypto-perpetuals
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n%s\n' "$*"; }
fail() { printf 'UNEXPECTED: %s\n' "$*" >&2; head -c 2000 "$work/body" >&2; exit 1; }

# call USER STATUS METHOD URL [CURL OPTIONS]: the answer is in $work/body
call() {
    user=$1 wanted=$2 method=$3 address=$4
    shift 4
    status=$(curl -sS -o "$work/body" -w '%{http_code}' -u "$user:$user" -X "$method" "$@" "$address")
    [ "$status" = "$wanted" ] || fail "$method $address answered $status instead of $wanted:"
}
# field NAME: the first field of that name in the answer
field() { grep -o "\"$1\":\(\"[^\"]*\"\|[0-9a-z.]*\)" "$work/body" | head -1 | sed 's/^[^:]*://; s/"//g'; }
json() { printf 'Content-Type: application/json'; }
match() { printf 'If-Match: "%s"' "$hash"; }
is() { [ "$2" = "$3" ] || fail "$1 is $2 instead of $3"; }
# evaluate [REPLACEMENT]: evaluates the example, and shows the version and what the call is due by
evaluate() {
    sed "s/\"ruleSet\"/${1:-}\"ruleSet\"/" "$here/crypto-cross.json" > "$work/request"
    call evaluator 200 POST "$url/v1/evaluations" -H "$(json)" --data-binary "@$work/request"
    due=$(field dueBy)
    evaluated=$(grep -o '"ruleSet":{"name":"[^"]*","version":[0-9]*' "$work/body" | sed 's/.*://')
    printf '  version %s: margin call due by %s\n' "$evaluated" "$due"
}
in_seconds() { date -u -d "+$1 seconds" +%Y-%m-%dT%H:%M:%S.000Z 2>/dev/null || date -u -v "+$1S" +%Y-%m-%dT%H:%M:%S.000Z; }

call auditor 200 GET "$set_url/active"
before=$(field version)
say "1. Version $before is active. A client in cross margin is called:"
evaluate
is "the deadline" "$due" 2022-12-01T13:00:00Z

say "2. A risk officer begins a draft from it and shortens the deadline of calls from 4 to 2 hours:"
call officer 201 POST "$set_url/versions" -H "$(json)" \
    -d "{\"from\": $before, \"comment\": \"Calls are due within two hours\"}"
draft=$(field version) hash=$(field contentHash)
version=$set_url/versions/$draft
edit() { # FILE SED-SCRIPT
    call officer 200 GET "$version/files/$1"
    sed "$2" "$work/body" > "$work/edited"
    call officer 200 PUT "$version/files/$1" -H "$(match)" -H 'Content-Type: text/plain' --data-binary "@$work/edited"
    hash=$(field contentHash)
}
edit ruleset.yaml '/name: callDeadlineHours/{n;s/value: .*/value: 2/;}'
printf '  draft %s, state %s, content %.12s\n' "$draft" "$(field state)" "$hash"

say "3. Checked, it has no faults; tested, its worked cases say what the change does:"
call officer 200 POST "$version/check"
is "the check" "$(field passed)" true
call officer 200 POST "$version/test"
is "the test" "$(field passed)" false
printf '  %s cases pass, %s fail, such as:\n' "$(field casesPassed)" "$(field casesFailed)"
grep -o '"path":"[^"]*","expected":"[^"]*","actual":"[^"]*","passed":false' "$work/body" | head -3 | sed 's/^/    /'

say "4. A version whose cases fail cannot be proposed:"
call officer 409 POST "$version/propose" -H "$(json)" -H "$(match)" -d '{"comment": "Two hours are enough"}'
printf '  %s\n' "$(field detail)"

say "5. The cases are written anew, and pass:"
edit cases/stages.yaml 's/dueBy: 2022-12-01T16:00:00Z/dueBy: 2022-12-01T14:00:00Z/'
edit cases/hyperliquid-liquidation.yaml 's/dueBy: 2025-09-01T16:00:00Z/dueBy: 2025-09-01T14:00:00Z/'
edit cases/examples.yaml 's/dueBy: 2022-12-01T13:00:00Z/dueBy: 2022-12-01T11:00:00Z/'
call officer 200 POST "$version/check"
call officer 200 POST "$version/test"
is "the test" "$(field passed)" true
call officer 200 GET "$version"
printf '  state %s\n' "$(field state)"

say "6. The officer proposes it, and may not approve it, though the role would do:"
call officer 200 POST "$version/propose" -H "$(json)" -H "$(match)" -d '{"comment": "Two hours are enough"}'
call officer 403 POST "$version/approve" -H "$(json)" -H "$(match)" -d '{"comment": "Looks good to me"}'
is "the refusal" "$(field code)" FOUR_EYES
printf '  %s\n' "$(field detail)"

say "7. Somebody else looks at what differs, and approves exactly that:"
call approver 200 GET "$set_url/compare?from=$before&to=$draft"
grep -o '"name":"callDeadlineHours"[^}]*' "$work/body" | head -1 | sed 's/^/    /'
printf '  cases that come out otherwise: %s\n' "$(grep -o '"oldStatus"' "$work/body" | wc -l | tr -d ' ')"
call approver 200 POST "$version/approve" -H "$(json)" -H "$(match)" -d '{"comment": "Agreed in the risk committee"}'
printf '  state %s\n' "$(field state)"

from=$(in_seconds 8)
say "8. An activator plans it for $from. Until then nothing changes:"
call activator 200 POST "$version/activate" -H "$(json)" -d "{\"effectiveFrom\": \"$from\", \"reason\": \"Decided today\"}"
evaluate
is "the version" "$evaluated" "$before"
call auditor 200 GET "$version"
printf '  state of version %s: %s\n' "$draft" "$(field state)"

say "9. And from then on:"
tries=0
while evaluate > "$work/shown" && [ "$evaluated" = "$before" ] && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.2; done
cat "$work/shown"
is "the version" "$evaluated" "$draft"
is "the deadline" "$due" 2022-12-01T11:00:00Z

say "10. As of before, the same portfolio is decided as it was then:"
call auditor 200 GET "$set_url/activations?limit=2"
recorded=$(field recordedAt)
evaluate "\"asOf\": \"$recorded\", \"record\": false, "
is "the version" "$evaluated" "$before"

say "11. Clients complain, and it is rolled back:"
call activator 200 POST "$set_url/rollback" -H "$(json)" -d '{"reason": "The help desk cannot cope"}'
evaluate
is "the version" "$evaluated" "$before"

say "12. All of it is in the audit trail, refused attempts included:"
call auditor 200 GET "$url/v1/audit/events?ruleSet=crypto-perpetuals&limit=200"
tr '{' '\n' < "$work/body" | sed -n 's/.*"actor":"\([^"]*\)".*"action":"\([^"]*\)","outcome":"\([^"]*\)".*"version":\([0-9]*\).*/  \3 \2 of version \4 by \1/p'
