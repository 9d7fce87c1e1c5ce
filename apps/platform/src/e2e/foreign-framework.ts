import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, type JWK, SignJWT } from 'jose';
import { flow } from '#testing';

/** A trust framework that is not ours, and one Buyer in it with the keys that the Buyer chose. */
export interface ForeignFramework {
  /** Value for `ASSENT_TRUSTED_ISSUERS`. */
  readonly trusted: string;
  readonly signing: GenerateKeyPairResult;
  readonly encryption: GenerateKeyPairResult;
  /** The Buyer's key set, to be changed at will. */
  readonly jwks: { keys: JWK[] };
  statement(): Promise<string>;
  stop(): void;
}

export const REDIRECT = 'http://localhost:9/foreign/callback';

export const startForeignFramework = async (encryptionAlg: string): Promise<ForeignFramework> => {
  const [own, signing, encryption] = await Promise.all(
    ['PS256', 'ES256', encryptionAlg].map((alg) => generateKeyPair(alg, { extractable: true })),
  );
  const ownJwk = { ...(await exportJWK(own!.publicKey)), kid: 'framework', alg: 'PS256', use: 'sig' };
  const jwks = {
    keys: [
      { ...(await exportJWK(signing!.publicKey)), kid: 'buyer-sig', alg: 'ES256', use: 'sig' },
      { ...(await exportJWK(encryption!.publicKey)), kid: 'buyer-enc', alg: encryptionAlg, use: 'enc' },
    ],
  };
  const server = createServer((request, response) => {
    const set = request.url === '/jwks' ? { keys: [ownJwk] } : jwks;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(set));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    trusted: JSON.stringify([{ issuer: url, jwksUri: `${url}/jwks` }]),
    signing: signing!,
    encryption: encryption!,
    jwks,
    statement: () =>
      new SignJWT(claimsOf(url)).setProtectedHeader({ alg: 'PS256', kid: 'framework' }).sign(own!.privateKey),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const claimsOf = (url: string) => {
  const iat = Math.floor(Date.now() / 1000);
  return {
    iss: url,
    iat,
    exp: iat + 600,
    jti: randomUUID(),
    software_id: randomUUID(),
    software_client_name: 'Foreign desk',
    software_version: '1.0.0',
    software_environment: 'sandbox',
    software_redirect_uris: [REDIRECT],
    software_roles: ['BUYER'],
    software_jwks_endpoint: `${url}/software`,
    org_id: 'foreign',
    org_name: 'Foreign Networks Ltd',
    org_status: 'Active',
    org_lei: flow.lei('5493FOREIGN'),
  };
};
