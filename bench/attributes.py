"""Polymorphic attribute access: one site that meets objects of one, a few and many classes, with attributes in different orders."""
from harness import main


def make_class(i):
    class Shape:
        kind = i

        def __init__(self, size):
            for k in range(i % 5):
                setattr(self, "extra%d" % k, k)
            self.size = size

        def area(self):
            return self.size * self.kind

    return Shape


CLASSES = [make_class(i) for i in range(12)]


def total(shapes, rounds):
    result = 0
    for _ in range(rounds):
        for shape in shapes:
            result += shape.area() + shape.size
            shape.size += 1
    return result


def run():
    one = [CLASSES[1](i) for i in range(60)]
    few = [CLASSES[i % 3](i) for i in range(60)]
    many = [CLASSES[i % 12](i) for i in range(60)]
    return "%d %d %d" % (total(one, 500), total(few, 500), total(many, 500))


main(run, rounds=20)
