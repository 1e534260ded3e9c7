// io.FileIO: a file descriptor as a raw binary stream.

import { arrayCopy, type int, U8Array } from "../rts/index.ts";
import { bufferView, writableView } from "./buffers.ts";
import { def, defStatic, getter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { type OperationError, raise0, raise1, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { pathBytes } from "./fspath.ts";
import { newBool, newInt, W_Bool, W_Int } from "./int.ts";
import {
  bindArguments,
  bytesSlice,
  ioBase_close,
  n_ioName,
  sizeArgument,
  unsupported,
  W_IOObject,
  w_FileIO,
} from "./iobase.ts";
import { W_Long } from "./long.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { EAGAIN, EINTR, EINVAL, EISDIR, osError } from "./oserror.ts";
import { checkSignals } from "./pending.ts";
import { hostSystem } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { OPEN, SYSTEM } from "./system-operations.ts";
import { FOLDER, fileStatus } from "./systemstatus.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";
import { w_float } from "./types.ts";

export class W_FileIO extends W_IOObject {
  /** -1: closed. */
  fd: int = -1;
  closeFd: boolean = true;
  isReadable: boolean = false;
  isWritable: boolean = false;
  created: boolean = false;
  appending: boolean = false;
  /** 0: not asked yet; 1: yes; 2: no. */
  seekState: int = 0;
  /** Size when it was opened, or -1: how much a first read of all should take. */
  expectedSize: int = -1;
}

/** The descriptor; ValueError when the file is closed. */
export function openFd(file: W_FileIO): int {
  if (file.fd < 0) throw raise0(w_ValueError, "I/O operation on closed file");
  return file.fd;
}

/** Reads up to `count` bytes; -1: it would block. */
export function rawRead(file: W_FileIO, into: U8Array, from: int, count: int): int {
  for (;;) {
    const got = hostSystem(SYSTEM.read, file.fd, from, count, into, null, null);
    if (got >= 0) return got;
    if (got === -EINTR) {
      checkSignals();
      continue;
    }
    if (got === -EAGAIN) return -1;
    throw osError(-got, null, null);
  }
}
/** Writes; the number of bytes, -1: it would block. */
export function rawWrite(file: W_FileIO, bytes: U8Array, from: int, count: int): int {
  for (;;) {
    const done = hostSystem(SYSTEM.write, file.fd, from, count, bytes, null, null);
    if (done >= 0) return done;
    if (done === -EINTR) {
      checkSignals();
      continue;
    }
    if (done === -EAGAIN) return -1;
    throw osError(-done, null, null);
  }
}
export function rawSeek(file: W_FileIO, offset: int, whence: int): int {
  const position = hostSystem(SYSTEM.seek, file.fd, offset, whence, null, null, null);
  if (position < 0) throw osError(-position, null, null);
  return position;
}

function fileIO_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_FileIO(args[0] as W_Type);
}
const label = intern("FileIO");
const initNames: W_Str[] = ["file", "mode", "closefd", "opener"].map(intern);

function fileIO_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_FileIO;
  const given = bindArguments(label, args, 1, kwnames, initNames);
  const file = given[0]!;
  if (file === null) throw raise1(w_TypeError, "%S() missing required argument 'file' (pos 1)", label);
  const mode = given[1] === null ? readMode : given[1]!.unwrap();
  if (!(mode instanceof W_Str)) throw raise1(w_TypeError, "FileIO() argument 'mode' must be str, not %T", given[1]!);
  initializeFile(self, file, mode, given[2] === null || given[2]!.isTrue(), given[3]);
  return w_None;
}
const readMode = intern("r");

