/** What a claim must look like. */
export interface Shape {
  readonly optional: boolean;
  readonly fits: (value: unknown) => boolean;
}

const matching =
  (pattern: RegExp, longest: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value.length <= longest && pattern.test(value);

const whole =
  (from: number, to: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= from && (value as number) <= to;

const party = matching(/^[\x21-\x7e]+$/, 255);
/** 32 bytes: a hash, an authentication code or a secret. */
const bytes32 = matching(/^[\w-]{43}$/, 43);
// RFC 1123 §2.1, lower case: a name is compared as it is written.
const domain = matching(
  /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/,
  253,
);
const path = matching(/^\/[\w\-.~!$&'()*+,;=:@%/]*$/, 512);
const jwk = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  JSON.stringify(value).length <= 1024;

const needed = (fits: Shape['fits']): Shape => ({ optional: false, fits });
const possible = (fits: Shape['fits']): Shape => ({ optional: true, fits });

/** What a message and a refusal have in common. */
const common = {
  iss: needed(party),
  aud: needed(party),
  iat: needed(whole(0, 99_999_999_999)),
  conversation: needed(matching(/^[\w-]{22,100}$/, 100)),
  domain: needed(domain),
  payload_hash: possible(bytes32),
} satisfies Record<string, Shape>;

export const claimShapes: Readonly<Record<string, Shape>> = {
  ...common,
  sequence: needed(whole(1, 1_000_000)),
  previous_message: possible(bytes32),
  next_domain: possible(domain),
  next_endpoint: possible(path),
  method: possible(matching(/^[A-Z]{1,20}$/, 20)),
  target: possible(matching(/^https?:\/\/[\x21-\x7e]+$/, 2048)),
  status: possible(whole(100, 599)),
  meflso_intent_id: possible(matching(/^[\x21-\x7e]+$/, 255)),
  new_secret_hash: needed(bytes32),
  previous_secret_proof: needed(bytes32),
  spent_secret: possible(bytes32),
  secrets: needed(matching(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/, 4096)),
  reply_jwk: possible(jwk),
};

export const refusalShapes: Readonly<Record<string, Shape>> = {
  ...common,
  refused_message: needed(bytes32),
  status: needed(whole(400, 599)),
};
