// The module `_pickle` has PickleBuffer only: what pickle.py does is Python's own. A PickleBuffer shows the memory of another object, which the
// protocols from 5 on can hand to the program apart from the rest.

import type { Buffer } from "./buffer.ts";
import { def, defStatic } from "./builtin.ts";
import { raise0, raise1, w_BufferError, w_TypeError, w_ValueError } from "./errors.ts";
import { bytesOfView, defineBuffer, newMemoryView, releaseView, type W_MemoryView } from "./memoryview.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_PickleBuffer = builtinType("pickle.PickleBuffer");
w_PickleBuffer.isBaseType = false;
w_PickleBuffer.hasWeakref = true;

class W_PickleBuffer extends W_Object {
  /** null: released. */
  view: W_MemoryView | null;
  constructor(view: W_MemoryView) {
    super();
    this.view = view;
  }
  override getType(): W_Type {
    return w_PickleBuffer;
  }
  /** ValueError when it has been released. */
  present(): W_MemoryView {
    const view = this.view;
    if (view === null) throw raise0(w_ValueError, "operation forbidden on released PickleBuffer object");
    return view;
  }
  override buffer(): Buffer | null {
    return this.present().buffer();
  }
}
function pickleBuffer_new(_type: W_Object, object: W_Object): W_Object {
  const view = newMemoryView(object);
  if (view === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  return new W_PickleBuffer(view);
}
/** All its bytes, as a view of one dimension. */
function pickleBuffer_raw(self: W_Object): W_Object {
  const view = (self as W_PickleBuffer).present();
  if (!view.isContiguous()) throw raise0(w_BufferError, "cannot extract raw buffer from non-contiguous buffer");
  return bytesOfView(view);
}
function pickleBuffer_release(self: W_Object): W_Object {
  const buffer = self as W_PickleBuffer;
  const view = buffer.view;
  // while somebody has a memoryview of it, its memory stays
  if (view !== null && view.exports === 0) releaseView(view);
  buffer.view = null;
  return w_None;
}
defStatic(w_PickleBuffer, "__new__(cls, object, /)", pickleBuffer_new);
def(w_PickleBuffer, "raw(self, /)", pickleBuffer_raw);
def(w_PickleBuffer, "release(self, /)", pickleBuffer_release);
defineBuffer(w_PickleBuffer);

defineModule("_pickle", [], { PickleBuffer: w_PickleBuffer });
