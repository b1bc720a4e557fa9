// Reads {view, response} a line and writes the copy that the browser would send.
import { createInterface } from "node:readline";
import { sendable } from "../../kit/static/sendable.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { view, response } = JSON.parse(line);
  console.log(JSON.stringify(sendable(view, response)));
}
