import { Refused } from '#event-sourcing';
import type { PresentedCertificate } from '#oauth';
import { type RequestHead, credentialsOf } from './credentials.js';
import type { Authorization, Protection } from './protected.js';
import type { Standing } from './standing.js';
import { type TokenPolicy, verifyTokens } from './verify-tokens.js';

/** All that decides whether a request is let through. */
export interface ResourceServerOptions extends TokenPolicy {
  readonly standing: Standing;
  /** Whether the issuer of a certificate has taken it back; unless given, that is not asked. */
  readonly isRevoked?: (certificate: PresentedCertificate) => Promise<boolean>;
}

/**
 * A resource server in front of an LSO API, without any framework: reads the tokens of a request, verifies them and how
 * they belong together (MEF 128 §6.3 step 4), and asks whether client, grant and intent still stand.
 */
export class ResourceServer {
  constructor(private readonly options: ResourceServerOptions) {}

  /** Throws `Refused` with the reasons of `resourceServerRefusals`. */
  async authorize(head: RequestHead, protection: Protection): Promise<Authorization> {
    const credentials = credentialsOf(head);
    const authorization = await verifyTokens(this.options, credentials, protection);
    await this.assertSender(head);
    await this.options.standing(authorization, protection, credentials);
    return authorization;
  }

  // RFC 8705 §3 binds a token to a certificate, and says nothing of one that was revoked meanwhile: who has its key now is not the client.
  private async assertSender({ certificate }: RequestHead): Promise<void> {
    if (!isPresented(certificate) || !(await this.options.isRevoked?.(certificate))) return;
    throw new Refused('invalid-credentials', { cause: 'certificate-revoked' });
  }

  /** The value of `WWW-Authenticate` for a refusal (RFC 6750 §3), or undefined when it has none. */
  challenge({ reason }: { readonly reason: string }, { scope }: Protection): string | undefined {
    const realm = `Bearer realm="${this.options.resource}"`;
    switch (reason) {
      case 'missing-credentials':
        return realm;
      case 'missing-resource-token':
      case 'invalid-credentials':
        return `${realm}, error="invalid_token"`;
      case 'insufficient-scope':
      case 'operation-not-granted':
      case 'intent-already-used':
        return `${realm}, error="insufficient_scope", scope="${scope}"`;
      default:
        return undefined;
    }
  }
}

const isPresented = (certificate: RequestHead['certificate']): certificate is PresentedCertificate =>
  certificate?.chain !== undefined;
