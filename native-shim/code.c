/*
 * Code memory: one reservation for the process, so that every call within it reaches with a 32-bit displacement (ARM64: 128 MiB).
 *
 *   CODE_DUAL  one memfd mapped twice: JavaScript writes at one address, the CPU runs at the other (Linux)
 *   CODE_FLIP  one mapping whose pages are writable while taipan_code_write copies, executable otherwise
 *   CODE_JIT   MAP_JIT: the calling thread's view is switched for the length of the copy (macOS on ARM64; untried)
 *
 * It is given out in chunks of 64 KiB: first fit over a byte map.
 */
#include "shim.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>
#endif
#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

#define CHUNK 0x10000u
#define MAX_CHUNKS 2048u /* 128 MiB */

struct code_memory taipan_code;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint8_t taken[MAX_CHUNKS];
static int code_fd = -1;

static void *pointer(uint64_t address) { return (void *)(uintptr_t)address; }

#if defined(__linux__)
static int map_twice(uint64_t bytes) {
  int fd = (int)syscall(SYS_memfd_create, "taipan-code", 1u /* MFD_CLOEXEC */);
  if (fd < 0) return errno;
  int error = 0;
  void *executable = MAP_FAILED, *writable = MAP_FAILED;
  if (ftruncate(fd, (off_t)bytes)) error = errno;
  if (!error) {
    executable = mmap(NULL, bytes, PROT_READ | PROT_EXEC, MAP_SHARED | MAP_NORESERVE, fd, 0);
    if (executable == MAP_FAILED) error = errno;
  }
  if (!error) {
    writable = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, fd, 0);
    if (writable == MAP_FAILED) error = errno;
  }
  if (error) {
    if (executable != MAP_FAILED) munmap(executable, bytes);
    close(fd);
    return error;
  }
  code_fd = fd;
  taipan_code.writable = (uint64_t)(uintptr_t)writable;
  taipan_code.mode = CODE_DUAL;
  taipan_code.size = bytes;
  taipan_code.executable = (uint64_t)(uintptr_t)executable;
  return 0;
}
#else
static int map_twice(uint64_t bytes) {
  (void)bytes;
  return ENOTSUP;
}
#endif

static int map_once(uint64_t bytes) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  int mode = CODE_FLIP;
#if defined(__APPLE__) && defined(__aarch64__)
  flags |= MAP_JIT;
  mode = CODE_JIT;
  void *got = mmap(NULL, bytes, PROT_READ | PROT_WRITE | PROT_EXEC, flags, -1, 0);
#else
  void *got = mmap(NULL, bytes, PROT_READ, flags, -1, 0);
#endif
  if (got == MAP_FAILED) return errno;
  /* Asked now, so that a refusal is known before any code is there. */
  if (mode == CODE_FLIP && mprotect(got, CHUNK, PROT_READ | PROT_EXEC)) {
    int error = errno;
    munmap(got, bytes);
    return error;
  }
  taipan_code.writable = taipan_code.executable = (uint64_t)(uintptr_t)got;
  taipan_code.mode = (uint64_t)mode;
  taipan_code.size = bytes;
  return 0;
}

/*
 * Makes the reservation, once a process, and draws it in `out`. A second call answers the first one's. `flip_only`: for tests of
 * systems where memfd is refused.
 */
EXPORT int taipan_code_reserve(uint64_t bytes, int32_t flip_only, struct code_memory *out) {
  if (bytes > (uint64_t)CHUNK * MAX_CHUNKS) return EINVAL;
  pthread_mutex_lock(&lock);
  int error = 0;
  if (!taipan_code.executable) {
    error = flip_only ? ENOTSUP : map_twice(bytes);
    if (error && error != ENOMEM) error = map_once(bytes);
  }
  *out = taipan_code;
  pthread_mutex_unlock(&lock);
  return error;
}

/* Takes a chunk of at least `bytes`; answers its offset. */
EXPORT int64_t taipan_code_allocate(uint64_t bytes) {
  uint64_t want = (bytes + CHUNK - 1) / CHUNK, chunks = taipan_code.size / CHUNK;
  int64_t result = -ENOMEM;
  pthread_mutex_lock(&lock);
  for (uint64_t at = 0, run = 0; want && at < chunks; at++) {
    run = taken[at] ? 0 : run + 1;
    if (run < want) continue;
    uint64_t first = at + 1 - want;
    memset(taken + first, 1, want);
    result = (int64_t)(first * CHUNK);
    break;
  }
  pthread_mutex_unlock(&lock);
  return result;
}

/* Gives a chunk back; its pages return to the system. */
EXPORT int taipan_code_free(uint64_t offset, uint64_t bytes) {
  uint64_t chunks = (bytes + CHUNK - 1) / CHUNK, size = chunks * CHUNK;
  int error = 0;
#if defined(__linux__)
  if (taipan_code.mode == CODE_DUAL) {
    /* A file may have been mapped over the executable side. */
    void *got = mmap(pointer(taipan_code.executable + offset), size, PROT_READ | PROT_EXEC,
                     MAP_SHARED | MAP_FIXED | MAP_NORESERVE, code_fd, (off_t)offset);
    if (got == MAP_FAILED) error = errno;
    madvise(pointer(taipan_code.writable + offset), size, MADV_REMOVE);
  }
#endif
  if (taipan_code.mode == CODE_FLIP) {
    void *got = mmap(pointer(taipan_code.executable + offset), size, PROT_READ,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
    if (got == MAP_FAILED) error = errno;
  }
  pthread_mutex_lock(&lock);
  memset(taken + offset / CHUNK, 0, chunks);
  pthread_mutex_unlock(&lock);
  return error;
}

/* CPUs that do not watch their instruction cache are told of new code. Called after writing through the writable side. */
EXPORT int taipan_code_publish(uint64_t offset, uint64_t bytes) {
  char *start = pointer(taipan_code.executable + offset);
  __builtin___clear_cache(start, start + bytes);
  return 0;
}

/* Copies code in and publishes it, in any mode. */
EXPORT int taipan_code_write(uint64_t offset, const void *source, uint64_t bytes) {
  void *target = pointer(taipan_code.writable + offset);
  if (taipan_code.mode == CODE_FLIP) {
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    uint64_t first = (taipan_code.executable + offset) & ~(page - 1);
    uint64_t end = (taipan_code.executable + offset + bytes + page - 1) & ~(page - 1);
    if (mprotect(pointer(first), end - first, PROT_READ | PROT_WRITE)) return errno;
    memcpy(target, source, bytes);
    if (mprotect(pointer(first), end - first, PROT_READ | PROT_EXEC)) return errno;
  } else {
#if defined(__APPLE__) && defined(__aarch64__)
    pthread_jit_write_protect_np(0);
#endif
    memcpy(target, source, bytes);
#if defined(__APPLE__) && defined(__aarch64__)
    pthread_jit_write_protect_np(1);
#endif
  }
  return taipan_code_publish(offset, bytes);
}

/*
 * Enters native code: a plain C call of a stub with the address of the VM's context. The stub switches stacks and comes back with
 * a status (src/ir/vm-layout.ts). Resuming is entering another stub.
 */
EXPORT int taipan_enter(uint64_t stub, uint64_t context) {
  return ((int (*)(uint64_t))(uintptr_t)stub)(context);
}
