/*
 * The fault reporter. A SIGSEGV, SIGBUS, SIGILL or SIGFPE in VM code is a bug of ours: the report says in which function and source
 * line, what kind of address it was, the registers, and the return addresses on the VM's stack; then the process dies of the signal.
 * Faults elsewhere go to the handler that was there before (V8's, for WebAssembly).
 *
 * Names come from fault maps, written by JavaScript or the build (src/host/fault-map.ts), little endian:
 *
 *   0 u32 magic "TFM1" | 4 u32 number of entries | 8 u32 where the entries start | 12 u32 where the strings start
 *   entries, ascending: u32 code offset | u32 function | u32 file (offsets of NUL-terminated strings) | u32 line
 *
 * An entry holds from its code offset to the next one's. A map may grow at its end while it is registered:
 * entries and strings first, then their number.
 * Everything here may run in a signal handler: no locks, no allocation, no stdio.
 */
#include "shim.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#if defined(__linux__)
#include <ucontext.h>
#else
#include <sys/ucontext.h>
#endif

struct fault_map {
  uint32_t magic, count, entries, strings;
};
struct fault_entry {
  uint32_t offset, function, file, line;
};
struct code_region { /* map 0: free */
  uint64_t map, start, bytes;
};
struct vm { /* base 0: free */
  uint64_t base, low_start, low_end, heap_start, heap_end, stack_low, stack_high, guard;
};

#define MAGIC 0x314d4654u
#define MAX_REGIONS 512
#define MAX_VMS 256
#define MAX_FRAMES 48

