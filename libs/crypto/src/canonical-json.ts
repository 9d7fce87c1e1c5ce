import canonicalize from 'canonicalize';

const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/** JSON in the one form of RFC 8785 (JCS). Throws a TypeError for what JSON cannot hold. */
export const canonicalJson = (value: unknown): string => {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
};
