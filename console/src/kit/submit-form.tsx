import type { ReactNode } from 'react';
import { submitOnCtrlEnter } from '../keys/use-keys';

/** Form that its button sends, and Ctrl+Enter in each of its fields. */
export function SubmitForm({
  className,
  onSubmit,
  children,
}: {
  readonly className?: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  return (
    <form
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={submitOnCtrlEnter(onSubmit)}
    >
      {children}
    </form>
  );
}
