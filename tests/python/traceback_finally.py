# an exception that passes finally clauses, with blocks, loops and a generator, uncaught at last
log = []
class Guard:
    def __enter__(self):
        log.append("enter")
        return self
    def __exit__(self, *exc):
        log.append("exit " + exc[0].__name__)
def produce():
    yield 1
    yield 0
def work():
    total = 0
    for x in produce():
        with Guard():
            try:
                total += 10 // x
                if total == 10:
                    raise StopIteration("not an end")
            except StopIteration:
                log.append("retry")
                raise LookupError("lost") from None
            finally:
                log.append("finally")
    return total
try:
    work()
finally:
    print(log)
