import { useState } from 'react';
import type { FieldOf } from '../kit/act-dialog';
import { type Choice, Picker } from '../kit/picker';
import type { FormField } from '../kit/use-submit';
import { useWords } from '../words/use-words';
import { AgencyPicker, type NamedAgency, type ProposedAgency } from './agency-picker';
import { findInvestigators } from './directory';

export interface Assignment {
  /** Empty until an agency is chosen. */
  readonly agencyId: string;
  readonly investigatorId: string | null;
}

type AssignmentFieldIds = Readonly<Record<keyof Assignment, FormField>>;

/** Returns the ids and labels of the fields of an assignment. */
export function useAssignmentFieldIds(id: string): AssignmentFieldIds {
  const words = useWords();
  return {
    agencyId: { id: `${id}-agency`, label: words.acts.agency },
    investigatorId: { id: `${id}-investigator`, label: words.acts.investigator },
  };
}

interface AssignmentFieldsProps {
  readonly value: Assignment;
  /** Agency that the form begins with; null without one. */
  readonly knownAgency: NamedAgency | null;
  /** Agencies that the places of the complaint propose. */
  readonly proposedAgencies?: readonly ProposedAgency[] | undefined;
  readonly fieldOf: FieldOf<keyof Assignment>;
  readonly onChange: (assignment: Assignment) => void;
}

/** Fields of an assignment: an investigator of the agency, and the agency. Another agency clears the investigator. */
export function AssignmentFields({ value, knownAgency, proposedAgencies, fieldOf, onChange }: AssignmentFieldsProps) {
  const { agencyId } = value;
  const [isAgencyChanged, setIsAgencyChanged] = useState(false);
  return (
    <>
      <InvestigatorPicker
        key={agencyId}
        field={fieldOf('investigatorId')}
        agencyId={agencyId}
        autoFocus={!isAgencyChanged}
        onChange={(investigatorId) => onChange({ agencyId, investigatorId })}
      />
      <AgencyPicker
        {...fieldOf('agencyId')}
        value={agencyId}
        known={knownAgency}
        proposed={proposedAgencies}
        onChange={(chosen) => {
          setIsAgencyChanged(true);
          onChange({ agencyId: chosen, investigatorId: null });
        }}
      />
    </>
  );
}

/** Picker of an investigator of an agency, with the number of open complaints and the state of the training. */
function InvestigatorPicker({
  field,
  agencyId,
  autoFocus,
  onChange,
}: {
  readonly field: ReturnType<FieldOf<'investigatorId'>>;
  readonly agencyId: string;
  readonly autoFocus: boolean;
  readonly onChange: (id: string | null) => void;
}) {
  const { accountTitle, acts, common } = useWords();
  const [picked, setPicked] = useState<Choice | null>(null);
  return (
    <Picker
      {...field}
      label={common.optional(field.label)}
      hint={acts.nameHint}
      emptyText={agencyId === '' ? acts.agencyFirst : acts.noInvestigator}
      listKey={['people', agencyId]}
      search={async (letters) => {
        if (agencyId === '') return { items: [], hasMore: false };
        const { items, nextCursor } = await findInvestigators(agencyId, letters);
        const choices = items.map(({ id, name, title, open, isTrained }) => {
          const load = open === null ? null : acts.load(open, isTrained !== false);
          const notes = [title && accountTitle[title], load].filter(Boolean);
          return { id, name, note: notes.length === 0 ? undefined : { text: notes.join(', ') } };
        });
        return { items: choices, hasMore: nextCursor !== null };
      }}
      value={picked}
      onChange={(choice) => {
        setPicked(choice);
        onChange(choice?.id ?? null);
      }}
      autoFocus={autoFocus}
    />
  );
}
