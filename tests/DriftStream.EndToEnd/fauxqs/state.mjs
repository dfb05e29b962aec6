// Prints a Terraform state that holds the buckets of so many events: node state.mjs 500 > latency.tfstate
import { state } from "./events.mjs";

console.log(JSON.stringify(state(Number(process.argv[2]))));
