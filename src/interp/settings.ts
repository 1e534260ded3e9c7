// Settings of the command line, as the host gives them: `name=value`.

import type { int } from "../rts/index.ts";
import { standardError, standardOutput } from "./output.ts";
import type { W_Str } from "./text.ts";

class Settings {
  /** Level of -O: 1 leaves out assertions, 2 docstrings too. */
  optimize: int = 0;
  inspect: int = 0;
  verbose: int = 0;
  quiet: int = 0;
  dontWriteBytecode: int = 0;
  ignoreEnvironment: int = 0;
  isolated: int = 0;
  noUserSite: int = 0;
  noSite: int = 0;
  bytesWarning: int = 0;
  devMode: boolean = false;
  safePath: boolean = false;
}
export const settings = new Settings();
const NONE = 0;
/** Takes one setting: a letter, and `=value`. */
export function applySetting(text: W_Str): void {
  if (text.length < 2) return;
  const value = text.slice(2, text.length);
  const level = value.length === 1 ? value.charAt(0) - 48 : NONE;
  switch (text.charAt(0)) {
    case 117: // u
      standardOutput.writeThrough = true;
      standardError.writeThrough = true;
      return;
    case 79: // O
      settings.optimize = level;
      return;
    case 118: // v
      settings.verbose = level;
      return;
    case 113: // q
      settings.quiet = level;
      return;
    case 66: // B
      settings.dontWriteBytecode = level;
      return;
    case 69: // E
      settings.ignoreEnvironment = level;
      return;
    case 73: // I
      settings.isolated = level;
      return;
    case 115: // s
      settings.noUserSite = level;
      return;
    case 83: // S
      settings.noSite = level;
      return;
    case 98: // b
      settings.bytesWarning = level;
      return;
    case 105: // i
      settings.inspect = level;
      return;
    case 80: // P
      settings.safePath = true;
      return;
  }
}
