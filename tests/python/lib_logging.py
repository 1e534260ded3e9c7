# the modules logging and unittest: levels, handlers, formatters, filters, hierarchy; test results
import io
import logging
import unittest

out = io.StringIO()
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(funcName)s:%(lineno)d:%(message)s"))
root = logging.getLogger()
root.addHandler(handler)
root.setLevel(logging.INFO)
child = logging.getLogger("app.part")
parent = logging.getLogger("app")

def work(n):
    child.debug("not shown %d", n)
    child.info("step %d of %s", n, "three")
    if n == 2:
        parent.warning("nearly done")
for n in range(3):
    work(n)
parent.setLevel(logging.ERROR)
child.warning("filtered by the parent's level")
child.error("shown")
print(child.getEffectiveLevel(), child.parent is parent, logging.getLevelName(30), parent.isEnabledFor(20))
try:
    {}["key"]
except KeyError:
    root.exception("failed")
lines = out.getvalue().splitlines()
print("\n".join(lines[:6]))
print(lines[-1])

class Only(logging.Filter):
    def filter(self, record):
        return "keep" in record.getMessage()
handler.addFilter(Only())
out.truncate(0)
out.seek(0)
root.info("keep this")
root.info("drop this")
handler.setFormatter(logging.Formatter("{levelname:>8} {message}", style="{"))
root.critical("keep that: %(a)s", {"a": 1})
print(out.getvalue(), end="")
adapter = logging.LoggerAdapter(root, {"user": "me"})
handler.setFormatter(logging.Formatter("%(user)s %(message)s"))
adapter.info("keep, adapted")
print(out.getvalue().splitlines()[-1])
record = logging.LogRecord("name", 20, "path/file.py", 7, "text %s", ("x",), None)
print(record, record.module, record.filename, record.getMessage())
logging.disable(logging.CRITICAL)
root.critical("keep nothing")
logging.disable(logging.NOTSET)
print(len(out.getvalue().splitlines()))

class Tests(unittest.TestCase):
    def setUp(self):
        self.items = [1, 2]
    def test_passes(self):
        self.assertEqual(self.items, [1, 2])
        with self.assertRaises(ZeroDivisionError):
            1 / 0
        with self.assertRaisesRegex(ValueError, "b.d"):
            raise ValueError("bad")
    def test_fails(self):
        self.assertEqual(self.items, [1, 3])
    def test_error(self):
        raise RuntimeError("broken")
    @unittest.skip("not now")
    def test_skipped(self):
        pass
    def test_subtests(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertNotEqual(n, 1)
    def test_logs(self):
        with self.assertLogs("app", level="WARNING") as logs:
            parent.error("logged")
        self.assertEqual(logs.output, ["ERROR:app:logged"])

result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Tests).run(result)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful())
for test, text in result.failures + result.errors:
    print(test, text.splitlines()[-1])
print(result.failures[0][1].splitlines()[-6:])
