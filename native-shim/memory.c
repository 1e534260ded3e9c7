/* Memory of a VM instance: reserve, commit, map files. Ranges are multiples of the page size; JavaScript sees to that. */
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif
#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0 /* then the address is only a hint, and the answer is compared */
#endif

#define RESERVED (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)

EXPORT int32_t taipan_abi(void) { return TAIPAN_ABI; }

EXPORT int64_t taipan_page_size(void) { return sysconf(_SC_PAGESIZE); }

static void *pointer(uint64_t address) { return (void *)(uintptr_t)address; }

static int reserve_at(uint64_t address, uint64_t bytes) {
  void *got = mmap(pointer(address), bytes, PROT_NONE, RESERVED | MAP_FIXED_NOREPLACE, -1, 0);
  if (got == MAP_FAILED) return errno;
  if (got == pointer(address)) return 0;
  munmap(got, bytes);
  return EEXIST;
}

/*
 * Reserves [base, base + low_end) and [base + heap_offset, base + heap_offset + heap_bytes) and answers base, a multiple of 64 KiB.
 * First as one hole whose middle is given back. Where address space is limited (ulimit -v) that hole is too large, and the two
 * parts are asked for apart, at places that Linux leaves empty between a program and its libraries.
 */
EXPORT int64_t taipan_reserve(uint64_t low_end, uint64_t heap_offset, uint64_t heap_bytes) {
  const uint64_t alignment = 0x10000;
  uint64_t end = heap_offset + heap_bytes;
  uint8_t *hole = mmap(NULL, end + alignment, PROT_NONE, RESERVED, -1, 0);
  if (hole != MAP_FAILED) {
    uint64_t start = (uint64_t)(uintptr_t)hole;
    uint64_t base = (start + alignment - 1) & ~(alignment - 1);
    if (base > start) munmap(hole, base - start);
    munmap(pointer(base + end), start + alignment - base);
    munmap(pointer(base + low_end), heap_offset - low_end);
    return (int64_t)base;
  }
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  uint64_t seed = (uint64_t)now.tv_nsec / 64;
  for (uint64_t attempt = 0; attempt < 64; attempt++) {
    uint64_t base = (0x100 + (seed + attempt) % 0x400) << 36;
    int error = reserve_at(base, low_end);
    if (error == 0) {
      error = reserve_at(base + heap_offset, heap_bytes);
      if (error == 0) return (int64_t)base;
      munmap(pointer(base), low_end);
    }
    if (error != EEXIST) return -error;
  }
  return -ENOMEM;
}

/* Gives back part of a reservation, or all of it. */
EXPORT int taipan_release(uint64_t address, uint64_t bytes) { return munmap(pointer(address), bytes) ? errno : 0; }

/* Makes reserved memory readable and writable; it reads as zero at first. */
EXPORT int taipan_commit(uint64_t address, uint64_t bytes) {
  return mprotect(pointer(address), bytes, PROT_READ | PROT_WRITE) ? errno : 0;
}

/* Back to reserved: pages go back to the system, touching them is a fault. */
EXPORT int taipan_decommit(uint64_t address, uint64_t bytes) {
  return mmap(pointer(address), bytes, PROT_NONE, RESERVED | MAP_FIXED, -1, 0) == MAP_FAILED ? errno : 0;
}

/* Committed memory becomes zero and costs nothing until it is touched. */
EXPORT int taipan_discard(uint64_t address, uint64_t bytes) {
#if defined(__linux__)
  return madvise(pointer(address), bytes, MADV_DONTNEED) ? errno : 0;
#else
  void *got = mmap(pointer(address), bytes, PROT_READ | PROT_WRITE, RESERVED | MAP_FIXED, -1, 0);
  return got == MAP_FAILED ? errno : 0;
#endif
}

/* A range of its own, readable and writable at once and paid for when touched; the lowest `guard` bytes stay inaccessible. */
EXPORT int64_t taipan_allocate(uint64_t bytes, uint64_t guard) {
  uint8_t *got = mmap(NULL, bytes, PROT_READ | PROT_WRITE, RESERVED, -1, 0);
  if (got == MAP_FAILED) return -errno;
#if defined(MADV_NOHUGEPAGE)
  madvise(got, bytes, MADV_NOHUGEPAGE);
#endif
  if (guard && mprotect(got, guard, PROT_NONE)) {
    int error = errno;
    munmap(got, bytes);
    return -error;
  }
  return (int64_t)(uintptr_t)got;
}

/*
 * Maps a file's range. `address` 0: anywhere, read only (then the range need not be all of it: answers where it begins).
 * Otherwise exactly there in place of what was reserved, with `protection`: 1 copy-on-write, 2 executable (chunks of code memory).
 * A file that is too short is EINVAL, since touching what it lacks would be a SIGBUS.
 */
EXPORT int64_t taipan_map_file(const char *path, uint64_t offset, uint64_t bytes, uint64_t address, int32_t protection) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -errno;
  struct stat status;
  int64_t result;
  if (fstat(fd, &status)) {
    result = -errno;
  } else if ((uint64_t)status.st_size < offset + bytes) {
    result = -EINVAL;
  } else {
    int access = protection == 1 ? PROT_READ | PROT_WRITE : protection == 2 ? PROT_READ | PROT_EXEC : PROT_READ;
    int flags = MAP_PRIVATE | (address ? MAP_FIXED : 0);
    void *got = mmap(pointer(address), bytes, access, flags, fd, (off_t)offset);
    result = got == MAP_FAILED ? -errno : (int64_t)(uintptr_t)got;
  }
  close(fd);
  return result;
}
