import { Link } from 'react-router';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import type { Figure } from './measures';
import { type CountedRecords, recordsAddress } from './totals-address';
import { useTotalsWords } from './totals-words';

/**
 * A number, with a link to the records that it counts. Its historical part was reported as a number alone, and has no records.
 */
export function CountedNumber({
  figure: { recorded, historical, total, precision },
  records,
}: {
  readonly figure: Figure;
  /** Records behind the number, or null if a link cannot name them. */
  readonly records: CountedRecords | null;
}) {
  const words = useWords();
  const texts = useTotalsWords();
  const { may } = useSession();
  const number = texts.precise[precision](total.toLocaleString(words.locale));
  return (
    <>
      {records !== null && recorded > 0 && may('reports:drill-down') ? (
        <Link to={recordsAddress(records)}>{number}</Link>
      ) : (
        number
      )}
      {historical > 0 && <div className="soft">{texts.historical(historical.toLocaleString(words.locale))}</div>}
    </>
  );
}

/** Returns the function that says how a number differs from the one before, such as "+12 (+8%)". */
export function useDifference(): (now: Figure, before: Figure) => string {
  const { locale } = useWords();
  const texts = useTotalsWords();
  const amount = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const share = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', style: 'percent' });
  return (now, before) => {
    const change = now.total - before.total;
    const text =
      before.total === 0 || change === 0
        ? amount.format(change)
        : `${amount.format(change)} (${share.format(change / before.total)})`;
    return now.precision === 'exact' && before.precision === 'exact' ? text : texts.precise.approximate(text);
  };
}
