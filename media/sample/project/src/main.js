import { cost } from './cost.js';

const [kilograms, zone = 'domestic'] = process.argv.slice(2);
console.log(`${(cost(Number(kilograms), zone) / 100).toFixed(2)} EUR`);
