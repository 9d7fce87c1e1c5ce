/** One control of a form. */
export interface Field {
  readonly tag: 'input' | 'button';
  readonly type: string;
  readonly name: string;
  readonly value: string;
  readonly autocomplete: string;
  readonly checked: boolean;
}

/** A form of a server-rendered page. */
export interface Form {
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly fields: readonly Field[];
}

/** The forms of a page, in order. A page that needs scripts has nothing to offer here, and that is the point. */
export const formsOf = (markup: string): readonly Form[] =>
  [...markup.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gis)].map(([, attributes = '', content = '']) => {
    const own = attributesOf(attributes);
    return {
      action: own['action'] ?? '',
      method: own['method']?.toUpperCase() === 'POST' ? 'POST' : 'GET',
      fields: [...content.matchAll(/<(input|button)\b([^>]*)>/gis)].map(([, tag = '', of = '']) =>
        fieldOf(tag, of),
      ),
    };
  });

export const titleOf = (markup: string): string =>
  unescape(/<h1\b[^>]*>(.*?)<\/h1>/is.exec(markup)?.[1]?.replaceAll(/<[^>]*>/g, '') ?? '').trim();

const fieldOf = (tag: string, attributes: string): Field => {
  const own = attributesOf(attributes);
  const button = tag.toLowerCase() === 'button';
  return {
    tag: button ? 'button' : 'input',
    type: (own['type'] ?? (button ? 'submit' : 'text')).toLowerCase(),
    name: own['name'] ?? '',
    value: own['value'] ?? (own['type'] === 'checkbox' ? 'on' : ''),
    autocomplete: own['autocomplete'] ?? '',
    checked: 'checked' in own,
  };
};

const attributesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)].map(
      ([, name = '', double, single, bare]) => [name.toLowerCase(), unescape(double ?? single ?? bare ?? '')],
    ),
  );

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const unescape = (text: string): string =>
  text.replaceAll(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return entities[name ?? ''] ?? whole;
    },
  );
