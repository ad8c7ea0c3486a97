import { readFileSync } from 'node:fs';

const rates = JSON.parse(readFileSync(new URL('../data/rates.json', import.meta.url), 'utf8'));

/** What it costs to ship `kilograms` to `zone`, in cents. */
export function cost(kilograms, zone) {
  const steps = rates[zone];
  if (!steps) throw new RangeError(`no zone ${zone}`);
  const step = steps.find((each) => kilograms <= each.upTo);
  if (!step) throw new RangeError(`${kilograms} kg is too heavy for ${zone}`);
  return step.cents;
}
