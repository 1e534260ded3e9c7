/*
 * Taipan's shim: what JavaScript cannot do by itself. Reserve and commit memory, map code, enter native code, signals, timers,
 * the fault reporter, and the addresses of C functions. No policy: sizes, retries and messages are JavaScript's (src/host).
 *
 * Results: `int` functions answer 0 or an errno; `int64_t` functions answer an address or offset (>= 0) or a negated errno.
 * Addresses are uint64_t, since koffi passes a JavaScript number so at the least cost.
 *
 * State is per process, also where several worker threads have loaded the shim; the functions may be called from any of them.
 * Tried on Linux x86-64. The macOS and ARM64 lines are written by the manuals and untried; Windows is not there yet.
 */
#ifndef TAIPAN_SHIM_H
#define TAIPAN_SHIM_H

#if defined(_WIN32)
#error "the native shim is not ported to Windows yet"
#endif

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#if defined(__APPLE__)
#define _DARWIN_C_SOURCE 1
#endif

#include <stddef.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

/* Changes with every incompatible change of an exported function; src/host/shim.ts has the same number. */
#define TAIPAN_ABI 1

/* The one reservation for code. `executable` is 0 until it has been made. */
struct code_memory {
  uint64_t executable; /* where the CPU runs it */
  uint64_t writable;   /* where JavaScript writes it; equal to `executable` when pages are flipped instead */
  uint64_t size;
  uint64_t mode; /* CODE_DUAL, CODE_FLIP or CODE_JIT */
};
enum { CODE_DUAL = 1, CODE_FLIP = 2, CODE_JIT = 3 };
extern struct code_memory taipan_code;

/* Gives the calling thread an alternate signal stack. */
int taipan_signal_stack(void);

#endif
