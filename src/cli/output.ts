// What the command itself prints; Python's output does not come by here.

/** Prints to standard output. Who reads it may have gone. */
export function print(text: string): void {
  // making the stream takes longer than most of what a start does: only who prints does it
  const stream = process.stdout;
  if (stream.listenerCount("error") === 0) stream.on("error", () => {});
  stream.write(text);
}
