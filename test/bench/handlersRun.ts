import { handlerRows } from './capture.ts';

/** What the capture handlers cost an event, as JSON: run by `npm run bench` in a process of its own. */
console.log(JSON.stringify(handlerRows()));
