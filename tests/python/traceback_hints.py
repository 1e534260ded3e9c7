# "Did you mean": names, attributes, modules; an exception while another is handled, chains cut and made
import sys
class Thing:
    colour = 1
    _hidden = 2
    def __init__(self): self.length = 3; self.self_made = 1
    def method(self, argument):
        local_name = argument
        def inner():
            return local_nam, local_name
        if argument == 0: return inner()
        if argument == 1: return argumnt
        if argument == 2: return lenght
        if argument == 3: return self.lenght
        if argument == 4: return self.hidden
        if argument == 5: return length
        if argument == 6: return math.sqrt(2)
        if argument == 7: from sys import maxsise
        if argument == 8: import sy
        if argument == 9: return Thing.color
        if argument == 10: return [].apend(1)
        if argument == 11: return sys.versoin
        if argument == 12: return pritn
        if argument == 13: return x
        if argument == 14: return collections
        if argument == 15: return "".uper()
        if argument == 16: raise NameError("name 'foo' is not defined", name="argumen")
        if argument == 17: raise AttributeError("x", name="colou", obj=self)
        if argument == 18: return (1).__ad__
        if argument == 19: del local_name; return local_name
context = None
for n in range(20):
    try: Thing().method(n)
    except Exception as e:
        e.__context__ = None
        if context: e.__cause__ = context
        context = e
raise context
