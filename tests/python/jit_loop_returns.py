# Loops whose rare branches come back to the loop with something changed: an object that was the same in every iteration so far, one
# object where there were two, a list that was replaced or grew, an attribute of another type, a variable that became None. What the
# loop's code takes for granted must be asked again then.


def swaps(n):
    # the same object in two variables, except behind the branch
    size, r, c, steps = 5, 0, 2, []
    board = [[0] * size for _ in range(size)]
    for k in range(1, n + 1):
        board[r][c] = k
        nr, nc = (r - 1) % size, (c + 1) % size
        if board[nr][nc]:
            r = (r + 1) % size
        else:
            r, c = nr, nc
        steps.append(r * size + c)
    return board, steps[-5:]


class Box:
    def __init__(self, value):
        self.value = value


def changing_invariants(n):
    total, step, box = 0, 1, Box(2)
    for i in range(n):
        total += step * box.value
        if i % 7 == 3:
            step += 1
        if i % 11 == 5:
            box = Box(box.value + 1)
        if i % 50 == 49:
            box.value = float(box.value)
    return total, step, box.value


def changing_memory(n):
    values, seen, holder = [1, 2, 3], 0, Box([0])
    for i in range(n):
        seen += values[i % len(values)] + len(holder.value)
        if i % 9 == 4:
            values.append(i)
        if i % 13 == 6:
            values = [x + 1 for x in values[:4]]
        if i % 17 == 8:
            holder.value = holder.value + [i]
        if i % 40 == 20:
            holder.extra = i
    return seen, values, len(holder.value), holder.extra


def sometimes_none(n):
    last, found, text = None, 0, "a"
    for i in range(n):
        if last is None:
            found += 1
        elif last > 3:
            found += 10
        if i % 5 == 2:
            last = i % 7
        if i % 8 == 7:
            last = None
        if i % 31 == 30:
            text = text + "b" if len(text) < 4 else "a"
        found += len(text)
    return found, text


def nested(n):
    out = []
    limit = 3
    for i in range(n):
        j = 0
        while j < limit:
            if (i + j) % 6 == 5:
                j += 2
                continue
            out.append(i ^ j)
            j += 1
        if i % 10 == 9:
            limit = 3 + i % 4
    return sum(out), len(out), limit


def escaping(n):
    # objects that live in registers, until a branch lets them out
    kept, point = [], (0, 0)
    for i in range(n):
        point = (point[0] + 1, point[1] + i % 3)
        if i % 6 == 1:
            kept.append(point)
        if i % 15 == 7:
            point = kept[len(kept) // 2]
        if i % 21 == 20:
            kept = kept[-3:]
    return point, kept, any(a is b for a in kept for b in kept if a != b)


def growing_numbers(n):
    x, y, steps = 1, 1.0, 0
    for i in range(n):
        x = x * 3 if i % 4 else x + 1
        if x > 2**62:
            x = x % 1000003
            steps += 1
        if i % 10 == 9:
            y = -y
        y += x % 5
        if i % 33 == 32:
            y = int(y)
    return x, y, steps


for _ in range(2):
    board, steps = swaps(25)
    for row in board:
        print(*row)
    print(steps)
print(changing_invariants(200))
print(changing_memory(130))
print(sometimes_none(160))
print(nested(60))
print(escaping(120))
print(growing_numbers(170))
