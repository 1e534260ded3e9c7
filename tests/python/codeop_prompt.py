# codeop: whether what was typed at a prompt is all, goes on, or is wrong; and code.InteractiveConsole, which lives by it.

import code
import codeop

sources = [
    "", "x", "x = 1", "def f():", "def f():\n  pass", "def f():\n  pass\n", "def f():\n  pass\n ", "def f():\n  pass\n  ", "if 1:", "if 1: pass", "if 1: pass\n", "if 1: pass\nelse:", "(", "(a **", "(a,", "a +", "'''abc",
    "'abc", "[1,\n2", "x = (1", "class A:\n  def f(self):", "class A:\n  def f(self):\n    pass\n\n", "@dec", "@dec\ndef f(): pass\n", "for x in y:", "try:", "try:\n pass",
    "try:\n pass\n", "a = \\", "lambda: (", "f(a, b=", "f'{a", "f'{a!r", "f'''{a", "1 +", "while 1:\n  pass", "x = [\n", "{1:", "not", "del", "import", "from x import (",
    "from x import (a,", "with a as", "with (a", "match x:", "match x:\n  case 1:", "async def f():", "(1]", "a b", ")", "return", "x:", "x = = (", "(a b", "global", "'\\e' + (",
]
for source in sources:
    answers = []
    for symbol in ("single", "exec", "eval"):
        try:
            answers.append("all" if codeop.compile_command(source, "<prompt>", symbol) else "goes on")
        except SyntaxError as e:
            answers.append(f"{type(e).__name__}: {e.msg}")
    print(repr(source), answers)

for source, mode in (("def f():", "exec"), ("def f():\n  pass", "single"), ("(", "eval"), ("'''abc", "exec"), ("if 1:\n  x\n", "single")):
    for flags in (0x4200, 0x4000, 0x200):
        try:
            compile(source, "<prompt>", mode, flags)
            print("fine")
        except SyntaxError as e:
            print(type(e).__name__, isinstance(e, SyntaxError), e.args)


class Console(code.InteractiveConsole):
    def write(self, data):
        print("console:", data, end="")


console = Console({"__name__": "__console__"})
for line in ("x = [1,", "2]", "x", "def double(n):", "  return 2 * n", "", "double(x)", "for i in x:", "  if i > 1:", "    print(i)", "", "try:", "  1 / 0", "except ZeroDivisionError as e:", "  print(e)", ""):
    print(repr(line), console.push(line))
