// __text_signature__ of builtin types, and of functions and methods whose description says it otherwise than CPython: their parameters, or null
// where CPython has none, since the parameters cannot be told in Python's syntax (an argument that may be missing, but has no default).

import { signatureText, W_Builtin, W_BuiltinClassMethod, W_BuiltinStatic } from "./builtin.ts";
import { builtinNamed } from "./docs.ts";
import { W_Module } from "./module.ts";
import { tables } from "./state.ts";
import { intern } from "./text.ts";
import { W_Type } from "./type.ts";

const types: Record<string, string> = {
  "builtins.bool": "object=False, /",
  "builtins.classmethod": "function, /",
  "builtins.complex": "real=0, imag=0",
  "builtins.enumerate": "iterable, start=0",
  "builtins.filter": "function, iterable, /",
  "builtins.float": "x=0, /",
  "builtins.frozenset": "iterable=(), /",
  "builtins.list": "iterable=(), /",
  "builtins.map": "function, iterable, /, *iterables, strict=False",
  "builtins.memoryview": "object",
  "builtins.object": "",
  "builtins.property": "fget=None, fset=None, fdel=None, doc=None",
  "builtins.reversed": "sequence, /",
  "builtins.set": "iterable=(), /",
  "builtins.staticmethod": "function, /",
  "builtins.tuple": "iterable=(), /",
  "builtins.zip": "*iterables, strict=False",
  "_types.GenericAlias": "origin, args, /",
  "_types.MappingProxyType": "mapping",
  "_types.MethodType": "function, instance, /",
  "_types.FunctionType": "code, globals, name=None, argdefs=None, closure=None, kwdefaults=None",
  "_types.ModuleType": "name, doc=None",
  "_types.SimpleNamespace": "mapping_or_iterable=(), /, **kwargs",
  "_types.TracebackType": "tb_next, tb_frame, tb_lasti, tb_lineno",
  "_types.NoneType": "",
  "_types.NotImplementedType": "",
  "_types.EllipsisType": "",
};
const bisection = "a, x, lo=0, hi=None, *, key=None";
const functions: Record<string, string | null> = {
  "builtins.__build_class__": null,
  "builtins.__import__": "name, globals=None, locals=None, fromlist=(), level=0",
  "builtins.anext": null,
  "builtins.compile": "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1",
  "builtins.dir": null,
  "builtins.getattr": null,
  "builtins.iter": null,
  "builtins.max": null,
  "builtins.min": null,
  "builtins.next": null,
  "builtins.ord": "character, /",
  "builtins.vars": null,
  "_functools.reduce": null,
  "math.isclose": "a, b, *, rel_tol=1e-09, abs_tol=0.0",
  "math.log": null,
  "math.prod": "iterable, /, *, start=1",
  "time.asctime": null,
  "time.ctime": null,
  "time.get_clock_info": null,
  "time.gmtime": null,
  "time.localtime": null,
  "time.mktime": "object, /",
  "time.strftime": null,
  "time.strptime": null,
  "_struct.pack": null,
  "_struct.pack_into": null,
  "sys.audit": "event, /, *args",
  "sys.getsizeof": null,
  "sys.set_asyncgen_hooks": null,
  "gc.get_objects": "generation=None",
  "gc.get_referents": "*objs",
  "gc.set_threshold": null,
  "_bisect.bisect_left": bisection,
  "_bisect.bisect_right": bisection,
  "_bisect.insort_left": bisection,
  "_bisect.insort_right": bisection,
  "binascii.b2a_hex": null,
  "binascii.hexlify": null,
};
const searches = "count endswith find index rfind rindex startswith".split(" ");
const methods: Record<string, string | null> = {
  ...Object.fromEntries(
    ["str", "bytes", "bytearray"].flatMap((type) => searches.map((name) => [`${type}.${name}`, null])),
  ),
  "bytes.hex": null,
  "bytearray.hex": null,
  "str.maketrans": null,
  "dict.pop": null,
  "dict.update": null,
  "int.__pow__": "self, value, mod=None, /",
  "int.__rpow__": "self, value, mod=None, /",
  "float.__pow__": "self, value, mod=None, /",
  "float.__rpow__": "self, value, mod=None, /",
  "list.__getitem__": "self, index, /",
  "list.__init__": "self, /, *args, **kwargs",
  "list.index": "self, value, start=0, stop=9223372036854775807, /",
  "tuple.index": "self, value, start=0, stop=9223372036854775807, /",
  "set.__init__": "self, /, *args, **kwargs",
  "set.__contains__": "self, object, /",
  "frozenset.__contains__": "self, object, /",
  "set.add": "self, object, /",
  "set.discard": "self, object, /",
  "set.remove": "self, object, /",
  "object.__init_subclass__": "cls, /",
  "object.__subclasshook__": "cls, object, /",
};

function moduleMember(path: string): unknown {
  const [module, name] = path.split(".");
  if (module === "builtins") return builtinNamed(name!);
  const found = tables.builtinModules.get(intern(module!));
  return found instanceof W_Module ? found.dict.get(intern(name!)) : null;
}
function declare(path: string, found: unknown, parameters: string | null): void {
  const plain = found instanceof W_BuiltinStatic || found instanceof W_BuiltinClassMethod ? found.fn : found;
  if (!(plain instanceof W_Builtin)) throw new Error(`a signature for ${path}, which is no builtin function`);
  const bound = plain.owner !== null || plain.ofClass;
  plain.signature = parameters === null ? null : intern(signatureText(parameters, bound));
}
/** Gives builtins their signatures, when all modules have been declared. At module level only. */
export function declareSignatures(): void {
  for (const [path, parameters] of Object.entries(types)) {
    const type = moduleMember(path);
    if (!(type instanceof W_Type)) throw new Error(`a signature for ${path}, which is no builtin type`);
    type.signature = intern(`(${parameters})`);
  }
  for (const [path, parameters] of Object.entries(functions)) declare(path, moduleMember(path), parameters);
  for (const [path, parameters] of Object.entries(methods)) declare(path, builtinNamed(path), parameters);
}
