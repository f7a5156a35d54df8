import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, call } from '../api/client';
import { matchesQuery } from '../api/complaint-query';
import { invalidField } from '../api/problem';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { TextArea, TextField } from '../kit/field';
import { useWords } from '../words/use-words';
import { type ActProps, paramsOf } from './act-props';

/** Merge of a complaint into another one. The strongest match is suggested. */
export function Merge({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const id = useId();
  const [into, setInto] = useState('');
  const [reason, setReason] = useState('');
  const { data: matches } = useQuery(matchesQuery(complaint.id));
  const [first] = matches?.items ?? [];
  const [isSuggested, setIsSuggested] = useState(false);
  if (first && !isSuggested) {
    setIsSuggested(true);
    if (into === '') setInto(first.complaint.reference);
    if (reason === '') setReason(first.means.map((kind) => words.matchKind[kind]).join(', '));
  }
  const fields = {
    into: { id: `${id}-into`, label: words.acts.mergeInto },
    reason: { id: `${id}-reason`, label: words.acts.reason },
  };
  return (
    <ActDialog
      title={`${words.acts.merge}: ${complaint.reference}`}
      effect={words.acts.effect.merge}
      submitLabel={words.acts.merge}
      check={() => [
        ...checkRequired(fields.into, into, words.errors.required),
        ...checkRequired(fields.reason, reason, words.errors.required),
      ]}
      fields={fields}
      send={async () => {
        const reference = into.trim().toUpperCase();
        const target = matches?.items.find((match) => match.complaint.reference === reference)?.complaint.id;
        const found = target ?? (await findByReference(reference));
        if (found === undefined) throw invalidField('into', words.acts.mergeNotFound);
        await call(() =>
          api.PUT('/api/v1/complaints/{id}/merge', { params: paramsOf(complaint), body: { into: found, reason } }),
        );
        onDone(words.acts.done.merge(complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(fieldOf) => (
        <>
          <TextField
            {...fieldOf('into')}
            hint={words.acts.mergeHint}
            value={into}
            autoFocus
            list={`${id}-matches`}
            onChange={(event) => setInto(event.target.value)}
          />
          <datalist id={`${id}-matches`}>
            {matches?.items.map((match) => (
              <option key={match.complaint.id} value={match.complaint.reference}>
                {words.matchStrength[match.strength]}
              </option>
            ))}
          </datalist>
          <TextArea
            {...fieldOf('reason')}
            value={reason}
            rows={3}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}

/** Returns the id of the complaint with a reference; undefined for none. */
async function findByReference(reference: string): Promise<string | undefined> {
  const found = await call(() => api.POST('/api/v1/search', { body: { text: reference, limit: 1 } }));
  return found.references.find(({ isWhole }) => isWhole)?.complaint.id;
}
