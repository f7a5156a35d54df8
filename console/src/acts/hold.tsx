import { useId, useState } from 'react';
import { api, call } from '../api/client';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { toLocalInput } from '../kit/dates';
import { TextArea, TextField } from '../kit/field';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { type ActProps, paramsOf } from './act-props';

/** Hold of a complaint until a day of review, two weeks from today unless the user chooses another. */
export function Hold({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const zone = useZone();
  const [reviewOn, setReviewOn] = useState(() =>
    toLocalInput(new Date(Date.now() + 14 * 86_400_000), zone).slice(0, 10),
  );
  const fields = {
    reviewOn: { id: `${id}-day`, label: words.acts.reviewOn },
    reason: { id: `${id}-reason`, label: words.acts.reason },
  };
  return (
    <ActDialog
      title={`${words.acts.hold}: ${complaint.reference}`}
      effect={words.acts.effect.hold}
      submitLabel={words.acts.hold}
      check={() => [
        ...checkRequired(fields.reviewOn, reviewOn, words.errors.required),
        ...checkRequired(fields.reason, reason, words.errors.required),
      ]}
      fields={fields}
      send={async () => {
        await call(() =>
          api.PUT('/api/v1/complaints/{id}/hold', { params: paramsOf(complaint), body: { reason, reviewOn } }),
        );
        onDone(words.acts.done.hold(complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(fieldOf) => (
        <>
          <TextField
            {...fieldOf('reviewOn')}
            type="date"
            value={reviewOn}
            onChange={(event) => setReviewOn(event.target.value)}
          />
          <TextArea
            {...fieldOf('reason')}
            value={reason}
            rows={3}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
