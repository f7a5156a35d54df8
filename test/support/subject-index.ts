import type pg from 'pg';
import type { IndexEntryView } from '../../src/subject-index/index-entries.contract.js';
import type { IndexQueryView } from '../../src/subject-index/index-queries.contract.js';
import type { Answer } from './client.js';
import type { Given, Made } from './given.js';
import { nextNumber, type GivenAccount, type GivenAgency } from './people.js';
import { aSubject, soundChecks } from './subject-index-places.js';
import type { Tracker } from './tracker.js';
import { asApp } from './transactions.js';

/** An agency with somebody of each role that works there. */
export interface Desk {
  readonly agency: GivenAgency;
  readonly investigator: GivenAccount;
  readonly supervisor: GivenAccount;
}

export const entries = '/subject-index/entries';
export const reason = 'It was looked at.';
export const bornOn = '1979-11-02';
/** By what right somebody asks, and for what. */
export const right = {
  purpose: 'Identify the holder of an account.',
  needToKnow: 'The same account asks children here for pictures.',
  rightToKnow: 'Investigates offenses against children under State law.',
  caseReference: 'OMA-17',
};
/** What stands in an entry that is made here, and must be in no other's answer. */
export const secrets = /Ñandú|José|1979-11-02|anchor|named the same account|subpoena/;

/** The subject index of one running tracker, as a test works with it. */
export class SubjectIndex {
  constructor(
    private readonly tracker: Tracker,
    private readonly given: Given,
  ) {}

  /** With an agreement, unless said otherwise. */
  async desk(over: { readonly taskForceId?: string; readonly signedOn?: string | null } = {}): Promise<Desk> {
    const { signedOn = '2020-01-01', ...of } = over;
    const agency = await this.given.agency(of);
    const sign = 'UPDATE app.agency_memberships SET mou_signed_on = $2 WHERE agency_id = $1';
    await this.tracker.sql(sign, [agency.id, signedOn]);
    const investigator = await this.given.account({ agency });
    return { agency, investigator, supervisor: await this.given.account({ agency, role: 'supervisor' }) };
  }

  /** The submission of a suspect that nothing speaks against, of a name that no other has. */
  async submission({ investigator: by }: Desk, over: object = {}): Promise<Record<string, unknown>> {
    const names = { givenName: 'José', familyName: `Ñandú ${nextNumber()}` };
    const complaint = await this.given.complaint({ by });
    const suspect = await this.given.suspect({ complaint, ...names, bornOn });
    const descriptors = 'Tattoo of an anchor on the left forearm.';
    return { ...aSubject, ...names, suspectId: suspect.id, descriptors, wasLawfullyObtained: true, ...over };
  }

  async submitted(at: Desk, over: object = {}): Promise<Made<IndexEntryView>> {
    return this.given.made<IndexEntryView>(at.investigator, entries, await this.submission(at, over));
  }

  /** By the desk's supervisor, whose it is from there on. */
  async approved(at: Desk, over: object = {}, until: object = {}): Promise<Made<IndexEntryView>> {
    const entry = await this.submitted(at, over);
    const approval = { reason, checks: soundChecks, ...until };
    return this.given.changed({ ...entry, by: at.supervisor }, `${entries}/${entry.id}/approval`, approval);
  }

  /** The same entry as it is now. */
  async current({ id, by }: Made<IndexEntryView>): Promise<Made<IndexEntryView>> {
    const { body, etag } = await this.tracker.as(by).get<IndexEntryView>(`${entries}/${id}`);
    return { ...body, etag, by };
  }

  act(entry: Made<IndexEntryView>, what: string, body: object, by = entry.by): Promise<Answer<IndexEntryView>> {
    const path = `${entries}/${entry.id}/${what}`;
    return this.tracker.as(by).change<IndexEntryView>(path, body, { 'if-match': entry.etag });
  }

  ask(by: GivenAccount, question: object): Promise<Answer<IndexQueryView>> {
    return this.tracker.as(by).post<IndexQueryView>('/subject-index/queries', question);
  }

  /** How well what somebody is pointed to fits the subject of an entry, and whether it is that. */
  async pointersTo(entry: Made<IndexEntryView>, by: GivenAccount, over: object = {}): Promise<string[]> {
    const { body } = await this.ask(by, about(entry, over));
    return body.pointers.map(({ entryId, strength }) => `${strength} ${entryId === entry.id ? 'it' : 'another'}`);
  }

  /** Within a transaction of the application's role that comes to nothing. */
  asApp<T>(by: GivenAccount, work: (app: pg.Client) => Promise<T>): Promise<T> {
    return asApp(this.tracker, by, work);
  }
}

/** A question about the subject of an entry, as somebody would spell it who has only heard the name. */
export function about(
  { familyName }: { readonly familyName: string | null },
  over: object = {},
): Record<string, unknown> {
  const heard = familyName?.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return { ...right, givenName: 'JOSE', familyName: heard, ...over };
}

/** An entry as it is, sent as its correction, but for what is put right. */
export function correctionOf(entry: IndexEntryView, over: object = {}): object {
  const { givenName, familyName, descriptors, criminalActivity, suspicionBasis, obtainedHow, sensitivity } = entry;
  const subject = { givenName, familyName, bornOn: entry.bornOn, descriptors, criminalActivity, suspicionBasis };
  return { ...subject, obtainedHow, sensitivity, reason, checks: soundChecks, ...over };
}
