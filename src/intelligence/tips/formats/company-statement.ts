import { normalisePlatform } from '../../../casework/identifiers/normal-forms.js';
import { NameSearch } from './name-search.js';
import type { ReportedCompany } from './reported-tip.js';
import type { TipDraft } from './tip-draft.js';

/** Paths of the names of people at the provider, who are no fact about the company. */
const namePath = /^\/report\/reporter\/.*(?:first|last)Name$/;

/**
 * Returns the provider, else the platform of the incident, else the only platform of the suspects; null if they have several.
 * All agencies of the task force read it, so a platform that names a child is none.
 */
export function platformOf(tip: TipDraft): string | null {
  const platform = statedPlatformOf(tip);
  return platform === null || new NameSearch(tip.protectedNames.items).matches(platform) ? null : platform;
}

function statedPlatformOf({ single, platform, persons, platforms }: TipDraft): string | null {
  const stated = single.provider ?? platform;
  if (stated !== null) return stated;
  const ofSuspects = platforms.items.flatMap(({ platform: own, service }, index) => {
    const named = own ?? service;
    return named !== null && persons.items[index]?.role === 'suspect' ? [named] : [];
  });
  const [first] = ofSuspects;
  return first !== undefined && new Set(ofSuspects.map(normalisePlatform)).size === 1 ? first : null;
}

/**
 * Returns what the provider states about serving it; null without a statement. A text with a name, an email address or a
 * telephone number that the report has of a person is withheld as a whole.
 */
export function companyOf({
  company,
  protectedNames,
  persons,
  identifiers,
  withheld,
}: TipDraft): ReportedCompany | null {
  const ofProvider = withheld.items.flatMap(({ sourcePath, value }) =>
    namePath.test(sourcePath) && typeof value === 'string' ? [value] : [],
  );
  const ofPersons = persons.items.flatMap(({ givenName, middleName, familyName, preferredName }) =>
    [givenName, middleName, familyName, preferredName].filter((name) => name !== null),
  );
  const contacts = identifiers.items.flatMap(({ kind, raw }) => (kind === 'email' || kind === 'phone' ? [raw] : []));
  const names = new NameSearch([...protectedNames.items, ...ofProvider, ...ofPersons, ...contacts]);
  const { companyTemplate, legalUrl } = company;
  // The narrative has the page as well, and withholds it there.
  const page = legalUrl === null || names.matches(legalUrl.text) ? null : legalUrl.text;
  if (companyTemplate === null || !names.matches(companyTemplate.text)) {
    const template = companyTemplate?.text ?? null;
    return template === null && page === null ? null : { template, legalUrl: page };
  }
  withheld.add({ sourcePath: companyTemplate.sourcePath, why: 'words', value: companyTemplate.text });
  return page === null ? null : { template: null, legalUrl: page };
}
