# Calls builtin functions, methods of builtin types and functions of native modules with unsuitable arguments. Every call has to end
# with a value or a Python exception. SEED, COUNT and TELL (write each call before it is made) and the arguments (objects.py, sly.py) are put in front
# by tests/fuzz/program.ts.

def anything():
    try:
        return chance.pick(MAKERS)()
    except Exception as error:
        return error


def make():
    thing = anything()
    shared.append(thing)
    return thing


# --- what is called. Not: what waits, what ends or changes the process, what reaches the file system
EXCLUDED = set(
    "input open breakpoint exit quit help copyright credits license print sleep setrecursionlimit exec_module exit _exit setprofile settrace "
    "sched_yield _clear_caches _debugmallocstats set_int_max_str_digits __build_class__ __breakpointhook__ breakpointhook "
    "displayhook excepthook __excepthook__ __displayhook__ unraisablehook __unraisablehook__ _current_frames getwindowsversion addaudithook audit intern "
    "setswitchinterval set_asyncgen_hooks set_coroutine_origin_tracking_depth settrace _setprofileallthreads _settraceallthreads call_tracing "
    "activate_stack_trampoline set_debug set_threshold freeze __init_subclass__ raise_signal pause alarm _exit abort fork kill killpg "
    "FileIO open_code interrupt_main setdlopenflags fileno create_builtin create_dynamic remote_exec SimpleQueue.get".split()
)
# not posix: it reaches the file system
MODULE_NAMES = (
    "itertools _collections _functools _operator _heapq _bisect _queue math cmath time errno _string _struct _random _json _sre binascii "
    "_weakref _abc gc _sha1 _sha2 _sha3 _md5 _blake2 _csv _contextvars _typing _types _codecs _datetime _decimal _statistics unicodedata zlib _bz2 _lzma "
    "_opcode marshal _ast _io _imp _locale _tokenize _warnings array sys types"
).split()


def functions():
    found = []
    for name in sorted(vars(builtins)):
        value = getattr(builtins, name)
        if name not in EXCLUDED and callable(value):
            found.append((name, value, None))
    types = {}
    for maker in MAKERS:
        try:
            t = type(maker())
        except Exception:
            continue
        if t.__name__ not in ("Liar", "Plain", "Oops"):
            types[t.__name__] = t
    for name in sorted(vars(builtins)):
        value = getattr(builtins, name)
        if isinstance(value, type):
            types[value.__name__] = value
    if MODULES:
        for module_name in MODULE_NAMES:
            try:
                module = __import__(module_name)
            except ImportError:
                continue
            for name in sorted(dir(module)):
                value = getattr(module, name)
                if name in EXCLUDED or (name[:2] == "__" and name != "__name__"):
                    continue
                if callable(value):
                    found.append((module_name + "." + name, value, None))
                    # the many classes of nodes share their methods
                    if isinstance(value, type) and (module_name != "_ast" or name in ("AST", "Call", "Load")):
                        types[module_name + "." + name] = value
    for type_name in sorted(types):
        t = types[type_name]
        for name in sorted(dir(t)):
            if name in EXCLUDED or t.__name__ + "." + name in EXCLUDED or name in ("__class__", "__subclasses__"):
                continue
            try:
                value = getattr(t, name)
            except Exception:
                continue
            if callable(value):
                found.append((type_name + "." + name, value, t))
    return found


def instance(t):
    """Something of that type, or anything."""
    if t in ENDLESS:
        return ENDLESS[t]()
    for _ in range(25):
        thing = anything()
        if type(thing) is t:
            return thing
    try:
        return t()
    except Exception:
        pass
    try:
        return t(make())
    except Exception:
        return make()


def describe(thing):
    t = type(thing)
    if t in (int, float, str, bytes, bool, type(None)):
        text = repr(thing)
        return text if len(text) < 60 else t.__name__ + " of " + str(len(text))
    return t.__name__


def poke(result):
    """Looks at what a call gave."""
    what = chance.below(8)
    if what == 0:
        repr(result)
    elif what == 1:
        hash(result)
    elif what == 2:
        iterator = iter(result)
        for _ in range(5):
            next(iterator)
    elif what == 3:
        len(result)
    elif what == 4:
        result == make()
    elif what == 5:
        str(result)
    elif what == 6:
        bool(result)


KEYWORDS = ["key", "reverse", "default", "start", "strict", "sep", "end", "maxlen", "initial", "iterable", "n", "r", "repeat", "x", "encoding",
            "errors", "byteorder", "signed", "base", "obj", "func", "step", "object", "times", "last", "name",
            "closure", "globals", "locals", "context", "prec", "rounding", "delimiter", "quotechar", "fieldnames", "args", "body", "flags"]


# a prime that has nothing in common with the number of calls
STEP = 7919
# a call with arguments of wrong types is tried again with others, this often
TRIES = 4


def call(number, name, fn, owner):
    """Whether it raised something else than TypeError."""
    shared.clear()
    args = []
    if owner is not None and chance.below(10):
        args.append(instance(owner))
        shared.append(args[0])
    for _ in range(chance.pick([0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 4, 6])):
        args.append(make())
    kwargs = {}
    if chance.below(8) == 0:
        kwargs[chance.pick(KEYWORDS)] = make()
    if TELL:
        print(number, name, "(", ", ".join(map(describe, args)), "; ", ", ".join(kwargs), ")", flush=True)
    try:
        poke(fn(*args, **kwargs))
    except TypeError:
        return False
    except (Exception, SystemExit, GeneratorExit):
        pass
    return True


def main():
    calls = functions()
    done = 0
    for number in range(COUNT):
        # all of them in turn
        which = calls[(SEED * COUNT + number) * STEP % len(calls)]
        for _ in range(TRIES):
            if call(number, *which):
                done += 1
                break
    print("done", SEED, len(calls), done > 0)


main()
