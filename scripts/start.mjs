// npm start -- script.py args: sets everything up, then runs the command line.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root, setUp } from "./setup.mjs";

setUp();
const result = spawnSync(process.execPath, [path.join(root, "bin", "taipan.js"), ...process.argv.slice(2)], {
  stdio: "inherit",
});
if (result.signal) process.kill(process.pid, result.signal);
process.exit(result.status ?? 1);
