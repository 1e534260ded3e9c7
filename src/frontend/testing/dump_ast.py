"""Writes CPython's tree of files in the text format of src/frontend/dump.ts.

    python3 dump_ast.py FILE...           one line a file: its name, and the SHA-256 of the text, or "refused"
    python3 dump_ast.py --text FILE       the text itself

File names may also come from standard input, one a line. Positions within f-strings changed in 3.12, and the fields
`type_params` came in 3.12; an older Python leaves both out, and the reader is told by a first line "python MAJOR MINOR".
"""

import ast
import hashlib
import json
import struct
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
MODERN = sys.version_info >= (3, 12)
SKIPPED = {"type_comment", "type_ignores"} if MODERN else {"type_comment", "type_ignores", "type_params"}


def bits(value):
    return struct.pack(">d", value).hex()


def constant(value):
    if value is None:
        return "NoneType"
    if value is ...:
        return "ellipsis"
    if isinstance(value, bool):
        return f"bool {int(value)}"
    if isinstance(value, int):
        return f"int {value:x}"
    if isinstance(value, float):
        return "float " + bits(value)
    if isinstance(value, complex):
        return f"complex {bits(value.real)} {bits(value.imag)}"
    if isinstance(value, str):
        return "str " + json.dumps(value)
    return "bytes " + value.hex()


def write(value, positions, out):
    if value is None:
        out.append("null")
    elif isinstance(value, str):
        out.append(json.dumps(value))
    elif isinstance(value, int):
        out.append(str(int(value)))
    elif isinstance(value, list):
        out.append("[")
        for i, item in enumerate(value):
            if i:
                out.append(",")
            write(item, positions, out)
        out.append("]")
    elif isinstance(value, (ast.operator, ast.boolop, ast.unaryop, ast.cmpop, ast.expr_context)):
        out.append(type(value).__name__)
    else:
        node(value, positions, out)


def node(value, positions, out):
    kind = type(value).__name__
    out.append(kind + "(")
    inside = positions and (MODERN or kind not in ("JoinedStr", "TemplateStr"))
    comma = False
    for field in value._fields:
        if field in SKIPPED:
            continue
        if comma:
            out.append(",")
        comma = True
        child = getattr(value, field, None)
        if field == "value" and kind in ("Constant", "MatchSingleton"):
            out.append(constant(child))
        elif field == "str" and kind == "Interpolation":
            out.append(json.dumps(child))
        else:
            write(child, inside, out)
    out.append(")")
    if positions and hasattr(value, "end_lineno"):
        out.append(f"@{value.lineno}:{value.col_offset}-{value.end_lineno}:{value.end_col_offset}")


def text(source):
    out = []
    write(ast.parse(source), True, out)
    return "".join(out)


def main():
    names = sys.argv[1:]
    if names[:1] == ["--text"]:
        with open(names[1], "rb") as file:
            print(text(file.read()))
        return
    print("python", *sys.version_info[:2])
    for name in names or sys.stdin.read().split("\n"):
        if not name:
            continue
        with open(name, "rb") as file:
            source = file.read()
        try:
            digest = hashlib.sha256(text(source).encode()).hexdigest()
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            digest = "refused"
        print(name, digest)


if __name__ == "__main__":
    main()
