// The system as an embedded program sees it: what was granted is this process' own, the rest is denied.

import { DeniedSystem, type HostSystem, NodeSystem } from "../system.ts";
import type { Grants } from "./types.ts";

const FILES = [
  "open",
  "close",
  "read",
  "write",
  "seek",
  "truncate",
  "truncatePath",
  "sync",
  "fstat",
  "stat",
  "list",
  "mkdir",
  "rmdir",
  "remove",
  "rename",
  "symlink",
  "link",
  "readlink",
  "realpath",
  "chmod",
  "chown",
  "access",
  "utime",
  "getcwd",
  "chdir",
  "umask",
  "chmodOf",
  "chownOf",
  "utimeOf",
] as const;
/** Descriptors are the process', and other processes see them: its standard streams can be replaced, pipes fill its table. */
const DESCRIPTORS = [
  "pipe",
  "duplicate",
  "duplicateTo",
  "inheritable",
  "setInheritable",
  "blocking",
  "setBlocking",
] as const;
const PROCESSES = ["kill", "fact", "uname", ...DESCRIPTORS] as const;

/** Standard streams never get here: they are services of their own, and no terminals. */
export function grantedSystem(allow: Grants, env: Readonly<Record<string, string>> | undefined): HostSystem {
  const own = new NodeSystem();
  const granted: Partial<Record<keyof HostSystem, unknown>> = {};
  const grant = (names: readonly (keyof HostSystem)[]): void => {
    for (const name of names) granted[name] = (own[name] as (...args: never[]) => unknown).bind(own);
  };
  if (allow.files) grant(FILES);
  if (allow.processes) grant(PROCESSES);
  granted.environment = (): Readonly<Record<string, string | undefined>> =>
    env ?? (allow.environment ? process.env : {});
  granted.isatty = (): boolean => false;
  return Object.assign(new DeniedSystem(false), granted) as HostSystem;
}
