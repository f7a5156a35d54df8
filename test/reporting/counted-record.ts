import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { Figures } from '../../src/reporting/reports/figures.view.js';
import type { Answer } from '../support/client.js';
import type { Given } from '../support/given.js';
import type { GivenAccount, GivenAgency, GivenTaskForce } from '../support/people.js';
import type { Tracker } from '../support/tracker.js';

/** A counted record, computed by the test itself, without Postgres and a calendar library. */
export interface Fact {
  readonly property: keyof Figures;
  readonly taskForceId: string;
  readonly agencyId: string;
  readonly day: string;
  readonly type: string | null;
  readonly mode: string | null;
  readonly n: number;
}

export interface Desk {
  readonly taskForce: GivenTaskForce;
  readonly agencies: readonly [GivenAgency, GivenAgency];
  readonly head: GivenAccount;
  readonly staff: readonly [GivenAccount, GivenAccount];
  readonly offsetAt: (local: string) => string;
}

export interface CountedRecord {
  readonly desks: readonly [Desk, Desk];
  readonly nation: GivenAccount;
  readonly facts: readonly Fact[];
}

const days = ['2018-02-28', '2018-03-01', '2018-03-11', '2018-03-31', '2018-04-01', '2018-05-31', '2018-06-01'];
/** Some of these times fall on another day in UTC. */
const times = ['00:10', '09:00', '15:30', '23:30'];
const types = [null, 'enticement', 'csam_possession', 'traveler'];
const modes = [null, 'proactive', 'reactive'];
const classes = ['producer', 'contact_offender', 'both', 'non_contact', 'unknown'];
const handsOnOrProduction = ['producer', 'contact_offender', 'both'];

/** Logs records of two task forces on either side of UTC through the API, around the bounds of every period. */
export async function recordCounted(tracker: Tracker, given: Given): Promise<CountedRecord> {
  const desks: [Desk, Desk] = [
    await desk(given, 'America/Anchorage', (local) => (local < '2018-03-11T02' ? '-09:00' : '-08:00')),
    await desk(given, 'Pacific/Guam', () => '+10:00'),
  ];
  const nation = await given.account({ seat: 'national', role: 'supervisor' });
  const facts: Fact[] = [];
  let turn = 0;
  for (const { agencies, staff, offsetAt } of desks) {
    for (const [at, agency] of agencies.entries()) {
      const client = tracker.as(staff[at] ?? staff[0]);
      // The second agency has fewer records, so that all sums differ.
      for (const day of at === 0 ? days : days.slice(2)) {
        for (const time of times) {
          turn += 1;
          const [type, mode] = [types[turn % types.length] ?? null, modes[turn % modes.length] ?? null];
          const of = { taskForceId: agency.taskForceId, agencyId: agency.id };
          const told = { type: type ?? 'unclassified', mode: mode ?? 'unclassified' };
          const untold = { type: null, mode: null };
          const complaint = await client.post<ComplaintView>('/complaints', {
            source: 'public_complaint',
            receivedAt: `${day}T${time}:00${offsetAt(`${day}T${time}`)}`,
            jurisdiction: { state: 'AK' },
            narrative: 'An adult asked a child for a meeting.',
            ...(type === null ? {} : { type }),
            ...(mode === null ? {} : { mode }),
          });
          const complaintId = madeBy(complaint, 201).body.id;
          facts.push({ property: 'complaintsDocumented', ...of, day, ...told, n: 1 });
          if (turn % 2 === 0) {
            const offenderClass = classes[turn % classes.length] ?? 'unknown';
            const suspect = { complaintId, offenderClass, juvenile: false, identifiedOn: day };
            const { id: suspectId } = madeBy(await client.post<{ id: string }>('/suspects', suspect), 201).body;
            if (handsOnOrProduction.includes(offenderClass)) {
              facts.push({ property: 'offendersIdentifiedHandsOnOrProduction', ...of, day, ...told, n: 1 });
            }
            if (turn % 4 === 0) {
              madeBy(await client.post('/arrests', { suspectId, arrestedOn: day, kind: 'summoned' }), 201);
              facts.push({ property: 'arrests', ...of, day, ...told, n: 1 });
            }
          }
          if (turn % 3 === 0) {
            const victim = { abuseTiming: 'recent', productionVictim: true, safeguardingStatus: 'identified' };
            madeBy(await client.post('/victims-identified', { complaintId, ...victim, identifiedOn: day }), 201);
            facts.push({ property: 'victimsIdentified', ...of, day, ...told, n: 1 });
          }
          if (turn % 5 === 0) {
            const talk = { heldOn: day, title: 'Staying safe', attendeesYouth: turn, attendeesAdult: 2 };
            madeBy(await client.post('/presentations', talk), 201);
            facts.push({ property: 'presentations', ...of, day, ...untold, n: 1 });
            facts.push({ property: 'peopleReached', ...of, day, ...untold, n: turn + 2 });
            const course = {
              endedOn: day,
              title: 'Chats',
              trainedLawEnforcement: turn,
              trainedProsecutors: 1,
              trainedOther: 3,
            };
            madeBy(await client.post('/trainings', course), 201);
            facts.push({ property: 'trainingSessions', ...of, day, ...untold, n: 1 });
            facts.push({ property: 'peopleTrained', ...of, day, ...untold, n: turn + 4 });
          }
        }
      }
    }
  }
  return { desks, nation, facts };
}

async function desk(given: Given, zone: string, offsetAt: Desk['offsetAt']): Promise<Desk> {
  const taskForce = await given.taskForce({ zone });
  const { id: taskForceId } = taskForce;
  const agencies = [await given.agency({ taskForceId }), await given.agency({ taskForceId })] as const;
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const staff = [await given.account({ agency: agencies[0] }), await given.account({ agency: agencies[1] })] as const;
  return { taskForce, agencies, head, staff, offsetAt };
}

/** Returns the response, or throws an error with it when the status differs. */
export function madeBy<Body>(answer: Answer<Body>, status: number): Answer<Body> {
  if (answer.status !== status) throw new Error(`${status} was expected and ${answer.status} came: ${answer.text}`);
  return answer;
}
