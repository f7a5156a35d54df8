/** Line of the log with a constant text beside its fields. */
export class LogLine {
  constructor(
    readonly text: string,
    readonly fields: object,
  ) {}
}