static struct code_region regions[MAX_REGIONS];
static struct vm vms[MAX_VMS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- text, written with write(2) alone ---- */

struct text {
  char bytes[512];
  size_t length;
};
static void put(struct text *t, const char *s) {
  while (*s && t->length < sizeof t->bytes - 1) t->bytes[t->length++] = *s++;
}
static void put_number(struct text *t, uint64_t value, unsigned radix, int width) {
  char digits[24];
  int n = 0;
  do digits[n++] = "0123456789abcdef"[value % radix];
  while ((value /= radix) || n < width);
  while (n && t->length < sizeof t->bytes - 1) t->bytes[t->length++] = digits[--n];
}
static void put_hex(struct text *t, uint64_t value) {
  put(t, "0x");
  put_number(t, value, 16, 1);
}
static void end_line(struct text *t) {
  t->bytes[t->length++] = '\n';
  size_t at = 0;
  while (at < t->length) {
    ssize_t n = write(2, t->bytes + at, t->length - at);
    if (n <= 0) break;
    at += (size_t)n;
  }
  t->length = 0;
}

/* ---- the machine's registers ---- */

#if defined(__linux__) && defined(__x86_64__)
#define PC(c) ((uint64_t)(c)->uc_mcontext.gregs[REG_RIP])
#define SP(c) ((uint64_t)(c)->uc_mcontext.gregs[REG_RSP])
static const struct {
  const char *name;
  int index;
} register_names[] = {
    {"rax", REG_RAX}, {"rcx", REG_RCX}, {"rdx", REG_RDX}, {"rbx", REG_RBX}, {"rsp", REG_RSP}, {"rbp", REG_RBP},
    {"rsi", REG_RSI}, {"rdi", REG_RDI}, {"r8 ", REG_R8},  {"r9 ", REG_R9},  {"r10", REG_R10}, {"r11", REG_R11},
    {"r12", REG_R12}, {"r13", REG_R13}, {"r14", REG_R14}, {"r15", REG_R15}};
#define REGISTERS 16
#define REGISTER_NAME(t, i) put(t, register_names[i].name)
#define REGISTER(c, i) ((uint64_t)(c)->uc_mcontext.gregs[register_names[i].index])
#elif defined(__linux__) && defined(__aarch64__)
#define PC(c) ((uint64_t)(c)->uc_mcontext.pc)
#define SP(c) ((uint64_t)(c)->uc_mcontext.sp)
#define REGISTERS 31
#define REGISTER_NAME(t, i) (put(t, "x"), put_number(t, (uint64_t)(i), 10, 2))
#define REGISTER(c, i) ((uint64_t)(c)->uc_mcontext.regs[i])
#elif defined(__APPLE__) && defined(__aarch64__)
#define PC(c) ((uint64_t)(c)->uc_mcontext->__ss.__pc)
#define SP(c) ((uint64_t)(c)->uc_mcontext->__ss.__sp)
#define REGISTERS 29
#define REGISTER_NAME(t, i) (put(t, "x"), put_number(t, (uint64_t)(i), 10, 2))
#define REGISTER(c, i) ((uint64_t)(c)->uc_mcontext->__ss.__x[i])
#elif defined(__APPLE__) && defined(__x86_64__)
#define PC(c) ((uint64_t)(c)->uc_mcontext->__ss.__rip)
#define SP(c) ((uint64_t)(c)->uc_mcontext->__ss.__rsp)
#define REGISTERS 1
#define REGISTER_NAME(t, i) put(t, "rax")
#define REGISTER(c, i) ((uint64_t)(c)->uc_mcontext->__ss.__rax)
#else
#error "the fault reporter does not know this system's registers"
#endif

/* ---- the report ---- */

static int in_code(uint64_t address) {
  return taipan_code.executable && address - taipan_code.executable < taipan_code.size;
}

static const struct vm *vm_by_stack(uint64_t sp) {
  for (int i = 0; i < MAX_VMS; i++)
    if (vms[i].base && sp >= vms[i].stack_low && sp <= vms[i].stack_high) return &vms[i];
  return NULL;
}

static int holds(uint64_t start, uint64_t end, uint64_t address) { return address >= start && address < end; }

/* Says what a data address is to the VM that it belongs to, if to any: 1 when it said something. */
static int put_address_kind(struct text *t, uint64_t address) {
  for (int i = 0; i < MAX_VMS; i++) {
    const struct vm *v = &vms[i];
    if (!v->base) continue;
    if (holds(v->base, v->low_start, address)) {
      put(t, "null reference, field at offset ");
      put_number(t, address - v->base, 10, 1);
    } else if (holds(v->low_start, v->low_end, address)) {
      put(t, "protected memory of the VM's low area at base + ");
      put_hex(t, address - v->base);
    } else if (holds(v->heap_start, v->heap_end, address)) {
      put(t, "uncommitted or protected heap memory, reference ");
      put_hex(t, (address - v->base) / 8);
    } else if (holds(v->stack_low, v->stack_low + v->guard, address)) {
      put(t, "the VM's stack overflowed");
    } else {
      continue;
    }
    return 1;
  }
  return 0;
}

/* Function and line of a code address. `call`: a return address, which stands behind the call that it belongs to. */
static void put_place(struct text *t, uint64_t address, int call) {
  put(t, "code+");
  put_hex(t, address - taipan_code.executable);
  uint64_t at = address - (call ? 1 : 0);
  for (int i = 0; i < MAX_REGIONS; i++) {
    const struct code_region *r = &regions[i];
    if (!r->map || at - r->start >= r->bytes) continue;
    const struct fault_map *map = (const struct fault_map *)(uintptr_t)r->map;
    const struct fault_entry *entries = (const struct fault_entry *)((const char *)map + map->entries);
    uint32_t low = 0, high = map->count, offset = (uint32_t)(at - r->start);
    while (low < high) {
      uint32_t middle = low + (high - low) / 2;
      if (entries[middle].offset <= offset) low = middle + 1;
      else high = middle;
    }
    if (low == 0) continue;
    const struct fault_entry *e = &entries[low - 1];
    const char *strings = (const char *)map + map->strings;
    put(t, " ");
    put(t, strings + e->function);
    if (strings[e->file]) {
      put(t, " (");
      put(t, strings + e->file);
      if (e->line) {
        put(t, ":");
        put_number(t, e->line, 10, 1);
      }
      put(t, ")");
    }
    return;
  }
  put(t, " (no name)");
}

static const char *signal_name(int number) {
  switch (number) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGILL: return "SIGILL";
    default: return "SIGFPE";
  }
}

static void report(int number, const siginfo_t *info, ucontext_t *context) {
  static struct text t; /* one report a process */
  uint64_t pc = PC(context), sp = SP(context), address = (uint64_t)(uintptr_t)info->si_addr;
  t.length = 0;
  put(&t, "taipan: internal error: ");
  put(&t, signal_name(number));
  put(&t, in_code(pc) ? " in VM code" : " in a C function called by VM code");
  if (number == SIGSEGV || number == SIGBUS) {
    put(&t, ": ");
    if (!put_address_kind(&t, address)) put(&t, "access outside the VM's memory");
    put(&t, " (address ");
    put_hex(&t, address);
    put(&t, ")");
  }
  end_line(&t);
  put(&t, "  at ");
  if (in_code(pc)) {
    put_place(&t, pc, 0);
  } else {
    put(&t, "pc ");
    put_hex(&t, pc);
  }
  end_line(&t);
  for (int i = 0; i < REGISTERS; i++) {
    put(&t, "  ");
    REGISTER_NAME(&t, i);
    put(&t, " ");
    put_number(&t, REGISTER(context, i), 16, 16);
    if (i % 4 == 3 || i == REGISTERS - 1) end_line(&t);
  }
  const struct vm *v = vm_by_stack(sp);
  if (v) {
    put(&t, "return addresses on the VM's stack, innermost first (left-over ones among them):");
    end_line(&t);
    uint64_t from = sp < v->stack_low + v->guard ? v->stack_low + v->guard : sp & ~(uint64_t)7;
    int frames = 0;
    for (; from + 8 <= v->stack_high && frames < MAX_FRAMES; from += 8) {
      uint64_t slot = *(const uint64_t *)(uintptr_t)from;
      if (!in_code(slot)) continue;
      put(&t, "  ");
      put_place(&t, slot, 1);
      end_line(&t);
      frames++;
    }
    if (frames == MAX_FRAMES) {
      put(&t, "  ...");
      end_line(&t);
    }
  }
  put(&t, "This is a bug of taipan: please report it with the lines above.");
  end_line(&t);
}

