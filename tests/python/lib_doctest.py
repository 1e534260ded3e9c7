# doctest, with pdb and bdb behind it, and sys.monitoring, which they ask for tools and events.

import bdb
import doctest
import pdb
import sys


def halve(n):
    """Half of n.

    >>> halve(10)
    5
    >>> halve(7)
    3.5
    >>> halve("seven")
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for %: 'seven' and int
    >>> for i in range(2):
    ...     print(halve(2 * i))
    ...     print()
    0
    <BLANKLINE>
    1
    <BLANKLINE>
    """
    return n // 2 if n % 2 == 0 else n / 2


class Stack:
    """
    >>> s = Stack()
    >>> s.push(1).push(2).items
    [1, 2]
    >>> s  # doctest: +ELLIPSIS
    <...Stack object at 0x...>
    >>> list(range(30))  # doctest: +NORMALIZE_WHITESPACE, +ELLIPSIS
    [0,  1, ...
     29]
    >>> undefined  # doctest: +SKIP
    """

    def __init__(self):
        self.items = []

    def push(self, item):
        """
        >>> Stack().push(3).items
        [3]
        """
        self.items.append(item)
        return self

    @property
    def top(self):
        """
        >>> Stack().top
        Traceback (most recent call last):
        IndexError: list index out of range
        """
        return self.items[-1]


def run(obj, **options):
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner(**options)
    if isinstance(obj, type):
        docs = [(obj.__name__, obj.__doc__), *((f"{obj.__name__}.{n}", v.__doc__) for n, v in vars(obj).items() if n in ("push", "top"))]
        tests = [doctest.DocTestParser().get_doctest(doc, globals(), name, "lib_doctest.py", 10) for name, doc in docs]
    else:
        tests = finder.find(obj, obj.__name__, module=False, globs=globals())
    for test in tests:
        print(test, runner.run(test))
    return runner.summarize(verbose=False)


print(run(halve))
print(run(Stack))
print(run(halve, optionflags=doctest.IGNORE_EXCEPTION_DETAIL, verbose=True).failed)

examples = doctest.DocTestParser().get_examples(">>> a = 1\n>>> a + 1\n2\nText.\n    >>> if a:\n    ...     a\n    1\n")
print([(e.source, e.want, e.lineno, e.indent) for e in examples])
checker = doctest.OutputChecker()
print(checker.check_output("1\n2\n", "1\n2\n", 0), checker.check_output("a  b\n", "a b\n", doctest.NORMALIZE_WHITESPACE), checker.check_output("a...\n", "a b\n", 0))
print(checker.output_difference(doctest.Example("x", "a\nb\n"), "a\nc\n", doctest.REPORT_NDIFF))
print(doctest.script_from_examples("Text\n>>> 1 + 1\n2\n"))
try:
    doctest.DocTestParser().parse(">>>x", "name")
except ValueError as e:
    print(e)

# the debugger's classes can be made; running is another matter
debugger = pdb.Pdb(nosigint=True, readrc=False)
print(isinstance(debugger, bdb.Bdb), debugger.get_all_breaks(), bdb.Breakpoint.bpbynumber)

# --- sys.monitoring
m = sys.monitoring


def attempt(function, *args):
    try:
        print(function.__name__, args[:2], "->", function(*args))
    except Exception as e:
        print(function.__name__, args[:2], type(e).__name__, e)


print(m, m.events, m.DEBUGGER_ID, m.COVERAGE_ID, m.PROFILER_ID, m.OPTIMIZER_ID, m.DISABLE is not m.MISSING)
code = halve.__code__
for tool, name in ((-1, "a"), (6, "a"), (3, 4), ("x", "a"), (3, "mine"), (3, "other")):
    attempt(m.use_tool_id, tool, name)
attempt(m.get_tool, 3), attempt(m.get_tool, 4), attempt(m.get_tool, 7)
for event, callback in ((1, ascii), (1, None), (3, ascii), (0, None), (1 << 20, ascii), (-1, None), (m.events.BRANCH, ascii), (m.events.BRANCH_RIGHT, None), (m.events.BRANCH, None)):
    attempt(m.register_callback, 3, event, callback)
attempt(m.get_events, 3), print(m.get_local_events(3, code)), attempt(m.get_events, 9)
for events in (0, 1 << 20, -1, m.events.C_RAISE, 1 << 40):
    attempt(m.set_events, 3, events)
    attempt(m.set_local_events, 3, 5, events)
for events in (0, m.events.RAISE, m.events.C_RETURN):
    try:
        print(m.set_local_events(3, code, events))
    except ValueError as e:
        print(e)
attempt(m.set_events, 4, 0)
attempt(m.restart_events), attempt(m.clear_tool_id, 3), attempt(m.get_tool, 3), attempt(m.free_tool_id, 3), attempt(m.get_tool, 3)
