# tokenize, token, keyword, symtable-free looks at source: tokens of every kind, untokenizing, errors, compile and exec with code objects.
import codeop
import io
import keyword
import token
import tokenize
from token import tok_name


def tokens(text):
    return list(tokenize.generate_tokens(io.StringIO(text).readline))


def show(text):
    try:
        print([(tok_name[t.exact_type], t.string, t.start, t.end) for t in tokens(text)])
    except (tokenize.TokenError, SyntaxError) as e:
        print(type(e).__name__, e.args[0])


SOURCE = '''# comment
def f(x: int = 0x1F, *args, **kw) -> "str":
    """doc"""
    if x >= 1_000 and x != 3.5e-2j:  # why
        return [x ** 2, x // 3, ~x, x << 1, not x]

    y = (x,
         b'bytes' r"raw")
    y @= x; y |= 1; z: int
    return ... if (n := y) else lambda: {**kw}
class É:
    @property
    async def g(self): await self.x
'''
for t in tokens(SOURCE):
    print(f"{tok_name[t.type]:<10}{tok_name[t.exact_type]:<18}{t.string!r:<20}{t.start}-{t.end}")
show("f'a{x!r:>{w}}b{{c}}'\n")
show("x = 1\\\n + 2\n")
show("")
show("\n\n")
show("if 1:\n\tx\n        y\n")
show("(a")
show("'''open")
show("'open\n")
show("if 1:\n    a\n  b\n")
show("a $ b ? c\n")
show("0b12 1__0 0777\n")
show("é = 1; π2 = 'ü'\n")
show("x = [\n  1,  # c\n\n]\n")
back = tokenize.untokenize(tokens(SOURCE))
print(back == SOURCE, tokenize.untokenize((t.type, t.string) for t in tokens("a = 1+2\n")), [t.string for t in tokenize.tokenize(io.BytesIO("# -*- coding: latin-1 -*-\nx='é'\n".encode("latin-1")).readline)][:5], tokenize.detect_encoding(io.BytesIO(b"\xef\xbb\xbfx").readline), tokenize.detect_encoding(io.BytesIO(b"#!/x\n# vim: set fileencoding=utf-8 :\n").readline)[0])
try:
    tokenize.detect_encoding(io.BytesIO(b"# coding: nope\n").readline)
except SyntaxError as e:
    print(type(e).__name__, e)
t = tokens("abc + 1\n")[0]
print(t, t.line, t._replace(string="x").string, token.ISTERMINAL(t.type), token.ISEOF(0), token.EXACT_TOKEN_TYPES["->"] == token.RARROW, tok_name[token.OP], token.N_TOKENS > 60)
print(keyword.kwlist, keyword.softkwlist, keyword.iskeyword("None"), keyword.iskeyword("match"), keyword.issoftkeyword("match"))


def count(text):
    kinds = {}
    for t in tokens(text):
        kinds[tok_name[t.type]] = kinds.get(tok_name[t.type], 0) + 1
    return kinds


print(count(SOURCE))


def rename(text, old, new):
    out = []
    for t in tokens(text):
        out.append(t._replace(string=new) if t.type == token.NAME and t.string == old else t)
    return tokenize.untokenize((t.type, t.string) for t in out)


print(rename("foo = foo2 + foo('foo') # foo\n", "foo", "bar"))
for text in ("x = 1", "if x:", "if x:\n  y", "def f():\n  pass\n", "x = (", "1 +", "x = = 1", "'''abc", "class A:", "@d", "\\", "# c", "try:\n  x\n", "for"):
    try:
        code = codeop.compile_command(text)
        print(repr(text), "incomplete" if code is None else "complete")
    except SyntaxError as e:
        print(repr(text), "error:", e.msg)
scope = {}
exec(compile("a = 1\nb = a + 1", "<s>", "exec"), scope)
print(scope["b"], eval(compile("a * 10", "<e>", "eval"), scope), eval("[x for x in range(a + 2)]", scope), exec("c = b", scope), scope["c"])
exec(compile("a\na + 1\n'text'", "<i>", "single") if False else compile("a + 41", "<i>", "single"), scope)
for source, mode in (("x =", "exec"), ("x = 1", "eval"), ("1\n2", "single"), ("a b", "exec"), ("f(", "eval"), ("", "eval"), ("x", "nope"), ("return 1", "exec"), ("'\0'", "exec")):
    try:
        compile(source, "<c>", mode)
        print(source, mode, "fine")
    except (SyntaxError, ValueError) as e:
        print(repr(source), mode, type(e).__name__, getattr(e, "msg", e), getattr(e, "lineno", None), getattr(e, "offset", None))
