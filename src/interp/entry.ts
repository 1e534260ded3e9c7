// What the host calls. Arguments and answers are ints; everything larger is fetched by requests.
//
//   initialise()         once, before anything else
//   addArgument()        appends the text that hostFetch gives to sys.argv       (length)
//   addSearchPath()      appends it to sys.path
//   addLibrary()         the same for the place of the standard library
//   runMain()            compiles and runs a program as __main__; answers the exit status
//
// Order of imports: setup.ts first (it makes the tables that the modules fill).

import "./setup.ts";
import "./strformat.ts";
import "./strcase.ts";
import "./strmethods.ts";
import "./exceptiontypes.ts";
import "./frameobject.ts";
import "./exceptiongroup.ts";
import "./range.ts";
import "./setmethods.ts";
import "./objecttype.ts";
import "./newclass.ts";
import "./typeattributes.ts";
import "./instancecheck.ts";
import "./instancedict.ts";
import "./functionattributes.ts";
import "./union.ts";
import "./codeattributes.ts";
import "./reduce.ts";
import "./typingmodule.ts";
import "./typesmodule.ts";
import "./abcmodule.ts";
import "./builtinattributes.ts";
import "./mathmodule.ts";
import "./cmathmodule.ts";
import "./arraymodule.ts";
import "./reducetypes.ts";
import "./gcmodule.ts";
import "./sitebuiltins.ts";
import "./sizes.ts";
import "./memoryerror.ts";
import "./timemodule.ts";
import "./weakrefmodule.ts";
import "./sre.ts";
import "./jsonmodule.ts";
import "./hashmodules.ts";
import "./randommodule.ts";
import "./structmodule.ts";
import "./binascii.ts";
import "./bz2module.ts";
import "./lzmamodule.ts";
import "./zlibmodule.ts";
import "./socketmodule.ts";
import "./selectmodule.ts";
import "./subprocessmodule.ts";
import "./sysconfigmodule.ts";
import "./unicodedata.ts";
import "./oserror.ts";
import "./errnomodule.ts";
import "./signalmodule.ts";
import "./arraypickle.ts";
import "./picklemodule.ts";
import "./faulthandler.ts";
import { endFiles } from "./iomodule.ts";
import { fillEnvironment } from "./posixmodule.ts";
import "./itertoolsgroup.ts";
import "./collectionsmodule.ts";
import "./functoolsmodule.ts";
import "./operatormodule.ts";
import "./heapqmodule.ts";
import "./bisectmodule.ts";
import "./csvmodule.ts";
import "./queuemodule.ts";
import "./hostobject.ts";
import { type int, intAnd, U8Array } from "../rts/index.ts";
import { runExitFunctions } from "./atexitmodule.ts";
import { builtinsModule } from "./builtins.ts";
import {
  OperationError,
  raise0,
  w_BrokenPipeError,
  w_KeyboardInterrupt,
  w_RecursionError,
  w_SystemExit,
} from "./errors.ts";
import "./displayhook.ts";
import { showUncaught } from "./excepthook.ts";
import { F_CODE, type W_BaseException } from "./exceptions.ts";
import { finalizeAtExit } from "./finalizers.ts";
import { markBuiltin } from "./finding.ts";
import "./astmodule.ts";
import "./codecsmodule.ts";
import "./contextvars.ts";
import "./decimalmodule.ts";
import "./warningsmodule.ts";
import "./marshalmodule.ts";
import "./opcodemodule.ts";
import "./impmodule.ts";
import "./localemodule.ts";
import "./stringmodule.ts";
import "./templateattributes.ts";
import "./threadmodule.ts";
import "./tokenizemodule.ts";
import "./monitoringmodule.ts";
// of the types and functions that stand above
import "./docs.ts";
import { compileSource } from "./compiling.ts";
import { runModuleCode } from "./importing.ts";
import { setMetaPath } from "./importlib.ts";
import { W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import { newModule } from "./module.ts";
import { n_cached, n_loader, W_FileLoader } from "./modulespec.ts";
import { n_builtins, n_file, n_main } from "./names.ts";
import { standardError, standardOutput } from "./output.ts";
import { hostFetch, hostSystem } from "./requests.ts";
import { applySetting, publishSettings } from "./settings.ts";
import { declareSignatures } from "./signatures.ts";
import { w_None } from "./singletons.ts";
import { state, tables } from "./state.ts";
import { nameBuiltinModules, publishLimits } from "./sysattributes.ts";
import { programArguments, sysModule } from "./sysmodule.ts";
import { SYSTEM } from "./system-operations.ts";
import { intern, type W_Str } from "./text.ts";
import { sourceTexts } from "./tracebackprint.ts";
import { textOfUtf8 } from "./utf8.ts";

// every builtin module has been declared
nameBuiltinModules();
declareSignatures();
setMetaPath();

/** The hook for a stack that is used up (docs/internals/contracts.md). */
export function raiseStackOverflow(): never {
  throw raise0(w_RecursionError, "maximum recursion depth exceeded");
}

/** Must be called once, before anything else. */
export function initialise(): int {
  tables.modules.set(intern("builtins"), builtinsModule);
  tables.modules.set(intern("sys"), sysModule);
  markBuiltin(builtinsModule, builtinsModule.name());
  markBuiltin(sysModule, sysModule.name());
  publishLimits();
  fillEnvironment();
  standardOutput.lineBuffered = hostSystem(SYSTEM.isatty, 1, 0, 0, null, null, null) > 0;
  standardError.lineBuffered = true;
  return 0;
}
function fetchText(length: int): W_Str {
  const bytes = new U8Array(length);
  hostFetch(bytes);
  return textOfUtf8(bytes, 0, length);
}
/** Appends to sys.argv the text, `length` bytes of UTF-8, that hostFetch gives. */
export function addArgument(length: int): int {
  programArguments.append(fetchText(length));
  return 0;
}
/** Appends to sys.path. */
export function addSearchPath(length: int): int {
  const folder = fetchText(length);
  if (tables.scriptFolder === null) tables.scriptFolder = folder;
  tables.searchPath.append(folder);
  return 0;
}
/** Appends to sys.path the place of the standard library. */
export function addLibrary(length: int): int {
  const folder = fetchText(length);
  tables.libraryFolder = folder;
  tables.searchPath.append(folder);
  // .../lib/python3.14
  const prefix = parentFolder(parentFolder(folder));
  for (const name of prefixNames) tables.sys.set(name, prefix);
  tables.sys.set(n_stdlib_dir, folder);
  return 0;
}
function parentFolder(path: W_Str): W_Str {
  let end = path.length;
  while (end > 0 && path.charAt(end - 1) !== 47) end--;
  return path.slice(0, end > 0 ? end - 1 : 0);
}
const prefixNames: W_Str[] = ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"].map(intern);
const n_stdlib_dir = intern("_stdlib_dir");

/**
 * A setting of the command line, `name=value`: u (unbuffered streams), O (level of optimization), W and X (an item of sys.warnoptions, of sys._xoptions),
 * v, q, B and so on (sys.flags).
 */
export function addSetting(length: int): int {
  applySetting(fetchText(length));
  publishSettings();
  return 0;
}

/**
 * Runs a program as the module __main__. Two fetches: the file name (`nameLength` bytes of UTF-8), then the source (`sourceLength` bytes). Answers the exit
 * status: 0, 1 after an uncaught exception (whose traceback went to standard error), or SystemExit's.
 */
export function runMain(nameLength: int, sourceLength: int): int {
  const filename = fetchText(nameLength);
  const source = new U8Array(sourceLength);
  hostFetch(source);
  sourceTexts.filename = filename;
  sourceTexts.bytes = source;
  const module = newModule(n_main);
  module.dict.set(n_builtins, builtinsModule);
  module.dict.set(n_loader, new W_FileLoader(n_main, filename));
  module.dict.set(n_file, filename);
  module.dict.set(n_cached, w_None);
  tables.modules.set(n_main, module);
  let status = 0;
  try {
    runModuleCode(compileSource(source, filename, 0), module.dict);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    status = reportUncaught(error);
  }
  // an exception in one of them is told, and changes nothing
  const failed = runExitFunctions();
  if (failed !== null) reportUncaught(failed);
  finalizeAtExit();
  return endStreams(status);
}
/** Writes out what is left. A closed pipe is no news; another error is told. */
function endStreams(status: int): int {
  let result = status;
  endFiles();
  try {
    standardOutput.flush();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    result = CANNOT_FLUSH;
    if (!standardOutput.broken) {
      standardError.writeLiteral("Exception ignored while flushing sys.stdout:\n");
      standardError.write(error.value().getType().name);
      standardError.writeLiteral(": ");
      standardError.write(error.value().str());
      standardError.writeByte(10);
    }
    standardOutput.discard();
  }
  try {
    standardError.flush();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    standardError.discard();
  }
  return result;
}
/** The exit status when standard output could not be written. */
const CANNOT_FLUSH = 120;

function reportUncaught(error: OperationError): int {
  state.depth = 0;
  state.handled = null;
  try {
    standardOutput.flush();
  } catch (second) {
    if (!(second instanceof OperationError)) throw second;
  }
  // the reader of our output has gone: nobody wants to know
  if (standardOutput.broken && error.matches(w_BrokenPipeError)) return CANNOT_FLUSH;
  const exception = error.value() as W_BaseException;
  if (error.matches(w_SystemExit)) return exitStatus(exception);
  showUncaught(error);
  try {
    standardError.flush();
  } catch (second) {
    if (!(second instanceof OperationError)) throw second;
  }
  return error.matches(w_KeyboardInterrupt) ? INTERRUPTED : 1;
}
/** What a shell says of a process that SIGINT ended. */
const INTERRUPTED = 130;
function exitStatus(exception: W_BaseException): int {
  const code = exception.field(F_CODE);
  if (code === null || code === w_None) return 0;
  const number = code.unwrap();
  if (number instanceof W_Int) return intAnd(number.value, 255);
  if (number instanceof W_Long) return 255;
  standardError.write(code.str());
  standardError.writeByte(10);
  standardError.flush();
  return 1;
}
