import { randomUUID } from 'node:crypto';
import {
  type BodyForm,
  bodyForms,
  type CertifiedKey,
  KeySet,
  signBody,
  type SigningKey,
  verifyBody,
  type WireBody,
} from '#crypto';
import { flow, type TestClient } from '#testing';

/** A Buyer with a consent that was not used yet. */
export interface Holder {
  readonly client: TestClient;
  readonly tokens: flow.Tokens;
  readonly payload: Record<string, unknown>;
}

/** A request to createQuote, as it goes over the wire. */
export interface Sent {
  readonly wire: Partial<WireBody>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, as it came over the wire. */
export const wireOf = async (response: Response): Promise<WireBody> => {
  const signature = response.headers.get('x-jws-signature');
  const contentType = response.headers.get('content-type') ?? '';
  return { contentType, text: await response.text(), ...(signature !== null && { signature }) };
};

type Signer = SigningKey & { readonly issuer?: string };

/** What is said beside the body, by an honest Buyer: its issuer is the subject of the certificate, where there is one. */
export const claimsFor = ({ client }: Holder, key: Signer) => ({
  iss: key.issuer ?? client.clientId,
  aud: client.issuer,
  iat: Math.floor(Date.now() / 1000),
  jti: randomUUID(),
});

/** Signs a consented body as an honest Buyer would, but for what is changed. */
export const signed = (
  form: BodyForm,
  key: Signer,
  holder: Holder,
  { claims = {}, trustAnchor }: { readonly claims?: object; readonly trustAnchor?: string } = {},
): Promise<WireBody> =>
  signBody(form, key, {
    data: holder.payload,
    claims: { ...claimsFor(holder, key), ...claims },
    ...(trustAnchor !== undefined && { trustAnchor }),
  });

/** What a Buyer does with anything of the Seller's: it is signed by Sig2, for this Buyer, and of now. */
export const verifiedAnswer = async (
  wire: WireBody,
  by: { readonly jwks: unknown; readonly seller: CertifiedKey; readonly client: TestClient },
) => {
  const keys = KeySet.of(by.jwks);
  const body = await verifyBody(wire, {
    key: keys.find.bind(keys),
    algorithms: ['ES256'],
    forms: bodyForms,
    issuer: by.seller.by.leaf.subject,
    audiences: [by.client.clientId],
    trustAnchors: ['localhost'],
    now: new Date(),
    maxAge: 60,
  });
  if (body.header.kid !== by.seller.by.leaf.id) throw new Error('signed by another key than Sig2 (R47)');
  return body;
};

export const keysAt = async (url: string): Promise<unknown> => (await flow.call('GET', url)).body;

/** One part of a JWT. */
export const decoded = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
