import { placeholders, type Placeholder } from './process-templates.enums.js';

/** Value of a placeholder. One of the directory that nobody has confirmed is marked. */
export interface PlaceholderValue {
  readonly text: string;
  readonly isConfirmed: boolean;
}

export type PlaceholderValues = Readonly<Partial<Record<Placeholder, PlaceholderValue | null>>>;

export interface FilledTemplate {
  readonly text: string;
  /** Placeholders of the text without a value. */
  readonly missing: readonly Placeholder[];
  /** Placeholders of the text whose value nobody has confirmed. */
  readonly unconfirmed: readonly Placeholder[];
}

const placeholderPattern = /\{\{([^{}]*)\}\}/g;

/** Whether a text has braces that are no known placeholder. They would stay in the document unnoticed. */
export function hasUnknownPlaceholders(template: string): boolean {
  const rest = template.replaceAll(placeholderPattern, (whole, name: string) => (isPlaceholder(name) ? '' : whole));
  return rest.includes('{{') || rest.includes('}}');
}

/** Replaces the placeholders once. Braces within a value are text, and a missing value is marked. */
export function fillTemplate(template: string, values: PlaceholderValues): FilledTemplate {
  const missing = new Set<Placeholder>();
  const unconfirmed = new Set<Placeholder>();
  const text = template.replaceAll(placeholderPattern, (whole, name: string) => {
    if (!isPlaceholder(name)) return whole;
    const value = values[name] ?? null;
    if (value === null) {
      missing.add(name);
      return `[MISSING: ${name}]`;
    }
    if (value.isConfirmed) return value.text;
    unconfirmed.add(name);
    return `${value.text} [NOT CONFIRMED]`;
  });
  return { text, missing: [...missing], unconfirmed: [...unconfirmed] };
}

/** Returns a time in a zone, with the name of the zone: `2026-05-10 03:12:55 UTC`. */
export function formatTime(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, timeZoneName: 'short' },
  }).formatToParts(instant);
  const partOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const fraction = partOf('fractionalSecond') === '000' ? '' : `.${partOf('fractionalSecond')}`;
  return `${partOf('year')}-${partOf('month')}-${partOf('day')} ${partOf('hour')}:${partOf('minute')}:${partOf('second')}${fraction} ${partOf('timeZoneName')}`;
}

function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name);
}
