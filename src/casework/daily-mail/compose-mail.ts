import type { Language } from '../../organization/preferences/preferences.enums.js';
import type { AttentionItem } from '../attention/attention.view.js';
import { dailyMailWords, type DailyMailWords, type MailedKind } from './daily-mail.messages.js';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

type WaitingItem = Pick<AttentionItem, 'kind' | 'count' | 'isComplete'>;

/** Returns the mail with the kinds and counts of what waits; null if nothing does. It has nothing else of the record. */
export function composeMail(items: readonly WaitingItem[], language: Language, consoleUrl: string): MailText | null {
  const words = dailyMailWords[language];
  const lines = items.filter(({ count }) => count > 0).flatMap((item) => lineOf(item, words));
  if (lines.length === 0) return null;
  const parts = [[words.opening], lines, [`${words.open} ${consoleUrl}`], [words.ending]];
  return { subject: words.subject, text: `${parts.map((part) => part.join('\n')).join('\n\n')}\n` };
}

function lineOf({ kind, count, isComplete }: WaitingItem, { kinds, locale, more }: DailyMailWords): string[] {
  if (!isMailed(kind, kinds)) return [];
  const number = count.toLocaleString(locale);
  return [`${kinds[kind]}: ${isComplete ? number : `${number} ${more}`}`];
}

function isMailed(kind: string, kinds: DailyMailWords['kinds']): kind is MailedKind {
  return kind in kinds;
}
