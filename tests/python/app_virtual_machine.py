# A small language: assembler, bytecode by struct, a stack machine with calls, arrays and exceptions, a compiler for it, a disassembler.
import enum
import struct
from collections import namedtuple
from functools import partial


class Op(enum.IntEnum):
    PUSH = 0x01
    POP = enum.auto()
    DUP = enum.auto()
    SWAP = enum.auto()
    LOAD = enum.auto()
    STORE = enum.auto()
    ADD = 0x10
    SUB = enum.auto()
    MUL = enum.auto()
    DIV = enum.auto()
    MOD = enum.auto()
    LT = enum.auto()
    EQ = enum.auto()
    NOT = enum.auto()
    JMP = 0x20
    JZ = enum.auto()
    CALL = enum.auto()
    RET = enum.auto()
    PRINT = 0x30
    NEW = enum.auto()
    GET = enum.auto()
    SET = enum.auto()
    HALT = 0xFF

    @property
    def operand(self):
        return "<i" if self in WIDE else ""

    @classmethod
    def _missing_(cls, value):
        return cls.HALT if value == 0 else None


WIDE = {Op.PUSH, Op.LOAD, Op.STORE, Op.JMP, Op.JZ, Op.CALL, Op.RET}


class VMError(Exception):
    """What went wrong, and where."""

    def __init__(self, message, pc=None, **details):
        super().__init__(message)
        self.pc = pc
        self.details = details


class StackUnderflow(VMError):
    pass


Instruction = namedtuple("Instruction", "at op argument")


def assemble(text):
    labels, fixups, code = {}, [], bytearray()
    for number, line in enumerate(text.strip().splitlines(), 1):
        line, _, comment = line.partition(";")
        words = line.split()
        if not words:
            continue
        if words[0].endswith(":"):
            label = words.pop(0)[:-1]
            if labels.setdefault(label, len(code)) != len(code):
                raise VMError(f"line {number}: label {label!r} twice")
            if not words:
                continue
        try:
            op = Op[words[0].upper()]
        except KeyError as e:
            raise VMError(f"line {number}: no instruction {e}") from e
        code.append(op)
        if op.operand:
            if len(words) != 2:
                raise VMError(f"line {number}: {op.name} takes one operand, {len(words) - 1} given")
            try:
                value = int(words[1], 0)
            except ValueError:
                fixups.append((len(code), words[1], number))
                value = 0
            code += struct.pack(op.operand, value)
    for at, label, number in fixups:
        if label not in labels:
            raise VMError(f"line {number}: unknown label {label}", label=label)
        struct.pack_into("<i", code, at, labels[label])
    return bytes(code)


def disassemble(code):
    pc = 0
    while pc < len(code):
        at, op = pc, Op(code[pc])
        pc += 1
        argument = None
        if op.operand:
            (argument,) = struct.unpack_from(op.operand, code, pc)
            pc += struct.calcsize(op.operand)
        yield Instruction(at, op, argument)


