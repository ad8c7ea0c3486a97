import { create, run, say, type WorkflowScript } from '../act.ts';

const seed =
  "CREATE TABLE member (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, joined TEXT);\nINSERT INTO member VALUES (1,'Ada@x.test','2020'),(2,'bo@x.test','2021'),(3,'BO@x.test','2022');\nCREATE TABLE visit (id INTEGER PRIMARY KEY, member INTEGER);\nINSERT INTO visit VALUES (1,1),(2,2),(3,3),(4,3);\n";

export const script: WorkflowScript = {
  name: 'sqlite-backfill',
  workflow: 'Backfill the folded mail of members',
  files: {
    'seed.sql': seed,
    'sql/010-mail-folded.sql':
      'ALTER TABLE member ADD COLUMN mail_folded TEXT;\nCREATE UNIQUE INDEX member_mail_folded ON member (mail_folded);\n',
    'sql/backfill-mail.sql': 'UPDATE member SET mail_folded = lower(mail) WHERE mail_folded IS NULL;\n',
    'README.md': '# guild\n\nMembers and their visits. The database is `guild.db`.\n',
    '.gitignore': '*.db*\n',
  },
  prepare: ['sqlite3 guild.db < seed.sql'],
  performances: [
    {
      recorder: 'p-fern',
      startedAt: '2026-08-14T09:00:00.000Z',
      acts: [
        run('sqlite3 guild.db .schema'),
        run('cp guild.db guild.db.before'),
        run('sqlite3 -bail guild.db < sql/backfill-mail.sql'),
        run('sqlite3 -bail guild.db < sql/010-mail-folded.sql'),
        run('sqlite3 -bail guild.db < sql/backfill-mail.sql'),
        run('sqlite3 guild.db "select lower(mail), count(*) from member group by 1 having count(*) > 1"'),
        say('Doubles have to be merged before the index lets them in: the older account keeps the visits'),
        create(
          'sql/merge-doubles.sql',
          'UPDATE visit SET member = (SELECT min(o.id) FROM member o JOIN member m ON lower(o.mail) = lower(m.mail) WHERE m.id = visit.member);\nDELETE FROM member WHERE id NOT IN (SELECT min(id) FROM member GROUP BY lower(mail));\n',
        ),
        run('sqlite3 -bail guild.db < sql/merge-doubles.sql'),
        run('sqlite3 -bail guild.db < sql/backfill-mail.sql'),
        run('sqlite3 guild.db "select count(*) from member where mail_folded is null"'),
        run('git add sql && git commit -qm "data: fold mails"'),
      ],
    },
    {
      recorder: 'p-moss',
      startedAt: '2026-08-15T09:00:00.000Z',
      acts: [
        run('cp guild.db guild.db.before'),
        run('sqlite3 -bail guild.db < sql/010-mail-folded.sql'),
        create(
          'sql/merge-doubles.sql',
          'UPDATE visit SET member = (SELECT min(o.id) FROM member o JOIN member m ON lower(o.mail) = lower(m.mail) WHERE m.id = visit.member);\nDELETE FROM member WHERE id NOT IN (SELECT min(id) FROM member GROUP BY lower(mail));\n',
        ),
        run('sqlite3 -bail guild.db < sql/merge-doubles.sql'),
        run('sqlite3 -bail guild.db < sql/backfill-mail.sql'),
        run('sqlite3 guild.db "select count(*) from member where mail_folded is null"'),
        run('git add sql && git commit -qm "data: fold mails of members"'),
      ],
    },
  ],
  facts: {
    must: [
      ['sql/backfill-mail.sql', 'no such column: mail_folded', 'sql/010-mail-folded.sql'],
      ['sql/backfill-mail.sql', 'UNIQUE constraint failed', 'sql/merge-doubles.sql'],
      ['mail_folded is null', 'sql/backfill-mail.sql|check'],
      ['cp guild.db guild.db.before'],
      ['the older account keeps the visits'],
      ['data: '],
    ],
    mustNot: ['\\.schema', 'bo@x', 'flaky', 'group by 1'],
    gaps: [{ code: 'unexplained-step', subject: 'sqlite3|cp|sql' }],
  },
};
