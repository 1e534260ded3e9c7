// gc.get_referents: the Python objects that an object holds, for the types whose objects hold others in the program's eyes. Objects of
// other types (iterators, files, ...) are asked for nothing.

import { W_Cell } from "./cell.ts";
import { W_Dict } from "./dict.ts";
import { W_Function, W_Method } from "./function.ts";
import { W_Instance } from "./instance.ts";
import { ownAttributes } from "./instancedict.ts";
import { W_List } from "./list.ts";
import { W_Module } from "./module.ts";
import type { W_Object } from "./object.ts";
import { W_Set } from "./set.ts";
import { W_Tuple } from "./tuple.ts";
import { W_Type } from "./type.ts";

export function addReferents(found: W_List, object: W_Object): void {
  const plain = object.unwrap();
  if (plain instanceof W_Tuple) addAll(found, plain.items);
  else if (plain instanceof W_List) for (let i = plain.length - 1; i >= 0; i--) found.append(plain.get(i));
  else if (plain instanceof W_Dict) addEntries(found, plain);
  else if (plain instanceof W_Set) addKeys(found, plain.entries);
  else if (plain instanceof W_Function) addFunction(found, plain);
  else if (plain instanceof W_Method) {
    found.append(plain.func);
    found.append(plain.self);
  } else if (plain instanceof W_Module) found.append(plain.dict);
  else if (plain instanceof W_Cell) addIfThere(found, plain.value);
  else if (plain instanceof W_Type && plain.isHeap) addAll(found, plain.mro);
  if (object instanceof W_Instance) {
    addEntries(found, ownAttributes(object));
    found.append(object.getType());
  }
}
function addIfThere(found: W_List, object: W_Object | null): void {
  if (object !== null) found.append(object);
}
function addAll(found: W_List, objects: W_Object[]): void {
  for (const object of objects) found.append(object);
}
function addKeys(found: W_List, dict: W_Dict): void {
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) found.append(dict.keys[i]!);
}
function addEntries(found: W_List, dict: W_Dict): void {
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) {
    found.append(dict.keys[i]!);
    found.append(dict.valueAt(i)!);
  }
}
function addFunction(found: W_List, func: W_Function): void {
  found.append(func.code);
  found.append(func.globals);
  found.append(func.module);
  found.append(func.name);
  addAll(found, func.defaults);
  addIfThere(found, func.kwdefaults);
  addAll(found, func.closure);
  addIfThere(found, func.annotations);
  addIfThere(found, func.annotate);
}
