import { api, call } from '../api/client';
import { useCreationKey } from '../api/use-creation-key';
import { useSavedDraft } from '../kit/saved-draft';
import { TextDialog } from '../kit/text-dialog';
import { useDraftForm } from '../kit/use-draft-form';
import { useWords } from '../words/use-words';
import type { ActProps } from './act-props';

/** Note on a complaint. Its text is kept as a draft while it is typed. */
export function Note({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const subject = { kind: 'note', subjectId: complaint.id } as const;
  const draft = useDraftForm(subject, { text: '' }, useSavedDraft(subject));
  const { text } = draft.values;
  const { keyOf } = useCreationKey();
  return (
    <TextDialog
      title={`${words.acts.note}: ${complaint.reference}`}
      effect={words.acts.effect.note}
      submitLabel={words.acts.note}
      name="text"
      label={words.acts.noteText}
      rows={6}
      text={text}
      onChange={(typed) => draft.change({ text: typed })}
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
    />
  );
}
