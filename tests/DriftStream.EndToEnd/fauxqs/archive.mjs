// Lays logs into a bucket, and the same logs into a folder:
//   node archive.mjs --endpoint URL --bucket NAME --folder DIR [--files 2000] [--events 10]
// With --as-is the folder holds the logs already, whatever made them, and only the bucket is filled.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { envelope } from "./events.mjs";

const { values } = parseArgs({
  options: {
    endpoint: { type: "string" },
    bucket: { type: "string" },
    folder: { type: "string" },
    files: { type: "string", default: "2000" },
    events: { type: "string", default: "10" },
    "as-is": { type: "boolean", default: false },
  },
});
const begin = Date.parse("2026-03-01T00:00:00Z");
const regions = ["us-east-1", "eu-west-1", "ap-southeast-2"];
const atOnce = 16;

function write(file, files, events) {
  const region = regions[file % regions.length];
  const day = new Date(begin + Math.floor((file * 20) / files) * 86_400_000).toISOString().slice(0, 10);
  const records = Array.from({ length: events }, (_, i) => {
    const number = file * events + i;
    return { ...envelope(number, "archive", Date.parse(`${day}T12:00:00Z`) + i * 1000).detail, awsRegion: region };
  });
  const path = join(values.folder, "AWSLogs/111122223333/CloudTrail", region, ...day.split("-"), `111122223333_CloudTrail_${region}_${file}.json.gz`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gzipSync(JSON.stringify({ Records: records })));
}

async function put(path, body) {
  const answer = await fetch(`${values.endpoint}/${values.bucket}${path}`, { method: "PUT", body });
  if (!answer.ok) {
    throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
  }
}

if (!values["as-is"]) {
  for (let file = 0; file < Number(values.files); file++) {
    write(file, Number(values.files), Number(values.events));
  }
}

const logs = readdirSync(values.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
await put("", undefined);
const lanes = Array.from({ length: atOnce }, async () => {
  for (let log = logs.pop(); log; log = logs.pop()) {
    const path = join(log.parentPath ?? log.path, log.name);
    await put(`/${relative(values.folder, path).split(sep).join("/")}`, readFileSync(path));
  }
});

await Promise.all(lanes);
console.log(`filled ${values.bucket}`);
