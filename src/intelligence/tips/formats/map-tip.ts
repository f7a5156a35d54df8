import { containsEncodedFile } from '../../../platform/validation/embedded-file-detection.js';
import { pointerStep } from '../../../platform/http/problems.js';
import type { Draft, ValueLocation } from './draft.js';
import { presenceField, type Branch, type Opening, type TipMapping } from './tip-mapping.js';
import { companyOf, platformOf } from './company-statement.js';
import { makePart } from './make-part.js';
import { NameSearch } from './name-search.js';
import type { ReportedFile, ReportedText, ReportedTip, WithheldReason } from './reported-tip.js';
import { TipDraft } from './tip-draft.js';
import { InvalidTip } from './invalid-tip.js';
import { foldText, isScalar } from './parse-values.js';

const withheldEscalation = 'Why it is urgent is encrypted, since it names a child.';

/**
 * Reads a document as a report, using the mapping of its format; a key may hold a value or a list. Unmapped and unreadable values are
 * withheld with their location, nothing is dropped, and a file in any value rejects the report.
 */
export function mapTip(
  mapping: TipMapping,
  document: Readonly<Record<string, unknown>>,
  now: Date | null = null,
): ReportedTip {
  const tip = new TipDraft(mapping.format, mapping.words, makePart, now);
  const walker = new TipWalker(tip);
  walker.visit(document, { path: '', key: '' }, mapping.root, tip);
  if (tip.reportId === null) throw InvalidTip.at('/reportId', 'is missing: the number of the report');
  setPlatforms(tip);
  const escalation = tip.escalation;
  const namesNoChild = createNameFilter(tip);
  return {
    format: tip.format,
    reportId: tip.reportId,
    ...tip.single,
    platform: platformOf(tip),
    company: companyOf(tip),
    escalation: escalation === null || namesNoChild(escalation) ? (escalation?.text ?? null) : withheldEscalation,
    incidentTypes: tip.incidentTypes.items,
    incidentTimes: tip.incidentTimes.items,
    annotations: tip.annotations.items,
    narrative: tip.narrative.items.filter(namesNoChild),
    priorReports: tip.priorReports.items,
    childAccess: tip.childAccess,
    namesConvictedOffender: tip.namesConvictedOffender,
    places: tip.places.items.filter(
      ({ city, sourcePath }) => city === null || namesNoChild({ label: 'City', text: city, sourcePath }),
    ),
    persons: tip.persons.items.map((person) => ({ ...person, details: person.details.filter(namesNoChild) })),
    identifiers: tip.identifiers.items,
    files: filesWithoutNames(tip, namesNoChild),
    withheld: tip.withheld.items,
  };
}

/**
 * Sets the platform of user names: the stated one, else the person's, else the incident's, else the provider. A user of another
 * company has a stated platform or none.
 */
function setPlatforms({ identifiers, platforms, platform, single }: TipDraft): void {
  for (const identifier of identifiers.items) {
    if (!['handle', 'account'].includes(identifier.kind)) continue;
    const ofPerson = identifier.person === null ? undefined : platforms.items[identifier.person];
    identifier.platform ??= ofPerson?.platform ?? null;
    if (ofPerson?.isOfOtherCompany !== true) identifier.platform ??= ofPerson?.service ?? platform ?? single.provider;
  }
}

class TipWalker {
  constructor(private readonly tip: TipDraft) {}

  visit(value: unknown, location: ValueLocation, branch: Branch, draft: Draft): void {
    if (value === '' && branch.target === presenceField) draft.acceptValue(presenceField, true, location);
    if (isEmpty(value)) return;
    if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => {
        this.visit(item, { ...location, path: `${location.path}/${index}` }, branch, draft);
      });
    } else if (branch.target?.startsWith('withheld:')) {
      this.withhold(value, location, branch.target.slice('withheld:'.length) as WithheldReason);
    } else if (branch.opening) {
      const part = draft.openPart(this.withRole(branch.opening, value), location);
      this.visitValue(value, location, branch.opening.part.root, part);
      if (!part.close()) this.withhold(value, location, part.kind === 'metadata' ? 'metadata' : 'unreadable');
    } else this.visitValue(value, location, branch, draft);
  }

  /** Returns the opening with the role that the value states, which is the role of the owner if null. */
  private withRole(opening: Opening, value: unknown): Opening {
    const { roleBy } = opening;
    if (roleBy.length === 0) return opening;
    const stated = isRecord(value)
      ? roleBy.map((key) => value[key]).find((word) => typeof word === 'string')
      : undefined;
    const role = stated !== undefined ? this.tip.words.accountRoles.get(foldText(stated)) : undefined;
    return { ...opening, role: role === 'owner' ? null : (role ?? 'unknown') };
  }

  private visitValue(value: unknown, location: ValueLocation, branch: Branch, draft: Draft): void {
    if (isScalar(value)) {
      if (branch.target === null) this.withhold(value, location, 'unmapped');
      else {
        requireNoFile(value, location.path);
        if (!draft.acceptValue(branch.target, value, location)) this.withhold(value, location, 'unreadable');
      }
      return;
    }
    for (const [key, child] of Object.entries(value as object)) {
      const next = branch.children.get(key);
      const path = `${location.path}/${pointerStep(key)}`;
      if (next) this.visit(child, { path, key }, next, draft);
      else if (!isEmpty(child)) this.withhold(child, { path, key }, 'unmapped', location.path, key);
    }
  }

  /** Withholds a value. An unknown key may itself be a name, so errors omit it. */
  private withhold(
    value: unknown,
    location: ValueLocation,
    why: WithheldReason,
    knownPath = location.path,
    unknownKey?: string,
  ): void {
    if (unknownKey !== undefined) requireNoFile(unknownKey, knownPath);
    requireNoFile(value, knownPath);
    this.tip.withheld.add({ sourcePath: location.path, why, value });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is empty: keys may be null, absent or empty. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function requireNoFile(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (containsEncodedFile(value))
      throw InvalidTip.at(path, 'must not hold a picture or another file, nor a data URI');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      requireNoFile(key, path);
      requireNoFile(child, path);
    }
  }
}

/** Returns the files without the texts that name a child. */
function filesWithoutNames(
  { files, fileTexts }: TipDraft,
  namesNoChild: (text: ReportedText) => boolean,
): readonly ReportedFile[] {
  return files.items.map((file, index) => {
    const named = (fileTexts.items[index] ?? []).filter((one) => !namesNoChild(one));
    if (named.length === 0) return file;
    const isClear = (field: string, text: string | null): boolean =>
      !named.some((one) => one.label === field && one.text === text);
    return {
      ...file,
      name: isClear('name', file.name) ? file.name : null,
      originalName: isClear('originalName', file.originalName) ? file.originalName : null,
      location: isClear('location', file.location) ? file.location : null,
      tags: file.tags.filter((tag) => isClear('tag', tag)),
    };
  });
}

/** Returns a filter of texts. A text that mentions a child's name is withheld as a whole. */
function createNameFilter({ protectedNames, withheld }: TipDraft): (text: ReportedText) => boolean {
  const names = new NameSearch(protectedNames.items);
  return ({ text, sourcePath }) => {
    if (!names.matches(text)) return true;
    withheld.add({ sourcePath, why: 'words', value: text });
    return false;
  };
}
