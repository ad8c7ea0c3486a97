// An extension that does as little as one can: what its own activation takes, every extension waits.
exports.activate = () => void setTimeout(tell, 3000);

/** Writes the host's own marks of the activations into the file that MIRROR_STOPWATCH names, one line for each window. */
function tell() {
  const { appendFileSync } = require('node:fs');
  // Not among Node's own marks: the host keeps a list of its own, in whole milliseconds.
  const marks = globalThis.MonacoPerformanceMarks.getMarks()
    .filter(({ name }) => /^code\/extHost\/(will|did)(LoadExtensionCode|ActivateExtension)\//.test(name))
    .map(({ name, startTime }) => [name, startTime]);
  appendFileSync(process.env.MIRROR_STOPWATCH, `${JSON.stringify(Object.fromEntries(marks))}\n`);
}
