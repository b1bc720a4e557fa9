/** Read one file a line (base64) from standard input; print null, or the sentence of the refusal. */
import { readFileSync } from "node:fs";

import { readBytes } from "../../kit/static/participant.js";
import { say } from "../../kit/static/words.js";

for (const line of readFileSync(0, "utf8").split("\n")) {
  const reading = readBytes(new Uint8Array(Buffer.from(line, "base64")));
  console.log(JSON.stringify(reading.ok ? null : say(undefined, "en", reading.msgid, reading.params)));
}
