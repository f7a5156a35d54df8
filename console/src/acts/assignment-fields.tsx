import { useState } from 'react';
import { type Choice, Picker } from '../kit/picker';
import { useWords } from '../words/use-words';
import { AgencyPicker, type NamedAgency, type ProposedAgency } from './agency-picker';
import { findInvestigators } from './directory';

export interface Assignment {
  /** Empty until an agency is chosen. */
  readonly agencyId: string;
  readonly investigatorId: string | null;
}

interface AssignmentFieldsProps {
  readonly value: Assignment;
  /** Agency that the form begins with; null without one. */
  readonly knownAgency: NamedAgency | null;
  /** Agencies that the places of the complaint propose. */
  readonly proposedAgencies?: readonly ProposedAgency[] | undefined;
  /** Id before `-agency` and `-investigator`. */
  readonly fieldId: string;
  readonly faultOf: (fieldId: string) => string | undefined;
  readonly onChange: (assignment: Assignment) => void;
}

/** Fields of an assignment: an investigator of the agency, and the agency. Another agency clears the investigator. */
export function AssignmentFields({
  value,
  knownAgency,
  proposedAgencies,
  fieldId,
  faultOf,
  onChange,
}: AssignmentFieldsProps) {
  const words = useWords();
  const { agencyId } = value;
  const [isAgencyChanged, setIsAgencyChanged] = useState(false);
  return (
    <>
      <InvestigatorPicker
        key={agencyId}
        id={`${fieldId}-investigator`}
        error={faultOf(`${fieldId}-investigator`)}
        agencyId={agencyId}
        autoFocus={!isAgencyChanged}
        onChange={(investigatorId) => onChange({ agencyId, investigatorId })}
      />
      <AgencyPicker
        id={`${fieldId}-agency`}
        label={words.acts.agency}
        error={faultOf(`${fieldId}-agency`)}
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
  id: fieldId,
  error,
  agencyId,
  autoFocus,
  onChange,
}: {
  readonly id: string;
  readonly error: string | undefined;
  readonly agencyId: string;
  readonly autoFocus: boolean;
  readonly onChange: (id: string | null) => void;
}) {
  const { accountTitle, acts, common } = useWords();
  const [picked, setPicked] = useState<Choice | null>(null);
  return (
    <Picker
      id={fieldId}
      error={error}
      label={common.optional(acts.investigator)}
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
