import { useState } from 'react';
import { useWords } from '../words/use-words';
import type { ActDialogProps } from './act-dialog';
import { TextDialog } from './text-dialog';

interface ReasonDialogProps extends Omit<ActDialogProps, 'check' | 'fields' | 'send' | 'draft' | 'children'> {
  readonly send: (reason: string) => Promise<void>;
}

/** Dialog of an act whose only input is a reason. */
export function ReasonDialog({ send, ...dialog }: ReasonDialogProps) {
  const words = useWords();
  const [reason, setReason] = useState('');
  return (
    <TextDialog
      {...dialog}
      name="reason"
      label={words.acts.reason}
      rows={3}
      text={reason}
      onChange={setReason}
      send={() => send(reason)}
    />
  );
}
