"""An incremental constraint solver: one-way constraints with strengths over chains and pairs of variables; small polymorphic methods.

Written anew from the paper (Sannella, Freeman-Benson, Maloney, Borning 1993, "Multi-way versus one-way constraints in user interfaces").
"""
from harness import main

REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = range(7)
FORWARD, BACKWARD = 1, -1
LENGTH = 300


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk_strength = WEAKEST
        self.stay = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def is_input(self):
        return False

    def add(self, planner):
        self.attach()
        planner.incremental_add(self)

    def destroy(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        self.detach()

    def satisfy(self, mark, planner):
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise ValueError("could not satisfy a required constraint")
            return None
        self.mark_inputs(mark)
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = self
        if not planner.add_propagate(self, mark):
            raise ValueError("cycle encountered")
        out.mark = mark
        return overridden


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength, planner):
        Constraint.__init__(self, strength)
        self.variable = variable
        self.satisfied = False
        self.add(planner)

    def attach(self):
        self.variable.constraints.append(self)
        self.satisfied = False

    def detach(self):
        self.variable.constraints.remove(self)
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = self.variable.mark != mark and self.strength < self.variable.walk_strength

    def is_satisfied(self):
        return self.satisfied

    def mark_inputs(self, mark):
        pass

    def mark_unsatisfied(self):
        self.satisfied = False

    def output(self):
        return self.variable

    def recalculate(self):
        self.variable.walk_strength = self.strength
        self.variable.stay = not self.is_input()
        if self.variable.stay:
            self.execute()

    def inputs_known(self, mark):
        return True

    def execute(self):
        pass


class StayConstraint(UnaryConstraint):
    pass


class EditConstraint(UnaryConstraint):
    def is_input(self):
        return True


class BinaryConstraint(Constraint):
    def __init__(self, first, second, strength, planner):
        Constraint.__init__(self, strength)
        self.first = first
        self.second = second
        self.direction = None
        self.add(planner)

    def attach(self):
        self.first.constraints.append(self)
        self.second.constraints.append(self)
        self.direction = None

    def detach(self):
        self.first.constraints.remove(self)
        self.second.constraints.remove(self)
        self.direction = None

    def choose_method(self, mark):
        a, b = self.first, self.second
        self.direction = None
        if a.mark == mark:
            if b.mark != mark and self.strength < b.walk_strength:
                self.direction = FORWARD
        elif b.mark == mark:
            if self.strength < a.walk_strength:
                self.direction = BACKWARD
        elif a.walk_strength > b.walk_strength:
            if self.strength < a.walk_strength:
                self.direction = BACKWARD
        elif self.strength < b.walk_strength:
            self.direction = FORWARD

    def is_satisfied(self):
        return self.direction is not None

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def mark_inputs(self, mark):
        self.input().mark = mark

    def mark_unsatisfied(self):
        self.direction = None

    def recalculate(self):
        source, out = self.input(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stay = source.stay
        if out.stay:
            self.execute()

    def inputs_known(self, mark):
        source = self.input()
        return source.mark == mark or source.stay or source.determined_by is None


class EqualityConstraint(BinaryConstraint):
    def execute(self):
        self.output().value = self.input().value


class ScaleConstraint(BinaryConstraint):
    def __init__(self, source, scale, offset, target, strength, planner):
        self.scale = scale
        self.offset = offset
        BinaryConstraint.__init__(self, source, target, strength, planner)

    def attach(self):
        BinaryConstraint.attach(self)
        self.scale.constraints.append(self)
        self.offset.constraints.append(self)

    def detach(self):
        BinaryConstraint.detach(self)
        self.scale.constraints.remove(self)
        self.offset.constraints.remove(self)

    def mark_inputs(self, mark):
        BinaryConstraint.mark_inputs(self, mark)
        self.scale.mark = mark
        self.offset.mark = mark

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value

    def recalculate(self):
        source, out = self.input(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stay = source.stay and self.scale.stay and self.offset.stay
        if out.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.current_mark = 0

    def new_mark(self):
        self.current_mark += 1
        return self.current_mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        out = constraint.output()
        constraint.mark_unsatisfied()
        constraint.detach()
        unsatisfied = self.remove_propagate_from(out)
        for strength in range(WEAKEST + 1):
            for c in unsatisfied:
                if c.strength == strength:
                    self.incremental_add(c)
        constraint.attach()

    def remove_propagate_from(self, out):
        out.determined_by = None
        out.walk_strength = WEAKEST
        out.stay = True
        unsatisfied = []
        todo = [out]
        while todo:
            v = todo.pop()
            for c in v.constraints:
                if not c.is_satisfied():
                    unsatisfied.append(c)
            determining = v.determined_by
            for c in v.constraints:
                if c is not determining and c.is_satisfied():
                    c.recalculate()
                    todo.append(c.output())
        return unsatisfied

    def add_propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            d = todo.pop()
            if d.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            d.recalculate()
            self.add_consuming(d.output(), todo)
        return True

    def add_consuming(self, v, found):
        determining = v.determined_by
        for c in v.constraints:
            if c is not determining and c.is_satisfied():
                found.append(c)

    def make_plan(self, sources):
        mark = self.new_mark()
        plan = []
        todo = sources
        while todo:
            c = todo.pop()
            if c.output().mark != mark and c.inputs_known(mark):
                plan.append(c)
                c.output().mark = mark
                self.add_consuming(c.output(), todo)
        return plan

    def plan_from(self, constraints):
        return self.make_plan([c for c in constraints if c.is_input() and c.is_satisfied()])

    def change(self, variable, values):
        edit = EditConstraint(variable, PREFERRED, self)
        plan = self.plan_from([edit])
        for value in values:
            variable.value = value
            for c in plan:
                c.execute()
        edit.destroy(self)


def chain(n):
    planner = Planner()
    variables = [Variable("v%d" % i) for i in range(n + 1)]
    for i in range(n):
        EqualityConstraint(variables[i], variables[i + 1], REQUIRED, planner)
    StayConstraint(variables[n], STRONG_DEFAULT, planner)
    planner.change(variables[0], range(100))
    return variables[n].value


def projection(n):
    planner = Planner()
    scale = Variable("scale", 10)
    offset = Variable("offset", 1000)
    sources, targets = [], []
    for i in range(n):
        source, target = Variable("src%d" % i, i), Variable("dst%d" % i, i)
        StayConstraint(source, NORMAL, planner)
        ScaleConstraint(source, scale, offset, target, REQUIRED, planner)
        sources.append(source)
        targets.append(target)
    planner.change(sources[n // 2], [17])
    result = [targets[n // 2].value]
    planner.change(targets[n // 3], [1050])
    result.append(sources[n // 3].value)
    planner.change(scale, [5])
    result.append(sum(t.value for t in targets))
    planner.change(offset, [2000])
    result.append(sum(t.value for t in targets))
    return result


def run():
    answers = []
    for _ in range(6):
        answers = [chain(LENGTH), projection(LENGTH)]
    return str(answers)


main(run, rounds=5)
