// How long it took from sending an event to the alert that names its address:
//   node report.mjs sent.jsonl arrivals.jsonl [--wait SECONDS]
// Waits until every event has been alerted, or no alert has come for --wait seconds; exits 1 where one is missing.
import { parseArgs } from "node:util";
import { lines, settled, summary } from "./times.mjs";

const { values, positionals } = parseArgs({
  options: { wait: { type: "string", default: "30" } },
  allowPositionals: true,
});
const [sentLog, arrivalLog] = positionals;
const sent = new Map(lines(sentLog).map(({ address, sentAt }) => [address, sentAt]));
const seen = await settled(arrivalLog, [...sent.keys()], Number(values.wait));
const times = [...sent].filter(([address]) => seen.first.has(address)).map(([address, at]) => seen.first.get(address) - at);
const { p50, p99, max } = summary(times);
const ms = (value) => (value === null ? "-" : `${Math.round(value)} ms`);
console.log(`sent ${sent.size}, alerted ${times.length}, missing ${sent.size - times.length}, repeated ${seen.repeats.length}`);
console.log(`send to alert: p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)}`);
for (const [fault, count] of Object.entries(seen.faults)) {
  console.log(`refused with ${fault}: ${count}`);
}
process.exit(times.length === sent.size ? 0 : 1);
