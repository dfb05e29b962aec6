// Prints how many messages a queue holds, those under way included: node depth.mjs QUEUE_URL
// With --drain waits until there are none, and prints the seconds that took; with a process's id after it, that process is let go on first.
import { setTimeout as wait } from "node:timers/promises";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";

const [QueueUrl, drain, stopped] = process.argv.slice(2);
const client = new SQSClient({
  region: process.env.AWS_REGION ?? "us-east-1",
  endpoint: new URL(QueueUrl).origin,
  useQueueUrlAsEndpoint: false,
});
const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];

async function depth() {
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: names }));
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

let left = await depth();
const start = performance.now();
if (stopped) {
  process.kill(Number(stopped), "SIGCONT");
}
while (drain === "--drain" && left > 0) {
  await wait(25);
  left = await depth();
}
console.log(drain === "--drain" ? ((performance.now() - start) / 1000).toFixed(3) : left);
