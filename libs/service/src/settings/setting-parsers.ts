/** Parsers for `SettingSpec.parse`; each throws an Error with a message for the operator. */
export const parseText = (text: string): string => text;

export const parseInteger =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return value;
    throw new Error(`must be a whole number from ${least} to ${most}`);
  };

export const parseOneOf =
  <const T extends string>(...choices: readonly T[]) =>
  (text: string): T => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    throw new Error(`must be ${choices.join(' or ')}`);
  };

export const parseBoolean = (text: string): boolean => parseOneOf('true', 'false')(text) === 'true';

/** Comma-separated; empty entries are dropped. */
export const parseList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** An absolute http(s) URL, without a trailing slash. */
export const parseUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new Error('must be an http(s) URL');
  if (url.username || url.password) throw new Error('must not carry a user or a password');
  return text.replace(/\/+$/, '');
};

/** 32 bytes as unpadded base64url: 43 characters. */
export const parseKey = (text: string): Uint8Array => {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length === 32 && bytes.toString('base64url') === text) return bytes;
  throw new Error(
    'must be 32 bytes as base64url (43 characters); make one with `openssl rand 32 | basenc --base64url`',
  );
};
