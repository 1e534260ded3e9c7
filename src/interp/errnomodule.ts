// The module `errno`.

import { W_Dict } from "./dict.ts";
import { ERRNO_ALIASES, ERRNOS } from "./errnos.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { intern } from "./text.ts";

const errorcode = new W_Dict();
const values: Record<string, W_Object> = { errorcode };
for (const [number, name] of ERRNOS) {
  errorcode.set(newInt(number), intern(name));
  values[name] = newInt(number);
}
for (const [name, number] of ERRNO_ALIASES) values[name] = newInt(number);
defineModule("errno", [], values);
