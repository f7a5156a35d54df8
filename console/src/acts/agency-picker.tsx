import { useState } from 'react';
import type { Schemas } from '../api/types';
import { type Choice, hasLetters, Picker } from '../kit/picker';
import { useWords } from '../words/use-words';
import { findAgencies } from './directory';

/** Agency by its id; without a name for a reader who may not see it. */
export type NamedAgency = Schemas['AgencyName'];

/** Agency that the places of a complaint propose, with the reason. */
export type ProposedAgency = Schemas['ProposedAgencyView'];

const noProposals: readonly ProposedAgency[] = [];

/**
 * Picker of an agency of the seat. Without a choice its value is empty. `known` names
 * the agency that the field begins with, and the proposed ones come first.
 */
export function AgencyPicker({
  id: fieldId,
  label,
  error,
  value,
  known,
  proposed = noProposals,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly known: NamedAgency | null;
  readonly proposed?: readonly ProposedAgency[] | undefined;
  readonly onChange: (id: string) => void;
}) {
  const words = useWords();
  const [picked, setPicked] = useState<Choice | null>(null);
  const first = known && { id: known.id, name: known.name ?? words.common.hidden };
  return (
    <Picker
      id={fieldId}
      label={label}
      hint={words.acts.nameHint}
      error={error}
      emptyText={words.acts.noAgency}
      listKey={['agencies', 'found', proposed.map(({ id }) => id)]}
      search={async (letters) => {
        const { items, nextCursor } = await findAgencies(letters);
        const nearest = proposed
          .filter(({ name }) => hasLetters(name, letters))
          .map(({ id, name, reason }) => ({ id, name, note: { text: reason, lang: 'en' } }));
        const others = items.filter(({ id }) => nearest.every((one) => one.id !== id));
        return {
          items: [...nearest, ...others.map(({ id, name }) => ({ id, name }))],
          hasMore: nextCursor !== null,
        };
      }}
      value={[picked, first].find((choice) => choice?.id === value) ?? null}
      onChange={(choice) => {
        setPicked(choice);
        onChange(choice?.id ?? '');
      }}
    />
  );
}
