// None, NotImplemented and Ellipsis.

import { raise0, w_TypeError } from "./errors.ts";
import { W_Object } from "./object.ts";
import { intern, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_NoneType = builtinType("NoneType");
export const w_NotImplementedType = builtinType("NotImplementedType");
export const w_EllipsisType = builtinType("ellipsis");
const noneText = intern("None");
const notImplementedText = intern("NotImplemented");
const ellipsisText = intern("Ellipsis");

class W_NoneObject extends W_Object {
  override getType(): W_Type {
    return w_NoneType;
  }
  override isTrue(): boolean {
    return false;
  }
  override repr(): W_Str {
    return noneText;
  }
}
class W_NotImplementedObject extends W_Object {
  override getType(): W_Type {
    return w_NotImplementedType;
  }
  override isTrue(): boolean {
    throw raise0(w_TypeError, "NotImplemented should not be used in a boolean context");
  }
  override repr(): W_Str {
    return notImplementedText;
  }
}
class W_EllipsisObject extends W_Object {
  override getType(): W_Type {
    return w_EllipsisType;
  }
  override repr(): W_Str {
    return ellipsisText;
  }
}
for (const type of [w_NoneType, w_NotImplementedType, w_EllipsisType]) type.isBaseType = false;

export const w_None: W_Object = new W_NoneObject();
export const w_NotImplemented: W_Object = new W_NotImplementedObject();
export const w_Ellipsis: W_Object = new W_EllipsisObject();
