import type { Channel } from './channel.ts';
import type { Survivor } from './survivors.ts';
import type { Values } from './values.ts';

/** A login that nobody has: a given name and letters. */
function login(v: Values): string {
  return `${['annika', 'thomas', 'yolanda', 'stefan'][v.digits(1).charCodeAt(0) % 4]}${v.lower(5)}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function fullName(v: Values): string {
  const letters = (count: number) => v.lower(count).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  return `${capital(letters(6))} ${capital(letters(8))}`;
}

function told(text: (secret: string) => string, make: (v: Values) => string, ...keeps: string[]): Channel {
  return (v) => {
    const secret = make(v);
    return { text: text(secret), secrets: [secret], keeps, as: 'terminal' };
  };
}

const address = (v: Values): string =>
  `84.${10 + Number(v.digits(1))}.${100 + Number(v.digits(2))}.${20 + Number(v.digits(1))}`;

/** What a tester outside found of people in terminals: prompts, keys, mails in queries, hosts named for their address. */
export const neighboursLeaks: Readonly<Record<string, Channel>> = {
  'mail in a query': told(
    (mail) => `GET /unsubscribe?mail=${mail.replace('@', '%40')}&n=1 200`,
    (v) => `${v.lower(7)}@${v.lower(8)}.com`,
    '&n=1 200',
  ),
  'mail at a host with umlauts': told(
    (mail) => `to: ${mail} queued`,
    (v) => `${v.lower(7)}@käse-${v.lower(6)}.de`,
    'queued',
  ),
  'names that are counted': told(
    (name) => `$ git shortlog -sn --all\n   120\t${name}\n     3\tdependabot`,
    fullName,
    '   120\t',
    'dependabot',
  ),
  'names over their commits': told(
    (name) => `$ git shortlog\n${name} (2):\n      fix the build\n      add a test\n\n`,
    fullName,
    'fix the build',
  ),
  'author of a class': told(
    (name) => `/**\n * Sends mail.\n * @author ${name}\n * @since 2.1\n */`,
    fullName,
    '@since 2.1',
  ),
  'prompt of bash': told((user) => `${user}@${user}-thinkpad:~/shop$ make test`, login, 'make test'),
  'prompt of zsh': told((user) => `${user}@${user}s-MBP shop % make test`, login, 'make test'),
  'prompt of Fedora': told((user) => `[${user}@ws-${user} shop]$ make test`, login, 'make test'),
  'login elsewhere': told((user) => `scp -r dist ${user}@web1.example.com:/srv`, login, '@web1.example.com:/srv'),
  'comment of a key': told(
    (comment) => `ssh-ed25519 AAAA${'C3NzaC1lZDI1NTE5'}${'AAAAIGx'.repeat(8)} ${comment}`,
    (v) => `${login(v)}@${v.lower(7)}-laptop`,
    'ssh-ed25519',
  ),
  'host named for its address': told(
    (at) => `ssh ec2-${at}.eu-central-1.compute.amazonaws.com uptime`,
    (v) => address(v).replaceAll('.', '-'),
    'uptime',
  ),
  'client of an access log': told(
    (at) => `${at} - - [03/Mar/2026:10:00:00 +0000] "GET /health HTTP/1.1" 200 12`,
    (v) => `10.${10 + Number(v.digits(1))}.${100 + Number(v.digits(2))}.${20 + Number(v.digits(1))}`,
    '"GET /health HTTP/1.1" 200 12',
  ),
  'who am I': told((user) => `$ whoami\n${user}\n$ pwd`, login, '$ pwd'),
  'who is it': told(
    (user) => `$ id\nuid=1000(${user}) gid=1000(${user}) groups=1000(${user}),27(sudo)`,
    login,
    '27(sudo)',
  ),
  'name of the machine': told(
    (host) => `$ hostname\n${host}\n$ uptime`,
    (v) => `lt-${v.lower(7)}-03`,
    '$ uptime',
  ),
  'system of the machine': told(
    (host) => `Linux ${host} 6.8.0-45-generic #45-Ubuntu SMP x86_64`,
    (v) => `lt-${v.lower(7)}-03`,
    '6.8.0-45-generic',
  ),
  'home in the name of a folder': told(
    (user) => `~/.claude/projects/-home-${user}-work-shop/a.jsonl`,
    login,
    '-work-shop/a.jsonl',
  ),
};

export function neighboursSurvivors(v: Values): Survivor[] {
  return [
    '$ git shortlog\n$ ls',
    'deploy@web1:~/app$ git pull\nubuntu@ip-10-0-0-12:~$ ls',
    'alice@laptop:~/shop$ npm test',
    'ssh deploy@web1.example.com uptime\nrsync -a dist/ www-data@10.0.0.5:/srv',
    '$ whoami\nroot\n$ hostname\nlocalhost',
    'uid=0(root) gid=0(root) groups=0(root),1000(docker)',
    'Linux version 6.8.0-45-generic (buildd@lcy02)',
    'GET /-/npm/v1/keys?scope=%40acme HTTP/1.1\nnpm view %40types%2Fnode',
    '* @author the team\n * @author @acme/platform',
    'npm i @scope/käse@1.2.3 react@19.0.0',
    `ip-${v.digits(2)}-2-1-0.tgz strip-ansi@7.1.0 zip-1.2.3.4.tgz`,
    '10.0.0.5 web1.internal\nping 192.168.1.1\nservice/api ClusterIP 10.96.14.3 <none> 80/TCP',
    '/-home-page-banner/index.html',
  ].map((text) => ({ text, as: 'terminal' }));
}
