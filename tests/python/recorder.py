# Runs programs for scripts/record.mjs: each as __main__ in a namespace of its own. Works inside Pyodide (CPython 3.14)
# and under any python3. Not a test program itself.

import io
import sys
import traceback
import warnings


def run(source, filename):
    """The program's stdout, stderr and exit status, as `python filename` would have them."""
    namespace = {"__name__": "__main__", "__builtins__": __builtins__, "__file__": filename, "__doc__": None}
    old = sys.stdout, sys.stderr
    path, modules = list(sys.path), set(sys.modules)
    sys.dont_write_bytecode = True
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    status = 0
    try:
        # the traceback module reads source lines through linecache
        import linecache

        lines = source.splitlines(keepends=True)
        linecache.cache[filename] = (len(source), None, lines, filename)
        try:
            # filters of an earlier program are no business of this one
            with warnings.catch_warnings():
                exec(compile(source, filename, "exec"), namespace)
        except SystemExit as e:
            if isinstance(e.code, int):
                status = e.code & 255
            elif e.code is not None:
                print(e.code, file=sys.stderr)
                status = 1
        except BaseException as e:
            status = 1
            # the first frame is ours
            text = traceback.TracebackException(type(e), e, e.__traceback__.tb_next)
            sys.stderr.write("".join(text.format()))
        return [sys.stdout.getvalue(), sys.stderr.getvalue(), status]
    finally:
        sys.stdout, sys.stderr = old
        sys.path[:] = path
        # the next program begins without the modules of this one
        for name in set(sys.modules) - modules:
            if name.partition(".")[0] not in sys.stdlib_module_names:
                del sys.modules[name]


if __name__ == "__main__":
    import json

    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            print(json.dumps(run(file.read(), path)))