class Machine:
    def __init__(self, code, output, limit=50000):
        self.code, self.output, self.limit = {i.at: i for i in disassemble(code)}, output, limit
        order = sorted(self.code)
        self.after = dict(zip(order, order[1:] + [len(code)]))
        self.stack, self.frames, self.locals, self.steps, self.pc = [], [], {}, 0, 0
        self.table = {op: getattr(self, f"op_{op.name.lower()}", None) for op in Op}
        for name, f in {"ADD": lambda a, b: a + b, "SUB": lambda a, b: a - b, "MUL": lambda a, b: a * b, "DIV": lambda a, b: a // b, "MOD": lambda a, b: a % b, "LT": lambda a, b: int(a < b), "EQ": lambda a, b: int(a == b)}.items():
            self.table[Op[name]] = partial(self.arithmetic, f)

    def pop(self):
        if not self.stack:
            raise StackUnderflow("stack is empty", self.pc)
        return self.stack.pop()

    def arithmetic(self, f, _):
        b, a = self.pop(), self.pop()
        try:
            self.stack.append(f(a, b))
        except ZeroDivisionError as e:
            raise VMError("division by zero", self.pc, a=a, b=b) from e

    def op_push(self, n):
        self.stack.append(n)

    def op_pop(self, _):
        self.pop()

    def op_dup(self, _):
        self.stack.append(self.stack[-1])

    def op_swap(self, _):
        self.stack[-1], self.stack[-2] = self.stack[-2], self.stack[-1]

    def op_load(self, n):
        try:
            self.stack.append(self.locals[n])
        except KeyError as e:
            raise VMError(f"variable {e} is not set", self.pc) from None

    def op_store(self, n):
        self.locals[n] = self.pop()

    def op_not(self, _):
        self.stack.append(int(not self.pop()))

    def op_jmp(self, n):
        self.next = n

    def op_jz(self, n):
        if not self.pop():
            self.next = n

    def op_call(self, n):
        if len(self.frames) >= 60:
            raise VMError("too many calls", self.pc, depth=len(self.frames))
        self.frames.append((self.next, self.locals))
        self.locals, self.next = {}, n

    def op_ret(self, count):
        self.next, self.locals = self.frames.pop()

    def op_print(self, _):
        self.output.append(self.pop())

    def op_new(self, _):
        self.stack.append([0] * self.pop())

    def op_get(self, _):
        i, array = self.pop(), self.pop()
        try:
            self.stack.append(array[i])
        except (IndexError, TypeError) as e:
            raise VMError(str(e), self.pc, index=i) from e

    def op_set(self, _):
        value, i, array = self.pop(), self.pop(), self.pop()
        array[i] = value

    def run(self):
        while True:
            instruction = self.code.get(self.pc)
            if instruction is None:
                raise VMError("no instruction here", self.pc)
            if instruction.op is Op.HALT:
                return self.steps
            self.next = self.after[self.pc]
            self.table[instruction.op](instruction.argument)
            self.pc = self.next
            self.steps += 1
            if self.steps > self.limit:
                raise VMError("too many steps", self.pc, steps=self.steps)


PROGRAMS = {
    "factorial": """
        push 10
        call fact
        print
        halt
    fact: store 0
        load 0
        jz one
        load 0
        load 0
        push 1
        sub
        call fact
        mul
        ret 1
    one: push 1
        ret 1""",
    "sieve": """
        push 60
        new
        store 0         ; the array
        push 2
        store 1
    outer: load 1
        push 60
        lt
        jz done
        load 0
        load 1
        get
        not
        jz next
        load 1
        print
        load 1
        store 2
    inner: load 2
        push 60
        lt
        jz next
        load 0
        load 2
        push 1
        set
        load 2
        load 1
        add
        store 2
        jmp inner
    next: load 1
        push 1
        add
        store 1
        jmp outer
    done: halt""",
    "collatz": """
        push 27
        store 0
        push 0
        store 1
    loop: load 0
        push 1
        eq
        not
        jz end
        load 1
        push 1
        add
        store 1
        load 0
        push 2
        mod
        jz even
        load 0
        push 3
        mul
        push 1
        add
        store 0
        jmp loop
    even: load 0
        push 2
        div
        store 0
        jmp loop
    end: load 1
        print
        halt""",
    "empty": "add\nhalt", "zero": "push 1\npush 0\ndiv\nhalt", "unset": "load 7", "forever": "l: jmp l", "deep": "f: call f", "falls off": "push 1", "index": "push 2\nnew\npush 5\nget", "not an array": "push 1\npush 1\nget",
}
for name, text in PROGRAMS.items():
    out = []
    machine = Machine(assemble(text), out)
    try:
        steps = machine.run()
        print(name, "->", out, steps, "steps")
    except VMError as e:
        print(name, "->", type(e).__name__, e, e.pc, e.details, repr(e.__cause__))
for bad in ("jump 5", "push", "jmp nowhere", "a: halt\na: push 1\na: halt", "push 1 2"):
    try:
        assemble(bad)
    except VMError as e:
        print(repr(bad), "->", e, e.details, type(e.__cause__).__name__)
code = assemble(PROGRAMS["factorial"])
print(len(code), code.hex(" ", 8))
for at, op, argument in list(disassemble(code))[:8]:
    print(f"{at:04x} {op.name:<6}{'' if argument is None else argument:>6} {op!r} {op:d}")
print(Op(0), Op(0x10), Op["JZ"] + 1, Op.ADD < Op.MUL, [op.name for op in Op if op.operand], len(Op))
try:
    Op(0x99)
except ValueError as e:
    print(e)


def compile_expression(text, names):
    """Infix to code, by precedence."""
    out, ops = [], []
    level = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "(": 0}
    word = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod"}
    for token in text.split():
        if token.isdigit():
            out.append(f"push {token}")
        elif token in names:
            out.append(f"load {names.index(token)}")
        elif token == "(":
            ops.append(token)
        elif token == ")":
            while (op := ops.pop()) != "(":
                out.append(word[op])
        else:
            while ops and level[ops[-1]] >= level[token]:
                out.append(word[ops.pop()])
            ops.append(token)
    return "\n".join(out + [word[op] for op in reversed(ops)])


for text in ("1 + 2 * 3", "( 1 + 2 ) * 3 - x", "x * x % 7 + y / 2", "100 - 10 - 1"):
    setup = "push 9\nstore 0\npush 5\nstore 1\n"
    out = []
    Machine(assemble(setup + compile_expression(text, ["x", "y"]) + "\nprint\nhalt"), out).run()
    print(text, "=", *out, eval(text.replace("/", "//"), {"x": 9, "y": 5}) == out[0])
