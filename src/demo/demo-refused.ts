import { PlainFault } from '../fault-words.js';

/** The demo is not for this installation or this database. */
export class DemoRefused extends PlainFault {
  override readonly name = 'DemoRefused';
}
