// Reads one delivery as JSON from standard input, and lets the official package say whether it is genuine.
import { Webhook } from "standardwebhooks";

const input = await new Promise((resolve) => {
  const parts = [];
  process.stdin.on("data", (part) => parts.push(part));
  process.stdin.on("end", () => resolve(JSON.parse(Buffer.concat(parts).toString("utf8"))));
});

try {
  const payload = new Webhook(input.secret).verify(input.body, input.headers);
  process.stdout.write(`verified ${payload.type}`);
} catch (fault) {
  process.stdout.write(`refused ${fault.message}`);
}
