// Asks CPython (in Pyodide, whose unicodedata and str have the Unicode version of the Python that Taipan is) for the properties, case mappings and normal
// forms of all characters, and writes src/interp/unicodetables.ts, which draws their form: with them, no answer depends on the Unicode version of
// the Node that builds.
//
//   node scripts/unicode-tables.mjs

import { writeFileSync } from "node:fs";
import path from "node:path";
import { loadPyodide } from "pyodide";

const root = path.join(import.meta.dirname, "..");
const python = await loadPyodide();
const asked = JSON.parse(
  python.runPython(`
import json, unicodedata

codes = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
kinds = {
    "alphabetic": lambda c: c.isalpha(),
    "uppercase": lambda c: c.isupper(),
    "lowercase": lambda c: c.islower(),
    "titlecase": lambda c: unicodedata.category(c) == "Lt",
    # what a capital sigma behind it looks through for a letter
    "caseIgnorable": lambda c: ("A" + c + "\\u03a3").lower()[-1] == "\\u03c2" and (c + "\\u03a3").lower()[-1] != "\\u03c2",
    "decimals": lambda c: c.isdecimal(),
    "digits": lambda c: c.isdigit(),
    "numerics": lambda c: c.isnumeric(),
    "spaces": lambda c: c.isspace(),
    "printables": lambda c: c.isprintable(),
    "identifierStarts": lambda c: c.isidentifier(),
    "identifierParts": lambda c: ("a" + c).isidentifier(),
}
found = {name: [c for c in codes if test(chr(c))] for name, test in kinds.items()}
cases = {"toUpper": str.upper, "toLower": str.lower, "toTitle": str.title, "toFold": str.casefold}
mappings = {name: [[c, *map(ord, change(chr(c)))] for c in codes if change(chr(c)) != chr(c)] for name, change in cases.items()}

def forms(form, plain):
    result = []
    for c in codes:
        if 0xAC00 <= c < 0xD7A4:
            continue
        text = unicodedata.normalize(form, chr(c))
        if text != plain(chr(c)):
            result.append([c, *map(ord, text)])
    return result

canonical = forms("NFD", str)
compatible = forms("NFKD", lambda c: unicodedata.normalize("NFD", c))
composed = [c for c, *_ in canonical if unicodedata.normalize("NFC", chr(c)) == chr(c)]
combining = [(c, unicodedata.combining(chr(c))) for c in codes if unicodedata.combining(chr(c))]
json.dumps([unicodedata.unidata_version, found, mappings, canonical, compatible, composed, combining])
`),
);
const [version, found, mappings, canonical, compatible, composed, combining] = asked;

const number = (n) => n.toString(36);
/** Ranges: how far each begins behind the one before, and how long it is. */
function ranges(codes) {
  const out = [];
  let end = 0;
  for (let i = 0; i < codes.length; ) {
    let n = 1;
    while (codes[i + n] === codes[i] + n) n++;
    out.push(number(codes[i] - end), number(n));
    end = codes[i] + n;
    i += n;
  }
  return out.join(" ");
}
/** Each: how far it is behind the one before, and what it becomes; code points in between are joined by dots. */
function entries(list) {
  let last = 0;
  return list
    .map(([from, ...to]) => {
      const gap = from - last;
      last = from;
      return `${number(gap)} ${to.map(number).join(".")}`;
    })
    .join(" ");
}
/** The same of mappings, where one line often says it for many: step, how many, and how far away what they become is. */
function runs(list) {
  const out = [];
  let last = 0;
  for (let i = 0; i < list.length; ) {
    const [from, ...to] = list[i];
    let n = 1;
    let step = 1;
    if (to.length === 1) {
      const follows = (k) =>
        list[i + k] &&
        list[i + k].length === 2 &&
        list[i + k][0] === from + k * step &&
        list[i + k][1] - list[i + k][0] === to[0] - from;
      step = list[i + 1] && list[i + 1][0] === from + 2 ? 2 : 1;
      while (follows(n)) n++;
      out.push(`${number(from - last)} ${number(n)} ${step} ${number(to[0] - from)}`);
    } else out.push(`${number(from - last)} 1 0 ${to.map(number).join(".")}`);
    last = from;
    i += n;
  }
  return out.join(" ");
}
const classes = [];
{
  let last = 0;
  for (let i = 0; i < combining.length; ) {
    const [from, value] = combining[i];
    let n = 1;
    while (combining[i + n]?.[0] === from + n && combining[i + n][1] === value) n++;
    classes.push(number(from - last), number(n), number(value));
    last = from + n;
    i += n;
  }
}
const literal = (text) => JSON.stringify(text);
const lines = [
  `// Properties, case mappings and normal forms of characters, of Unicode ${version}: written by scripts/unicode-tables.mjs, which asks CPython. Numbers stand in base 36.`,
  "",
  "/** Ranges: how far each begins behind the end of the one before, and how long it is. */",
  "export const RANGES = {",
  ...Object.entries(found).map(([name, codes]) => `  ${name}: ${literal(ranges(codes))},`),
  "} as const;",
  "/** Runs of mappings: how far the first is behind the first of the run before, how many there are, their distance, and what is added; with distance 0, the code points that a single one becomes. */",
  "export const MAPPINGS = {",
  ...Object.entries(mappings).map(([name, list]) => `  ${name}: ${literal(runs(list))},`),
  "} as const;",
  "/** Decompositions all the way: how far each is behind the one before, and its code points. Hangul syllables are computed. */",
  `export const CANONICAL = ${literal(entries(canonical))};`,
  "/** Those that are others for the compatible forms. */",
  `export const COMPATIBLE = ${literal(entries(compatible))};`,
  "/** What has a canonical decomposition and is composed again: ranges. */",
  `export const COMPOSED = ${literal(ranges(composed))};`,
  "/** Ranges of marks, each with its combining class. */",
  `export const COMBINING = ${literal(classes.join(" "))};`,
];
writeFileSync(path.join(root, "src/interp/unicodetables.ts"), `${lines.join("\n")}\n`);
