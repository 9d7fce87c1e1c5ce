import canonicalize from 'canonicalize';

const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/** JSON in the one form of RFC 8785 (JCS). Throws a TypeError for what JSON cannot hold. */
export const canonicalJson = (value: unknown): string => {
  const text = plainText(value) ?? serialize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
};

/**
 * Written two to three times faster than by the package: what JSON.parse could have given.
 * Undefined for everything that is left to the package: functions, symbols, `toJSON`, holes, numbers that are none.
 */
const plainText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return quoted(value);
  // ECMAScript's own form of a number is the one that RFC 8785 §3.2.2.3 asks for.
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  if (typeof value !== 'object') return undefined;
  return Array.isArray(value) ? arrayText(value) : objectText(value as Record<string, unknown>);
};

// RFC 8785 §3.2.2.2: without these a string stands as it is between quotes.
const special = /["\\\u0000-\u001f\ud800-\udfff]/; // oxlint-disable-line no-control-regex -- those are what is escaped

const quoted = (text: string): string => (special.test(text) ? JSON.stringify(text) : `"${text}"`);

const arrayText = (values: readonly unknown[]): string | undefined => {
  if ('toJSON' in values) return undefined;
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    const member = plainText(values[index]);
    if (member === undefined) return undefined;
    text += index === 0 ? member : `,${member}`;
  }
  return `${text}]`;
};

const objectText = (object: Readonly<Record<string, unknown>>): string | undefined => {
  if ('toJSON' in object) return undefined;
  let text = '{';
  for (const name of sortedNames(object)) {
    const value = object[name];
    if (value === undefined) continue;
    const member = plainText(value);
    if (member === undefined) return undefined;
    text += text.length === 1 ? nameText(name) + member : `,${nameText(name)}${member}`;
  }
  return `${text}}`;
};

/** RFC 8785 §3.2.3: by UTF-16 code units, as strings compare. What was parsed from canonical text is in order already. */
const sortedNames = (object: object): readonly string[] => {
  const names = Object.keys(object);
  for (let index = 1; index < names.length; index += 1) {
    if (names[index - 1]! > names[index]!) return names.sort();
  }
  return names;
};

/** The same few names come again and again; what others made up must not fill the memory. */
const known = new Map<string, string>();
const knownAtMost = 1_000;

const nameText = (name: string): string => {
  const text = known.get(name);
  if (text !== undefined) return text;
  const made = `${quoted(name)}:`;
  if (known.size < knownAtMost && name.length < 64) known.set(name, made);
  return made;
};
