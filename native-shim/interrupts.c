/*
 * Ctrl-C and timers: both OR bits into a 32-bit word of VM memory, which native code looks at (CONTEXT.actions).
 *
 * A word may be unmapped as soon as `unwatch` or `stop` has returned: unwatch waits for a handler that is running on another
 * thread, stop for the timer thread.
 */
#include "shim.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#define MAX_WATCHED 256
#define MAX_TIMERS 256

static void *pointer(uint64_t address) { return (void *)(uintptr_t)address; }

static void raise_bits(uint32_t *word, uint32_t bits) { __atomic_fetch_or(word, bits, __ATOMIC_SEQ_CST); }

/* ---- SIGINT ---- */

struct watched {
  uint32_t *word; /* NULL: free */
  uint32_t bits;
};
static struct watched watched[MAX_WATCHED];
static int watched_count;
static int handlers_running;
static struct sigaction sigint_before;
static pthread_mutex_t watch_lock = PTHREAD_MUTEX_INITIALIZER;

static void on_sigint(int signal_number) {
  (void)signal_number;
  __atomic_fetch_add(&handlers_running, 1, __ATOMIC_SEQ_CST);
  for (int i = 0; i < MAX_WATCHED; i++) {
    uint32_t *word = __atomic_load_n(&watched[i].word, __ATOMIC_SEQ_CST);
    if (word) raise_bits(word, watched[i].bits);
  }
  __atomic_fetch_sub(&handlers_running, 1, __ATOMIC_SEQ_CST);
}

/* From now on SIGINT sets `bits` in the word at `address`, in place of what it did before. */
EXPORT int taipan_interrupt_watch(uint64_t address, uint32_t bits) {
  int error = 0;
  pthread_mutex_lock(&watch_lock);
  int slot = 0;
  while (slot < MAX_WATCHED && watched[slot].word) slot++;
  if (slot == MAX_WATCHED) {
    error = EAGAIN;
  } else {
    watched[slot].bits = bits;
    __atomic_store_n(&watched[slot].word, pointer(address), __ATOMIC_SEQ_CST);
    if (watched_count++ == 0) {
      struct sigaction action;
      memset(&action, 0, sizeof action);
      action.sa_handler = on_sigint;
      /* no SA_RESTART: a read of standard input is to end */
      action.sa_flags = SA_ONSTACK;
      sigemptyset(&action.sa_mask);
      if (sigaction(SIGINT, &action, &sigint_before)) error = errno;
    }
  }
  pthread_mutex_unlock(&watch_lock);
  return error;
}

/* Ends one watch of that word; with the last, SIGINT does again what it did before. */
EXPORT int taipan_interrupt_unwatch(uint64_t address) {
  int error = ENOENT;
  pthread_mutex_lock(&watch_lock);
  for (int i = 0; i < MAX_WATCHED && error; i++) {
    if (watched[i].word != pointer(address)) continue;
    __atomic_store_n(&watched[i].word, (uint32_t *)0, __ATOMIC_SEQ_CST);
    if (--watched_count == 0) sigaction(SIGINT, &sigint_before, NULL);
    error = 0;
  }
  while (__atomic_load_n(&handlers_running, __ATOMIC_SEQ_CST)) sched_yield();
  pthread_mutex_unlock(&watch_lock);
  return error;
}

/* ---- timers: one thread for all, made with the first ---- */

struct timer {
  uint32_t *word; /* NULL: free */
  uint32_t bits;
  int64_t due, interval; /* ns of CLOCK_MONOTONIC; interval 0: once, then due = INT64_MAX */
};
static struct timer timers[MAX_TIMERS];
static pthread_mutex_t timer_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t timer_changed;
static int timer_thread_runs;

