// How long it took from sending an event to the alert that names its address:
//   node report.mjs sent.jsonl arrivals.jsonl [--wait SECONDS]
// Waits until every event has been alerted, or no alert has come for --wait seconds; exits 1 where one is missing.
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  options: { wait: { type: "string", default: "30" } },
  allowPositionals: true,
});
const [sentLog, arrivalLog] = positionals;

const lines = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const sent = new Map(lines(sentLog).map(({ address, sentAt }) => [address, sentAt]));

function arrivals() {
  const [first, repeats] = [new Map(), []];
  for (const { arrivedAt, addresses } of lines(arrivalLog)) {
    for (const address of addresses) {
      if (first.has(address)) {
        repeats.push(address);
      } else {
        first.set(address, arrivedAt);
      }
    }
  }
  return { first, repeats };
}

let seen = arrivals();
for (let idle = 0; seen.first.size < sent.size && idle < Number(values.wait); ) {
  await wait(1000);
  const next = arrivals();
  idle = next.first.size > seen.first.size ? 0 : idle + 1;
  seen = next;
}

const times = [...sent].filter(([address]) => seen.first.has(address)).map(([address, at]) => seen.first.get(address) - at);
times.sort((a, b) => a - b);
const percentile = (p) => (times.length === 0 ? "-" : `${times[Math.max(0, Math.ceil(p * times.length) - 1)]} ms`);
console.log(`sent ${sent.size}, alerted ${times.length}, missing ${sent.size - times.length}, repeated ${seen.repeats.length}`);
console.log(`send to alert: p50 ${percentile(0.5)}, p99 ${percentile(0.99)}, max ${percentile(1)}`);
process.exit(times.length === sent.size ? 0 : 1);
