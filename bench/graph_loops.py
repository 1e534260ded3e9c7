"""Strongly connected components and dominators of generated control-flow graphs: dicts, sets and lists of objects."""
from harness import main


class Block:
    __slots__ = ("number", "successors", "predecessors", "dominator", "order")

    def __init__(self, number):
        self.number = number
        self.successors = []
        self.predecessors = []
        self.dominator = None
        self.order = -1


def connect(a, b):
    a.successors.append(b)
    b.predecessors.append(a)


def build(loops):
    blocks = [Block(0)]

    def new():
        block = Block(len(blocks))
        blocks.append(block)
        return block

    current = blocks[0]
    for i in range(loops):
        header = new()
        connect(current, header)
        left, right, latch = new(), new(), new()
        connect(header, left)
        connect(header, right)
        connect(left, latch)
        connect(right, latch)
        if i % 3 == 0:
            inner = new()
            connect(latch, inner)
            connect(inner, left)
            connect(inner, header)
        else:
            connect(latch, header)
        current = latch
    return blocks


def reverse_postorder(entry):
    seen = {entry}
    done = []
    stack = [(entry, iter(entry.successors))]
    while stack:
        block, successors = stack[-1]
        for successor in successors:
            if successor not in seen:
                seen.add(successor)
                stack.append((successor, iter(successor.successors)))
                break
        else:
            done.append(block)
            stack.pop()
    done.reverse()
    for i, block in enumerate(done):
        block.order = i
    return done


def dominators(entry):
    order = reverse_postorder(entry)
    entry.dominator = entry
    changed = True
    while changed:
        changed = False
        for block in order[1:]:
            best = None
            for p in block.predecessors:
                if p.dominator is None:
                    continue
                if best is None:
                    best = p
                    continue
                a, b = p, best
                while a is not b:
                    while a.order > b.order:
                        a = a.dominator
                    while b.order > a.order:
                        b = b.dominator
                best = a
            if block.dominator is not best:
                block.dominator = best
                changed = True
    return order


def natural_loops(order):
    loops = {}
    for block in order:
        for successor in block.successors:
            d = block
            while d.order > successor.order:
                d = d.dominator
            if d is successor:
                body = loops.setdefault(successor, {successor})
                todo = [block]
                while todo:
                    b = todo.pop()
                    if b not in body:
                        body.add(b)
                        todo.extend(b.predecessors)
    return loops


def run():
    answer = []
    for n in (100, 400, 900):
        blocks = build(n)
        order = dominators(blocks[0])
        loops = natural_loops(order)
        answer.append((len(order), len(loops), sum(len(body) for body in loops.values())))
    return str(answer)


main(run, rounds=25)
