# logging and unittest: handlers, filters, formatters, levels, hierarchies; suites run by hand, assertions and their messages.
import io
import logging
import re
import sys
import unittest


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


out = io.StringIO()
root = logging.getLogger("app")
root.setLevel(logging.DEBUG)
root.propagate = False
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(funcName)s|%(message)s"))
root.addHandler(handler)
child = logging.getLogger("app.db.pool")
child.info("connected to %s:%d", "host", 5)
child.warning("%(a)s and %(b)r", {"a": 1, "b": "x"})
root.debug("no arguments %s")
root.log(25, "between")
child.setLevel(logging.ERROR)
child.warning("hidden")
try:
    1 / 0
except ZeroDivisionError:
    child.exception("failed %s", "here")
    child.error("short", exc_info=False)
print("\n".join(l for l in out.getvalue().splitlines() if not set(l) <= set(" ~^")))
print(child.parent.name, child.getEffectiveLevel(), child.isEnabledFor(30), logging.getLogger("app.db").getEffectiveLevel(), logging.getLogger("app.db.pool") is child, root.getChild("x").name, logging.getLevelName(30), logging.getLevelName("ERROR"), logging.getLevelName(25), repr(root), repr(handler)[:15], child.hasHandlers())
logging.addLevelName(25, "NOTICE")


class Only(logging.Filter):
    def filter(self, record):
        record.user = "ann"
        return "secret" not in record.getMessage()


class Upper(logging.LoggerAdapter):
    def process(self, message, kw):
        return f"[{self.extra['id']}] {message}!", kw


class Listing(logging.Handler):
    def __init__(self):
        super().__init__(logging.INFO)
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))


listing = Listing()
listing.addFilter(Only())
listing.setFormatter(logging.Formatter("{levelname:>7} {user} {message}", style="{"))
root.addHandler(listing)
root.removeHandler(handler)
root.info("the secret")
root.info("plain")
root.log(25, "noticed %s", [1])
Upper(root, {"id": 7}).error("adapted %d", 3)
root.debug("too low for this handler")
print(listing.records)
for style, text in (("%", "%(message)s %(nope)s"), ("{", "{message} {"), ("$", "$message ${levelname}"), ("!", "x")):
    attempt(lambda: logging.Formatter(text, style=style).format(logging.LogRecord("n", 20, "p", 1, "m", (), None)))
attempt(root.setLevel, "NOPE")
attempt(root.log, "x", "y")
attempt(lambda: logging.getLogger(5))
record = logging.makeLogRecord({"name": "made", "msg": "%s!", "args": ("hi",), "levelno": 40, "levelname": "ERROR"})
print(record, record.getMessage(), logging.Formatter("%(name)s:%(levelno)d:%(message)s:%(lineno)s").format(record), logging.BufferingFormatter(logging.Formatter("%(message)s")).format([record, record]))
logging.disable(logging.ERROR)
root.error("disabled")
logging.disable(logging.NOTSET)
with_stack = logging.StreamHandler(out2 := io.StringIO())
root.addHandler(with_stack)
root.handlers.remove(listing)
root.warning("last")
logging.raiseExceptions = False
root.warning("bad %d", "format")
print(repr(out2.getvalue()))
logging.basicConfig(stream=out2, level="WARNING", format="%(levelname)s:%(message)s", force=True)
logging.warning("root %s", "logger")
logging.info("no")
print(out2.getvalue().splitlines()[-1], logging.root.level)


# unittest
class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.log = []

    def setUp(self):
        self.addCleanup(self.log.append, "cleanup")
        self.items = [1, 2]

    def tearDown(self):
        self.log.append("down")

    def test_pass(self):
        self.assertEqual(1 + 1, 2)
        self.assertIn(1, self.items)
        with self.assertRaises(ZeroDivisionError) as c:
            1 / 0
        self.assertEqual(str(c.exception), "division by zero")
        with self.assertRaisesRegex(ValueError, r"bad \d+"):
            raise ValueError("bad 17")
        with self.assertLogs("app", "INFO") as logs:
            root.info("seen")
        self.assertEqual(logs.output, ["INFO:app:seen"])

    def test_fail(self):
        """This one fails."""
        self.assertEqual([1, 2, 3], [1, 2, 4], "lists")

    def test_error(self):
        raise KeyError("oops")

    @unittest.skip("not now")
    def test_skipped(self): ...

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    @unittest.expectedFailure
    def test_unexpected(self): ...

    def test_sub(self):
        for i in range(4):
            with self.subTest(i=i):
                self.assertNotEqual(i % 2, 1)

    @unittest.skipIf(sys.version_info < (3,), "old")
    def test_needs(self):
        self.skipTest("inside")


def run(case):
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
    return result


r = run(Demo)
print(r.testsRun, r.wasSuccessful(), [str(t).split()[0] for t, _ in r.failures], [str(t).split()[0] for t, _ in r.errors], [(str(t).split()[0], why) for t, why in r.skipped], len(r.expectedFailures), len(r.unexpectedSuccesses), Demo.log.count("down"), Demo.log.count("cleanup"))
print([l for l in r.failures[0][1].splitlines() if not l or not set(l) <= set(" ~^")])
print(unittest.defaultTestLoader.getTestCaseNames(Demo), Demo("test_fail").shortDescription(), Demo("test_fail").id(), str(Demo("test_pass")))


class Messages(unittest.TestCase):
    maxDiff = 200

    def runTest(self): ...


t = Messages()
for name, *args in (("assertEqual", 1, 2), ("assertEqual", "abc\ndef", "abc\nxyz"), ("assertEqual", {"a": 1}, {"a": 2, "b": 1}), ("assertEqual", (1, 2), (1,)), ("assertEqual", {1, 2}, {2, 3}), ("assertNotEqual", 1, 1), ("assertTrue", []), ("assertFalse", [0]), ("assertIs", 1, "1"), ("assertIsNot", None, None), ("assertIsNone", 5), ("assertIsNotNone", None), ("assertIn", 3, [1]), ("assertNotIn", 1, [1]), ("assertIsInstance", 1, str), ("assertNotIsInstance", 1, int), ("assertAlmostEqual", 1, 1.1), ("assertNotAlmostEqual", 1, 1.00000001), ("assertGreater", 1, 2), ("assertGreaterEqual", 1, 2), ("assertLess", 2, 1), ("assertLessEqual", 2, 1), ("assertRegex", "abc", r"\d"), ("assertNotRegex", "a1", r"\d"), ("assertCountEqual", [1, 1], [1, 2]), ("assertSequenceEqual", [1], (2,)), ("assertRaises", ValueError, int, "5"), ("assertRaises", ValueError, len, 5), ("assertDictEqual", {}, []), ("assertMultiLineEqual", "a\n", "b\n"), ("assertStartsWith", "abc", "b"), ("assertEndsWith", "abc", "b"), ("assertHasAttr", 5, "nope"), ("assertIsSubclass", int, str), ("fail", "given")):
    try:
        getattr(t, name)(*args)
        print(name, "holds")
    except AssertionError as e:
        print(name, repr(str(e)))
    except Exception as e:
        print(name, type(e).__name__, e)
attempt(t.assertAlmostEqual, 1, 2, places=1, delta=1)
attempt(t.assertEqual, 1, 2, "message")
stream = io.StringIO()
unittest.TextTestRunner(stream, verbosity=2, descriptions=True).run(unittest.TestSuite([Demo("test_pass"), Demo("test_fail"), Demo("test_skipped")]))
print("\n".join(l for l in re.sub(r"in [\d.]+s", "in 0s", stream.getvalue()).splitlines() if not l or not set(l) <= set(" ~^")))
