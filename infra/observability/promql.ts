import { parser } from '@prometheus-io/lezer-promql';

/** A metric that a query reads, with the labels that it selects by. */
export interface Selected {
  readonly metric: string;
  readonly labels: readonly string[];
}

/** What a PromQL expression reads, and what it groups by. Throws for what is no PromQL. */
export const readQuery = (
  text: string,
): { readonly selected: readonly Selected[]; readonly grouped: readonly string[] } => {
  const selected: { metric: string; labels: string[] }[] = [];
  const grouped: string[] = [];
  let grouping = false;
  parser.parse(text).iterate({
    enter: ({ name, type, from, to }) => {
      const word = text.slice(from, to);
      if (type.isError) throw new SyntaxError(`no PromQL at ${from}: ${text}`);
      if (name === 'GroupingLabels') grouping = true;
      if (name === 'LabelMatchers') grouping = false;
      if (name === 'VectorSelector') selected.push({ metric: '', labels: [] });
      if (name === 'Identifier') selected.at(-1)!.metric = word;
      if (name === 'LabelName') (grouping ? grouped : selected.at(-1)!.labels).push(word);
    },
  });
  return { selected, grouped };
};
