import { maxSearchedRows, separatorCharacters, separators, type Separator } from './import.enums.js';

/**
 * Detects the separator of a CSV file from its first lines. The separator that gives a line the most known columns is chosen, or else the
 * most frequent one.
 */
export function detectSeparator(start: string, isKnown: (text: string) => boolean): Separator {
  const lines = start.split(/\r\n|\r|\n/, maxSearchedRows);
  const known = separators.map((separator) =>
    Math.max(...lines.map((line) => splitLine(line, separator).filter((cell) => isKnown(cell)).length)),
  );
  const scores = Math.max(...known) > 1 ? known : separators.map((separator) => countOutsideQuotes(lines, separator));
  return separators[scores.indexOf(Math.max(...scores))] ?? 'comma';
}

function splitLine(line: string, separator: Separator): readonly string[] {
  return line.split(separatorCharacters[separator]).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function countOutsideQuotes(lines: readonly string[], separator: Separator): number {
  const text = lines.join('\n').replaceAll(/"[^"]*"/g, '');
  return text.split(separatorCharacters[separator]).length - 1;
}
