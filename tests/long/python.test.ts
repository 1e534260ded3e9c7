import { testPrograms } from "../rungs/programs.ts";
import { rungsOf } from "../rungs/rungs.ts";

testPrograms(rungsOf("long"));
