import type { JWTPayload } from 'jose';
import { demand, refuse } from './refuse.js';

type Json = Readonly<Record<string, unknown>>;

/** More intents than a person can decide on one page are not asked at once. */
const MOST_INTENTS = 20;
const LONGEST_INTENT_ID = 256;

/** MEF 128 R28: `claims.id_token.meflso_intent_id`, as one `value` or several `values` (OIDC Core §5.5.1). */
export const requestedIntentIds = (object: JWTPayload): readonly string[] => {
  const claim = claimIn(object, 'id_token', 'meflso_intent_id');
  demand(isObject(claim), 'invalid_request', 'claims.id_token.meflso_intent_id is missing.');
  const ids = valuesOf(claim);
  demand(ids && ids.length > 0, 'invalid_request', 'meflso_intent_id needs a value, or values.');
  demand(ids.length <= MOST_INTENTS, 'invalid_request', `At most ${MOST_INTENTS} intents are asked at once.`);
  demand(new Set(ids).size === ids.length, 'invalid_request', 'meflso_intent_id names an intent twice.');
  const sane = ids.every((id) => id !== '' && id.length <= LONGEST_INTENT_ID);
  demand(sane, 'invalid_request', 'meflso_intent_id names an intent that is not known.');
  sameAtUserinfo(object, ids);
  return ids;
};

/** `acr` values in order of preference: of the claim if it names any, else of `acr_values` (OIDC Core §5.5.1.1). */
export const requestedAcr = (object: JWTPayload): readonly string[] => {
  const claim = claimIn(object, 'id_token', 'acr');
  if (isObject(claim)) {
    const values = valuesOf(claim);
    if (values && values.length > 0) return values;
  }
  const acrValues = object['acr_values'];
  if (acrValues === undefined) return [];
  demand(typeof acrValues === 'string' && acrValues !== '', 'invalid_request', 'acr_values must be words.');
  return acrValues.split(' ');
};

// MEF 128 figure 6 names the intent under `userinfo` as well: there it says the same, or the request contradicts itself.
const sameAtUserinfo = (object: JWTPayload, ids: readonly string[]): void => {
  const claim = claimIn(object, 'userinfo', 'meflso_intent_id');
  if (!isObject(claim)) return;
  const same = JSON.stringify(valuesOf(claim) ?? ids) === JSON.stringify(ids);
  demand(same, 'invalid_request', 'claims.userinfo and claims.id_token name different intents.');
};

const claimIn = (object: JWTPayload, member: 'id_token' | 'userinfo', name: string): unknown => {
  const claims = object['claims'];
  if (claims === undefined) return undefined;
  demand(isObject(claims), 'invalid_request', 'claims must be an object.');
  const section = claims[member];
  if (section === undefined || section === null) return undefined;
  demand(isObject(section), 'invalid_request', `claims.${member} must be an object.`);
  return section[name];
};

const valuesOf = (claim: Json): readonly string[] | undefined => {
  const { value, values } = claim;
  if (value !== undefined && values !== undefined)
    return refuse('invalid_request', 'A claim has value or values, not both.');
  const list = value === undefined ? values : [value];
  if (list === undefined) return undefined;
  const words = Array.isArray(list) && list.every((one) => typeof one === 'string');
  return words ? (list as string[]) : refuse('invalid_request', 'The values of a claim must be strings.');
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
