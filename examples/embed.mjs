// Python within a JavaScript program. node examples/embed.mjs, after npm run build.
import { Python, PythonError } from "taipan";

const py = await Python.create({ limits: { timeMs: 2000, memoryBytes: 256 << 20 } });

py.run("def area(r): return 3.14159 * r * r");
console.log("area:", py.globals.get("area")(2));

console.log(
  "sum:",
  py.run("host.add(1, 2)", { globals: { host: { add: (a, b) => a + b } } }),
);

console.log("words:", py.run("{w: len(w) for w in 'to be or not'.split()}").toJs());

try {
  py.run("[1, 2, 3][7]", { filename: "user.py" });
} catch (error) {
  if (!(error instanceof PythonError)) throw error;
  console.log(error.traceback);
}
py.dispose();
