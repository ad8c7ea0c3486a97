import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsCommand } from '../../../src/gaps/wordSearch.ts';

test('a command is named by its own words, not by those of one that goes on', () => {
  assert.ok(holdsCommand('Run `check t` before you push.', 'check t'));
  assert.ok(holdsCommand('Then check t.', 'check t'));
  assert.ok(!holdsCommand('Run `check t/app.t` first', 'check t'));
  assert.ok(!holdsCommand('npm run test:unit is quick', 'npm run test'));
  assert.ok(holdsCommand('npm run test:unit is quick', 'npm run test:unit'));
});
