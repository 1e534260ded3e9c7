// The constant part of the module `sys`: versions, flags, limits, names of modules, and what has one answer only.

import { newArray, U32Array } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, w_NotImplementedError, w_TypeError, w_ValueError } from "./errors.ts";
import { newFloat } from "./float.ts";
import type { W_Instance } from "./instance.ts";
import { newInt, w_False, w_True } from "./int.ts";
import { W_List } from "./list.ts";
import { digitLimit, newLong } from "./long.ts";
import { builtinModuleNames } from "./modules.ts";
import { newNamespace } from "./namespaceobject.ts";
import type { W_Object } from "./object.ts";
import { toFloat, toInt } from "./operations.ts";
import { W_Set } from "./set.ts";
import { w_None } from "./singletons.ts";
import { state } from "./state.ts";
import { newStructSeq, structSeqType } from "./structseq.ts";
import { sysModule } from "./sysmodule.ts";
import { intern } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";
import { W_Type } from "./type.ts";

/** The version of Python that this is, whose standard library it has. */
const MAJOR = 3;
const MINOR = 14;
const MICRO = 2;
const RELEASED = 0xf0;
const HEX_VERSION = MAJOR * 0x1000000 + MINOR * 0x10000 + MICRO * 0x100 + RELEASED;
const TAIPAN = "0.1.0";
const MAX_STR_DIGITS = 4300;

/** Every module of the standard library, on any system; what of them is there is another question. */
const STDLIB =
  "__future__ __hello__ __phello__ _abc _aix_support _android_support _apple_support _ast _ast_unparse _asyncio _bisect _blake2 _bz2 " +
  "_codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize " +
  "_compat_pickle _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib " +
  "_frozen_importlib_external _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels _interpqueues _interpreters _io " +
  "_ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode _opcode_metadata _operator " +
  "_osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _py_warnings _pydatetime _pydecimal _pyio _pylong _pyrepl " +
  "_queue _random _remote_debugging _scproxy _sha1 _sha2  _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat " +
  "_statistics _string _strptime _struct _suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc " +
  "_types _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo _zstd abc annotationlib antigravity argparse array ast " +
  "asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys " +
  "compileall compression concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm " +
  "decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib " +
  "functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib " +
  "inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt " +
  "multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform " +
  "plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re " +
  "readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket " +
  "socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys " +
  "sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace " +
  "traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser " +
  "winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo ";

function items(...values: (number | string | boolean | null)[]): W_Object[] {
  return values.map((value) =>
    value === null
      ? w_None
      : typeof value === "string"
        ? intern(value)
        : typeof value === "boolean"
          ? value
            ? w_True
            : w_False
          : Number.isInteger(value)
            ? newInt(value)
            : newFloat(value),
  );
}
const versionInfo = structSeqType("sys", "version_info", "major minor micro releaselevel serial");
const version = newStructSeq(versionInfo, items(MAJOR, MINOR, MICRO, "final", 0));
const flagsLayout = structSeqType(
  "sys",
  "flags",
  "debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose " +
    "bytes_warning quiet hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path " +
    "int_max_str_digits / gil thread_inherit_context context_aware_warnings",
);
const floatInfo = structSeqType(
  "sys",
  "float_info",
  "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds",
);
const floatLimits = items(0, 1024, 308, 0, -1021, -307, 15, 53, 0, 2, 1);
floatLimits[0] = newFloat(Number.MAX_VALUE);
floatLimits[3] = newFloat(2 ** -1022);
floatLimits[8] = newFloat(Number.EPSILON);
const intInfo = structSeqType(
  "sys",
  "int_info",
  "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold",
);
const hashInfo = structSeqType("sys", "hash_info", "width modulus inf nan imag algorithm hash_bits seed_bits cutoff");
const threadInfo = structSeqType("sys", "thread_info", "name lock version");

/** sys.implementation */
const implementation: W_Instance = newNamespace();
implementation.setOwn(intern("name"), intern("taipan"));
implementation.setOwn(intern("cache_tag"), intern(`taipan-${MAJOR}${MINOR}`));
implementation.setOwn(intern("version"), version);
implementation.setOwn(intern("hexversion"), newInt(HEX_VERSION));
implementation.setOwn(intern("supports_isolated_interpreters"), w_False);

