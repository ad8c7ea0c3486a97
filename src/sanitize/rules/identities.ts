import { isDigit } from '../characters.ts';
import type { Match, Piece, Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';

const phoneLabels = `phone tel tél mobile fax whatsapp sms handy móvil movil celular telefo teléfo téléph тел 电话 手机 電話 携帯 msisdn`;
const identityLabels = `ssn social nino insurance passport passeport reisepass pasaporte tax steuer nif dni curp cpf aadha bsn personnummer pesel
  fiscal nhs national führerschein licen identi sozialversicherung`;
const birthLabels = `dob birth geburt naissance nacimiento`;

const number = '(?:number|num|no|nr|id|numero|número|numéro|nummer|code)';
const joined = '["\'.*]{0,3}[ \\t]{0,3}(?:[:=：>]|is|ist|est|es)?[ \\t]{0,3}["\'`]?';

/** Numbers that stand for a person, beside a word that says so: telephones as countries write them, identity papers, birthdays. */
export function createIdentities(index: WordIndex): Rule {
  const phone = index.watch(phoneLabels.split(' '));
  const identity = index.watch(identityLabels.split(/\s+/));
  const birth = index.watch(birthLabels.split(' '));
  const shapes = { phone: phoneShape(), identity: identityShape(), birth: birthShape() };
  return {
    id: 'identity',
    find(piece) {
      return [
        ...labelled(piece, phone, shapes.phone, 'phone', isPhoneNumber),
        ...labelled(piece, identity, shapes.identity, 'person', isIdentityNumber),
        ...(piece.strict ? labelled(piece, birth, shapes.birth, 'person', () => true) : []),
      ];
    },
  };
}

function phoneShape(): RegExp {
  return new RegExp(
    `(?<![\\p{L}])(?:(?:tele)?phone|tel|tél|mobile|fax|whatsapp|sms|handy|móvil|movil|celular|telefono|telefon|telefoon|teléfono|téléphone|тел|телефон|电话|手机|電話|携帯|msisdn)(?:[-_ ]?${number})?${joined}(\\+?\\(?\\d[\\d ()./-]{6,22}\\d)(?![\\w-]|\\.\\d)`,
    'iuy',
  );
}

function identityShape(): RegExp {
  return new RegExp(
    `(?<![\\p{L}])(?:ssn|social[- ]security|nino|(?:national[- ])?insurance|passport|passeport|reisepass|pasaporte|tax|steuer[- ]?(?:id|nummer|identifikationsnummer)|nif|dni|curp|cpf|aadhaar|aadhar|bsn|personnummer|pesel|codice[- ]fiscale|nhs|national|führerschein|driver['’]?s?[- ]licen[cs]e|identity[- ]card|sozialversicherungs?)(?:[- _]?(?:security|card))?(?:[- _]?${number})?${joined}([A-Z0-9](?:[ ./-]?[A-Z0-9]){6,20})(?![\\w-])`,
    'iuy',
  );
}

function birthShape(): RegExp {
  return new RegExp(
    `(?<![\\p{L}])(?:dob|date[-_ ]of[-_ ]birth|birth[-_ ]?(?:date|day)|born(?: on)?|geburtsdatum|geburtstag|date de naissance|fecha de nacimiento)${joined}(\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4})`,
    'iuy',
  );
}

function labelled(
  { text, outline, check }: Piece,
  watch: ReturnType<WordIndex['watch']>,
  shape: RegExp,
  kind: Match['kind'],
  accept: (value: string) => boolean,
): Match[] {
  const found: Match[] = [];
  let from = 0;
  for (const at of outline.places(watch)) {
    if (at < from || !digitsFollow(text, at)) {
      continue;
    }
    check?.();
    for (const start of startsBefore(text, at)) {
      shape.lastIndex = start;
      const hit = shape.exec(text);
      const value = hit?.[1] ?? '';
      if (hit !== null && accept(value)) {
        from = shape.lastIndex;
        found.push({ rule: 'identity', kind, start: from - value.length, end: from });
        break;
      }
    }
  }
  return found;
}

const farthestDigit = 60;

function digitsFollow(text: string, at: number): boolean {
  for (let next = at; next < at + farthestDigit && next < text.length; next += 1) {
    if (isDigit(text.charCodeAt(next))) {
      return true;
    }
  }
  return false;
}

/** The watched word may be the middle of its label: `telephone`, `date of birth`. */
function startsBefore(text: string, at: number): number[] {
  const line = text.slice(Math.max(0, at - 20), at);
  return [at, ...[...line.matchAll(/(?<!\p{L})\p{L}/gu)].map(({ index }) => at - line.length + index)];
}

function isPhoneNumber(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return (
    digits >= 8 &&
    digits <= 15 &&
    !/^\d{4}-\d\d-\d\d|^\d+(?:\.\d+){1,3}$/.test(value) &&
    value.split(/[ ./-]/).length < 8
  );
}

function isIdentityNumber(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return digits >= 5 && !/^\d{4}-\d\d-\d\d|^\d{1,3}(?:\.\d{1,3}){3}$/.test(value);
}
