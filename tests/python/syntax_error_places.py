# Where SyntaxErrors say that they are: line, offset, text, end; the parser's, the tokenizer's and the compiler's differ in what they know.

sources = [
    "x = = 1", "x = = 1\n", "x = = 1\ny = 2\n", "x = (1,\n", "x = [1, 2\ny = 3\n", "def f(:\n  pass", "def f():\npass", "def f():\n", "if x\n  pass",
    "if x:\n    a\n  b\n", "if x:\n    a\n\tb\n", "for i in x: return\nbreak", "return 1", "continue", "yield 1", "x = 'abc", "x = '''abc\ndef\n", "f'{'",
    "f'{a b}'", "f'{}'", "f'{a!x}'", "f'}'", "1 + \n", "print 1", "import", "from x import", "from x import (a, b", "def f(a, a): pass", "f(a=1, a=2)",
    "x + 1 = 2", "try:\n  pass\n", "try:\n  pass\nx = 1", "{1: 2, 3}", "a = 0777", "a = 0b12", "a = 1__0", "a = 1abc", "a $ b", "x = “a”", "x = a\\b",
    "x = \\", "def f():\n  print(x)\n  global x", "match x:\n  case [a, a]: pass\n", "from __future__ import braces", ")", "(1, 2]", "[1,\n 2)\n", "  x = 1",
    "\n\n x = 1", "if True:\n  x = 1\n else:\n  y = 2", "é = = 1", "'é' + = 1", "a b\nc", "x = f'{a)}'", "class A:\n  def f(self):\n    x ==\n",
]


def show(source, mode):
    try:
        compile(source, "<source>", mode)
    except SyntaxError as e:
        print(mode, repr(source), "->", type(e).__name__, e.msg, (e.lineno, e.offset, e.text, e.end_lineno, e.end_offset))
    else:
        print(mode, repr(source), "is fine")


for source in sources:
    show(source, "exec")
for source in ["", "\n", "# comment", "a b", "a b\n", "a = 1", "a\nb", "(a", "a)", "  a", "import a"]:
    show(source, "eval")
for source in [
    "", "\n\n", "# comment\n", "\n1\n", "1\n2\n", "1 \n2", "1\n# comment", "1;2\n3", "x = [1,\n2]\ny", "if 1: pass\n", "if 1: pass\n1", "if 1:\n  pass\n\n1\n",
    "def f():\n  pass", "1\n  2\n", "1\n)", "  1", "a b\nc",
]:
    show(source, "single")

# at the end of what is no file there is no newline
for source in ["a +", "a if b else", "a.", "not", "lambda x:", "a +  ", "a + # c", "é +", "a + \n", "a[1", "f(1,", "a\\", "\\", "f(a\\", "a +\\\n", "'a\\", "'a\\\n"]:
    show(source, "eval")
    show(source, "single")

import traceback

for source in ["x = = 1", "(1,", "if x:\n    a\n  b\n", "return 1", "a = 0777", "if 1:\n\tx = = 2"]:
    try:
        exec(source)
    except SyntaxError as e:
        print("".join(traceback.format_exception_only(e)), end="")
