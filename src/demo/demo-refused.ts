import { PlainFault } from '../startup-error-message.js';

/** Rejection of the demo for this installation or database. */
export class DemoRefused extends PlainFault {
  override readonly name = 'DemoRefused';
}
