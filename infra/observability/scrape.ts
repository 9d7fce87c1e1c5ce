/** Metrics of a scrape: the label names of their samples, by name without the suffixes of histograms. */
export const metricsOf = (text: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const metrics = new Map<string, Set<string>>();
  for (const [, name] of text.matchAll(/^# TYPE (\S+) /gm)) metrics.set(name!, new Set());
  for (const [, sample, labels = ''] of text.matchAll(/^([a-z_]+)(?:\{(.*)\})? \S+$/gm)) {
    const known = metrics.get(baseOf(sample!, metrics));
    for (const [, label] of labels.matchAll(/([a-z_]+)="/g)) known?.add(label!);
  }
  return metrics;
};

/** `a_seconds_bucket` is of `a_seconds`, where that is a metric. */
export const baseOf = (sample: string, metrics: ReadonlyMap<string, unknown>): string => {
  const base = sample.replace(/_(bucket|sum|count)$/, '');
  return metrics.has(base) ? base : sample;
};
