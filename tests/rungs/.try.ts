import { mkdirSync, writeFileSync } from "node:fs";
import { allPrograms, formOf, recordingOf } from "./recording.ts";
import { UntranslatedRung } from "./untranslated.ts";

mkdirSync("/tmp/h/out", { recursive: true });
let ok = 0,
  bad: string[] = [];
const only = process.argv.slice(2);
const rung = new UntranslatedRung();
for (const p of allPrograms()) {
  if (only.length && !only.includes(p.name)) continue;
  const t = Date.now();
  let text: string;
  try {
    text = formOf(await rung.run(p, 8000));
  } catch (e) {
    text = "FAULT " + ((e as Error).stack ?? e).toString().split("\n").slice(0, 8).join("\n");
  }
  const good = text === recordingOf(p.name);
  if (good) ok++;
  else bad.push(p.name);
  writeFileSync(`/tmp/h/out/${p.name}.out`, text);
  if (!good)
    console.log(
      good ? "ok  " : "FAIL",
      p.name,
      Date.now() - t,
      good ? "" : text.startsWith("FAULT") ? text.slice(0, 300) : "",
    );
}
console.log(ok, "ok", bad.length, "bad");
await rung.close();
