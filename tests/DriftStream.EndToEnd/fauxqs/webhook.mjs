// Stands in for Slack and for a user's own program: takes messages and writes when each arrived, and which addresses it names, to a file.
//   node webhook.mjs arrivals.jsonl [--port PORT] [--faults]
// --faults answers 429 with Retry-After, 500 or nothing at all now and then; those messages count as not taken.
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { addressPattern } from "./events.mjs";
import { now } from "./times.mjs";

const { values, positionals } = parseArgs({
  options: { port: { type: "string", default: "0" }, faults: { type: "boolean", default: false } },
  allowPositionals: true,
});
const [log] = positionals;
writeFileSync(log, "");
const write = (line) => appendFileSync(log, `${JSON.stringify(line)}\n`);
let asked = 0;

function fault() {
  asked++;
  return !values.faults ? null : asked % 2000 === 1999 ? "no answer" : asked % 400 === 399 ? 429 : asked % 55 === 54 ? 500 : null;
}

function fail(response, what) {
  if (what === "no answer") {
    return; // The client gives up.
  }
  response.writeHead(what, what === 429 ? { "Retry-After": "1" } : {});
  response.end();
}

// Slack's Web API wants JSON back, the others only a success.
let posted = 0;
const answer = (path) => (path.startsWith("/api/") ? JSON.stringify({ ok: true, channel: "C0123456789", ts: `1700000000.${String(++posted).padStart(6, "0")}` }) : "ok");

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const arrivedAt = now();
    const what = fault();
    if (what !== null) {
      write({ arrivedAt, fault: what, addresses: [] });
      fail(response, what);
      return;
    }
    const text = Buffer.concat(chunks).toString("utf8");
    const call = request.url.startsWith("/api/") ? request.url.slice("/api/".length) : "webhook";
    const links = [...new Set(text.match(/https?:\/\/[^\s"|>\\]+\/(?:digests|drifts)\/[^\s"|>\\]+/g) ?? [])];
    write({ arrivedAt, call, addresses: [...new Set(text.match(addressPattern) ?? [])], ...(links.length > 0 && { links }) });
    response.setHeader("Content-Type", "application/json");
    response.end(answer(request.url));
  });
});
server.listen(Number(values.port), "127.0.0.1", () => console.log(`listening http://127.0.0.1:${server.address().port}`));

process.on("SIGTERM", () => process.exit(0));
