/** Number of a CyberTip as people write it: `CT 107324881`, `CT# 107324881`, `CyberTip No. 107324881`, `CTR:107324881`. */
const labeledNumber = /^(?:CTR?|Cyber[ -]?Tip(?:line)?(?: report)?)(?: ?(?:#|:|№|no\.?|number))* ?([1-9]\d{4,18})$/i;

/** Returns the number of a CyberTip that has its label with it, as in `CT 107324881`; null for any other text. */
export function parseCyberTipNumber(text: string): string | null {
  return labeledNumber.exec(text.trim().replaceAll(/\s+/g, ' '))?.[1] ?? null;
}
