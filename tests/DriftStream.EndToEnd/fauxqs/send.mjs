// Sends events to a queue with AWS's own client:
//   node send.mjs --queue URL --count 500 --rate 50 [--run NAME] [--log sent.jsonl]
// --rate is events per second, 0 is as fast as it goes. Each event carries its send time in requestID.
import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { addressOf, envelope } from "./events.mjs";

const { values } = parseArgs({
  options: {
    queue: { type: "string" },
    count: { type: "string", default: "100" },
    rate: { type: "string", default: "50" },
    run: { type: "string", default: `run-${Date.now()}` },
    log: { type: "string" },
  },
});
const [count, rate] = [Number(values.count), Number(values.rate)];
const atOnce = 64;

const url = new URL(values.queue);
const client = new SQSClient({
  region: process.env.AWS_REGION ?? "us-east-1",
  endpoint: url.origin,
  useQueueUrlAsEndpoint: false,
});

async function send(i) {
  const sentAt = Date.now();
  const body = JSON.stringify(envelope(i, values.run, sentAt));
  await client.send(new SendMessageCommand({ QueueUrl: values.queue, MessageBody: body }));
  if (values.log) {
    appendFileSync(values.log, `${JSON.stringify({ address: addressOf(i), sentAt })}\n`);
  }
}

const start = performance.now();
const running = new Set();
for (let i = 0; i < count; i++) {
  const early = rate > 0 ? start + (i * 1000) / rate - performance.now() : 0;
  if (early > 0) {
    await wait(early);
  }
  if (running.size >= atOnce) {
    await Promise.race(running);
  }
  const sending = send(i);
  running.add(sending);
  sending.finally(() => running.delete(sending));
}
await Promise.all(running);
const seconds = (performance.now() - start) / 1000;
console.log(`sent ${count} in ${seconds.toFixed(1)} s (${(count / seconds).toFixed(0)}/s)`);
