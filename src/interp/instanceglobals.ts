// Globals that are an instance of a user-defined class of dict: names are looked for by its __getitem__, which may call its __missing__.
// annotationlib runs the code of annotations with such globals, to find out about names that are not defined.

import { W_Dict } from "./dict.ts";
import type { W_Object } from "./object.ts";

export class InstanceGlobals extends W_Dict {
  readonly instance: W_Object;
  constructor(instance: W_Object) {
    super();
    this.instance = instance;
  }
}
