/** Error after the user closed the step-up dialog. The caller drops the action and shows no message. */
export class StepUpCancelled extends Error {
  override readonly name = 'StepUpCancelled';
}
