import type { ActProps } from './act-props';
import { Assign } from './assign';
import { Close } from './close';
import { Hold } from './hold';
import { Merge } from './merge';
import { Note } from './note';
import { ReasonForComplaint } from './reason-for-complaint';

export type ActName =
  'assign' | 'hold' | 'resume' | 'merge' | 'unmerge' | 'propose' | 'close' | 'reject' | 'withdraw' | 'reopen' | 'note';

/** Dialog of one act on a complaint. */
export function Act({ name, ...props }: ActProps & { readonly name: ActName }) {
  switch (name) {
    case 'assign':
      return <Assign {...props} />;
    case 'hold':
      return <Hold {...props} />;
    case 'merge':
      return <Merge {...props} />;
    case 'propose':
    case 'close':
      return <Close {...props} name={name} />;
    case 'resume':
    case 'unmerge':
    case 'reject':
    case 'withdraw':
    case 'reopen':
      return <ReasonForComplaint {...props} name={name} />;
    case 'note':
      return <Note {...props} />;
  }
}