function badMode(): OperationError {
  return raise0(w_ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
}
/** Opens the file, or takes over the descriptor, that the arguments say. */
export function initializeFile(
  self: W_FileIO,
  file: W_Object,
  mode: W_Str,
  closeFd: boolean,
  opener: W_Object | null,
): void {
  if (self.fd >= 0) {
    if (self.closeFd) closeDescriptor(self);
    self.fd = -1;
  }
  const flags = parseMode(self, mode);
  const plain = file.unwrap();
  self.closeFd = closeFd;
  self.seekState = 0;
  let owned = false;
  if (plain instanceof W_Int || plain instanceof W_Bool || plain instanceof W_Long) {
    if (plain instanceof W_Long) throw raise0(w_OverflowError, "Python int too large to convert to C int");
    const fd = toInt(plain);
    if (fd < 0) throw raise0(w_ValueError, "negative file descriptor");
    self.fd = fd;
  } else {
    const bytes = pathBytes(file);
    if (!closeFd) throw raise0(w_ValueError, "Cannot use closefd=False with file name");
    if (opener === null || opener === w_None) {
      const fd = hostSystem(SYSTEM.open, flags, 438, 0, bytes, null, null);
      if (fd < 0) throw osError(-fd, file, null);
      self.fd = fd;
    } else {
      const answer = opener.call2(file, newInt(flags));
      if (answer.asIndex() === null) throw raise0(w_TypeError, "expected integer from opener");
      self.fd = toInt(answer);
      if (self.fd < 0) throw raise1(w_ValueError, "opener returned %S", answer);
    }
    owned = true;
  }
  const error = fileStatus.ofDescriptor(self.fd);
  if (error < 0 || fileStatus.kind() === FOLDER) {
    const fd = self.fd;
    self.fd = -1;
    if (owned) hostSystem(SYSTEM.close, fd, 0, 0, null, null, null);
    throw osError(error < 0 ? -error : EISDIR, file, null);
  }
  self.expectedSize = fileStatus.size();
  self.setOwn(n_ioName, file);
  if (self.appending) {
    const position = hostSystem(SYSTEM.seek, self.fd, 0, 2, null, null, null);
    if (position < 0 && position !== -EINVAL && position !== -29) throw osError(-position, null, null);
  }
}
function parseMode(self: W_FileIO, mode: W_Str): int {
  self.isReadable = false;
  self.isWritable = false;
  self.created = false;
  self.appending = false;
  let plus = false;
  let kinds = 0;
  let flags = 0;
  for (let i = 0; i < mode.length; i++) {
    switch (mode.charAt(i)) {
      case 120: // x
        kinds++;
        self.created = true;
        self.isWritable = true;
        flags = flags + OPEN.exclusive + OPEN.create;
        break;
      case 114: // r
        kinds++;
        self.isReadable = true;
        break;
      case 119: // w
        kinds++;
        self.isWritable = true;
        flags = flags + OPEN.create + OPEN.truncate;
        break;
      case 97: // a
        kinds++;
        self.isWritable = true;
        self.appending = true;
        flags = flags + OPEN.append + OPEN.create;
        break;
      case 98: // b
        break;
      case 43: // +
        if (plus) throw badMode();
        self.isReadable = true;
        self.isWritable = true;
        plus = true;
        break;
      default:
        throw raise1(w_ValueError, "invalid mode: %S", mode);
    }
    if (kinds > 1) throw badMode();
  }
  if (kinds === 0) throw badMode();
  return flags + (self.isReadable ? (self.isWritable ? OPEN.readWrite : OPEN.readOnly) : OPEN.writeOnly);
}

function closeDescriptor(self: W_FileIO): void {
  const fd = self.fd;
  self.fd = -1;
  const answer = hostSystem(SYSTEM.close, fd, 0, 0, null, null, null);
  if (answer < 0) throw osError(-answer, null, null);
}
function fileIO_close(self: W_Object): W_Object {
  const file = self as W_FileIO;
  try {
    ioBase_close(file);
  } finally {
    if (file.fd >= 0) {
      if (file.closeFd) closeDescriptor(file);
      else file.fd = -1;
    }
  }
  return w_None;
}
function notOpenFor(action: string): OperationError {
  return unsupported(action);
}
function fileIO_read(self: W_Object, size: W_Object | null): W_Object {
  const file = self as W_FileIO;
  openFd(file);
  if (!file.isReadable) throw notOpenFor("File not open for reading");
  const n = sizeArgument(size);
  if (n < 0) return fileIO_readall(self);
  const into = new U8Array(n);
  const got = rawRead(file, into, 0, n);
  if (got < 0) return w_None;
  return got === n ? new W_Bytes(into) : bytesSlice(into, 0, got);
}
export function fileIO_readall(self: W_Object): W_Object {
  const file = self as W_FileIO;
  openFd(file);
  if (!file.isReadable) throw notOpenFor("File not open for reading");
  const guess = fileStatus.ofDescriptor(file.fd) < 0 ? 0 : fileStatus.size();
  let all = new U8Array(guess > 0 ? guess + 1 : 8192);
  let n = 0;
  for (;;) {
    if (n === all.length) {
      const longer = new U8Array(all.length * 2);
      arrayCopy(all, 0, longer, 0, n);
      all = longer;
    }
    const got = rawRead(file, all, n, all.length - n);
    if (got < 0) return n === 0 ? w_None : bytesSlice(all, 0, n);
    if (got === 0) return bytesSlice(all, 0, n);
    n = n + got;
  }
}
function fileIO_readinto(self: W_Object, buffer: W_Object): W_Object {
  const file = self as W_FileIO;
  openFd(file);
  if (!file.isReadable) throw notOpenFor("File not open for reading");
  const view = writableView(buffer);
  const got = rawRead(file, view.items, view.from, view.count);
  return got < 0 ? w_None : newInt(got);
}
function fileIO_write(self: W_Object, bytes: W_Object): W_Object {
  const file = self as W_FileIO;
  openFd(file);
  if (!file.isWritable) throw notOpenFor("File not open for writing");
  const view = bufferView(bytes);
  const done = rawWrite(file, view.items, view.from, view.count);
  return done < 0 ? w_None : newInt(done);
}
function fileIO_seek(self: W_Object, position: W_Object, whence: W_Object | null): W_Object {
  const file = self as W_FileIO;
  openFd(file);
  if (position.getType().isSubtype(w_float)) throw raise0(w_TypeError, "an integer is required");
  return newInt(rawSeek(file, toInt(position), whence === null ? 0 : toInt(whence)));
}
function fileIO_tell(self: W_Object): W_Object {
  openFd(self as W_FileIO);
  return newInt(rawSeek(self as W_FileIO, 0, 1));
}
function fileIO_truncate(self: W_Object, size: W_Object | null): W_Object {
  const file = self as W_FileIO;
  openFd(file);
  if (!file.isWritable) throw notOpenFor("File not open for writing");
  const wanted = size === null || size === w_None ? newInt(rawSeek(file, 0, 1)) : size;
  const answer = hostSystem(SYSTEM.truncate, file.fd, toInt(wanted), 0, null, null, null);
  if (answer < 0) throw osError(-answer, null, null);
  return wanted;
}
export function fileSeekable(file: W_FileIO): boolean {
  if (file.seekState === 0) file.seekState = hostSystem(SYSTEM.seek, openFd(file), 0, 1, null, null, null) >= 0 ? 1 : 2;
  return file.seekState === 1;
}
function fileIO_seekable(self: W_Object): W_Object {
  openFd(self as W_FileIO);
  return newBool(fileSeekable(self as W_FileIO));
}
function fileIO_readable(self: W_Object): W_Object {
  openFd(self as W_FileIO);
  return newBool((self as W_FileIO).isReadable);
}
function fileIO_writable(self: W_Object): W_Object {
  openFd(self as W_FileIO);
  return newBool((self as W_FileIO).isWritable);
}
function fileIO_fileno(self: W_Object): W_Object {
  return newInt(openFd(self as W_FileIO));
}
function fileIO_isatty(self: W_Object): W_Object {
  return newBool(hostSystem(SYSTEM.isatty, openFd(self as W_FileIO), 0, 0, null, null, null) > 0);
}
function fileIO_closed(self: W_Object): W_Object {
  return newBool((self as W_FileIO).fd < 0);
}
function fileIO_closefd(self: W_Object): W_Object {
  return newBool((self as W_FileIO).closeFd);
}
function fileIO_blksize(_self: W_Object): W_Object {
  return newInt(131072);
}
const modeNames: W_Str[] = ["xb+", "xb", "ab+", "ab", "rb+", "rb", "wb"].map(intern);
function modeOf(file: W_FileIO): W_Str {
  if (file.created) return modeNames[file.isReadable ? 0 : 1]!;
  if (file.appending) return modeNames[file.isReadable ? 2 : 3]!;
  if (file.isReadable) return modeNames[file.isWritable ? 4 : 5]!;
  return modeNames[6]!;
}
function fileIO_mode(self: W_Object): W_Object {
  return modeOf(self as W_FileIO);
}
function fileIO_repr(self: W_Object): W_Object {
  const file = self as W_FileIO;
  const text = new StrBuilder();
  text.add("<_io.FileIO ");
  if (file.fd < 0) {
    text.add("[closed]>");
    return text.build();
  }
  const name = file.getOwn(n_ioName);
  if (name === null) {
    text.add("fd=");
    text.addInt(file.fd);
  } else {
    text.add("name=");
    text.addStr(name.repr());
  }
  text.add(" mode='");
  text.addStr(modeOf(file));
  text.add("' closefd=");
  text.add(file.closeFd ? "True>" : "False>");
  return text.build();
}
function fileIO_getstate(self: W_Object): W_Object {
  throw raise1(w_TypeError, "cannot pickle '%T' instances", self);
}

defStatic(w_FileIO, "__new__(cls, *args, **kwargs)", fileIO_new);
def(w_FileIO, "__init__(self, *args, **kwargs)", fileIO_init);
def(w_FileIO, "close(self, /)", fileIO_close);
def(w_FileIO, "read(self, size=-1, /)", fileIO_read);
def(w_FileIO, "readall(self, /)", fileIO_readall);
def(w_FileIO, "readinto(self, buffer, /)", fileIO_readinto);
def(w_FileIO, "write(self, b, /)", fileIO_write);
def(w_FileIO, "seek(self, pos, whence=0, /)", fileIO_seek);
def(w_FileIO, "tell(self, /)", fileIO_tell);
def(w_FileIO, "truncate(self, size=None, /)", fileIO_truncate);
def(w_FileIO, "seekable(self, /)", fileIO_seekable);
def(w_FileIO, "readable(self, /)", fileIO_readable);
def(w_FileIO, "writable(self, /)", fileIO_writable);
def(w_FileIO, "fileno(self, /)", fileIO_fileno);
def(w_FileIO, "isatty(self, /)", fileIO_isatty);
def(w_FileIO, "_isatty_open_only(self, /)", fileIO_isatty);
def(w_FileIO, "__repr__(self, /)", fileIO_repr);
def(w_FileIO, "__getstate__(self, /)", fileIO_getstate);
getter(w_FileIO, "closed", fileIO_closed);
getter(w_FileIO, "closefd", fileIO_closefd);
getter(w_FileIO, "mode", fileIO_mode);
getter(w_FileIO, "_blksize", fileIO_blksize);
