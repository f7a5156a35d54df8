import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { DecisionPage } from '../../src/casework/complaints/decision-list.view.js';
import type { TriageProposalView } from '../../src/casework/triage/triage-proposal.view.js';
import type { Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { freshNumber, jsonBytes } from '../support/tips.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { idOfImportedTip, proposalOf } from './tip-imports.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function supervisor(): Promise<Client> {
  return tracker.as(await given.account({ agency: await given.agency(), role: 'supervisor' }));
}

/** Returns the tier and the rules about it, with their effects unless they support it. */
function ranking({ priority, reasons }: TriageProposalView): readonly (string | number)[] {
  const rules = reasons
    .filter(({ field }) => field === 'priority')
    .map(({ rule, effect }) => (effect === 'supports' ? rule : `${rule} (${effect})`));
  return [priority, ...rules];
}

const material = 'Child Pornography (possession, manufacture, and distribution)';

interface ProviderParts {
  readonly number?: string;
  readonly summary?: string;
  readonly person?: string;
  readonly files?: readonly string[];
}

/** Returns a report of a provider about material, which alone is of tier 4. */
function providerTip({ number = freshNumber(), summary = '', person = '', files = [] }: ProviderParts): string {
  const details = files.map((file) => `<fileDetails><reportId>${number}</reportId>${file}</fileDetails>`).join('');
  return `<cyberTip>
    <report>
      <incidentSummary><incidentType>${material}</incidentType>${summary}</incidentSummary>
      <personOrUserReported><screenName>owl_${number}</screenName>${person}</personOrUserReported>
    </report>
    <reportResponse><reportId>${number}</reportId></reportResponse>
    ${details}
  </cyberTip>`;
}

/** Returns a file of a report, with the annotations and the class. */
function reportedFile(annotations: readonly string[] = [], more = ''): string {
  const marks = annotations.map((mark) => `<${mark}/>`).join('');
  return `<originalFileName>a.jpg</originalFileName><fileAnnotations>${marks}</fileAnnotations>${more}`;
}

/** Returns a report of the ICAC Data System about material and one person. */
function icacTip(person: object, files: readonly object[] = []): Buffer {
  return jsonBytes({
    reportId: freshNumber(),
    reportedInformation: {
      incidentSummary: { incidentType: material },
      reportedPeople: { reportedPersons: [{ firstName: 'Rowan', lastName: 'Example', ...person }] },
      uploadedFiles: { uploadedFiles: files },
    },
  });
}

const classOf = (name: string): string => `<industryClassification>${name}</industryClassification>`;
const annotated = (mark: string): string => `<reportAnnotations><${mark}/></reportAnnotations>`;
const escalated = '<escalateToHighPriority>The child is with the user now</escalateToHighPriority>';

describe('the proposed priority of a tip', () => {
  it.each<readonly [string, () => string | Buffer, readonly (string | number)[]]>([
    ['nothing but material', () => providerTip({}), [4, 'all_else']],
    ['an escalation by the provider', () => providerTip({ summary: escalated }), [1, 'escalated_by_provider']],
    ['a parent', () => icacTip({ relationshipToChildVictim: 'Father' }), [2, 'access_to_child']],
    ['access to children', () => icacTip({ accessToChildren: true }), [2, 'access_to_child']],
    ['access to the victim', () => icacTip({ accessToChildVictim: 'Yes' }), [2, 'access_to_child']],
    ['no access to children', () => icacTip({ accessToChildren: false }), [4, 'all_else']],
    [
      'sadistic exploitation',
      () => providerTip({ summary: annotated('sadisticOnlineExploitation') }),
      [2, 'child_coerced'],
    ],
    ['sextortion', () => providerTip({ summary: annotated('sextortion') }), [2, 'child_coerced']],
    [
      'aggravating factors',
      () => providerTip({ summary: annotated('potentialAggravatingFactors') }),
      [3, 'aggravated'],
    ],
    ['instrumental use', () => providerTip({ summary: annotated('instrumentalUse') }), [3, 'aggravated']],
    ['a file of an infant', () => providerTip({ files: [reportedFile(['infant'])] }), [3, 'aggravated']],
    ['a convicted offender', () => icacTip({ convictedSexOffender: true }), [3, 'convicted_offender']],
    ['no convicted offender', () => icacTip({ convictedSexOffender: false }), [4, 'all_else']],
    [
      'a prior report',
      () => providerTip({ person: '<priorCTReports>700100011</priorCTReports>' }),
      [3, 'prior_reports'],
    ],
    ['a file of class A1', () => providerTip({ files: [reportedFile([], classOf('A1'))] }), [3, 'prepubescent_child']],
    ['a file of class B1', () => providerTip({ files: [reportedFile([], classOf('B1'))] }), [4, 'all_else']],
    ['ten files', () => providerTip({ files: Array.from({ length: 10 }, () => reportedFile()) }), [3, 'many_files']],
    ['nine files', () => providerTip({ files: Array.from({ length: 9 }, () => reportedFile()) }), [4, 'all_else']],
    ['viral files alone', () => providerTip({ files: [reportedFile(['viral'], classOf('A1'))] }), [4, 'known_viral']],
    [
      'a tag of NCMEC for a meme',
      () => icacTip({}, [{ filename: 'a.jpg', ncmecTags: { groups: [{ tags: [{ value: 'Informational/Meme' }] }] } }]),
      [4, 'known_viral'],
    ],
    ['a mark as informational', () => providerTip({ summary: annotated('informational') }), [4, 'informational']],
  ])('follows from %s', async (_, tip, expected) => {
    const client = await supervisor();

    const id = await idOfImportedTip(client, tip());

    expect(ranking(await proposalOf(client, id))).toEqual(expected);
  });

  it.each<readonly [string, ProviderParts, readonly (string | number)[]]>([
    [
      'an escalation wins over viral files',
      { summary: escalated, files: [reportedFile(['viral'])] },
      [1, 'escalated_by_provider', 'known_viral (overruled)'],
    ],
    [
      'viral files win over prior reports',
      { person: '<priorCTReports>700100011</priorCTReports>', files: [reportedFile(['potentialMeme'])] },
      [4, 'known_viral', 'prior_reports (overruled)'],
    ],
    [
      'one viral file among others lowers nothing',
      { files: [reportedFile(['viral'], classOf('A1')), reportedFile([], classOf('A2'))] },
      [3, 'prepubescent_child'],
    ],
  ])('states both sides: %s', async (_, parts, expected) => {
    const client = await supervisor();

    const id = await idOfImportedTip(client, providerTip(parts));

    expect(ranking(await proposalOf(client, id))).toEqual(expected);
  });

  it('has the values of its reasons, and a rationale that names the overruled one', async () => {
    const client = await supervisor();
    const number = freshNumber();
    const person = '<priorCTReports>700100011</priorCTReports><priorCTReports>700100012</priorCTReports>';
    const files = [reportedFile(['infant'], classOf('A1')), reportedFile([], classOf('A2'))];

    const id = await idOfImportedTip(
      client,
      providerTip({ number, person, files, summary: annotated('informational') }),
    );
    const { reasons, rationale } = await proposalOf(client, id);

    const values = { type: null, count: null, access: null, annotations: [] };
    expect(reasons.filter(({ field }) => field === 'priority').map(({ rule, params }) => [rule, params])).toEqual([
      ['informational', values],
      ['prior_reports', { ...values, count: 2 }],
      ['aggravated', { ...values, annotations: ['infant'] }],
      ['prepubescent_child', { ...values, count: 2 }],
    ]);
    expect(rationale).toContain('NCMEC classed the tip as informational.');
    expect(rationale).toContain('Overruled: The tip names 2 prior reports about the reported person.');
  });

  it('follows from the latest version', async () => {
    const client = await supervisor();
    const number = freshNumber();
    const id = await idOfImportedTip(client, providerTip({ number, summary: annotated('sextortion') }));

    await idOfImportedTip(client, providerTip({ number, summary: escalated }));

    expect(ranking(await proposalOf(client, id))).toEqual([1, 'escalated_by_provider']);
  });

  it('follows the corrected class of NCMEC instead of the mark', async () => {
    const client = await supervisor();
    const correct = async (id: string, ncmecClass: string): Promise<TriageProposalView> => {
      const { headers } = await client.get(`/complaints/${id}`);
      await client.put(`/complaints/${id}/ncmec-class`, { ncmecClass }, { 'if-match': headers['etag'] as string });
      return proposalOf(client, id);
    };
    const marked = await idOfImportedTip(client, providerTip({ summary: annotated('informational') }));
    const unmarked = await idOfImportedTip(client, providerTip({}));

    expect(ranking(await correct(marked, 'referral'))).toEqual([4, 'all_else']);
    expect(ranking(await correct(unmarked, 'informational'))).toEqual([4, 'informational']);
  });

  it('follows an annotation that a person added', async () => {
    const client = await supervisor();
    const id = await idOfImportedTip(client, providerTip({}));
    const { headers } = await client.get(`/complaints/${id}`);
    const annotations = ['sextortion'];

    await client.put(`/complaints/${id}/annotations`, { annotations }, { 'if-match': headers['etag'] as string });

    expect(ranking(await proposalOf(client, id))).toEqual([2, 'child_coerced']);
  });

  it('follows the class of NCMEC for a file with the tag of an informational tip', async () => {
    const client = await supervisor();
    const tagged = reportedFile(['informational'], classOf('A1'));

    const id = await idOfImportedTip(client, providerTip({ files: [tagged] }));

    expect(ranking(await proposalOf(client, id))).toEqual([3, 'prepubescent_child']);
  });

  it('ignores a file that was recorded in error', async () => {
    const client = await supervisor();
    const id = await idOfImportedTip(client, providerTip({ files: [reportedFile([], classOf('A1'))] }));
    const { body: files } = await client.get<{ items: { id: string; version: number }[] }>(
      `/reported-files?complaintId=${id}`,
    );
    const [file] = files.items;
    const { status } = await client.post(
      `/reported-files/${String(file?.id)}/void`,
      { reason: 'Recorded twice.' },
      { 'if-match': `"v${String(file?.version)}"` },
    );

    expect(status).toBeLessThan(300);
    expect(ranking(await proposalOf(client, id))).toEqual([4, 'all_else']);
  });

  it('reads no statement of abuse and no access out of free text', async () => {
    const client = await supervisor();
    const person = '<additionalInfo>He is her father and abused her, hands-on, last night.</additionalInfo>';

    const id = await idOfImportedTip(client, providerTip({ person }));

    expect(ranking(await proposalOf(client, id))).toEqual([4, 'all_else']);
  });

  it('takes no access from an unknown word, nor from a statement about the child', async () => {
    const client = await supervisor();
    const unknown = await idOfImportedTip(client, icacTip({ relationshipToChildVictim: 'Friend of the family' }));

    const ofRecipient = await idOfImportedTip(
      client,
      jsonBytes({
        reportId: freshNumber(),
        reportedInformation: {
          incidentSummary: { incidentType: material },
          intendedRecipients: { intendedRecipients: [{ firstName: 'Marigold', accessToChildren: true }] },
        },
      }),
    );

    expect(ranking(await proposalOf(client, unknown))).toEqual([4, 'all_else']);
    expect(ranking(await proposalOf(client, ofRecipient))).toEqual([4, 'all_else']);
  });
});

describe('the facts that a person chooses', () => {
  it('change the proposal before anything is recorded', async () => {
    const client = await supervisor();
    const id = await idOfImportedTip(client, providerTip({}));

    const access = await proposalOf(client, id, '?childAccess=coach');
    const statement = await proposalOf(client, id, '?hasHandsOnStatement=true');

    expect(ranking(access)).toEqual([2, 'access_to_child']);
    expect(access.reasons.at(-1)?.params.access).toBe('coach');
    expect(ranking(statement)).toEqual([1, 'hands_on_statement']);
    expect(ranking(await proposalOf(client, id))).toEqual([4, 'all_else']);
  });

  it.each(['?childAccess=nearby', '?hasHandsOnStatement=perhaps', '?handsOn=true'])(
    'are rejected as %s',
    async (query) => {
      const client = await supervisor();
      const id = await idOfImportedTip(client, providerTip({}));

      expect((await client.get(`/complaints/${id}/triage-proposal${query}`)).status).toBe(422);
    },
  );

  it('are recorded by a screening, and stay until a later decision states others', async () => {
    const client = await supervisor();
    const id = await idOfImportedTip(client, icacTip({ accessToChildren: true }));
    const decide = async (what: string, body: object): Promise<number> => {
      const { version } = (await client.get<ComplaintView>(`/complaints/${id}`)).body;
      return (await client.send('PUT', `/complaints/${id}/${what}`, body, { 'if-match': `"v${version}"` })).status;
    };
    const screening = { type: 'csam_possession', mode: 'reactive' };

    const screened = await decide('screening', { ...screening, childAccess: 'teacher', hasHandsOnStatement: true });
    const afterScreening = await proposalOf(client, id);
    const triage = { ...screening, priority: 4, rationale: 'No statement was found, and no access.' };
    const triaged = await decide('triage', { ...triage, childAccess: 'none', hasHandsOnStatement: false });
    const afterTriage = await proposalOf(client, id);
    await decide('triage', { ...triage, rationale: 'Read again.' });

    expect([screened, triaged]).toEqual([200, 200]);
    expect(ranking(afterScreening)).toEqual([1, 'hands_on_statement', 'access_to_child (weaker)']);
    expect(afterScreening.reasons.at(-1)?.params.access).toBe('teacher');
    expect(ranking(afterTriage)).toEqual([4, 'all_else']);
    expect(ranking(await proposalOf(client, id))).toEqual([4, 'all_else']);
    const { items } = (await client.get<DecisionPage>(`/complaints/${id}/decisions`)).body;
    expect(
      items.map(({ childAccess, hasHandsOnStatement, proposedFor }) => [childAccess, hasHandsOnStatement, proposedFor]),
    ).toEqual([
      [null, null, ['all_else']],
      ['none', false, ['all_else']],
    ]);
  });

  it.each([
    [{ childAccess: 'nearby' }, '#/childAccess'],
    [{ hasHandsOnStatement: 'yes' }, '#/hasHandsOnStatement'],
  ])('are rejected as %j', async (facts, pointer) => {
    const client = await supervisor();
    const id = await idOfImportedTip(client, providerTip({}));
    const body = { type: 'enticement', mode: 'reactive', ...facts };

    const path = `/complaints/${id}/screening`;
    const { status, body: problem } = await client.put<{ errors: { pointer: string }[] }>(path, body, {
      'if-match': '"v1"',
    });

    expect(status).toBe(422);
    expect(problem.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });
});
