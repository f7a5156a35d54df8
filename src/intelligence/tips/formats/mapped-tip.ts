import { holdsFile } from '../../../platform/validation/pictures.js';
import { pointerStep } from '../../../platform/http/problems.js';
import type { Draft, Spot } from './draft.js';
import { mark, type Branch, type Mapping } from './mapping.js';
import { makePart } from './parts.js';
import { NameSearch } from './name-search.js';
import type { WithheldReason, ReportedText, ReportedTip } from './reported-tip.js';
import { TipDraft } from './tip-draft.js';
import { UnfitTip } from './unfit-tip.js';
import { isScalar } from './values.js';

const namesAChild = 'Why it is urgent is sealed, since it names a child.';

/**
 * Reads a document as a report, using the mapping of its format. A key may hold one value or a list, so lists are read
 * item by item. Unmapped and unreadable values are withheld with their location; nothing is dropped. A file in any
 * value rejects the report.
 */
export function tipBy(mapping: Mapping, document: Readonly<Record<string, unknown>>): ReportedTip {
  const tip = new TipDraft(mapping.format, mapping.words, makePart);
  const walk = new Walk(tip);
  walk.into(document, { path: '', key: '' }, mapping.root, tip);
  if (tip.reportId === null) throw UnfitTip.at('/reportId', 'is missing: the number of the report');
  placeNames(tip);
  const escalation = tip.escalation;
  const namesNoChild = textsWithout(tip);
  return {
    format: tip.format,
    reportId: tip.reportId,
    ...tip.single,
    escalation: escalation === null || namesNoChild(escalation) ? (escalation?.text ?? null) : namesAChild,
    incidentTypes: tip.incidentTypes.items,
    incidentTimes: tip.incidentTimes.items,
    annotations: tip.annotations.items,
    narrative: tip.narrative.items.filter(namesNoChild),
    persons: tip.persons.items.map((person) => ({ ...person, details: person.details.filter(namesNoChild) })),
    identifiers: tip.identifiers.items,
    files: tip.files.items,
    keptApart: tip.keptApart.items,
  };
}

/** Sets the platform of user names: the stated one, else the person's, else the provider. */
function placeNames({ identifiers, platforms, single }: TipDraft): void {
  for (const identifier of identifiers.items) {
    if (!['handle', 'account'].includes(identifier.kind)) continue;
    const ofPerson = identifier.person === null ? null : platforms.items[identifier.person]?.platform;
    identifier.platform ??= ofPerson ?? single.provider;
  }
}

class Walk {
  constructor(private readonly tip: TipDraft) {}

  into(value: unknown, at: Spot, branch: Branch, draft: Draft): void {
    if (value === '' && branch.target === mark) draft.take(mark, true, at);
    if (isNothing(value)) return;
    if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => {
        this.into(item, { ...at, path: `${at.path}/${index}` }, branch, draft);
      });
    } else if (branch.target?.startsWith('apart:')) {
      this.keepApart(value, at, branch.target.slice('apart:'.length) as WithheldReason);
    } else if (branch.opening) {
      const part = draft.open(branch.opening, at);
      this.said(value, at, branch.opening.part.root, part);
      if (!part.close()) this.keepApart(value, at, part.kind === 'metadata' ? 'metadata' : 'unreadable');
    } else this.said(value, at, branch, draft);
  }

  private said(value: unknown, at: Spot, branch: Branch, draft: Draft): void {
    if (isScalar(value)) {
      if (branch.target === null) this.keepApart(value, at, 'unmapped');
      else {
        requireNoFile(value, at.path);
        if (!draft.take(branch.target, value, at)) this.keepApart(value, at, 'unreadable');
      }
      return;
    }
    for (const [key, below] of Object.entries(value as object)) {
      const next = branch.below.get(key);
      const path = `${at.path}/${pointerStep(key)}`;
      if (next) this.into(below, { path, key }, next, draft);
      else if (!isNothing(below)) this.keepApart(below, { path, key }, 'unmapped', at.path, key);
    }
  }

  /** Withholds a value. An unknown key may itself be a name, so errors omit it. */
  private keepApart(value: unknown, at: Spot, why: WithheldReason, knownPath = at.path, unknownKey?: string): void {
    if (unknownKey !== undefined) requireNoFile(unknownKey, knownPath);
    requireNoFile(value, knownPath);
    this.tip.keptApart.add({ sourcePath: at.path, why, value });
  }
}

/** Whether a value is empty: keys may be null, absent or empty. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function requireNoFile(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (holdsFile(value)) throw UnfitTip.at(path, 'must not hold a picture or another file, nor a data URI');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, below] of Object.entries(value)) {
      requireNoFile(key, path);
      requireNoFile(below, path);
    }
  }
}

/** Returns a filter of texts. A text that mentions a child's name is withheld as a whole. */
function textsWithout({ protectedNames, keptApart }: TipDraft): (text: ReportedText) => boolean {
  const names = new NameSearch(protectedNames.items);
  return ({ text, sourcePath }) => {
    if (!names.isIn(text)) return true;
    keptApart.add({ sourcePath, why: 'words', value: text });
    return false;
  };
}
