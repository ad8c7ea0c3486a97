import { lineEnd } from '../characters.ts';
import { barrier, type Match, type Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';

/**
 * Values of a Kubernetes secret. kubectl prints `data:` before `kind: Secret`, and a cut may
 * have taken `data:` away, so the document is judged as a whole and read twice.
 */
export function createKubernetesSecrets(index: WordIndex): Rule {
  const watch = index.watch(['kind']);
  const heads = index.watch(['apiversion: v1']);
  return {
    id: 'kubernetes-secret',
    find: ({ text, outline }) => [
      ...(outline.has(watch) ? secretsIn(text) : []),
      ...outline.places(heads).flatMap((at) => valuesCutOff(text, at)),
    ],
  };
}

function secretsIn(text: string): Match[] {
  if (!/kind\\?["']?\s{0,4}:\s{0,4}\\?["']?Secret\b/.test(text)) {
    return [];
  }
  const found: Match[] = [];
  for (const { start, end } of documents(text)) {
    const document = text.slice(start, end);
    if (/(?:^|\n)[\s>-]{0,40}kind: {0,4}["']?Secret\b/.test(document)) {
      found.push(...yamlValues(text, start, end));
    }
    if (/\\?"kind\\?"\s{0,4}:\s{0,4}\\?"Secret\\?"/.test(document)) {
      found.push(...jsonValues(text, start, end));
    }
  }
  return found;
}

/**
 * `apiVersion: v1` and `data:` below it, the end cut off: what kind it was is not told any more. What reads as base64 is
 * taken for a secret's.
 */
function valuesCutOff(text: string, at: number): Match[] {
  const block =
    /apiVersion: v1[ \t]*\r?\n[ \t]*data:[ \t]*\r?\n((?:[ \t]+["']?[\w.-]{1,253}["']?: [^\n]{0,8192}(?:\r?\n|$)){1,200})/y;
  block.lastIndex = at;
  const hit = block.exec(text);
  if (hit === null || /^[ \t]*[A-Za-z]+:/.test(text.slice(block.lastIndex, block.lastIndex + 40))) {
    return [];
  }
  const found: Match[] = [];
  const value =
    /: (["']?)((?:[A-Za-z0-9+/]{4}){1,2048}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\1[ \t]*(?=\r?(?:\n|$))/g;
  const start = at + hit[0].length - (hit[1]?.length ?? 0);
  for (const { index, 0: whole, 2: base64 = '' } of (hit[1] ?? '').matchAll(value)) {
    const from = start + index + whole.indexOf(base64, 2);
    found.push(secret(from, from + base64.length));
  }
  return found;
}

function documents(text: string): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let start = 0;
  const mark = /^---[ \t]*\r?$/gm;
  for (let hit = mark.exec(text); hit !== null; hit = mark.exec(text)) {
    parts.push({ start, end: hit.index });
    start = hit.index + hit[0].length;
  }
  return [...parts, { start, end: text.length }];
}

/** Every mapping below `data:` or `stringData:`; without either, every indented base64 value. */
function yamlValues(text: string, from: number, to: number): Match[] {
  const found: Match[] = [];
  let indent = -1;
  let block = -1;
  const headless = !/(?:^|\n)[ \t]*(?:data|stringData):/.test(text.slice(from, to));
  for (let at = from; at < to; at = lineEnd(text, at) + (text[lineEnd(text, at)] === '\r' ? 2 : 1)) {
    const stop = Math.min(lineEnd(text, at), to);
    const line = text.slice(at, stop);
    const depth = line.search(/\S/);
    if (depth === -1) {
      continue;
    }
    if (block !== -1 && depth > block) {
      found.push(secret(at + depth, stop));
      continue;
    }
    block = -1;
    const header = /^([\s-]*)(?:data|stringData):\s*$/.exec(line);
    if (header !== null) {
      indent = header[1]?.length ?? 0;
      continue;
    }
    indent = depth <= indent ? -1 : indent;
    const entry = /^(\s*["']?[\w.-]{1,253}["']?:\s+)(["']?)(.+?)\2\s*$/.exec(line);
    if (entry !== null && (indent !== -1 || (headless && /^[A-Za-z0-9+/]{8,}={0,2}$/.test(entry[3] ?? '')))) {
      const value = entry[3] ?? '';
      const start = at + (entry[1]?.length ?? 0) + (entry[2]?.length ?? 0);
      if (/^[|>][-+]?$/.test(value)) {
        block = depth;
      } else {
        found.push(secret(start, start + value.length));
      }
    }
  }
  return found.filter(({ start, end }) => !text.slice(start, end).includes(barrier));
}

function jsonValues(text: string, from: number, to: number): Match[] {
  const found: Match[] = [];
  const data = /\\?"(?:data|stringData)\\?"\s{0,4}:\s{0,4}\{/g;
  data.lastIndex = from;
  for (let hit = data.exec(text); hit !== null && hit.index < to; hit = data.exec(text)) {
    const close = text.indexOf('}', hit.index);
    const end = close === -1 ? to : Math.min(close, to);
    const pair = /:\s{0,4}(\\?")((?:[^"\\\n]|\\[^"])*)\1/g;
    pair.lastIndex = hit.index + hit[0].length;
    for (let entry = pair.exec(text); entry !== null && entry.index < end; entry = pair.exec(text)) {
      const quote = entry[1]?.length ?? 1;
      const start = entry.index + entry[0].length - quote - (entry[2]?.length ?? 0);
      if ((entry[2]?.length ?? 0) > 0 && !(entry[2] ?? '').includes(barrier)) {
        found.push(secret(start, start + (entry[2]?.length ?? 0)));
      }
    }
    data.lastIndex = Math.max(end, data.lastIndex);
  }
  return found;
}

function secret(start: number, end: number): Match {
  return { rule: 'kubernetes-secret', kind: 'credential', start, end, remember: end - start >= 12 };
}
