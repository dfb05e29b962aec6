// Serves fauxqs on loopback only; its own command line listens on every interface.
import { isBuiltin, register } from "node:module";

// fauxqs imports node:sqlite, which Node has from 22.5 on, for its persistence alone; that is not used here.
if (!isBuiltin("node:sqlite")) {
  const hook = `
    const stub = { url: "data:text/javascript,export class DatabaseSync {}", shortCircuit: true };
    export const resolve = (name, context, next) => (name === "node:sqlite" ? stub : next(name, context));`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

const { buildApp } = await import("fauxqs");
const app = buildApp({ logger: false });
const address = await app.listen({ host: "127.0.0.1", port: Number(process.argv[2] ?? 0) });
console.log(`listening ${address}`);

process.on("SIGTERM", () => process.exit(0));
