// A file of its own, so that it runs beside python.test.ts.
import { testPrograms } from "./rungs/programs.ts";
import { rungsOf } from "./rungs/rungs.ts";

testPrograms(rungsOf("stress"));
