// Text from UTF-8 bytes.

import type { int, U8Array } from "../rts/index.ts";
import { StrBuilder, type W_Str } from "./text.ts";

/** The text of count bytes from `from` on; what is no UTF-8 becomes U+FFFD. */
export function textOfUtf8(bytes: U8Array, from: int, count: int): W_Str {
  const text = new StrBuilder();
  const end = from + count;
  let i = from;
  while (i < end) {
    const first: int = bytes[i]!;
    i++;
    if (first < 128) {
      text.addChar(first);
      continue;
    }
    const more = first >= 240 ? 3 : first >= 224 ? 2 : first >= 192 ? 1 : -1;
    if (more < 0 || i + more > end) {
      text.addChar(0xfffd);
      continue;
    }
    let c = first - (more === 3 ? 240 : more === 2 ? 224 : 192);
    for (let k = 0; k < more; k++) c = c * 64 + bytes[i + k]! - 128;
    i = i + more;
    text.addChar(c);
  }
  return text.build();
}
