import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { CONTEXT_FIELD } from "../ir/vm-layout.ts";
import { CodeMemory } from "./code-memory.ts";
import { ACTION, startTimer, watchInterrupts } from "./interrupts.ts";
import { BLOB, routineOffset } from "./testing/blob.ts";
import { noNative, testShim } from "./testing/native.ts";
import { VmMemory } from "./vm-memory.ts";

/** A VM whose native code waits until its action word is not 0. */
function spinner() {
  const shim = testShim();
  const memory = VmMemory.reserve(shim, { heapBytes: 64 << 20 });
  const chunk = CodeMemory.open(shim).allocate(BLOB.length);
  chunk.write(0, BLOB);
  const actions = memory.context + CONTEXT_FIELD.actions;
  return {
    shim,
    memory,
    actions,
    spin: () => shim.enter(chunk.executableAddress(routineOffset("spin")), memory.context),
    dispose: () => {
      memory.dispose();
      chunk.free();
    },
  };
}

describe.skipIf(noNative)(`interrupts ${noNative ?? ""}`, () => {
  it("stops spinning native code when SIGINT comes, and gives the signal back to Node", async () => {
    const vm = spinner();
    let seenByNode = 0;
    const onSigint = (): void => {
      seenByNode++;
    };
    process.on("SIGINT", onSigint);
    const stopWatching = watchInterrupts(vm.shim, vm.actions);
    const kill = spawn("sh", ["-c", `sleep 0.2; kill -INT ${process.pid}`]);
    const ended = new Promise((resolve) => kill.on("exit", resolve));
    expect(vm.spin()).toBe(ACTION.interrupt);
    await ended;
    expect(seenByNode).toBe(0);
    stopWatching();
    stopWatching();
    process.kill(process.pid, "SIGINT");
    while (seenByNode === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seenByNode).toBe(1);
    process.off("SIGINT", onSigint);
    vm.dispose();
  });

  it("sets the words of two VMs when SIGINT comes while both watch", async () => {
    const [one, two] = [spinner(), spinner()];
    const stops = [one, two].map((vm) => watchInterrupts(vm.shim, vm.actions));
    process.kill(process.pid, "SIGINT");
    expect(one.spin() | two.spin()).toBe(ACTION.interrupt);
    for (const stop of stops) stop();
    one.dispose();
    two.dispose();
  });

  it("stops spinning native code when a deadline passes", () => {
    const vm = spinner();
    const stop = startTimer(vm.shim, vm.actions, ACTION.deadline, 30);
    const begin = performance.now();
    expect(vm.spin()).toBe(ACTION.deadline);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(29);
    stop();
    vm.dispose();
  });

  it("ticks again and again, and no more when stopped", async () => {
    const vm = spinner();
    const stop = startTimer(vm.shim, vm.actions, ACTION.tick, 2, 2);
    for (let i = 0; i < 5; i++) {
      expect(vm.spin()).toBe(ACTION.tick);
      vm.memory.store32(vm.actions, 0);
    }
    stop();
    vm.memory.store32(vm.actions, 0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(vm.memory.load32(vm.actions)).toBe(0);
    vm.dispose();
  });
});
