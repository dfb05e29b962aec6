// Sends events to a queue with AWS's own client:
//   node send.mjs --queue URL --count 500 --rate 50 [--first N] [--run NAME] [--log sent.jsonl] [--person NAME] [--over BUCKETS] [--gate] [--batches]
// --rate is events per second, 0 is as fast as it goes. Each event carries its send time in requestID.
// --person lets one person do it all. --over goes round so many buckets, there and back again. --gate opens a port in the middle.
// --batches sends ten at a time, to fill a queue quickly; EventBridge sends one by one.
import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { addressOf, envelope, gate, opened } from "./events.mjs";
import { now } from "./times.mjs";

const { values } = parseArgs({
  options: {
    queue: { type: "string" },
    count: { type: "string", default: "100" },
    first: { type: "string", default: "0" },
    rate: { type: "string", default: "50" },
    run: { type: "string", default: `run-${Date.now()}` },
    log: { type: "string" },
    person: { type: "string" },
    over: { type: "string" },
    gate: { type: "boolean", default: false },
    batches: { type: "boolean", default: false },
  },
});
const [count, first, rate, over] = [Number(values.count), Number(values.first), Number(values.rate), Number(values.over ?? 0)];
const [atOnce, inBatch] = [64, 10];

const url = new URL(values.queue);
const client = new SQSClient({
  region: process.env.AWS_REGION ?? "us-east-1",
  endpoint: url.origin,
  useQueueUrlAsEndpoint: false,
});

function note(address, sentAt) {
  if (values.log) {
    appendFileSync(values.log, `${JSON.stringify({ address, sentAt })}\n`);
  }
}

function body(i, sentAt) {
  const bucket = over > 0 ? i % over : i;
  const isBack = over > 0 && Math.floor(i / over) % 2 === 1;
  return JSON.stringify(envelope(i, values.run, sentAt, { bucket, isBack, ...(values.person && { person: values.person }) }));
}

async function send(i) {
  const sentAt = now();
  await client.send(new SendMessageCommand({ QueueUrl: values.queue, MessageBody: body(i, sentAt) }));
  note(addressOf(over > 0 ? i % over : i), sentAt);
}

async function sendGate() {
  const sentAt = now();
  await client.send(new SendMessageCommand({ QueueUrl: values.queue, MessageBody: JSON.stringify(opened(values.run, sentAt)) }));
  note(gate, sentAt);
}

async function sendBatch(from) {
  const sentAt = now();
  const numbers = Array.from({ length: Math.min(inBatch, first + count - from) }, (_, n) => from + n);
  const Entries = numbers.map((i) => ({ Id: `${i}`, MessageBody: body(i, sentAt) }));
  await client.send(new SendMessageBatchCommand({ QueueUrl: values.queue, Entries }));
  numbers.forEach((i) => note(addressOf(over > 0 ? i % over : i), sentAt));
}

const start = performance.now();
const running = new Set();
async function begin(sending) {
  running.add(sending);
  sending.finally(() => running.delete(sending));
  if (running.size >= atOnce) {
    await Promise.race(running);
  }
}

for (let i = first; i < first + count; i += values.batches ? inBatch : 1) {
  const early = rate > 0 ? start + ((i - first) * 1000) / rate - performance.now() : 0;
  if (early > 0) {
    await wait(early);
  }
  await begin(values.batches ? sendBatch(i) : send(i));
  if (values.gate && i === first + Math.floor(count / 2)) {
    await begin(sendGate());
  }
}
await Promise.all(running);
const seconds = (performance.now() - start) / 1000;
console.log(`sent ${count} in ${seconds.toFixed(1)} s (${(count / seconds).toFixed(0)}/s)`);
