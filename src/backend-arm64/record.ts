/** `npm run record:arm64`: has GNU as encode every case of the enumeration and writes the recording that the tests compare with. */

import { writeFileSync } from "node:fs";
import { assembleWithGnu, collectCases, formatRecording, groupByKey } from "../backend/gnu-as.ts";
import { Assembler } from "./assembler.ts";
import { enumerate, GNU_AS } from "./enumerate.ts";

const FILE = "src/backend-arm64/recording.txt";

const cases = collectCases(new Assembler(), enumerate);
const bytes = assembleWithGnu(
  GNU_AS,
  cases.map(({ text }) => text),
);
const comment = "Encodings by GNU as, written by `npm run record:arm64`. See docs/internals/assemblers.md.";
const text = formatRecording(comment, groupByKey(cases, bytes));
writeFileSync(FILE, text);
const different = cases.filter((one, i) => one.bytes !== bytes[i]).length;
console.log(`${FILE}: ${cases.length} cases, ${Math.round(text.length / 1024)} KiB; ${different} differ from ours`);
