# time, calendar, queue, sched, timeit, graphlib's neighbours: clocks that only go forward, formats, months, priorities, timetables.
import calendar
import queue
import sched
import time
import timeit
from calendar import Calendar, HTMLCalendar, TextCalendar
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


# time
t = time.gmtime(1_700_000_000)
print(t, tuple(t), t.tm_year, t.tm_zone, t.tm_gmtoff, t[0:3], time.asctime(t), calendar.timegm(t), time.gmtime(0).tm_wday, time.gmtime(-1)[:6], len(t), t == tuple(t), t.n_fields, t.n_sequence_fields)
print(time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %w %y %% %I %p", t), time.strptime("30 Nov 00", "%d %b %y")[:7], time.strptime("2024-02-29T12:30:00", "%Y-%m-%dT%H:%M:%S").tm_yday, time.struct_time(range(9)), time.struct_time((2000, 1, 1) + (0,) * 6) > time.struct_time(range(9)))
a, b = time.perf_counter(), time.perf_counter()
print(a <= b, time.monotonic() <= time.monotonic(), time.time() > 1.6e9, isinstance(time.time_ns(), int), time.process_time() >= 0, time.sleep(0), type(time.localtime()).__name__, time.get_clock_info("monotonic").monotonic)
for f in (lambda: time.strftime("%Y", (1,)), lambda: time.strptime("x", "%Y"), lambda: time.sleep(-1), lambda: time.gmtime("x"), lambda: time.asctime((2000, 13) + (1,) * 7), lambda: time.struct_time((1, 2)), lambda: time.strftime(5), lambda: time.mktime(5), lambda: time.gmtime(1e30)):
    attempt(f)

# calendar
print(calendar.month(2024, 2), calendar.monthrange(2023, 2), calendar.isleap(1900), calendar.leapdays(2000, 2025), calendar.weekday(2024, 5, 17), calendar.monthcalendar(2024, 6), list(calendar.day_abbr), list(calendar.month_name)[:3], calendar.JANUARY, repr(calendar.MONDAY), calendar.Day(6).name)
c = Calendar(calendar.SUNDAY)
print(list(c.iterweekdays()), c.monthdayscalendar(2024, 9)[0], [str(d) for d in c.itermonthdates(2023, 1)][:2], list(c.itermonthdays2(2024, 2))[:5], c.firstweekday, len(list(c.itermonthdays4(2024, 2))))
print(TextCalendar(6).formatmonth(2025, 8, w=3, l=1), TextCalendar().formatweekheader(9), "\n".join(TextCalendar().formatyear(2024, m=4).splitlines()[:4]))
print(HTMLCalendar().formatmonth(2024, 2)[:180], HTMLCalendar().formatweekday(1))
for f in (lambda: calendar.month(2024, 13), lambda: calendar.monthrange(2024, 0), lambda: calendar.setfirstweekday(9), lambda: calendar.weekday(2024, 2, 30), lambda: calendar.Month(13)):
    attempt(f)

# queues
for kind in (Queue, LifoQueue, PriorityQueue):
    q = kind(3)
    for x in (3, 1, 2):
        q.put(x)
    print(kind.__name__, q.qsize(), q.full(), [q.get() for _ in range(3)], q.empty())
    attempt(q.get_nowait)
    attempt(q.get, False)
    q.put("a")
    attempt(q.put, 5, True, -1)
    for _ in range(4):
        q.task_done()
    attempt(q.task_done)
    q.join()
q = Queue(1)
q.put(1)
attempt(q.put_nowait, 2)
attempt(q.put, 2, False)
attempt(q.get, True, -1)
q.shutdown()
attempt(q.put, 1)
print(q.get())
attempt(q.get)
p = PriorityQueue()
p.put((2, "b"))
p.put((1, "z"))
p.put((1, "a"))
print([p.get()[1] for _ in range(3)])
p.put((1, {}))
attempt(p.put, (1, []))
s = SimpleQueue()
s.put(1)
print(s.qsize(), s.get(), s.empty(), issubclass(Empty, Exception), queue.ShutDown.__mro__[1])
attempt(s.get, block=False)

# sched with a pretend clock
now, log = [0.0], []
scheduler = sched.scheduler(lambda: now[0], lambda d: now.__setitem__(0, now[0] + d))
scheduler.enter(5, 1, log.append, ("five",))
event = scheduler.enter(3, 1, log.append, ("cancelled",))
scheduler.enterabs(2, 2, lambda: log.append(("late", now[0])))
scheduler.enterabs(2, 1, lambda x, y=0: log.append((x, y, now[0])), ("early",), {"y": 7})
scheduler.cancel(event)
attempt(scheduler.cancel, event)
print([(e.time, e.priority) for e in scheduler.queue], scheduler.empty(), event.time, scheduler.run(blocking=False), log)
scheduler.run()


def again(n):
    log.append((n, now[0]))
    if n:
        scheduler.enter(10, 1, again, (n - 1,))


scheduler.enter(1, 1, again, (2,))
scheduler.run()
print(log, now, scheduler.empty())
timer = timeit.Timer("x += 1", "x = 0")
print(timer.timeit(10) >= 0, len(timer.repeat(2, 5)), timeit.timeit(lambda: None, number=3) >= 0, isinstance(timeit.default_timer(), float))
attempt(timeit.timeit, "1 +")
