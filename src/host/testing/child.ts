/** Scenarios that end or change a process, run by tests in one of their own: `node scripts/run.mjs child.ts scenario`. */
import { CONTEXT_FIELD, FIRST_REFERENCE } from "../../ir/vm-layout.ts";
import { CodeMemory } from "../code-memory.ts";
import { LiveFaultMap, reportFaults } from "../fault-map.ts";
import { loadShim, ShimUnavailable } from "../shim.ts";
import { VmMemory } from "../vm-memory.ts";
import { BLOB, enterOnce, prepare, type Routine, routineOffset } from "./blob.ts";

const shim = loadShim();
if (shim instanceof ShimUnavailable) throw new Error(shim.toString());
const scenario = process.argv[2]!;

const code = CodeMemory.open(shim, { flipOnly: scenario === "flip" });
const chunk = code.allocate(BLOB.length);
chunk.write(0, BLOB);
const memory = VmMemory.reserve(shim);
memory.commitHeap(1 << 20);

/** Lets a coroutine run into a fault, with names for it. */
function fault(routine: Routine, loadedFrom = 0): void {
  reportFaults(shim as Exclude<typeof shim, ShimUnavailable>, memory);
  const map = new LiveFaultMap(shim as Exclude<typeof shim, ShimUnavailable>, chunk.address, chunk.bytes);
  map.add([
    { offset: routineOffset("loader"), function: "runLoader", file: "src/interp/loader.ts", line: 7 },
    { offset: routineOffset("load"), function: "loadField", file: "src/interp/loader.ts", line: 41 },
    { offset: routineOffset("load") + 7, function: "loadField", file: "src/interp/loader.ts", line: 42 },
    { offset: routineOffset("deep"), function: "recurse", file: "src/interp/deep.ts", line: 3 },
  ]);
  map.add([
    { offset: routineOffset("illegal"), function: "unreachable", file: "", line: 0 },
    { offset: routineOffset("divide"), function: "divide", file: "src/interp/int.ts", line: 9 },
  ]);
  prepare(memory, chunk, routine);
  memory.store64(memory.context + CONTEXT_FIELD.callTarget, loadedFrom);
  enterOnce(shim as Exclude<typeof shim, ShimUnavailable>, memory, chunk);
  console.log("came back");
}

const scenarios: Record<string, () => void> = {
  null: () => fault("loader", memory.base),
  uncommitted: () => fault("loader", memory.heapStart + (8 << 20)),
  wild: () => fault("loader", 8),
  deep: () => fault("deep"),
  illegal: () => fault("illegal"),
  divide: () => fault("divide"),
  /** A fault of JavaScript's own, through a view that bypasses the checks. */
  script: () => {
    reportFaults(shim, memory);
    console.log(new Uint8Array(shim.view(memory.heapStart + (64 << 20), 16))[0]);
  },
  flip: () => {
    prepare(memory, chunk, "counter");
    for (let i = 0; i < 10; i++) enterOnce(shim, memory, chunk);
    // inc becomes dec: ModRM of `inc [r15+168]` 87 -> 8f
    chunk.patch32(routineOffset("counter"), 0xa88fff49 | 0);
    for (let i = 0; i < 3; i++) enterOnce(shim, memory, chunk);
    console.log(JSON.stringify({ dual: code.dual, count: memory.load64(memory.context + CONTEXT_FIELD.callTarget) }));
  },
  limited: () => {
    const object = memory.addressOf(FIRST_REFERENCE);
    memory.store64(object, 42);
    prepare(memory, chunk, "counter");
    const status = enterOnce(shim, memory, chunk);
    console.log(JSON.stringify({ heap: memory.heapReserved, status, value: memory.load64(object) }));
  },
};
scenarios[scenario]!();
