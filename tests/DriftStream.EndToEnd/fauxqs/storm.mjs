// What became of a storm of changes by one person, and of somebody else's critical one in its middle:
//   node storm.mjs sent.jsonl arrivals.jsonl http://127.0.0.1:5080 PERSON
// Follows every link that the messages carry, and asks the API for the person's drifts; exits 1 where a change cannot be reached,
// the critical one took longer than three seconds, or there are more messages than people read.
import { setTimeout as wait } from "node:timers/promises";
import { addressPattern, gate } from "./events.mjs";
import { lines, settled } from "./times.mjs";

const [sentLog, arrivalLog, home, person] = process.argv.slice(2);
const limits = { criticalMs: 3000, messages: 20 };
const sent = new Map(lines(sentLog).map(({ address, sentAt }) => [address, sentAt]));
const storm = [...sent.keys()].filter((address) => address !== gate);

// The critical one, and then everything until nothing more comes: a digest is told when the burst has rested.
let seen = await settled(arrivalLog, [gate], 60);
for (let quiet = 0, known = -1; quiet < 25; ) {
  await wait(1000);
  const count = lines(arrivalLog).length;
  quiet = count === known ? quiet + 1 : 0;
  known = count;
}
const messages = lines(arrivalLog).filter(({ fault }) => fault === undefined);

async function ask(url) {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  }
  return answer;
}

const links = [...new Set(messages.flatMap((message) => message.links ?? []))];
const pages = links.filter((link) => link.includes("/digests/"));
const led = new Set(messages.flatMap(({ addresses }) => addresses));
for (const page of pages) {
  for (const address of (await (await ask(page)).text()).match(addressPattern) ?? []) {
    led.add(address);
  }
}

const listed = new Set();
for (let cursor = ""; cursor !== null; ) {
  const page = await (await ask(`${home}/api/v1/drifts?limit=200&actor=${encodeURIComponent(person)}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)).json();
  page.drifts.forEach(({ address }) => listed.add(address));
  cursor = page.next ?? null;
}

const calls = {};
for (const { call } of messages) {
  calls[call] = (calls[call] ?? 0) + 1;
}
seen = await settled(arrivalLog, [gate], 0);
const critical = seen.first.has(gate) ? seen.first.get(gate) - sent.get(gate) : null;
const posts = messages.length - (calls["chat.update"] ?? 0);
const unreachable = (reached) => storm.filter((address) => !reached.has(address)).length;

let failed = false;
function row(what, figure, isRight = true) {
  failed ||= !isRight;
  console.log(`| ${what.padEnd(48)} | ${String(figure).padStart(10)} | ${isRight ? "" : "WRONG"}`);
}
row("changes by one person", storm.length);
row(`messages (at most ${limits.messages})`, posts, posts <= limits.messages);
for (const [call, count] of Object.entries(calls)) {
  row(`  by ${call}`, count);
}
row("changes that no message and no linked page names", unreachable(led), unreachable(led) === 0);
row("  pages linked", pages.length);
row("changes that the API does not list", unreachable(listed), unreachable(listed) === 0);
row("critical change, from sending to alert (ms)", critical === null ? "missing" : Math.round(critical), critical !== null && critical <= limits.criticalMs);
process.exit(failed ? 1 : 0);
