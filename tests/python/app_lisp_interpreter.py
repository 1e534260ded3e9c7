# A Lisp: reader, macros, closures, tail calls by a loop, errors with context, a small library written in itself.
import math
import operator
import re
from functools import reduce


class Symbol(str):
    __slots__ = ()
    table = {}

    def __new__(cls, name):
        return cls.table.setdefault(name, super().__new__(cls, name))

    def __repr__(self):
        return f"'{str(self)}"


class LispError(Exception):
    def __init__(self, message, form=None):
        super().__init__(message)
        self.form = form


class Environment(dict):
    def __init__(self, names=(), values=(), outer=None):
        self.outer = outer
        if isinstance(names, Symbol):
            self[names] = list(values)
        else:
            rest = None
            names, values = list(names), list(values)
            if Symbol("&") in names:
                at = names.index(Symbol("&"))
                rest, names = names[at + 1], names[:at]
                self[rest] = values[at:]
                values = values[:at]
            if len(names) != len(values):
                raise LispError(f"{len(names)} arguments expected, {len(values)} given")
            self.update(zip(names, values))

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError(f"unbound: {name}")


class Lambda:
    def __init__(self, names, body, env, name="lambda"):
        self.names, self.body, self.env, self.name = names, body, env, name

    def __call__(self, *args):
        return evaluate(self.body, Environment(self.names, args, self.env))

    def __repr__(self):
        return f"<{type(self).__name__.lower()} {self.name}>"


class Macro(Lambda):
    pass


TOKEN = re.compile(r"""\s*(?:;[^\n]*)?(,@|[('`,)]|"(?:\\.|[^\\"])*"|;.*|[^\s('"`,;)]*)""")
QUOTES = {"'": Symbol("quote"), "`": Symbol("quasiquote"), ",": Symbol("unquote"), ",@": Symbol("splice")}


def tokens(text):
    at = 0
    while at < len(text):
        m = TOKEN.match(text, at)
        at = m.end()
        if m[1] and not m[1].startswith(";"):
            yield m[1]
        elif m.end() == m.start():
            break


def read_all(text):
    stream = tokens(text)

    def read(token):
        if token == "(":
            items = []
            for token in stream:
                if token == ")":
                    return items
                items.append(read(token))
            raise LispError("missing )")
        if token == ")":
            raise LispError("unexpected )")
        if token in QUOTES:
            return [QUOTES[token], read(next(stream))]
        return atom(token)

    return [read(token) for token in stream]


def atom(token):
    if token in ("#t", "#f"):
        return token == "#t"
    if token[0] == '"':
        return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), token[1:-1])
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            pass
    return Symbol(token)


def show(x):
    match x:
        case True:
            return "#t"
        case False:
            return "#f"
        case None:
            return "nil"
        case Symbol():
            return str(x)
        case str():
            return '"' + x.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case list():
            return "(" + " ".join(map(show, x)) + ")"
        case _:
            return repr(x)


def quasi(x):
    if not isinstance(x, list) or not x:
        return [Symbol("quote"), x]
    if x[0] == "unquote":
        return x[1]
    if isinstance(x[0], list) and x[0] and x[0][0] == "splice":
        return [Symbol("append"), x[0][1], quasi(x[1:])]
    return [Symbol("cons"), quasi(x[0]), quasi(x[1:])]


def evaluate(x, env):
    while True:
        match x:
            case Symbol():
                return env.find(x)[x]
            case list() if not x:
                return []
            case list():
                pass
            case _:
                return x
        match x:
            case ["quote", value]:
                return value
            case ["quasiquote", value]:
                x = quasi(value)
            case ["if", test, yes, *no]:
                x = yes if evaluate(test, env) not in (False, []) else no[0] if no else None
            case ["define", [name, *names], *body]:
                env[name] = Lambda(names, [Symbol("begin"), *body], env, str(name))
                return name
            case ["define", Symbol() as name, value]:
                env[name] = evaluate(value, env)
                return name
            case ["macro", [name, *names], *body]:
                env[name] = Macro(names, [Symbol("begin"), *body], env, str(name))
                return name
            case ["set!", name, value]:
                env.find(name)[name] = evaluate(value, env)
                return None
            case ["lambda", names, *body]:
                return Lambda(names, [Symbol("begin"), *body], env)
            case ["begin", *body]:
                for form in body[:-1]:
                    evaluate(form, env)
                x = body[-1] if body else None
            case ["try", form, [Symbol() as name, handler]]:
                try:
                    return evaluate(form, env)
                except (LispError, ArithmeticError, TypeError, IndexError) as e:
                    x, env = handler, Environment([name], [f"{type(e).__name__}: {e}"], env)
            case [head, *arguments]:
                f = evaluate(head, env)
                if isinstance(f, Macro):
                    x = f(*arguments)
                    continue
                values = [evaluate(a, env) for a in arguments]
                if isinstance(f, Lambda):
                    try:
                        x, env = f.body, Environment(f.names, values, f.env)
                    except LispError as e:
                        e.add_note(f"in call of {f.name}")
                        raise
                elif callable(f):
                    return f(*values)
                else:
                    raise LispError(f"cannot call {show(f)}", x)


