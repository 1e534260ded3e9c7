# an error in __exit__ while another is on its way, notes on both
class Resource:
    def __enter__(self): return self
    def __exit__(self, kind, error, tb):
        error.add_note("seen by the resource")
        other = RuntimeError("closing failed")
        other.add_note("a note of its own\nin two lines")
        raise other
def use():
    with Resource() as r, \
         Resource() as s:
        r.missing.attribute
print("begin"); use()
