# The module tokenize: every kind of token, with places and lines; what it makes of faulty source; source back from tokens.
import io
import tokenize
from token import tok_name


def show(source):
    print(repr(source))
    try:
        for kind, text, start, end, line in tokenize.generate_tokens(io.StringIO(source, newline="").readline):
            print("  ", tok_name[kind], repr(text), start, end, repr(line))
    except (tokenize.TokenError, SyntaxError) as error:
        print("  ", type(error).__name__, error.args)


for source in [
    "x = 1  # one\n",
    "x",
    "# alone",
    "",
    "  ",
    "if a:\n    b\n    # in\n# out\n\nc\n",
    "if a:\n  if b:\n    c",
    "(1,\n # in\n\n 2)\n",
    "a = \\\n  b\n",
    "if 1:\n  a\n\\\n  b\n",
    "a\r\n(b,\r\nc)\r\n",
    "s = '''a\nb''' + 'c\\\nd'\n",
    "é = 'ü€𝔘' # ß\n",
    "1a 0x1g 1if 012 $ ? ! ) ]\n",
    "a->b:=c...d**=e//f<>g\n",
    "async def f(): await x\n",
    'f"a{x!r:>{w}}b{{c}}d{y:}"\n',
    "f'''{\nx}\\N{DIGIT ONE}{{'''\n",
    't"{a}" rb\'x\'\n',
    "(\n",
    "x = '\n",
    "x = '''\nabc",
    "if 1:\n    a\n  b\n",
    "if 1:\n\ta\n        b\n",
    "\\xy\n",
    "a\n\\",
    "1__0\n",
    "0b12\n",
    "f'{x'\n",
    "f'}'\n",
    "f'{x:\n}'\n",
    "ub'a'\n",
    "(1,\n y",
]:
    show(source)

program = b"""# -*- coding: latin-1 -*-
class A:
\tdef f(self, *a: int) -> str:
\t\treturn f"{self.x!r:>{10}}" + "\xe4"   # why

if A and \\
   not A: pass
"""
tokens = list(tokenize.tokenize(io.BytesIO(program).readline))
print(tokens[0])
print(tokenize.untokenize(tokens) == program)
pairs = [token[:2] for token in tokens]
print(ascii(tokenize.untokenize(pairs)))
print(tokenize.detect_encoding(io.BytesIO(b"\xef\xbb\xbfx\n").readline))
for token in tokens:
    if token.type == tokenize.OP and token.exact_type != tokenize.OP:
        print(tok_name[token.exact_type], end=" ")
print()


def failing():
    yield "a\n"
    raise KeyError("readline")


lines = failing()
try:
    print(list(tokenize.generate_tokens(lambda: next(lines))))
except KeyError as error:
    print("KeyError", error)
