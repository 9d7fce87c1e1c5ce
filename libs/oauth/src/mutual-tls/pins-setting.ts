import { DistinguishedName } from '#crypto';
import { type CallerPin, type PinnedAttribute, pinningRules } from './pinning.js';

/** Reads the callers that a deployment lets in. Throws an Error with a message for the operator. */
export const parsePins = (text: string): readonly CallerPin[] => {
  const list = parsed(text);
  if (!Array.isArray(list)) throw new Error('must be a JSON list');
  return list.map(pinFrom);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('must be a JSON list');
  }
};

const pinFrom = (entry: unknown): CallerPin => {
  const { profile, certificate, value, ...others } = Object(entry) as Record<string, unknown>;
  if (Object.keys(others).length > 0)
    throw new Error('must have profile, certificate and value, and nothing else');
  const by = ruleOf(String(profile), String(certificate));
  if (typeof value !== 'string' || value.trim() === '') throw new Error('must have a value, as text');
  if (by === 'subject') assertName(value);
  return { profile: profile as CallerPin['profile'], certificate: String(certificate), by, value };
};

const ruleOf = (profile: string, certificate: string): PinnedAttribute => {
  const rules: Readonly<Record<string, Readonly<Record<string, PinnedAttribute>>>> = pinningRules;
  const known = Object.hasOwn(rules, profile) ? rules[profile]! : {};
  if (Object.hasOwn(known, certificate)) return known[certificate]!;
  throw new Error('must name a profile and one of the certificates that it pins, such as uae-api-hub and C4');
};

const assertName = (value: string): void => {
  try {
    DistinguishedName.parse(value);
  } catch {
    throw new Error('must have a subject in the form of RFC 4514, such as CN=app,OU=unit,O=Acme,C=AE');
  }
};
