/** As much of a quote item as names it. */
export interface NamedItem {
  readonly action?: unknown;
  readonly product?: { readonly productConfiguration?: { readonly '@type'?: unknown } };
}

/** A `Quote_Create` in words: `New Ethernet Private Line and 2 new Ethernet ports`. */
export const describeQuote = (quote: unknown): string => {
  const { quoteItem } = quote as { quoteItem?: unknown };
  const items = (Array.isArray(quoteItem) ? quoteItem : []) as readonly NamedItem[];
  const phrases = alike(items).map((same) => phrase(same[0]!, same.length));
  const text = phrases.length < 2 ? phrases[0] : `${phrases.slice(0, -1).join(', ')} and ${phrases.at(-1)}`;
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : 'A quote for nothing';
};

const alike = (items: readonly NamedItem[]): readonly (readonly NamedItem[])[] => {
  const keyOf = (item: NamedItem): string => `${String(item.action)} ${productOf(item)[0]}`;
  const keys = new Set(items.map(keyOf));
  return [...keys].map((key) => items.filter((item) => keyOf(item) === key));
};

/** What a product is called by people; `service` when the request does not say. */
export const productName = (item: NamedItem): string => productOf(item)[0];

type Name = readonly [one: string, many: string];

/** By the product's part of `urn:mef:lso:spec:<interface>:<product>:<version>:<use>`. */
const products: Readonly<Record<string, Name>> = {
  'epl-evc': ['Ethernet Private Line', 'Ethernet Private Lines'],
  'evpl-evc': ['Ethernet Virtual Private Line', 'Ethernet Virtual Private Lines'],
  'carrier-ethernet-subscriber-uni': ['Ethernet port', 'Ethernet ports'],
  'carrier-ethernet-operator-uni': ['Ethernet operator port', 'Ethernet operator ports'],
  'access-eline-ovc': ['Access E-Line', 'Access E-Lines'],
  'basic-internet-access': ['internet access', 'internet accesses'],
};

const productOf = ({ product }: NamedItem): Name => {
  const type = product?.productConfiguration?.['@type'];
  const name = typeof type === 'string' ? /([^:]+):v[\d.]+/.exec(type)?.[1] : undefined;
  if (name === undefined) return ['service', 'services'];
  const words = name.replaceAll('-', ' ');
  return products[name] ?? [words, words];
};

const phrase = (item: NamedItem, count: number): string => {
  const [one, many] = productOf(item);
  const some = count === 1 ? `${/^[aeiou]/i.test(one) ? 'an' : 'a'} ${one}` : `${count} ${many}`;
  switch (item.action) {
    case 'add':
      return count === 1 ? `new ${one}` : `${count} new ${many}`;
    case 'modify':
      return `change of ${some}`;
    case 'delete':
      return `disconnection of ${some}`;
    default:
      return some;
  }
};
