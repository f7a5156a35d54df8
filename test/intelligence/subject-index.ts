import type pg from 'pg';
import type { IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { IndexQueryView } from '../../src/intelligence/subject-index/index-query.view.js';
import type { Answer } from '../support/client.js';
import type { Given, Made } from '../support/given.js';
import { nextNumber, type GivenAccount, type GivenAgency } from '../support/people.js';
import { aSubject, soundChecks } from './subject-index-fixtures.js';
import type { Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';

export interface Desk {
  readonly agency: GivenAgency;
  readonly investigator: GivenAccount;
  readonly supervisor: GivenAccount;
}

export const entries = '/subject-index/entries';
export const reason = 'It was looked at.';
export const bornOn = '1979-11-02';
export const right = {
  purpose: 'Identify the holder of an account.',
  needToKnow: 'The same account asks children here for pictures.',
  rightToKnow: 'Investigates offenses against children under State law.',
  caseReference: 'OMA-17',
};
/** Texts in the entries of the tests, which must be in no answer to another agency. */
export const secrets = /Ñandú|José|1979-11-02|anchor|named the same account|subpoena/;

/** Subject index of a running tracker, with builders for tests. */
export class SubjectIndex {
  constructor(
    private readonly tracker: Tracker,
    private readonly given: Given,
  ) {}

  /** Creates an agency, by default with an agreement. */
  async desk(overrides: { readonly taskForceId?: string; readonly signedOn?: string | null } = {}): Promise<Desk> {
    const { signedOn = '2020-01-01', ...of } = overrides;
    const agency = await this.given.agency(of);
    const sign = 'UPDATE app.agency_memberships SET mou_signed_on = $2 WHERE agency_id = $1';
    await this.tracker.sql(sign, [agency.id, signedOn]);
    const investigator = await this.given.account({ agency });
    return { agency, investigator, supervisor: await this.given.account({ agency, role: 'supervisor' }) };
  }

  /** Returns a valid submission for a suspect with a unique name. */
  async submission({ investigator: by }: Desk, overrides: object = {}): Promise<Record<string, unknown>> {
    const names = { givenName: 'José', familyName: `Ñandú ${nextNumber()}` };
    const complaint = await this.given.complaint({ by });
    const suspect = await this.given.suspect({ complaint, ...names, bornOn });
    const descriptors = 'Tattoo of an anchor on the left forearm.';
    return { ...aSubject, ...names, suspectId: suspect.id, descriptors, wasLawfullyObtained: true, ...overrides };
  }

  async submitted(desk: Desk, overrides: object = {}): Promise<Made<IndexEntryView>> {
    return this.given.made<IndexEntryView>(desk.investigator, entries, await this.submission(desk, overrides));
  }

  /** Approves it by the supervisor of the agency, who then owns it. */
  async approved(desk: Desk, overrides: object = {}, until: object = {}): Promise<Made<IndexEntryView>> {
    const entry = await this.submitted(desk, overrides);
    const approval = { reason, checks: soundChecks, ...until };
    return this.given.changed({ ...entry, by: desk.supervisor }, `${entries}/${entry.id}/approval`, approval);
  }

  async current({ id, by }: Made<IndexEntryView>): Promise<Made<IndexEntryView>> {
    const { body, etag } = await this.tracker.as(by).get<IndexEntryView>(`${entries}/${id}`);
    return { ...body, etag, by };
  }

  act(entry: Made<IndexEntryView>, act: string, body: object, author = entry.by): Promise<Answer<IndexEntryView>> {
    const path = `${entries}/${entry.id}/${act}`;
    return this.tracker.as(author).change<IndexEntryView>(path, body, { 'if-match': entry.etag });
  }

  ask(author: GivenAccount, question: object): Promise<Answer<IndexQueryView>> {
    return this.tracker.as(author).post<IndexQueryView>('/subject-index/queries', question);
  }

  /** Returns the strength of each pointer, and whether it leads to the entry. */
  async pointersTo(entry: Made<IndexEntryView>, author: GivenAccount, overrides: object = {}): Promise<string[]> {
    const { body } = await this.ask(author, about(entry, overrides));
    return body.pointers.map(({ entryId, strength }) => `${strength} ${entryId === entry.id ? 'it' : 'another'}`);
  }

  /** Runs the work as the application role in a transaction that is rolled back. */
  asApp<T>(author: GivenAccount, work: (app: pg.Client) => Promise<T>): Promise<T> {
    return asApp(this.tracker, author, work);
  }
}

/** Returns a query for the subject of an entry, with a name spelled by ear. */
export function about(
  { familyName }: { readonly familyName: string | null },
  overrides: object = {},
): Record<string, unknown> {
  const heard = familyName?.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return { ...right, givenName: 'JOSE', familyName: heard, ...overrides };
}

/** Returns an entry as its own correction, with the given changes. */
export function correctionOf(entry: IndexEntryView, overrides: object = {}): object {
  const { givenName, familyName, descriptors, criminalActivity, suspicionBasis, obtainedHow, sensitivity } = entry;
  const subject = { givenName, familyName, bornOn: entry.bornOn, descriptors, criminalActivity, suspicionBasis };
  return { ...subject, obtainedHow, sensitivity, reason, checks: soundChecks, ...overrides };
}
