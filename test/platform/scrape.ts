/** Sample of a scrape in the text format of OpenMetrics. */
export interface Sample {
  readonly name: string;
  /** Labels as they are in the text, without braces. */
  readonly labels: string;
  readonly value: number;
}

export function parseScrape(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)/.exec(line) ?? [];
      return { name, labels, value: Number(value) };
    });
}

export function labelsOf({ labels }: Sample): Readonly<Record<string, string>> {
  const found = [...labels.matchAll(/(\w+)="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, label = '', value = '']) => [label, value] as const));
}

/** Returns the names of all metrics of a scrape, also of those without a sample, and of the parts of a histogram. */
export function namesInScrape(text: string): ReadonlySet<string> {
  const declared = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type = '']) => {
    if (type === 'counter') return [`${name}_total`];
    return type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
  });
  return new Set([...declared, ...parseScrape(text).map(({ name }) => name)]);
}
