import type { Channel } from './channel.ts';
import type { Survivor } from './survivors.ts';
import { channelsOf, type Shape, type Template } from './template.ts';

/**
 * Channels that a tester outside wrote without a look at the rules, mended by family: each is tried with a generated
 * value, a hash, base64, a word with marks, and words joined by hyphens.
 */
const everyKind: readonly Shape[] = ['token', 'hex', 'base64', 'marked', 'words'];

type Told = readonly [text: string, ...keeps: string[]];

function inEveryKind(texts: Readonly<Record<string, Told>>, as?: 'terminal' | 'code' | 'data') {
  const templates = Object.entries(texts).flatMap(([name, [text, ...keeps]]) =>
    everyKind.map((kind): [string, Template] => [`${name} (${kind})`, [kind, text, ...keeps]]),
  );
  return channelsOf(Object.fromEntries(templates), as);
}

export const castawaysLeaks: Readonly<Record<string, Channel>> = {
  ...inEveryKind(
    {
      'commit that rotates': ['git commit -m "fix: rotate smtp password to §"', 'git commit -m "fix: rotate'],
      'commit that sets a key': ["git commit -am 'chore: set the api key to § again'", 'again'],
      'log of a hardcoded key': ['a1b2c3d temp: hardcode api key § until vault works', 'until vault works'],
      'password that was': ['I changed the root password from § to something else.', 'to something else.'],
      'French quotation': ['Le mot de passe de la base est « § ».', 'Le mot de passe de la base'],
      'German change': ['Ich habe das Passwort der Datenbank auf § geändert', 'Ich habe das Passwort'],
      'Spanish change': ['Cambié la contraseña del servidor a § ayer', 'ayer'],
      'key of a service in quotes': ['Our API key for the maps service is "§".', 'for the maps service'],
    },
    'terminal',
  ),
};

export function castawaysSurvivors(): Survivor[] {
  const all = (as: 'terminal' | 'code' | 'data', texts: readonly string[]): Survivor[] =>
    texts.map((text) => ({ text, as }));
  return [
    ...all('terminal', [
      'git commit -m "fix: rotate the smtp password to a stronger one"',
      'docs: change password from plain text to bcrypt hashes',
      'refactor: move the token from localStorage to a cookie',
      'Update the api key with the new one before you deploy',
    ]),
  ];
}