class SysState {
  switchInterval: W_Object = newFloat(0.005);
}
const sysState = new SysState();
const asyncgenHooks = structSeqType("sys", "asyncgen_hooks", "firstiter finalizer");

function sys_utf8(): W_Object {
  return utf8Name;
}
const utf8Name = intern("utf-8");
function sys_getfilesystemencodeerrors(): W_Object {
  return surrogateEscape;
}
const surrogateEscape = intern("surrogateescape");
function sys_is_finalizing(): W_Object {
  return w_False;
}
function sys_is_gil_enabled(): W_Object {
  return w_True;
}
function sys_getswitchinterval(): W_Object {
  return sysState.switchInterval;
}
function sys_setswitchinterval(interval: W_Object): W_Object {
  if (toFloat(interval) <= 0.0) throw raise0(w_ValueError, "switch interval must be strictly positive");
  sysState.switchInterval = newFloat(toFloat(interval));
  return w_None;
}
function sys_get_int_max_str_digits(): W_Object {
  return newInt(digitLimit.value);
}
function sys_set_int_max_str_digits(maxdigits: W_Object): W_Object {
  const value = toInt(maxdigits);
  if (value !== 0 && value < 640) throw raise0(w_ValueError, "maxdigits must be >= 640 or 0 for unlimited");
  digitLimit.value = value;
  return w_None;
}
/** There are no audit hooks, so nobody hears of the event. */
function sys_audit(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return w_None;
}
function sys_noHook(): W_Object {
  return w_None;
}
function sys_settrace(hook: W_Object): W_Object {
  if (hook !== w_None) throw raise0(w_NotImplementedError, "sys.settrace is not implemented");
  return w_None;
}
function sys_setprofile(hook: W_Object): W_Object {
  if (hook !== w_None) throw raise0(w_NotImplementedError, "sys.setprofile is not implemented");
  return w_None;
}
function sys_get_asyncgen_hooks(): W_Object {
  const first = state.asyncgenFirstIter;
  const finalizer = state.asyncgenFinalizer;
  return newStructSeq(
    asyncgenHooks,
    newTuple2(first === null ? w_None : first, finalizer === null ? w_None : finalizer).items,
  );
}
function sys_set_asyncgen_hooks(firstiter: W_Object | null, finalizer: W_Object | null): W_Object {
  if (firstiter !== null && firstiter !== w_None && !firstiter.isCallable())
    throw raise1(w_TypeError, "callable firstiter expected, got %T", firstiter);
  if (finalizer !== null) {
    if (finalizer !== w_None && !finalizer.isCallable())
      throw raise1(w_TypeError, "callable finalizer expected, got %T", finalizer);
    state.asyncgenFinalizer = finalizer === w_None ? null : finalizer;
  }
  if (firstiter !== null) state.asyncgenFirstIter = firstiter === w_None ? null : firstiter;
  return w_None;
}
function sys_get_coroutine_origin_tracking_depth(): W_Object {
  return newInt(state.originDepth);
}
function sys_set_coroutine_origin_tracking_depth(depth: W_Object): W_Object {
  const wanted = toInt(depth);
  if (wanted < 0) throw raise0(w_ValueError, "depth must be >= 0");
  state.originDepth = wanted;
  return w_None;
}
/** dataclasses: a class that is made again with __slots__ gives up the descriptors of the first one. */
function sys_clear_type_descriptors(type: W_Object): W_Object {
  if (!(type instanceof W_Type)) throw raise1(w_TypeError, "argument must be a type, not %T", type);
  if (!type.isHeap) throw raise1(w_TypeError, "argument is immutable", type);
  type.deleteOwn(n_dictName);
  type.deleteOwn(n_weakrefName);
  return w_None;
}
const n_dictName = intern("__dict__");
const n_weakrefName = intern("__weakref__");

