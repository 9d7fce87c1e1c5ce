/** A number that only rises. */
export class Tally {
  value = 0;

  add(amount = 1): void {
    this.value += amount;
  }
}

/** How often values were at most so large, with their number and sum. */
export class Distribution {
  readonly counts: number[];
  sum = 0;

  constructor(readonly bounds: readonly number[]) {
    this.counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  observe(value: number, times = 1): void {
    let at = 0;
    while (at < this.bounds.length && value > this.bounds[at]!) at += 1;
    this.counts[at]! += times;
    this.sum += value * times;
  }
}

/** One line of a metric, as prom-client writes it. */
export interface Sample {
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

export interface MetricDefinition {
  /** With unit, such as `assent_append_batch_seconds`; `_total` for what only rises. */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/**
 * One metric by the values of its labels, which have to be few and known beforehand: never an id, a URL or a name that
 * others choose. Counting is a look-up and an addition; prom-client, which hashes labels each time, only writes it down.
 */
abstract class Family<Member> {
  private readonly members = new Map<
    string,
    { readonly values: readonly string[]; readonly member: Member }
  >();

  constructor(readonly definition: MetricDefinition) {}

  at(...values: readonly string[]): Member {
    const key = values.join('\n');
    const known = this.members.get(key);
    if (known) return known.member;
    const member = this.make();
    this.members.set(key, { values, member });
    return member;
  }

  samples(): readonly Sample[] {
    return [...this.members.values()].flatMap(({ values, member }) => {
      const named = this.definition.labels.map((label, index) => [label, values[index] ?? '']);
      return this.samplesOf(member, Object.fromEntries(named) as Sample['labels']);
    });
  }

  protected abstract make(): Member;
  protected abstract samplesOf(member: Member, labels: Sample['labels']): readonly Sample[];
}

export class Counters extends Family<Tally> {
  protected make(): Tally {
    return new Tally();
  }

  protected samplesOf({ value }: Tally, labels: Sample['labels']): readonly Sample[] {
    return [{ labels, value }];
  }
}

export class Distributions extends Family<Distribution> {
  constructor(
    definition: MetricDefinition,
    private readonly bounds: readonly number[],
  ) {
    super(definition);
  }

  protected make(): Distribution {
    return new Distribution(this.bounds);
  }

  protected samplesOf({ bounds, counts, sum }: Distribution, labels: Sample['labels']): readonly Sample[] {
    const { name } = this.definition;
    let count = 0;
    const buckets = counts.map((each, index) => {
      count += each;
      return {
        metricName: `${name}_bucket`,
        labels: { ...labels, le: bounds[index] ?? '+Inf' },
        value: count,
      };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: count },
    ];
  }
}
