// Stands in for Slack: answers "ok" and writes when each message arrived, and which addresses it names, to a file.
//   node webhook.mjs arrivals.jsonl [PORT]
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { addressPattern } from "./events.mjs";

const [log, port] = process.argv.slice(2);
writeFileSync(log, "");
const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const arrivedAt = Date.now();
    const addresses = [...new Set(Buffer.concat(chunks).toString("utf8").match(addressPattern) ?? [])];
    appendFileSync(log, `${JSON.stringify({ arrivedAt, addresses })}\n`);
    response.end("ok");
  });
});
server.listen(Number(port ?? 0), "127.0.0.1", () => console.log(`listening http://127.0.0.1:${server.address().port}`));

process.on("SIGTERM", () => process.exit(0));
