// Whether a service under a steady load stays as it is:
//   node soak.mjs sent.jsonl arrivals.jsonl samples.jsonl
// The time is cut into ten parts; the first is for warming up. Prints each part; exits 1 where the last one is too much above the second.
import { setTimeout as wait } from "node:timers/promises";
import { lines, median, summary } from "./times.mjs";

const limits = { memory: 1.1, handles: 1.1, p50: 2, p99: 2 };
const parts = 10;
const [sentLog, arrivalLog, sampleLog] = process.argv.slice(2);
const sent = lines(sentLog);

function arrived() {
  const times = new Map();
  for (const { arrivedAt, addresses } of lines(arrivalLog)) {
    for (const address of addresses) {
      times.set(address, [...(times.get(address) ?? []), arrivedAt]);
    }
  }
  return times;
}

// Of one bucket everything is told in order, so its n-th alert belongs to its n-th event.
function latencies(times) {
  const next = new Map();
  return sent.map(({ address, sentAt }) => {
    const n = next.get(address) ?? 0;
    next.set(address, n + 1);
    const at = times.get(address)?.[n];
    return { sentAt, took: at === undefined ? null : at - sentAt };
  });
}

let told = latencies(arrived());
for (let idle = 0; told.some(({ took }) => took === null) && idle < 30; idle++) {
  await wait(1000);
  told = latencies(arrived());
}
const missing = told.filter(({ took }) => took === null).length;

const [begin, end] = [sent[0].sentAt, sent.at(-1).sentAt + 1];
const partOf = (at) => Math.floor(((at - begin) * parts) / (end - begin));
const samples = lines(sampleLog);
const rows = Array.from({ length: parts }, (_, part) => {
  const { p50, p99 } = summary(told.filter(({ sentAt, took }) => took !== null && partOf(sentAt) === part).map(({ took }) => took));
  const seen = samples.filter(({ at }) => partOf(at) === part);
  return { p50, p99, ...Object.fromEntries(["memory", "handles", "threads"].map((figure) => [figure, median(seen.map((sample) => sample[figure]))])) };
});

const figure = (value) => (value === null ? "-" : value.toFixed(1)).padStart(6);
console.log("| part | memory MB | handles | threads | p50 ms | p99 ms |");
rows.forEach(({ memory, handles, threads, p50, p99 }, part) =>
  console.log(`| ${String(part + 1).padStart(4)} | ${String(memory).padStart(9)} | ${String(handles).padStart(7)} | ${String(threads).padStart(7)} | ${figure(p50)} | ${figure(p99)} |`),
);
let failed = missing > 0;
console.log(`events ${sent.length}, not told ${missing}${failed ? ": WRONG" : ""}`);
const [early, late] = [rows[1], rows.at(-1)];
for (const [name, limit] of Object.entries(limits)) {
  // Times of a few milliseconds differ by as much from one minute to the next.
  const ratio = name.startsWith("p") ? Math.max(10, late[name]) / Math.max(10, early[name]) : late[name] / early[name];
  failed ||= ratio > limit;
  console.log(`${name}: ${ratio.toFixed(2)} times of what it was at first, at most ${limit} allowed${ratio > limit ? ": WRONG" : ""}`);
}
process.exit(failed ? 1 : 0);
