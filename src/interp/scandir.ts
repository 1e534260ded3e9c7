// os.scandir: its iterator and os.DirEntry.

import type { int, U8Array } from "../rts/index.ts";
import { def, getter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { fsDecode, fsEncode } from "./fspath.ts";
import { defGeneric } from "./genericalias.ts";
import { newBool, newInt } from "./int.ts";
import { bytesSlice } from "./iobase.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { W_Object } from "./object.ts";
import { ENOENT, osError } from "./oserror.ts";
import { statOf } from "./posixresults.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { FOLDER, fileStatus, LINK, REGULAR } from "./systemstatus.ts";
import { StrBuilder, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_DirEntry = builtinType("posix.DirEntry");
w_DirEntry.isBaseType = false;
const w_ScandirIterator = iteratorType("posix.ScandirIterator");

const SLASH = 47;
/** Kinds as the host gives them. */
const IS_FILE = 102;
const IS_FOLDER = 100;
const IS_LINK = 108;

export class W_DirEntry extends W_Object {
  readonly name: W_Object;
  readonly path: W_Object;
  /** A character of the host's: f, d, l or ?. */
  readonly kind: int;
  constructor(name: W_Object, path: W_Object, kind: int) {
    super();
    this.name = name;
    this.path = path;
    this.kind = kind;
  }
  override getType(): W_Type {
    return w_DirEntry;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<DirEntry ");
    text.addStr(this.name.repr());
    text.addChar(62);
    return text.build();
  }
  bytes(): U8Array {
    return this.path instanceof W_Str ? fsEncode(this.path) : (this.path as W_Bytes).items;
  }
  /** Whether it is of that kind; what is not there any more is not. */
  isKind(format: int, follow: boolean): boolean {
    const answer = fileStatus.ofPath(this.bytes(), follow);
    if (answer === -ENOENT) return false;
    if (answer < 0) throw osError(-answer, this.path, null);
    return fileStatus.kind() === format;
  }
}

export class W_ScandirIterator extends W_Iterator {
  readonly folder: W_Object;
  readonly entries: U8Array;
  at: int = 0;
  constructor(folder: W_Object, entries: U8Array) {
    super();
    this.folder = folder;
    this.entries = entries;
  }
  override getType(): W_Type {
    return w_ScandirIterator;
  }
  override next(): W_Object | null {
    const from = this.at;
    const entries = this.entries;
    if (from >= entries.length) return null;
    let to = from + 1;
    while (entries[to] !== 0) to++;
    this.at = to + 1;
    const folder = this.folder;
    if (folder instanceof W_Str) {
      const name = fsDecode(entries, from + 1, to - from - 1);
      const path = new StrBuilder();
      path.addStr(folder);
      if (folder.length > 0 && folder.charAt(folder.length - 1) !== SLASH) path.addChar(SLASH);
      path.addStr(name);
      return new W_DirEntry(name, path.build(), entries[from]!);
    }
    const name = bytesSlice(entries, from + 1, to);
    const path = new StrBuilder();
    const prefix = (folder as W_Bytes).items;
    for (let i = 0; i < prefix.length; i++) path.addChar(prefix[i]!);
    if (prefix.length > 0 && prefix[prefix.length - 1] !== SLASH) path.addChar(SLASH);
    for (let i = 0; i < name.items.length; i++) path.addChar(name.items[i]!);
    return new W_DirEntry(name, new W_Bytes(path.build().latinBytes()), entries[from]!);
  }
}
function scandir_close(self: W_Object): W_Object {
  const iterator = self as W_ScandirIterator;
  iterator.at = iterator.entries.length;
  return w_None;
}
function scandir_enter(self: W_Object): W_Object {
  return self;
}
function scandir_exit(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return scandir_close(args[0]!);
}
defSlots(w_ScandirIterator, "__iter__ __next__");
def(w_ScandirIterator, "close(self, /)", scandir_close);
def(w_ScandirIterator, "__enter__(self, /)", scandir_enter);
def(w_ScandirIterator, "__exit__(self, *args)", scandir_exit);

function entry_name(self: W_Object): W_Object {
  return (self as W_DirEntry).name;
}
function entry_path(self: W_Object): W_Object {
  return (self as W_DirEntry).path;
}
function follows(follow: W_Object | null): boolean {
  return follow === null || follow.isTrue();
}
function entry_isDir(self: W_Object, follow: W_Object | null): W_Object {
  const entry = self as W_DirEntry;
  if (entry.kind === IS_FOLDER) return newBool(true);
  if (entry.kind === IS_FILE || (entry.kind === IS_LINK && !follows(follow))) return newBool(false);
  return newBool(entry.isKind(FOLDER, follows(follow)));
}
function entry_isFile(self: W_Object, follow: W_Object | null): W_Object {
  const entry = self as W_DirEntry;
  if (entry.kind === IS_FILE) return newBool(true);
  if (entry.kind === IS_FOLDER || (entry.kind === IS_LINK && !follows(follow))) return newBool(false);
  return newBool(entry.isKind(REGULAR, follows(follow)));
}
function entry_isSymlink(self: W_Object): W_Object {
  const entry = self as W_DirEntry;
  if (entry.kind === IS_LINK) return newBool(true);
  if (entry.kind === IS_FILE || entry.kind === IS_FOLDER) return newBool(false);
  return newBool(entry.isKind(LINK, false));
}
function entry_isJunction(_self: W_Object): W_Object {
  return newBool(false);
}
function entry_stat(self: W_Object, follow: W_Object | null): W_Object {
  const entry = self as W_DirEntry;
  const answer = fileStatus.ofPath(entry.bytes(), follows(follow));
  if (answer < 0) throw osError(-answer, entry.path, null);
  return statOf(fileStatus);
}
function entry_inode(self: W_Object): W_Object {
  const entry = self as W_DirEntry;
  const answer = fileStatus.ofPath(entry.bytes(), false);
  if (answer < 0) throw osError(-answer, entry.path, null);
  return newInt(fileStatus.at(1));
}
getter(w_DirEntry, "name", entry_name);
getter(w_DirEntry, "path", entry_path);
def(w_DirEntry, "is_dir(self, *, follow_symlinks=True)", entry_isDir);
def(w_DirEntry, "is_file(self, *, follow_symlinks=True)", entry_isFile);
def(w_DirEntry, "is_symlink(self, /)", entry_isSymlink);
def(w_DirEntry, "is_junction(self, /)", entry_isJunction);
def(w_DirEntry, "stat(self, *, follow_symlinks=True)", entry_stat);
def(w_DirEntry, "inode(self, /)", entry_inode);
def(w_DirEntry, "__fspath__(self, /)", entry_path);
defSlots(w_DirEntry, "__repr__");
defGeneric(w_DirEntry);
