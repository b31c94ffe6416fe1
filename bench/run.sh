#!/usr/bin/env bash
# The benchmarks of docs/performance-peers.md. Needs JDK 17 or later, Maven, Node 20 or later.
#
#   bench/run.sh            peers: installs npm packages, builds, compares answers, measures, prints one Markdown table
#   bench/run.sh quick      the same in a few minutes: shows that everything runs; its figures mean little
#   bench/run.sh growth     how time grows with rules, positions and threads, and memory per live version
#   bench/run.sh growth quick
#
# Every part waits for the one before: nothing else should be busy on the machine. Results are left in
# bench/target/results as JSON. SKIP_BUILD=1 measures what was built last time. RULES=40,400 gives growth other numbers of
# rules, TIMES="-wi 3 -w 1 -i 3 -r 1" other times; ROUNDS=2 gives peers another number of rounds.
set -euo pipefail
usage=$(sed -n "2,12s/^# \{0,1\}//p" "$0")
cd "$(dirname "$0")"

mode=peers
quick=no
for argument in "$@"; do
  case "$argument" in
    growth) mode=growth ;;
    quick) quick=yes ;;
    *) echo "$usage" >&2; exit 2 ;;
  esac
done

build() {
  # Without tests; formatter and checks are the gate's business, not a benchmark's.
  mvn -q -B -f reactor.xml package -Dmaven.test.skip=true -Dspotless.check.skip=true
  if [ "$mode" = peers ]; then
    (cd node && npm install --no-package-lock --no-audit --no-fund --silent)
  fi
}

[ "${SKIP_BUILD:-}" = 1 ] || build
mkdir -p target/results
# What is on the class path starts the embedded database as soon as something asks for configuration; no form needs it.
export PLIMSOLL_DATABASE_EMBEDDED=false
class_path="target/classes:$(cat target/class-path)"
run_java() {
  java -Xmx2g -cp "$class_path" "$@"
}

peers() {
  local rounds=${ROUNDS:-5} warm_up=10 measured=3 millis=3000 load_rounds=${ROUNDS:-5} load_seconds=4 load_warm_up=40
  local connections=16
  if [ "$quick" = yes ]; then
    rounds=1 warm_up=3 measured=1 millis=300 load_rounds=1 load_seconds=2 load_warm_up=3 connections=4
  fi
  local results=(target/results/java.json target/results/node.json)
  run_java org.plimsoll.benchmark.peers.PeerComparison "${results[0]}" $rounds $warm_up $measured \
    | tee target/results/java.log | grep -E '^(same answer|# Run progress)'
  run_java org.plimsoll.benchmark.PolicyExport target/inputs 20 1000
  node node/in-process.mjs target/inputs "${results[1]}" $rounds $millis
  local cerbos=node/node_modules/@cerbos/cerbos-linux-x64/cerbos-linux-x64
  if [ -x "$cerbos" ]; then
    results+=(target/results/service.json)
    rm -rf target/service # a database of another build may not fit this one
    run_java org.plimsoll.benchmark.service.PeerServiceBenchmark "${results[2]}" ../target/quarkus-app/quarkus-run.jar \
      "$cerbos" $load_rounds $load_seconds $load_warm_up $connections
  else
    echo "no Cerbos for this platform: HTTP is left out" >&2
  fi
  echo
  node table.mjs "${results[@]}"
}

growth() {
  local times=(${TIMES:-}) versions=40
  if [ "$quick" = yes ]; then
    times=(-wi 1 -w 1 -i 1 -r 1) versions=10
  fi
  local jmh=(org.openjdk.jmh.Main GrowthBenchmark -rf json "${times[@]}")
  local results=target/results
  run_java "${jmh[@]}" -p "rules=${RULES:-40,100,400,4000,10000}" -p positions=20 -rff $results/rules.json > $results/growth.log
  run_java "${jmh[@]}" -p rules=40 -p positions=1,20,1000,10000 -rff $results/positions.json >> $results/growth.log
  run_java "${jmh[@]}" -p rules=40 -p positions=20,1000 -t 2 -rff $results/threads.json >> $results/growth.log
  node growth.mjs $results/{rules,positions,threads}.json
  echo
  run_java org.plimsoll.benchmark.MemoryPerVersion $versions
}

"$mode"
