export interface Comparison {
  readonly name: string;
  readonly committed: number | null;
  readonly measured: number | null;
  readonly change: number | null;
  readonly result: 'not measured' | 'not committed' | 'worse' | 'better' | 'kept';
}

type Figures = Readonly<Record<string, number | null>>;

export const maxLoss: number;
export function compare(committed: Figures, measured: Figures): Comparison[];
export function isFailure(comparison: Pick<Comparison, 'result'>): boolean;
