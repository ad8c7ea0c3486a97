import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const [, ...rows] = readFileSync(new URL('sheet.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const rates = {};
for (const row of rows) {
  const [zone, upTo, cents] = row.split(',');
  rates[zone] ??= [];
  rates[zone].push({ upTo: Number(upTo), cents: Number(cents) });
}
mkdirSync(new URL('../data/', import.meta.url), { recursive: true });
writeFileSync(new URL('../data/rates.json', import.meta.url), `${JSON.stringify(rates, undefined, 2)}\n`);
console.log(`data/rates.json: ${rows.length} prices in ${Object.keys(rates).length} zones`);
