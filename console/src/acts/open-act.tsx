import { Act, type ActName } from './act';
import type { ActProps } from './act-props';

/** Dialog of the act that is open; null shows none. It closes when the act is done. */
export function OpenAct({
  name,
  setName,
  onDone,
  ...props
}: Omit<ActProps, 'onClose'> & {
  readonly name: ActName | null;
  readonly setName: (name: ActName | null) => void;
}) {
  if (name === null) return null;
  return (
    <Act
      {...props}
      name={name}
      onClose={() => setName(null)}
      onDone={(sentence) => {
        setName(null);
        onDone(sentence);
      }}
    />
  );
}
