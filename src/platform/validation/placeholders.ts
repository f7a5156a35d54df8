const maxPlaceholderLength = 16;
/** Words that stand for no value, without spaces and punctuation. A text of dashes alone has no letters. */
const placeholders = new Set(['', 'none', 'na', 'nil', 'null', 'notapplicable', 'notavailable', 'unknown', 'unk', '?']);
/** Letters and digits with which none of the words begins, so that most texts are not normalized. */
const cannotBegin = /^[a-mo-tv-z0-9]/i;

/** Whether a text stands for no value, such as `N/A` or a dash. */
export function isPlaceholder(text: string): boolean {
  if (text.length > maxPlaceholderLength || cannotBegin.test(text)) return false;
  return placeholders.has(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s_.,;:/()'’-]/g, ''),
  );
}
