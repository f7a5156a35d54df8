import { Fragment } from 'react';

/** Address, link or other long value. Its lines break after a mark, and within a word only if that fills more than a line. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[@._/:;,?&=-])/).map((part, index) => (
    <Fragment key={`${index} ${part}`}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
