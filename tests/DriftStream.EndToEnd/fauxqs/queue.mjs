// Creates a queue and its dead-letter queue, and prints the queue's URL:
//   node queue.mjs http://127.0.0.1:4566 driftstream [VISIBILITY_SECONDS [MOST_RECEIVES]]
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";

const [endpoint, name, visibility, receives] = process.argv.slice(2);
const client = new SQSClient({ region: process.env.AWS_REGION ?? "us-east-1", endpoint });

const dead = await client.send(new CreateQueueCommand({ QueueName: `${name}-dead` }));
const { Attributes } = await client.send(
  new GetQueueAttributesCommand({ QueueUrl: dead.QueueUrl, AttributeNames: ["QueueArn"] }),
);
const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes.QueueArn, maxReceiveCount: Number(receives ?? 10) });
await client.send(new CreateQueueCommand({ QueueName: name, Attributes: { RedrivePolicy, VisibilityTimeout: visibility ?? "30" } }));
console.log(`${endpoint}/000000000000/${name}`);