def raise_(message, *rest):
    raise LispError(" ".join([message, *map(show, rest)]))


def chain(compare):
    return lambda *args: all(compare(a, b) for a, b in zip(args, args[1:]))


output = []
BASE = Environment()
BASE.update({Symbol(k): v for k, v in {
    "+": lambda *a: sum(a), "*": lambda *a: math.prod(a), "-": lambda a, *b: -a if not b else a - sum(b), "/": operator.truediv, "quotient": operator.floordiv, "mod": operator.mod,
    "<": chain(operator.lt), ">": chain(operator.gt), "=": chain(operator.eq), "<=": chain(operator.le), "cons": lambda a, b: [a, *b], "car": lambda x: x[0], "cdr": lambda x: x[1:], "list": lambda *a: list(a),
    "append": lambda *a: reduce(operator.add, a, []), "null?": lambda x: x == [], "pair?": lambda x: isinstance(x, list) and x != [], "symbol?": lambda x: isinstance(x, Symbol), "length": len, "not": lambda x: x is False,
    "print": lambda *a: output.append(" ".join(a_ if isinstance(a_, str) else show(a_) for a_ in a)), "error": raise_, "apply": lambda f, a: f(*a), "eq?": operator.is_, "pi": math.pi, "sqrt": math.sqrt, "string": lambda *a: "".join(map(str, a)),
}.items()})
LIBRARY = """
(define (map f l) (if (null? l) () (cons (f (car l)) (map f (cdr l)))))   ; not a tail call
(define (filter p l) (if (null? l) () (if (p (car l)) (cons (car l) (filter p (cdr l))) (filter p (cdr l)))))
(define (fold f z l) (if (null? l) z (fold f (f z (car l)) (cdr l))))
(define (range a b) (define (go i acc) (if (< i a) acc (go (- i 1) (cons i acc)))) (go (- b 1) ()))
(define (compose & fs) (lambda (x) (fold (lambda (v f) (f v)) x fs)))
(macro (when test & body) `(if ,test (begin ,@body)))
(macro (let bindings & body) `((lambda ,(map car bindings) ,@body) ,@(map (lambda (b) (car (cdr b))) bindings)))
(macro (cond & clauses) (if (null? clauses) '(error "no clause holds") `(if ,(car (car clauses)) ,(car (cdr (car clauses))) (cond ,@(cdr clauses)))))
(macro (and & xs) (if (null? xs) #t `(if ,(car xs) (and ,@(cdr xs)) #f)))
(define (even? n) (if (= n 0) #t (odd? (- n 1))))
(define (odd? n) (if (= n 0) #f (even? (- n 1))))
"""
for form in read_all(LIBRARY):
    evaluate(form, BASE)
TESTS = """
(+ 1 2 (* 3 4)) (- 5) (/ 1 4) '(1 "a\\n" b #t) (quote ()) (if () 1 2) (if #f 1)
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1))))) (fact 20)
(define counter (let ((n 0)) (lambda () (set! n (+ n 1)) n))) (counter) (counter)
(map (lambda (x) (* x x)) (range 0 8)) (filter even? (range 0 10)) (fold + 0 (range 0 101))
((compose (lambda (x) (+ x 1)) (lambda (x) (* x 10))) 4)
(let ((a 1) (b 2)) `(a ,a ,@(list b b) (nested ,(+ a b))))
(cond ((< 2 1) 'less) ((= 2 2) 'same)) (and 1 2) (and 1 #f 3) (even? 700)
(define (f a & more) (list a more)) (f 1) (f 1 2 3) f when (apply + '(1 2 3)) ((lambda all all) 1 2)
(try (/ 1 0) (e (string "caught " e))) (try (car ()) (e e)) (try (error "bad" 'x 1) (e e))
(begin (print "hello" 1 'sym '(1 2)) (when (> 2 1) (print "when") 'done)) (sqrt 2) (eq? 'a 'a)
"""
for form in read_all(TESTS):
    print(show(form), "=>", show(evaluate(form, BASE)))
print(output)
for bad in ("(f)", "(fact 1 2)", "nope", "(1 2)", "(", ")", "(cond (#f 1))", '("a" 1)', "(set! zz 1)", "(+ 1 'a)", "(car 5)", "(/ 1 0)"):
    try:
        print(bad, show(evaluate(read_all(bad)[0], BASE)))
    except LispError as e:
        print(bad, "LispError", e, getattr(e, "__notes__", []), e.form)
    except (TypeError, ZeroDivisionError) as e:
        print(bad, type(e).__name__, e)
evaluate(read_all("(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))")[0], BASE)
evaluate(read_all("(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))")[0], BASE)
print(evaluate(read_all("(fib 9)")[0], BASE), evaluate(read_all("(loop 300 0)")[0], BASE), len(Symbol.table) > 40, Symbol("x") is Symbol("x"))