static int64_t monotonic_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void *timer_thread(void *unused) {
  (void)unused;
  pthread_mutex_lock(&timer_lock);
  for (;;) {
    int64_t now = monotonic_now(), next = INT64_MAX;
    for (int i = 0; i < MAX_TIMERS; i++) {
      struct timer *t = &timers[i];
      if (!t->word) continue;
      if (t->due <= now) {
        raise_bits(t->word, t->bits);
        /* After a pause of the machine one tick is enough: those that were missed are not made up. */
        t->due = t->interval ? t->due + t->interval * ((now - t->due) / t->interval + 1) : INT64_MAX;
      }
      if (t->due < next) next = t->due;
    }
    if (next == INT64_MAX) {
      pthread_cond_wait(&timer_changed, &timer_lock);
      continue;
    }
#if defined(__APPLE__)
    struct timespec pause = {(next - now) / 1000000000, (next - now) % 1000000000};
    pthread_cond_timedwait_relative_np(&timer_changed, &timer_lock, &pause);
#else
    struct timespec until = {next / 1000000000, next % 1000000000};
    pthread_cond_timedwait(&timer_changed, &timer_lock, &until);
#endif
  }
  return NULL;
}

static int start_timer_thread(void) {
  pthread_condattr_t clock;
  pthread_condattr_init(&clock);
#if !defined(__APPLE__)
  pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
#endif
  pthread_cond_init(&timer_changed, &clock);
  pthread_condattr_destroy(&clock);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 256 * 1024);
  /* Signals are for the threads that were there before. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  int error = pthread_create(&thread, &attributes, timer_thread, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return error;
}

/* After `delay` ns, and then every `interval` ns (0: only once), sets `bits` in the word at `address`. Answers the timer's number. */
EXPORT int64_t taipan_timer_start(uint64_t address, uint32_t bits, int64_t delay, int64_t interval) {
  pthread_mutex_lock(&timer_lock);
  int64_t result = -EAGAIN;
  if (!timer_thread_runs) {
    int error = start_timer_thread();
    if (error) {
      pthread_mutex_unlock(&timer_lock);
      return -error;
    }
    timer_thread_runs = 1;
  }
  for (int i = 0; i < MAX_TIMERS; i++) {
    if (timers[i].word) continue;
    timers[i] = (struct timer){pointer(address), bits, monotonic_now() + delay, interval};
    pthread_cond_signal(&timer_changed);
    result = i;
    break;
  }
  pthread_mutex_unlock(&timer_lock);
  return result;
}

EXPORT int taipan_timer_stop(int64_t timer) {
  if (timer < 0 || timer >= MAX_TIMERS) return EINVAL;
  pthread_mutex_lock(&timer_lock);
  int error = timers[timer].word ? 0 : ENOENT;
  timers[timer].word = NULL;
  pthread_mutex_unlock(&timer_lock);
  return error;
}

/* ---- the stack that handlers run on: the VM's own may be the one that overflowed ---- */

#define SIGNAL_STACK 0x10000

static pthread_key_t stack_key;
static pthread_once_t stack_key_once = PTHREAD_ONCE_INIT;

static void drop_signal_stack(void *memory) {
  stack_t off;
  memset(&off, 0, sizeof off);
  off.ss_flags = SS_DISABLE;
  sigaltstack(&off, NULL);
  munmap(memory, SIGNAL_STACK);
}

static void make_stack_key(void) { pthread_key_create(&stack_key, drop_signal_stack); }

EXPORT int taipan_signal_stack(void) {
  stack_t now;
  if (sigaltstack(NULL, &now)) return errno;
  if (!(now.ss_flags & SS_DISABLE) && now.ss_size >= SIGNAL_STACK / 2) return 0;
  void *memory = mmap(NULL, SIGNAL_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return errno;
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = memory;
  stack.ss_size = SIGNAL_STACK;
  if (sigaltstack(&stack, NULL)) {
    int error = errno;
    munmap(memory, SIGNAL_STACK);
    return error;
  }
  pthread_once(&stack_key_once, make_stack_key);
  pthread_setspecific(stack_key, memory);
  return 0;
}
