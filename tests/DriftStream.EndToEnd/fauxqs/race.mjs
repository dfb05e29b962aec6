// Compares the service with the bare pump, from the logs of a race:
//   node race.mjs FOLDER ROUNDS
// FOLDER holds sent-bare-1.jsonl, sent-service-1.jsonl …, and arrivals-bare.jsonl and arrivals-service.jsonl.
// Each figure is the middle one of the rounds: another program's busy moment spoils one round, not the race. Exits 1 where a limit is broken or an event is missing.
import { join } from "node:path";
import { arrivals, lines, median, settled, summary } from "./times.mjs";

const limits = { p50: 4, p99: 5 };
const [folder, rounds] = [process.argv[2], Number(process.argv[3])];
const log = (name) => join(folder, name);
let failed = false;

function times(who, round) {
  const { first } = arrivals(log(`arrivals-${who}.jsonl`));
  return lines(log(`sent-${who}-${round}.jsonl`)).map(({ address, sentAt }) => first.get(address) - sentAt);
}

const runs = { bare: [], service: [] };
for (const who of Object.keys(runs)) {
  for (let round = 1; round <= rounds; round++) {
    const addresses = lines(log(`sent-${who}-${round}.jsonl`)).map(({ address }) => address);
    const seen = await settled(log(`arrivals-${who}.jsonl`), addresses, 30);
    const missing = addresses.filter((address) => !seen.first.has(address));
    if (missing.length > 0) {
      console.log(`${who}, round ${round}: ${missing.length} of ${addresses.length} events never arrived`);
      process.exit(1);
    }
    runs[who].push(summary(times(who, round)));
  }
}

console.log("| round    | bare p50 |     p99 |     max | service p50 |     p99 |     max | in ms");
const cell = (value, width) => value.toFixed(2).padStart(width);
const row = (name, bare, service) =>
  console.log(
    `| ${name.padEnd(8)} | ${cell(bare.p50, 8)} | ${cell(bare.p99, 7)} | ${cell(bare.max, 7)} | ${cell(service.p50, 11)} | ${cell(service.p99, 7)} | ${cell(service.max, 7)} |`,
  );
runs.bare.forEach((bare, i) => row(String(i + 1), bare, runs.service[i]));
const middle = (who) => Object.fromEntries(["p50", "p99", "max"].map((figure) => [figure, median(runs[who].map((run) => run[figure]))]));
const [bare, service] = [middle("bare"), middle("service")];
row("middle", bare, service);
for (const [figure, limit] of Object.entries(limits)) {
  const ratio = service[figure] / bare[figure];
  failed ||= ratio > limit;
  console.log(`${figure}: ${ratio.toFixed(2)} times the bare pump's, at most ${limit} allowed${ratio > limit ? ": WRONG" : ""}`);
}
process.exit(failed ? 1 : 0);
