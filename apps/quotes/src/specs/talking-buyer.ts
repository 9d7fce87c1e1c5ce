import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PublicClient } from '#contracts';
import {
  authenticity,
  generateSigningKey,
  importSigningKey,
  KeySet,
  newDataKey,
  type Recipient,
  type SigningKey,
} from '#crypto';
import type { Certified, RunningService } from '#testing';
import { quotesPath } from '../quotes-path.js';
import { clientOf } from './world.js';

/** A Buyer whose requests are messages: it publishes its key, and knows the Seller's. */
export class TalkingBuyer {
  readonly key: SigningKey;
  /** Published without a certificate. */
  readonly bareKey: SigningKey;

  private constructor(
    readonly clientId: string,
    readonly domain: string,
    private readonly service: RunningService,
    keys: { readonly key: SigningKey; readonly bareKey: SigningKey },
    private readonly server: Server,
    readonly encryption: authenticity.DerivedEncryptionKey,
  ) {
    this.key = keys.key;
    this.bareKey = keys.bareKey;
  }

  static async start(
    service: RunningService,
    clientId: string,
    change: Partial<PublicClient> = {},
    certified: readonly Certified[] = [],
  ): Promise<TalkingBuyer> {
    const { privateJwk, publicJwk } = await generateSigningKey('ES256');
    const jwks = { keys: [publicJwk, ...certified.map(({ jwk }) => jwk)] };
    const server = createServer((_request, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks)),
    );
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const { port } = server.address() as AddressInfo;
    service.tells('client', clientId, {
      ...clientOf(clientId),
      redirectUris: ['https://buyer.example/callback', 'https://desk.buyer.example/callback'],
      jwksUri: `http://localhost:${port}/jwks`,
      ...change,
    });
    const bareKey = await importSigningKey(privateJwk, 'ES256');
    const encryption = await authenticity.encryptionKeyOf(newDataKey());
    const keys = { bareKey, key: certified[0] ?? bareKey };
    return new TalkingBuyer(clientId, 'buyer.example', service, keys, server, encryption);
  }

  stop(): void {
    this.server.close();
  }

  /** What the Seller publishes (RFC 9728). */
  async sellerKeys(): Promise<KeySet> {
    const { body } = await this.service.send('GET', `/.well-known/oauth-protected-resource${quotesPath}`);
    const { jwks_uri } = body as { readonly jwks_uri: string };
    return KeySet.of((await this.service.send('GET', jwks_uri.replace(this.service.issuer, ''))).body);
  }

  async sellerRecipient(): Promise<Recipient> {
    return (await this.sellerKeys()).recipient('ECDH-ES');
  }
}
