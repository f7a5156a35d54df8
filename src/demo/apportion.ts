/**
 * Divides a whole number by weights, so that the shares have that exact sum (largest remainder method). Each share is
 * at least `least`.
 */
export function apportion(total: number, weights: readonly number[], minShare = 0): number[] {
  const rest = total - minShare * weights.length;
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (rest < 0 || sum <= 0) throw new RangeError('There is not enough to deal out');
  const quotas = weights.map((weight) => (rest * weight) / sum);
  const shares = quotas.map(Math.floor);
  const left = rest - shares.reduce((all, share) => all + share, 0);
  const byRemainder = quotas
    .map((quota, place) => ({ place, remainder: quota - Math.floor(quota) }))
    .sort((one, other) => other.remainder - one.remainder || one.place - other.place);
  for (const { place } of byRemainder.slice(0, left)) shares[place] = (shares[place] ?? 0) + 1;
  return shares.map((share) => share + minShare);
}
