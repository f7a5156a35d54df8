/** Step-up that the user closed. The action is not carried out, and no message is due. */
export class StepUpCancelled extends Error {
  override readonly name = 'StepUpCancelled';
}
