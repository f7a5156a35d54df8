export interface Scene {
  readonly name: string;
  readonly from: number;
  readonly seconds: number;
  readonly step: number;
}

export const scenes: readonly Scene[];
export function seriesOf(scene: Scene): Readonly<Record<string, string>>;
