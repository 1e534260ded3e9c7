// The module _io: open() and the table of names; the builtin functions open and input; the standard streams of sys.

import type { int } from "../rts/index.ts";
import { flushPending, initializeBuffered, pendingFiles, W_Buffered } from "./buffered.ts";
import { builtinFunction, getterSetter, shownAs } from "./builtin.ts";
import { builtinsModule } from "./builtins.ts";
import "./bytesio.ts";
import {
  OperationError,
  raise0,
  raise1,
  w_BlockingIOError,
  w_EOFError,
  w_RuntimeError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { fileSeekable, initializeFile, W_FileIO } from "./fileio.ts";
import { fsPath } from "./fspath.ts";
import { newInt } from "./int.ts";
import {
  bindArguments,
  callMethod,
  DEFAULT_BUFFER_SIZE,
  n_close,
  n_flush,
  n_ioName,
  n_isatty,
  n_mode,
  n_readline,
  n_write,
  w_BufferedIOBase,
  w_BufferedRandom,
  w_BufferedReader,
  w_BufferedRWPair,
  w_BufferedWriter,
  w_BytesIO,
  w_FileIO,
  w_IncrementalNewlineDecoder,
  w_IOBase,
  w_RawIOBase,
  w_StringIO,
  w_TextIOBase,
  w_TextIOWrapper,
  w_UnsupportedOperation,
} from "./iobase.ts";
import { defineModule } from "./modules.ts";
import { args2, type W_Object } from "./object.ts";
import { instance_dict, instance_setDict } from "./objecttype.ts";
import { getAttr, toInt } from "./operations.ts";
import { type Output, standardError, standardOutput } from "./output.ts";
import { w_None } from "./singletons.ts";
import { tables } from "./state.ts";
import { newlineArgument } from "./stringio.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { flushText, nextTextLine, setBuffer, setNewline, W_TextIOWrapper } from "./textio.ts";
import { initializeText } from "./textwrapper.ts";

const openLabel = intern("open");
const openNames: W_Str[] = ["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"].map(
  intern,
);
const readMode = intern("r");

class OpenMode {
  reads: boolean = false;
  writes: boolean = false;
  text: boolean = false;
  binary: boolean = false;
  plus: boolean = false;
  /** The mode without t and b. */
  raw: W_Str = readMode;
}
function parseMode(mode: W_Str): OpenMode {
  const result = new OpenMode();
  const raw = new StrBuilder();
  let kinds = 0;
  for (let i = 0; i < mode.length; i++) {
    const c = mode.charAt(i);
    // x r w a + t b, each at most once
    const at =
      c === 120 ? 1 : c === 114 ? 2 : c === 119 ? 4 : c === 97 ? 8 : c === 43 ? 16 : c === 116 ? 32 : c === 98 ? 64 : 0;
    if (at === 0 || (i > 0 && hasTwice(mode, i))) throw raise1(w_ValueError, "invalid mode: %R", mode);
    if (at <= 8) kinds++;
    if (at === 2) result.reads = true;
    if (at === 1 || at === 4 || at === 8) result.writes = true;
    if (at === 16) result.plus = true;
    if (at === 32) result.text = true;
    if (at === 64) result.binary = true;
    if (at <= 16) raw.addChar(c);
  }
  result.raw = raw.build();
  if (result.text && result.binary) throw raise0(w_ValueError, "can't have text and binary mode at once");
  if (kinds > 1) throw raise0(w_ValueError, "must have exactly one of create/read/write/append mode");
  return result;
}
function hasTwice(mode: W_Str, at: int): boolean {
  for (let i = 0; i < at; i++) if (mode.charAt(i) === mode.charAt(at)) return true;
  return false;
}
function textOrNone(value: W_Object | null, what: W_Str): W_Str | null {
  if (value === null || value === w_None) return null;
  const text = value.unwrap();
  if (text instanceof W_Str) return text;
  throw raise1(w_TypeError, what === errorsWord ? ERRORS_TYPE : ENCODING_TYPE, value);
}
const ENCODING_TYPE = "open() argument 'encoding' must be str or None, not %T";
const ERRORS_TYPE = "open() argument 'errors' must be str or None, not %T";
const errorsWord = intern("errors");
const encodingWord = intern("encoding");

/** What has been written to files and not been passed on reaches them: a program may have forgotten to close one that it opens again. */
function flushPendingFiles(): void {
  let rounds = 0;
  while (pendingFiles.count > 0 && rounds < 1000) {
    const file = pendingFiles.files[pendingFiles.count - 1]!;
    rounds++;
    try {
      if (file instanceof W_TextIOWrapper) flushText(file);
      else if (file instanceof W_Buffered) flushPending(file);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      pendingFiles.remove(file);
    }
  }
}
/** The same when the program ends. */
export function endFiles(): void {
  flushPendingFiles();
}

function io_open(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = bindArguments(openLabel, args, 0, kwnames, openNames);
  if (given[0] === null) throw raise1(w_TypeError, "%S() missing required argument 'file' (pos 1)", openLabel);
  const file = given[0]!;
  const path = file.asIndex() !== null ? file : fsPath(file);
  const modeObject = given[1] === null ? readMode : given[1]!.unwrap();
  if (!(modeObject instanceof W_Str))
    throw raise1(w_TypeError, "open() argument 'mode' must be str, not %T", given[1]!);
  const mode = parseMode(modeObject);
  let buffering = given[2] === null ? -1 : toInt(given[2]!);
  const encoding = textOrNone(given[3]!, encodingWord);
  const errors = textOrNone(given[4]!, errorsWord);
  const newline = given[5] === null ? null : newlineArgument(given[5]!, "illegal newline value: %S");
  const closeFd = given[6] === null || given[6]!.isTrue();
  if (mode.binary && encoding !== null) throw raise0(w_ValueError, "binary mode doesn't take an encoding argument");
  if (mode.binary && errors !== null) throw raise0(w_ValueError, "binary mode doesn't take an errors argument");
  if (mode.binary && newline !== null) throw raise0(w_ValueError, "binary mode doesn't take a newline argument");
  flushPendingFiles();
  const raw = new W_FileIO(w_FileIO);
  initializeFile(raw, path, mode.raw, closeFd, given[7]!);
  let result: W_Object = raw;
  try {
    const terminal = buffering < 0 && mode.writes && callMethod(raw, n_isatty).isTrue();
    const lineBuffering = buffering === 1 || terminal;
    if (buffering === 1 && mode.binary) buffering = -1;
    let size = buffering;
    if (size < 0 || size === 1) size = DEFAULT_BUFFER_SIZE;
    if (buffering === 0) {
      if (!mode.binary) throw raise0(w_ValueError, "can't have unbuffered text I/O");
      return raw;
    }
    const buffer = new W_Buffered(mode.plus ? w_BufferedRandom : mode.writes ? w_BufferedWriter : w_BufferedReader);
    if (mode.plus && !fileSeekable(raw)) throw notSeekable();
    initializeBuffered(buffer, raw, size);
    result = buffer;
    if (mode.binary) return buffer;
    const wrapper = new W_TextIOWrapper(w_TextIOWrapper);
    initializeText(wrapper, buffer, encoding, errors, newline);
    wrapper.lineBuffering = lineBuffering;
    wrapper.setOwn(n_mode, modeObject);
    return wrapper;
  } catch (error) {
    if (error instanceof OperationError) callMethod(result, n_close);
    throw error;
  }
}
function notSeekable(): OperationError {
  return raise0(w_UnsupportedOperation, "File or stream is not seekable.");
}
const binaryMode = intern("rb");
function io_openCode(path: W_Object): W_Object {
  return io_open(args2(path, binaryMode), null);
}
const utf8Name = intern("utf-8");
const localeName = intern("locale");
function io_textEncoding(encoding: W_Object, _stackLevel: W_Object | null): W_Object {
  return encoding === w_None ? localeName : encoding;
}

getterSetter(w_IOBase, "__dict__", instance_dict, instance_setDict);

const openFunction = shownAs(
  builtinFunction("open(*args, **kwargs)", io_open),
  "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
);
defineModule(
  "_io",
  [
    openFunction,
    builtinFunction("open_code(path)", io_openCode),
    builtinFunction("text_encoding(encoding, stacklevel=2, /)", io_textEncoding),
  ],
  {
    DEFAULT_BUFFER_SIZE: newInt(DEFAULT_BUFFER_SIZE),
    UnsupportedOperation: w_UnsupportedOperation,
    BlockingIOError: w_BlockingIOError,
    _IOBase: w_IOBase,
    _RawIOBase: w_RawIOBase,
    _BufferedIOBase: w_BufferedIOBase,
    _TextIOBase: w_TextIOBase,
    FileIO: w_FileIO,
    BytesIO: w_BytesIO,
    StringIO: w_StringIO,
    BufferedReader: w_BufferedReader,
    BufferedWriter: w_BufferedWriter,
    BufferedRandom: w_BufferedRandom,
    BufferedRWPair: w_BufferedRWPair,
    TextIOWrapper: w_TextIOWrapper,
    IncrementalNewlineDecoder: w_IncrementalNewlineDecoder,
  },
);

// --- the standard streams

function binaryStream(fd: number, name: string, writes: boolean): W_Buffered {
  const raw = new W_FileIO(w_FileIO);
  raw.fd = fd;
  raw.closeFd = false;
  raw.isReadable = !writes;
  raw.isWritable = writes;
  raw.setOwn(n_ioName, intern(name));
  const buffer = new W_Buffered(writes ? w_BufferedWriter : w_BufferedReader);
  initializeBuffered(buffer, raw, DEFAULT_BUFFER_SIZE);
  return buffer;
}
function textStream(fd: number, name: string, mode: string, errors: string, output: Output | null): W_TextIOWrapper {
  const stream = new W_TextIOWrapper(w_TextIOWrapper);
  setBuffer(stream, binaryStream(fd, name, fd !== 0));
  setNewline(stream, fd === 0 ? null : intern("\n"));
  stream.encoding = utf8Name;
  stream.errors = intern(errors);
  stream.output = output;
  stream.setOwn(n_mode, intern(mode));
  return stream;
}
const stdin = textStream(0, "<stdin>", "r", "strict", null);
const stdout = textStream(1, "<stdout>", "w", "strict", standardOutput);
const stderr = textStream(2, "<stderr>", "w", "backslashreplace", standardError);
const n_stdin = intern("stdin");
const n_stdout = intern("stdout");
const n_stderr = intern("stderr");
for (const [name, stream] of [
  ["stdin", stdin],
  ["stdout", stdout],
  ["stderr", stderr],
] as const) {
  sysModule.dict.set(intern(name), stream);
  sysModule.dict.set(intern(`__${name}__`), stream);
}
const writable = tables as { -readonly [K in keyof typeof tables]: (typeof tables)[K] };
writable.stdoutCell = sysModule.dict.findCell(intern("stdout"))!;
writable.stdoutStream = stdout;

// --- input

/** sys.stdin and so on: RuntimeError when the program has lost it. */
function streamOf(name: W_Str): W_Object {
  const stream = sysModule.dict.get(name);
  if (stream === null || stream === w_None) throw raise1(w_RuntimeError, "input(): lost sys.%S", name);
  return stream;
}
function builtin_input(prompt: W_Object | null): W_Object {
  const input = streamOf(n_stdin);
  const output = streamOf(n_stdout);
  callMethod(streamOf(n_stderr), n_flush);
  if (prompt !== null) getAttr(output, n_write).call1(prompt.str());
  callMethod(output, n_flush);
  const line = input === stdin && stdin.stream !== null ? nextTextLine(stdin, -1) : callMethod(input, n_readline);
  const text = line.unwrap();
  if (!(text instanceof W_Str)) throw raise0(w_TypeError, "object.readline() returned non-string");
  if (text.length === 0) throw raise0(w_EOFError, "EOF when reading a line");
  return text.charAt(text.length - 1) === 10 ? text.slice(0, text.length - 1) : text;
}
builtinsModule.dict.set(intern("open"), openFunction);
const inputFunction = builtinFunction("input(prompt='', /)", builtin_input);
inputFunction.module = intern("builtins");
builtinsModule.dict.set(inputFunction.name, inputFunction);