const functions: W_Builtin[] = [
  builtinFunction("getdefaultencoding()", sys_utf8),
  builtinFunction("getfilesystemencoding()", sys_utf8),
  builtinFunction("getfilesystemencodeerrors()", sys_getfilesystemencodeerrors),
  builtinFunction("is_finalizing()", sys_is_finalizing),
  builtinFunction("_is_gil_enabled()", sys_is_gil_enabled),
  builtinFunction("getswitchinterval()", sys_getswitchinterval),
  builtinFunction("setswitchinterval(interval, /)", sys_setswitchinterval),
  builtinFunction("get_int_max_str_digits()", sys_get_int_max_str_digits),
  builtinFunction("set_int_max_str_digits(maxdigits)", sys_set_int_max_str_digits),
  builtinFunction("audit(*args)", sys_audit),
  builtinFunction("gettrace()", sys_noHook),
  builtinFunction("getprofile()", sys_noHook),
  builtinFunction("settrace(function, /)", sys_settrace),
  builtinFunction("setprofile(function, /)", sys_setprofile),
  builtinFunction("get_asyncgen_hooks()", sys_get_asyncgen_hooks),
  builtinFunction("set_asyncgen_hooks(firstiter=None, finalizer=None)", sys_set_asyncgen_hooks),
  builtinFunction("get_coroutine_origin_tracking_depth()", sys_get_coroutine_origin_tracking_depth),
  builtinFunction("set_coroutine_origin_tracking_depth(depth)", sys_set_coroutine_origin_tracking_depth),
  builtinFunction("_clear_type_descriptors(type, /)", sys_clear_type_descriptors),
];

/** The limbs of an int of 64 bits. */
const limbs = (low: number, high: number): U32Array => {
  const array = new U32Array(2);
  array[0] = low;
  array[1] = high;
  return array;
};

const stdlibNames = new W_Set(true);
for (const name of STDLIB.split(" ")) stdlibNames.add(intern(name));

const values: Record<string, W_Object> = {
  version: intern(`${MAJOR}.${MINOR}.${MICRO} (main) [Taipan ${TAIPAN}]`),
  version_info: version,
  hexversion: newInt(HEX_VERSION),
  api_version: newInt(1013),
  copyright: intern(
    "Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\n" +
      "All Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\n" +
      "All Rights Reserved.\n\nCopyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\n" +
      "All Rights Reserved.",
  ),
  implementation,
  _git: newTuple([intern("Taipan"), intern(""), intern("")]),
  _framework: intern(""),
  platlibdir: intern("lib"),
  abiflags: intern(""),
  float_repr_style: intern("short"),
  flags: newStructSeq(
    flagsLayout,
    items(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, false, 1, 0, false, MAX_STR_DIGITS, 1, 0, 0),
  ),
  float_info: newStructSeq(floatInfo, floatLimits),
  int_info: newStructSeq(intInfo, items(32, 4, MAX_STR_DIGITS, 640)),
  hash_info: newStructSeq(hashInfo, items(32, 2 ** 31 - 1, 314159, 0, 1000003, "fnv", 32, 0, 0)),
  thread_info: newStructSeq(threadInfo, items("pthread", "semaphore", null)),
  maxunicode: newInt(0x10ffff),
  byteorder: intern("little"),
  dont_write_bytecode: w_True,
  pycache_prefix: w_None,
  warnoptions: new W_List(),
  _xoptions: new W_Dict(),
  stdlib_module_names: stdlibNames,
  meta_path: new W_List(),
  path_hooks: new W_List(),
  path_importer_cache: new W_Dict(),
};
for (const fn of functions) {
  fn.module = intern("sys");
  sysModule.dict.set(fn.name, fn);
}
for (const [name, value] of Object.entries(values)) sysModule.dict.set(intern(name), value);

const maxsize = limbs(0xffffffff, 0x7fffffff);
const n_maxsize = intern("maxsize");
/** sys.maxsize, whose class depends on the width of the machine's ints, which is another one while building. */
export function publishLimits(): void {
  sysModule.dict.set(n_maxsize, newLong(1, maxsize));
}

/** sys.builtin_module_names: when all builtin modules have been declared. At module level only. */
export function nameBuiltinModules(): void {
  const names = newArray<W_Object>(builtinModuleNames.length);
  [...builtinModuleNames].sort().forEach((name, i) => {
    names[i] = intern(name);
  });
  sysModule.dict.set(intern("builtin_module_names"), newTuple(names));
}