static const int reported[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE};
#define REPORTED 4
static struct sigaction before[REPORTED];
static int installed;
static int reporting;

static void die_of(int number, const siginfo_t *info) {
  signal(number, SIG_DFL);
  if (info->si_code <= 0) raise(number); /* sent by a process: nothing would fault again */
  /* else: returning runs the faulting instruction again, and the process dies where it was */
}

static void on_fault(int number, siginfo_t *info, void *context) {
  if (in_code(PC((ucontext_t *)context)) || vm_by_stack(SP((ucontext_t *)context))) {
    if (__atomic_exchange_n(&reporting, 1, __ATOMIC_SEQ_CST) == 0) report(number, info, context);
    die_of(number, info);
    return;
  }
  if (info->si_code > 0 && (number == SIGSEGV || number == SIGBUS)) {
    struct text t;
    t.length = 0;
    put(&t, "taipan: internal error: JavaScript touched VM memory that it must not: ");
    if (put_address_kind(&t, (uint64_t)(uintptr_t)info->si_addr)) end_line(&t);
  }
  int i = 0;
  while (reported[i] != number) i++;
  const struct sigaction *b = &before[i];
  if (b->sa_flags & SA_SIGINFO) b->sa_sigaction(number, info, context);
  else if (b->sa_handler == SIG_DFL) die_of(number, info);
  else if (b->sa_handler != SIG_IGN) b->sa_handler(number);
}

/* Installs the reporter; a second call changes nothing. */
EXPORT int taipan_faults_install(void) {
  int error = 0;
  pthread_mutex_lock(&lock);
  if (!installed) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < REPORTED && !error; i++)
      if (sigaction(reported[i], &action, &before[i])) error = errno;
    installed = !error;
  }
  pthread_mutex_unlock(&lock);
  return error;
}

/* Registers the fault map at address `map` for the code at [start, start + bytes). */
EXPORT int taipan_faults_add_map(uint64_t map, uint64_t start, uint64_t bytes) {
  if (((const struct fault_map *)(uintptr_t)map)->magic != MAGIC) return EINVAL;
  int error = EAGAIN;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < MAX_REGIONS && error; i++) {
    if (regions[i].map) continue;
    regions[i].start = start;
    regions[i].bytes = bytes;
    __atomic_store_n(&regions[i].map, map, __ATOMIC_SEQ_CST);
    error = 0;
  }
  pthread_mutex_unlock(&lock);
  return error;
}

EXPORT int taipan_faults_remove_map(uint64_t map) {
  int error = ENOENT;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < MAX_REGIONS; i++) {
    if (regions[i].map != map) continue;
    __atomic_store_n(&regions[i].map, 0, __ATOMIC_SEQ_CST);
    error = 0;
  }
  pthread_mutex_unlock(&lock);
  return error;
}

/* Tells the reporter where a VM's memory and stack are. `guard`: bytes at the stack's low end that overflow touches. */
EXPORT int taipan_faults_add_vm(uint64_t base, uint64_t low_start, uint64_t low_end, uint64_t heap_start, uint64_t heap_end,
                                uint64_t stack_low, uint64_t stack_high, uint64_t guard) {
  int error = EAGAIN;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < MAX_VMS && error; i++) {
    if (vms[i].base) continue;
    vms[i] = (struct vm){0, low_start, low_end, heap_start, heap_end, stack_low, stack_high, guard};
    __atomic_store_n(&vms[i].base, base, __ATOMIC_SEQ_CST);
    error = 0;
  }
  pthread_mutex_unlock(&lock);
  return error;
}

EXPORT int taipan_faults_remove_vm(uint64_t base) {
  int error = ENOENT;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < MAX_VMS; i++) {
    if (vms[i].base != base) continue;
    __atomic_store_n(&vms[i].base, 0, __ATOMIC_SEQ_CST);
    error = 0;
  }
  pthread_mutex_unlock(&lock);
  return error;
}
