// Makes the system's tables, then loads everything that registers itself: builtin types' methods and builtin modules.
// The order of the imports matters only here: tables first.

import { W_Dict } from "./dict.ts";
import { W_List } from "./list.ts";
import { tables } from "./state.ts";

/** The tables are constants for the program; only here they are set. */
const writable = tables as { -readonly [K in keyof typeof tables]: (typeof tables)[K] };
writable.modules = new W_Dict();
writable.searchPath = new W_List();
