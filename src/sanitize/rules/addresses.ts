import { isHexDigit, lineStartWithin } from '../characters.ts';
import type { Match, Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';

/** IP addresses that lead to somebody. Loopback, wildcard and public resolvers stay; private ones stay at capture. */
export function createAddresses(index: WordIndex): Rule {
  const hosts = index.watch(['ec2-', 'ip-', 'static-', 'dynamic-', 'dhcp-', 'host-', 'pool-', 'dsl-', 'cpe-', 'vps-']);
  return {
    id: 'ip',
    find({ text, strict, outline }) {
      return [
        ...version4(text, strict),
        ...version6(text, strict),
        ...outline.places(hosts).flatMap((at) => inHostName(text, at, strict)),
      ];
    },
  };
}

/** `ec2-203-0-113-7.compute…`: the address that a provider made a name of. */
function inHostName(text: string, at: number, strict: boolean): Match[] {
  const shape =
    /[a-z\d]{2,7}-((\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3}))(?=[.\s:/'"-]|$)(?!\.(?:t?gz|tar|zip|whl|jar|rpm|deb)\b)/iy;
  shape.lastIndex = at;
  const [, address = '', ...parts] = shape.exec(text) ?? [];
  return address !== '' && parts.every((part) => Number(part) < 256) && leads(parts.map(Number), strict)
    ? [{ rule: 'ip', kind: 'ip', start: shape.lastIndex - address.length, end: shape.lastIndex }]
    : [];
}

function version4(text: string, strict: boolean): Match[] {
  const found: Match[] = [];
  const shape = /(?<![\w.+-])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w-]|\.\d)/g;
  for (let hit = shape.exec(text); hit !== null; hit = shape.exec(text)) {
    const parts = hit.slice(1, 5);
    if (
      parts.every((part) => Number(part) < 256 && !/^0\d/.test(part)) &&
      leads(parts.map(Number), strict || isClient(text, hit.index, shape.lastIndex)) &&
      !isVersion(text, hit.index)
    ) {
      found.push({ rule: 'ip', kind: 'ip', start: hit.index, end: hit.index + hit[0].length });
    }
  }
  return found;
}

/** Who was there: the first column of an access log, where a login came from. */
function isClient(text: string, start: number, end: number): boolean {
  return (
    /^ - [\w.-]+ \[/.test(text.slice(end, end + 40)) ||
    /(?:login|password|publickey|logged in|session)\b[^\n]{0,80} from $/i.test(
      text.slice(Math.max(0, start - 120), start),
    )
  );
}

function leads([a = 0, b = 0, c = 0, d = 0]: readonly number[], strict: boolean): boolean {
  if (a === 0 || a === 127 || a >= 224 || (a < 4 && b < 4 && c < 10 && a === b && b === c && c === d)) {
    return false;
  }
  if (/^(?:8\.8\.8\.8|8\.8\.4\.4|9\.9\.9\.9|1\.0\.0\.1|169\.254\.169\.254|1\.2\.3\.4)$/.test([a, b, c, d].join('.'))) {
    return false;
  }
  // Sections of a document (`5.2.1.1.`), and identifiers of what certificates hold (X.500, `2.5.29.17`).
  if ((a < 10 && b < 10 && c < 10 && d < 10) || (a === 2 && b === 5 && (c === 4 || c === 29))) {
    return false;
  }
  const isPrivate =
    a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254);
  return !isPrivate || (strict && d !== 0);
}

/** Four numbers after "version", `v`, or a package's name are a release. */
function isVersion(text: string, at: number): boolean {
  return (
    /(?:versions?|release|build|\bv|assembly|chrome|chromium|firefox|edg|safari|opera|electron|webkit|==|>=|<=|~=|\^|-|sections?|§|rfc ?\d{1,5},?|chapter)["'=:/ ]{0,4}$/i.test(
      text.slice(Math.max(0, at - 20), at),
    ) ||
    (text.charCodeAt(at - 1) === 64 && isPackage(text, at))
  );
}

/** `newtonsoft.json@13.0.1.0`, where a package manager stands before it; else a host that somebody logs in to. */
function isPackage(text: string, at: number): boolean {
  return /\b(?:npm|npx|pnpm|yarn|brew|pip|conan|vcpkg|nuget|choco|spack|install|add|deps?|packages?)\b/i.test(
    text.slice(lineStartWithin(text, at, 200), at),
  );
}

function version6(text: string, strict: boolean): Match[] {
  const found: Match[] = [];
  const shape =
    /(?<![\w:.])(?:[0-9a-f]{1,4}::(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6})(?![\w:])/iy;
  let from = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', Math.max(at + 1, from))) {
    const start = at - hexDigitsBefore(text, at);
    // An address is one stretch of digits and colons, so that it can begin nowhere but at the stretch's start.
    if (start === at || start < from || !mayBeRoutable(text, start, at, strict)) {
      continue;
    }
    shape.lastIndex = start;
    const hit = shape.exec(text);
    if (hit !== null) {
      from = start + hit[0].length;
      if (isRoutable(hit[0], strict)) {
        found.push({ rule: 'ip', kind: 'ip', start, end: from });
      }
    }
  }
  return found;
}

/** A global address begins with four digits, the first of them 2 or 3; a local one with `f`. */
function mayBeRoutable(text: string, start: number, end: number, strict: boolean): boolean {
  const first = text.charCodeAt(start);
  return end - start === 4 && (first === 50 || first === 51 || (strict && (first | 32) === 102));
}

function hexDigitsBefore(text: string, at: number): number {
  let count = 0;
  while (count < 4 && isHexDigit(text.charCodeAt(at - count - 1))) {
    count += 1;
  }
  return count;
}

/** Times (`12:30:45`) and MAC addresses are shaped alike: only global ranges (2000::/3), and local ones when strict. */
function isRoutable(value: string, strict: boolean): boolean {
  const groups = value.split(':');
  const whole = groups.length === 8 || value.includes('::');
  return (
    whole &&
    value.length > 6 &&
    /\d/.test(value) &&
    (/^[23][0-9a-f]{3}:/i.test(value) || (strict && /^f[cde][0-9a-f]{2}:/i.test(value)))
  );
}
