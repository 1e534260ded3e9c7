// Requests as they arrive from the VM: numbers and references in, an int out.

import type { ImageDirectory } from "../ir/image-file.ts";
import { parseSignature } from "../ir/image-file.ts";
import type { Word } from "../ir/meanings.ts";
import type { Memory } from "../ir/memory.ts";
import { ARRAY_ITEMS_OFFSET, ARRAY_LENGTH_OFFSET, type Kind } from "../ir/types.ts";
import { TYPE_ID_MASK } from "../ir/vm-layout.ts";
import type { U8Array } from "../rts/arrays.ts";
import type { RequestArgument } from "../rts/host.ts";
import type { ServiceTable } from "./services.ts";

interface Declared {
  readonly name: string;
  readonly params: readonly Kind[];
}

/** Serves the requests of one VM. */
export class RequestServer {
  private readonly memory: Memory;
  private readonly services: ServiceTable;
  private readonly declared = new Map<number, Declared>();
  private readonly byteArray: number;
  private readonly floatArray: number;

  constructor(memory: Memory, directory: ImageDirectory, services: ServiceTable) {
    this.memory = memory;
    this.services = services;
    for (const [name, id, signature] of directory.requests)
      this.declared.set(id, { name, params: parseSignature(signature).params });
    this.byteArray = directory.arrayTypeIds.u8!;
    this.floatArray = directory.arrayTypeIds.f64!;
  }

  /** Serves request `id`; `argument(i, kind)` reads its arguments. The answer is an int. */
  serve(id: number, argument: (index: number, kind: Kind) => Word): Word {
    const request = this.declared.get(id);
    if (!request) throw new Error(`the VM asks for request ${id}, which is not declared`);
    const service = this.services[request.name];
    if (!service) throw new Error(`the host has no service named ${request.name}`);
    const args = request.params.map((kind, i) => {
      const word = argument(i, kind);
      return kind === "r" ? this.array(word as number, request.name) : Number(word);
    });
    return service(...args);
  }

  /** A view of an array's items: it is not copied. */
  private array(reference: number, request: string): RequestArgument {
    if (reference === 0) return null;
    const { memory } = this;
    const address = memory.base + 8 * reference;
    const type = memory.load32(address) & TYPE_ID_MASK;
    const length = memory.load32(address + ARRAY_LENGTH_OFFSET);
    const items = address + ARRAY_ITEMS_OFFSET;
    if (type === this.byteArray) return memory.bytes(items, length) as U8Array;
    if (type !== this.floatArray)
      throw new Error(`request ${request} passes an object that is no array of bytes or floats`);
    const bytes = memory.bytes(items, 8 * length);
    return new Float64Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, length);
  }
}
