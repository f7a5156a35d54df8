import { useId } from 'react';
import { useWords } from '../words/use-words';
import { ActDialog, type ActDialogProps } from './act-dialog';
import { checkRequired } from './check-required';
import { TextArea } from './field';

export interface TextDialogProps extends Omit<ActDialogProps, 'check' | 'fields' | 'children'> {
  /** Member of the request that has the text. */
  readonly name: string;
  readonly label: string;
  readonly rows: number;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Dialog of an act whose only input is a required text. */
export function TextDialog({ name, label, rows, text, onChange, ...dialog }: TextDialogProps) {
  const words = useWords();
  const field = { id: useId(), label };
  return (
    <ActDialog {...dialog} check={() => checkRequired(field, text, words.errors.required)} fields={{ [name]: field }}>
      {(fieldOf) => (
        <TextArea
          {...fieldOf(name)}
          value={text}
          rows={rows}
          autoFocus
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </ActDialog>
  );
}
