import { randomUUID } from 'node:crypto';
import { type CompactJWSHeaderParameters, CompactSign, FlattenedSign } from 'jose';
import type { Buyer } from '../buyer.js';
import { type BodyForm, mediaTypeOf } from './body-form.js';

/** A body as it goes out. */
export interface OutgoingBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

type Signer = Pick<Buyer, 'seller' | 'identity'>;

/** Signs data as a body of one form, by the key that this Buyer publishes. */
export const writeBody = async (
  { seller, identity }: Signer,
  form: BodyForm,
  clientId: string,
  data: unknown,
): Promise<OutgoingBody> => {
  const { kid, privateKey } = identity;
  const header = { alg: 'ES256', kid };
  const headers = { 'content-type': mediaTypeOf(form) };
  const iat = Math.floor(Date.now() / 1000);
  switch (form) {
    case 'detached': {
      const text = JSON.stringify(data);
      const { protected: head, signature } = await new FlattenedSign(Buffer.from(text))
        .setProtectedHeader({ ...header, typ: 'JOSE', cty: 'json' })
        .sign(privateKey);
      return { headers: { ...headers, 'x-jws-signature': `${head}..${signature}` }, text };
    }
    case 'jose':
      return { headers, text: await compact({ iss: clientId, iat, Data: data }, { ...header, typ: 'JOSE' }) };
    case 'jwt': {
      const claims = { iss: clientId, aud: seller, iat, exp: iat + 300, jti: randomUUID(), Data: data };
      return { headers, text: await compact(claims, { ...header, typ: 'JWT' }) };
    }
  }

  function compact(payload: object, protectedHeader: CompactJWSHeaderParameters): Promise<string> {
    return new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader(protectedHeader)
      .sign(privateKey);
  }
};
