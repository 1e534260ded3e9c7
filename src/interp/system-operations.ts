// What a program may ask of the operating system: the operations of the request `system` (requests.ts), by name. The host's
// table of them is src/host/system-service.ts.
//
//   hostSystem(operation, a, b, c, first, second, numbers)
//
// Paths are bytes as the system has them. An answer below 0 is -errno. Where the answer is bytes, it is their number, and hostFetch gives them.

export const SYSTEM = {
  /** (flags: OPEN bits, mode, -, path) -> file descriptor */
  open: 0,
  /** (fd) */
  close: 1,
  /** (fd, from, count, into) -> number of bytes; 0: the end */
  read: 2,
  /** (fd, from, count, bytes) -> number of bytes written, perhaps fewer */
  write: 3,
  /** (fd, offset, whence) -> position */
  seek: 4,
  /** (fd, length) */
  truncate: 5,
  /** (fd) -> 1 or 0 */
  isatty: 6,
  /** (fd, -, -) into numbers: mode, inode, device, links, uid, gid, size, then access, modification and change times as seconds and nanoseconds, block size, blocks, rdev */
  fstat: 7,
  /** (follow, -, -, path) as fstat */
  stat: 8,
  /** (-, -, -, path) -> names: for each a type byte ('f', 'd', 'l', or '?'), the name, a zero byte */
  list: 9,
  /** (mode, -, -, path) */
  mkdir: 10,
  rmdir: 11,
  remove: 12,
  /** (-, -, -, from, to) */
  rename: 13,
  /** (-, -, -, target, path) */
  symlink: 14,
  link: 15,
  /** -> bytes */
  readlink: 16,
  realpath: 17,
  /** (mode, follow, -, path) */
  chmod: 18,
  /** (uid, gid, -, path) */
  chown: 19,
  /** (mode bits, -, -, path) */
  access: 20,
  /** (follow, -, -, path) numbers: access and modification time, each as seconds and nanoseconds */
  utime: 21,
  /** -> bytes */
  getcwd: 22,
  chdir: 23,
  /** -> bytes: NAME=value, each ended by a zero byte */
  environ: 24,
  /** (count, -, -, into) */
  random: 25,
  /** (KIND) -> int: see SYSTEM_FACT */
  fact: 26,
  /** (length, -, -, path) */
  truncatePath: 27,
  /** (fd) */
  sync: 28,
  /** -> bytes: sysname, nodename, release, version, machine, each ended by a zero byte */
  uname: 29,
  /** (mask) -> the old one */
  umask: 30,
  /** (year, month 1.., day, hour, minute, second) is local time: -> numbers[0] its seconds since 1970; or seconds -> offset: see kind in a */
  localOffset: 31,
  /** (fd) numbers: columns, lines */
  terminalSize: 32,
  /** (pid, signal) */
  kill: 33,
  /** (status): ends the process at once */
  exit: 34,
  /** (signal, 1 watch or 0 default): signals set bits that the program looks at */
  watchSignal: 35,
  /** -> bytes: the abbreviations of local time, standard and summer, each ended by a zero byte */
  timeZoneNames: 36,
  /** numbers: the descriptors of the reading and of the writing end */
  pipe: 37,
  /** (fd) -> another descriptor of the same open file */
  duplicate: 38,
  /** (fd, target, inheritable) */
  duplicateTo: 39,
  /** (fd) -> 1 or 0; (fd, 1 or 0) */
  inheritable: 40,
  setInheritable: 41,
  blocking: 42,
  setBlocking: 43,
  /** (fd, mode) */
  chmodOf: 44,
  /** (fd, uid, gid) */
  chownOf: 45,
  /** (fd) as utime */
  utimeOf: 46,
} as const;

/** Bits of open's flags; the same on every system, since hosts translate them. They are Linux's. */
export const OPEN = {
  readOnly: 0,
  writeOnly: 1,
  readWrite: 2,
  create: 0o100,
  exclusive: 0o200,
  truncate: 0o1000,
  append: 0o2000,
  nonBlocking: 0o4000,
  directory: 0o200000,
  noFollow: 0o400000,
} as const;

/** Kinds of SYSTEM.fact. */
export const SYSTEM_FACT = {
  pid: 0,
  parentPid: 1,
  uid: 2,
  gid: 3,
  euid: 4,
  egid: 5,
  cpuCount: 6,
  platform: 7,
} as const;
