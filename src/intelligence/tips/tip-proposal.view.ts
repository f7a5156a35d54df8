/** A text of the PDF, with its label and its pointer into the report. */
export class TipProposalValueView {
  /** Page of the PDF, from 1. */
  readonly page!: number;
  /**
   * Letter of the report's section; null before the first.
   * @example A
   */
  readonly section!: string | null;
  /**
   * The label as printed; null for a line without a known one.
   * @example IP Address
   */
  readonly label!: string | null;
  /**
   * The text as printed; empty if nothing follows the label.
   * @example 203.0.113.7
   */
  readonly text!: string;
  /**
   * JSON pointer into `report`; null if a person decides where it belongs.
   * @example #/reportedInformation/reportedPeople/reportedPersons/0/emails/emails/0
   */
  readonly pointer!: string | null;
}

/** Texts of a report in PDF, and a report made from them. Nothing of it is stored. */
export class TipProposalView {
  /** Number of pages. */
  readonly pages!: number;
  /**
   * The report number; null if none was found.
   * @example 107324881
   */
  readonly reportId!: string | null;
  /**
   * The report in the form of the ICAC Data System's export. A person compares it with the PDF, corrects it, and sends it
   * to `POST /tip-imports`.
   */
  readonly report!: Readonly<Record<string, unknown>>;
  /** Every text of the PDF, in reading order. */
  readonly values!: TipProposalValueView[];
}
