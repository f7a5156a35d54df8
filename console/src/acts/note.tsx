import { useId } from 'react';
import { api, call } from '../api/client';
import { useCreationKey } from '../api/use-creation-key';
import { ActDialog } from '../kit/act-dialog';
import { TextArea } from '../kit/field';
import { useSavedDraft } from '../kit/saved-draft';
import { useDraftForm } from '../kit/use-draft-form';
import { useWords } from '../words/use-words';
import { type ActProps, checkRequired } from './act-props';

/** Note on a complaint. Its text is kept as a draft while it is typed. */
export function Note({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const id = useId();
  const subject = { kind: 'note', subjectId: complaint.id } as const;
  const draft = useDraftForm(subject, { text: '' }, useSavedDraft(subject));
  const { text } = draft.values;
  const { keyOf } = useCreationKey();
  const label = words.acts.noteText;
  return (
    <ActDialog
      title={`${words.acts.note}: ${complaint.reference}`}
      effect={words.acts.effect.note}
      submitLabel={words.acts.note}
      check={() => checkRequired(id, text, words.errors.required(label))}
      fieldIds={{ text: { id, label } }}
      send={async () => {
        const body = { text };
        await draft.submit((draftHeader) => {
          const params = { path: { id: complaint.id }, header: { 'Idempotency-Key': keyOf(body), ...draftHeader } };
          return call(() => api.POST('/api/v1/complaints/{id}/notes', { params, body }));
        });
        onDone(words.acts.done.note(complaint.reference));
      }}
      draft={draft}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <TextArea
          id={id}
          label={label}
          error={faultOf(id)}
          value={text}
          rows={6}
          autoFocus
          onChange={(event) => draft.change({ text: event.target.value })}
        />
      )}
    </ActDialog>
  );
}
