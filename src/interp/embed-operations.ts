// Numbers of the embedding: kinds of values in messages, what a host asks of the program, and what the program asks of the host. No imports:
// src/host/embedding uses them, too.

/** Kinds of values in messages (messages.ts). */
export const TAG = {
  none: 0,
  false: 1,
  true: 2,
  int: 3,
  long: 4,
  float: 5,
  latin: 6,
  utf16: 7,
  bytes: 8,
  list: 9,
  dict: 10,
  tuple: 11,
  set: 12,
  /** A Python object: its handle. */
  handle: 13,
  /** An object of the host's: its number. */
  host: 14,
  /** No value: a missing attribute, the end of an iteration. */
  nothing: 15,
} as const;

/** Operations of the entry function `embed` (embedding.ts), in the order of its table. The last ones, from keys on, answer whole lists. */
export const EMBED = {
  run: 0,
  getAttr: 1,
  setAttr: 2,
  delAttr: 3,
  getItem: 4,
  setItem: 5,
  delItem: 6,
  contains: 7,
  len: 8,
  call: 9,
  iter: 10,
  next: 11,
  toJs: 12,
  str: 13,
  repr: 14,
  type: 15,
  keys: 16,
  dir: 17,
} as const;

/** Operations of hostEmbed, which an embedder serves (src/host/embedding/host-objects.ts). */
export const HOST = {
  /** The message is what an entry function answers. */
  deliver: 0,
  call: 1,
  get: 2,
  set: 3,
  delete: 4,
  getItem: 5,
  setItem: 6,
  length: 7,
  iterate: 8,
  next: 9,
  text: 10,
  contains: 11,
  names: 12,
  /** Nothing refers any more to one of the objects that stood for this one. */
  release: 13,
  /** A deadline passed: 1 interrupts the program. */
  deadline: 14,
} as const;
