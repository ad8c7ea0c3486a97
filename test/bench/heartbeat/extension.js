// A beat every 10 ms: one that comes late tells how long something else held the extension host.
const beatMs = 10;
const lateMs = 40;

exports.activate = ({ subscriptions }) => {
  let last = performance.now();
  const beat = setInterval(() => {
    const now = performance.now();
    const late = now - last - beatMs;
    last = now;
    if (late > lateMs) tell(late);
  }, beatMs);
  subscriptions.push({ dispose: () => clearInterval(beat) });
};

/** Writes when a block ended and how long it was, both in milliseconds, into the file that MIRROR_HEARTBEAT names. */
function tell(late) {
  const { appendFileSync } = require('node:fs');
  appendFileSync(process.env.MIRROR_HEARTBEAT, `${JSON.stringify([Date.now(), Math.round(late)])}\n`);
}
