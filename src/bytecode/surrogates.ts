// Python's texts in JavaScript's strings. A code point above U+FFFF is a surrogate pair there; so the two characters of Python's "\\ud83d\\ude00" would
// be one. Where in a text a lone high surrogate stands before a lone low one, U+FFFF stands between them, and where there are such already, one more:
// no two texts of Python are the same string.

const apart = /([\ud800-\udbff])\uffff(\uffff*[\udc00-\udfff])/g;
const endsHigh = /[\ud800-\udbff]\uffff*$/;
const beginsLow = /^\uffff*[\udc00-\udfff]/;

/** left + right, as texts of Python's. */
export function joinTexts(left: string, right: string): string {
  const last = left.charCodeAt(left.length - 1);
  // nearly always; and the patterns take time
  if (last !== 0xffff && !(last >= 0xd800 && last < 0xdc00)) return left + right;
  return endsHigh.test(left) && beginsLow.test(right) ? `${left}\uffff${right}` : left + right;
}
/** The text of these code points. */
export function textOf(codes: readonly number[]): string {
  let text = "";
  for (const code of codes) text = joinTexts(text, String.fromCodePoint(code));
  return text;
}
/** Whether a low surrogate follows a high one without making a character with it. */
export function hasApart(text: string): boolean {
  return text.includes("\uffff") && text.search(apart) >= 0;
}
/** The code points of a text. */
export function codePointsOf(text: string): number[] {
  if (!hasApart(text)) return Array.from(text, (c) => c.codePointAt(0)!);
  const codes = Array.from(text, (c) => c.codePointAt(0)!);
  const out: number[] = [];
  for (let i = 0; i < codes.length; i++) {
    out.push(codes[i]!);
    if (codes[i]! < 0xd800 || codes[i]! >= 0xdc00) continue;
    let next = i + 1;
    while (codes[next] === 0xffff) next++;
    if (next > i + 1 && codes[next]! >= 0xdc00 && codes[next]! < 0xe000) i++;
  }
  return out;
}
