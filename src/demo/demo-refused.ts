import { OperatorFault } from '../startup-error-message.js';

/** Rejection of the demo for this installation or database. */
export class DemoRefused extends OperatorFault {
  override readonly name = 'DemoRefused';
}
