// Settings of the command line, as the host gives them: `name=value`.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import type { W_Dict } from "./dict.ts";
import { newBool, newInt } from "./int.ts";
import type { W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import { standardError, standardOutput } from "./output.ts";
import { newStructSeq, type W_StructSeq } from "./structseq.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, internStr, type W_Str } from "./text.ts";

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
    case 87: // W
      (sysModule.dict.get(n_warnoptions) as W_List).append(value);
      return;
    case 88: {
      // X: a name, or name=value
      const options = sysModule.dict.get(n_xoptions) as W_Dict;
      let at = 0;
      while (at < value.length && value.charAt(at) !== 61) at++;
      options.set(
        internStr(value.slice(0, at)),
        at === value.length ? newBool(true) : value.slice(at + 1, value.length),
      );
      return;
    }
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
const n_warnoptions = intern("warnoptions");
const n_xoptions = intern("_xoptions");
const n_flags = intern("flags");

/** sys.flags, from the settings. */
export function publishSettings(): void {
  const old = sysModule.dict.get(n_flags) as W_StructSeq;
  const fields = newArray<W_Object>(old.layout.names.length);
  for (let i = 0; i < fields.length; i++) fields[i] = old.field(i);
  fields[1] = newInt(settings.inspect);
  fields[3] = newInt(settings.optimize);
  fields[5] = newInt(settings.noUserSite);
  fields[6] = newInt(settings.noSite);
  fields[7] = newInt(settings.ignoreEnvironment);
  fields[8] = newInt(settings.verbose);
  fields[9] = newInt(settings.bytesWarning);
  fields[10] = newInt(settings.quiet);
  fields[12] = newInt(settings.isolated);
  fields[16] = newBool(settings.safePath);
  sysModule.dict.set(n_flags, newStructSeq(old.layout, fields));
}
