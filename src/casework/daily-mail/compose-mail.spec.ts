import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { attentionKinds, type AttentionKind } from '../../access/attention-declarations.js';
import { languages, type Language } from '../../organization/preferences/preferences.enums.js';
import { composeMail } from './compose-mail.js';
import { dailyMailWords } from './daily-mail.messages.js';

const url = 'https://tracker.example.gov/app/';
const item = (kind: AttentionKind, count: number, isComplete = true) => ({ kind, count, isComplete });

/** Returns the names of the kinds on the home page of the console. */
function namesInConsole(language: Language): Record<string, string> {
  const text = readFileSync(new URL(`../../../console/src/words/${language}/index.ts`, import.meta.url), 'utf8');
  const [, block = ''] = /\n {4}kinds: \{\n([\s\S]*?)\n {4}\}/.exec(text) ?? [];
  return Object.fromEntries(
    [...block.matchAll(/^ {6}(\w+): '(.*)',$/gm)].map(([, kind = '', name = '']) => [kind, name]),
  );
}

describe('the text of a daily mail', () => {
  it('lists what waits in the order of the lists', () => {
    const mail = composeMail(
      [item('open_tasks', 2), item('overdue_tasks', 0), item('transfers_to_answer', 1)],
      'en',
      url,
    );

    expect(mail?.text).toContain(`Tracker:\n\nOpen tasks: 2\nOffers to answer: 1\n\nOpen the tracker: ${url}\n\n`);
  });

  it.each([
    ['en', 'Complaints to triage: 1,000 or more\n'],
    ['es', 'Denuncias por evaluar: 1,000 o más\n'],
  ] as const)('says in the language %s that a count is a minimum', (language, line) => {
    expect(composeMail([item('complaints_to_triage', 1000, false)], language, url)?.text).toContain(line);
  });

  it('is none without items, for counts of zero, and for what is always there', () => {
    const items = [item('complaints_to_triage', 0), item('my_complaints', 3), item('drafts', 4)];

    expect([composeMail([], 'en', url), composeMail(items, 'es', url)]).toEqual([null, null]);
  });

  it.each(languages)('names every kind in %s as the console does', (language) => {
    const names = namesInConsole(language);
    const mailed = attentionKinds.filter((kind) => kind !== 'my_complaints' && kind !== 'drafts');

    expect(dailyMailWords[language].kinds).toEqual(Object.fromEntries(mailed.map((kind) => [kind, names[kind]])));
  });
});
