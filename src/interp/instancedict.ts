// InstanceDict: an instance's attributes as a dict. It is a copy that writes through: made anew at each access of `__dict__`.

import { W_Dict } from "./dict.ts";
import type { W_Instance } from "./instance.ts";
import type { W_Object } from "./object.ts";
import { internStr, W_Str } from "./text.ts";

export class InstanceDict extends W_Dict {
  private readonly instance: W_Instance;
  private filling: boolean = true;
  constructor(instance: W_Instance) {
    super();
    this.instance = instance;
    const names = instance.map.names();
    for (let i = 0; i < names.length; i++) this.set(names[i]!, instance.storage[i]!);
    this.filling = false;
  }
  override set(key: W_Object, value: W_Object): void {
    super.set(key, value);
    if (!this.filling && key instanceof W_Str) this.instance.setOwn(internStr(key), value);
  }
  override delete(key: W_Object): boolean {
    if (key instanceof W_Str) this.instance.deleteOwn(internStr(key));
    return super.delete(key);
  }
  override clear(): void {
    const names = this.instance.map.names();
    for (let i = names.length - 1; i >= 0; i--) this.instance.deleteOwn(names[i]!);
    super.clear();
  }
}
