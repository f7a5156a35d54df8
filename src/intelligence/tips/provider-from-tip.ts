import { isEmail, isURL } from 'class-validator';
import { normaliseIdentifier } from '../../casework/identifiers/normal-forms.js';
import type { ServingDetails } from '../../casework/providers/provider.entity.js';
import type { StatedProvider } from '../../casework/providers/providers.service.js';
import {
  maxProviderLengths,
  maxRetentionDays,
  webAddress,
  type ProviderField,
} from '../../casework/providers/providers.enums.js';
import { faultOf } from '../../platform/validation/text.js';
import { foldText } from './formats/parse-values.js';
import type { ReportedTip } from './formats/reported-tip.js';

type LabelledField = Exclude<ProviderField, 'legalUrl' | 'instructions'>;

/** Labels of lines in a provider's text, in lower case. A line without one of them stays in the text alone. */
const fieldByLabel: ReadonlyMap<string, LabelledField> = new Map(
  (
    [
      ['legalName', ['legal name', 'company', 'company name', 'serve legal process on']],
      ['postalAddress', ['address', 'mailing address', 'postal address', 'address for legal process']],
      ['portalUrl', ['portal', 'law enforcement portal', 'legal process portal']],
      ['email', ['email', 'e-mail', 'email for legal process', 'legal process email']],
      [
        'emergencyPhone',
        ['emergency', 'emergency line', 'emergency phone', 'emergency contact', '24-hour line', '24 hour line'],
      ],
      ['retentionDays', ['retention', 'data retention', 'log retention', 'ip log retention', 'logs are kept for']],
    ] as const
  ).flatMap(([field, labels]) => labels.map((label) => [label, field] as const)),
);

/** Fields that may take several lines. The first line alone is another address, or another company. */
const continuedFields: readonly LabelledField[] = ['legalName', 'postalAddress'];
const linePattern = /^\s*(?:[-*•]\s*)?([^:]{3,40}):\s*(\S.*)$/;
const daysPattern = /^(\d{1,4}) (?:calendar )?days?\.?$/i;

/** Readers of each field. A value in another form is not read, and the text has it. */
const readers: { readonly [F in LabelledField]: (text: string) => ServingDetails[F] } = {
  legalName: (text) => readText(text, maxProviderLengths.legalName),
  postalAddress: (text) => readText(text, maxProviderLengths.postalAddress),
  portalUrl: (text) => readUrl(text, maxProviderLengths.portalUrl),
  email: (text) => (isEmail(text) ? readText(text, maxProviderLengths.email) : null),
  emergencyPhone: (text) =>
    normaliseIdentifier({ kind: 'phone', raw: text }) === null
      ? null
      : readText(text, maxProviderLengths.emergencyPhone),
  retentionDays: (text) => readDays(text),
};

/**
 * Returns the provider that a report names, and what its own statements say about serving it; null if it names none.
 * Of the persons of the report it takes at most the platform of the suspects, and nothing of the provider's contact person.
 */
export function toStatedProvider({ platform, company }: ReportedTip): StatedProvider | null {
  const name = platform === null ? null : readText(platform.replaceAll(/\s+/g, ' ').trim(), maxProviderLengths.name);
  if (name === null) return null;
  const { template = null, legalUrl = null } = company ?? {};
  return {
    name,
    details: {
      ...(template === null ? {} : { ...readLines(template), instructions: template }),
      ...(legalUrl === null ? {} : { legalUrl: readUrl(legalUrl, maxProviderLengths.legalUrl) }),
    },
  };
}

/** Reads the labelled lines. Two different values of one field contradict each other, so neither is taken. */
function readLines(template: string): Partial<ServingDetails> {
  const values = new Map<LabelledField, Set<string | number>>();
  const lines = template.split('\n');
  for (const [index, line] of lines.entries()) {
    const [, label = '', text = ''] = linePattern.exec(line) ?? [];
    const field = fieldByLabel.get(foldText(label));
    const isPart = field !== undefined && continuedFields.includes(field) && isContinuation(lines[index + 1] ?? '');
    const value = field === undefined || isPart ? null : readers[field](text.trim());
    if (field !== undefined && value !== null) values.set(field, (values.get(field) ?? new Set()).add(value));
  }
  return Object.fromEntries(
    [...values].flatMap(([field, [value, ...others]]) => (others.length > 0 ? [] : [[field, value]])),
  );
}

/** Whether a line goes on with the value of the line above: it is neither blank nor a point of its own. */
function isContinuation(line: string): boolean {
  return line.trim() !== '' && !linePattern.test(line) && !/^\s*[-*•]/.test(line);
}

function readText(text: string, max: number): string | null {
  return faultOf(text, { max }) === null ? text : null;
}

function readUrl(text: string, max: number): string | null {
  return isURL(text, webAddress) ? readText(text, max) : null;
}

function readDays(text: string): number | null {
  const days = Number(daysPattern.exec(text)?.[1] ?? '0');
  return days >= 1 && days <= maxRetentionDays ? days : null;
}
