import { useQuery } from '@tanstack/react-query';
import { AgencyPicker, type NamedAgency } from '../acts/agency-picker';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import type { FieldOf } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import type { FormFault } from '../kit/error-summary';
import { Options, SelectField } from '../kit/field';
import type { FormField } from '../kit/use-submit';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { useAccountWords } from './account-words';

/** Seat on the form, which may be unfinished. An empty id is not chosen. */
export interface SeatChoice {
  readonly level: Schemas['SeatLevel'];
  readonly taskForceId: string;
  readonly agencyId: string;
}

export type SeatFieldName = 'seat/level' | 'seat/taskForceId' | 'seat';

/** Returns the choice of a seat as the tracker has it. */
export function choiceOf({ level, taskForceId, agencyId }: Schemas['SeatView']): SeatChoice {
  return { level, taskForceId: taskForceId ?? '', agencyId: agencyId ?? '' };
}

/** Returns the fields of a seat by the pointers of the request. */
export function useSeatFields(id: string) {
  const { common } = useWords();
  const { level, taskForce, agency } = useAccountWords();
  const isNational = useSession().session.seat.level === 'national';
  return {
    'seat/level': { id: `${id}-level`, label: level },
    'seat/taskForceId': { id: `${id}-task-force`, label: taskForce },
    seat: { id: `${id}-agency`, label: isNational ? agency : common.optional(agency) },
  } satisfies Record<SeatFieldName, FormField>;
}

/** Returns the faults of an unfinished seat. */
export function checkSeat(
  { level, taskForceId, agencyId }: SeatChoice,
  fields: Readonly<Record<SeatFieldName, FormField>>,
  { errors }: ReturnType<typeof useWords>,
): readonly FormFault[] {
  if (level === 'agency') return checkRequired(fields.seat, agencyId, errors.choose);
  return level === 'task_force' ? checkRequired(fields['seat/taskForceId'], taskForceId, errors.choose) : [];
}

/** Returns the seat for a request. The task force of an agency is read, because the national office chooses agencies of all. */
export async function toSeat({ level, taskForceId, agencyId }: SeatChoice): Promise<Schemas['SeatInput']> {
  if (level === 'national') return { level };
  if (level === 'task_force') return { level, taskForceId };
  const agency = await call(() => api.GET('/api/v1/agencies/{id}', { params: { path: { id: agencyId } } }));
  return { level, taskForceId: agency.taskForceId, agencyId };
}

/** Fields of a seat at or below the seat of the user. An administrator of an agency has no choice, and no field. */
export function SeatFields({
  choice,
  known,
  fieldOf,
  onChange,
}: {
  readonly choice: SeatChoice;
  readonly known: NamedAgency | null;
  readonly fieldOf: FieldOf<SeatFieldName>;
  readonly onChange: (choice: SeatChoice) => void;
}) {
  const words = useWords();
  const texts = useAccountWords();
  const { seat } = useSession().session;
  const isNational = seat.level === 'national';
  const { data: taskForces } = useQuery({
    queryKey: ['task-forces'],
    enabled: isNational,
    queryFn: () => call(() => api.GET('/api/v1/task-forces', { params: { query: { limit: 200 } } })),
    staleTime: 600_000,
  });
  if (seat.level === 'agency') return null;
  const setAgency = (agencyId: string): void => {
    const level = isNational || agencyId !== '' ? 'agency' : 'task_force';
    onChange({ level, agencyId, taskForceId: isNational ? '' : (seat.taskForceId ?? '') });
  };
  return (
    <>
      {isNational && (
        <SelectField
          {...fieldOf('seat/level')}
          value={choice.level}
          onChange={({ target }) =>
            onChange({ level: target.value as SeatChoice['level'], taskForceId: '', agencyId: '' })
          }
        >
          <Options words={texts.levels} />
        </SelectField>
      )}
      {isNational && choice.level === 'task_force' && (
        <SelectField
          {...fieldOf('seat/taskForceId')}
          value={choice.taskForceId}
          onChange={({ target }) => onChange({ ...choice, taskForceId: target.value })}
        >
          <option value="">{words.common.choose}</option>
          <Options words={Object.fromEntries(taskForces?.items.map(({ id, name }) => [id, name]) ?? [])} />
        </SelectField>
      )}
      {(!isNational || choice.level === 'agency') && (
        <AgencyPicker {...fieldOf('seat')} value={choice.agencyId} known={known} onChange={setAgency} />
      )}
      {!isNational && <p className="usa-hint flush">{texts.agencyHint}</p>}
    </>
  );
}
