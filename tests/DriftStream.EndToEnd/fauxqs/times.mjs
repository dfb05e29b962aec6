// What the logs of sender and receiver say together.
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** The time in milliseconds, finer than Date tells it. */
export const now = () => Number((performance.timeOrigin + performance.now()).toFixed(3));

/** The lines of a log; one that is being written is left out. */
export const lines = (file) =>
  readFileSync(file, "utf8").split("\n").slice(0, -1).filter(Boolean).map((line) => JSON.parse(line));

/** When each address was first told of, which were told again, and what the receiver refused. */
export function arrivals(file) {
  const [first, repeats, faults] = [new Map(), [], {}];
  for (const { arrivedAt, addresses, fault } of lines(file)) {
    if (fault !== undefined) {
      faults[fault] = (faults[fault] ?? 0) + 1;
    }
    for (const address of addresses) {
      if (first.has(address)) {
        repeats.push(address);
      } else {
        first.set(address, arrivedAt);
      }
    }
  }
  return { first, repeats, faults };
}

/** Waits until all addresses have arrived, or none has for so many seconds. */
export async function settled(file, addresses, patience) {
  const missing = (seen) => addresses.filter((address) => !seen.first.has(address)).length;
  let seen = arrivals(file);
  for (let idle = 0; missing(seen) > 0 && idle < patience; ) {
    await wait(1000);
    const next = arrivals(file);
    idle = missing(next) < missing(seen) ? 0 : idle + 1;
    seen = next;
  }
  return seen;
}

/** The value below which so much of sorted values lies; null where there are none. */
export const percentile = (sorted, p) => (sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]);

/** p50, p99 and maximum of values in any order. */
export function summary(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), max: percentile(sorted, 1) };
}

/** The value in the middle. */
export const median = (values) => percentile(values.toSorted((a, b) => a - b), 0.5);
