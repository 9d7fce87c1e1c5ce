import { type LookupAddress, promises as dns } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { createSecureContext, rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';
import { Refused } from '#event-sourcing';
import { isLoopbackAddress, isPublicAddress } from './addresses.js';

/** Names to addresses; the system's resolver unless a test brings its own. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Whom a deployment may call. */
export interface OutboundPolicy {
  /** In the sandbox alone. */
  readonly loopbackAllowed: boolean;
  /** Origins the operator named: what they resolve to is the operator's business. */
  readonly trustedOrigins?: readonly string[];
  /** Authorities (PEM) that are believed beside those of Node.js. */
  readonly authorities?: string | undefined;
}

/** What to send; 5 seconds and 64 KiB unless said otherwise. */
export interface OutboundRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Whoever asks verifies a signature of the answer: then http to public addresses will do (RFC 5280 §8, RFC 6960 §5). */
  readonly signedAnswer?: boolean;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An answer that is no text. */
export interface OutboundBytes extends Omit<OutboundAnswer, 'text'> {
  readonly bytes: Buffer;
}

/** RFC 6761 §6.3: a name for loopback, whatever a resolver makes of it. */
const LOCALHOST = /(^|\.)localhost\.?$/;

const CONNECTIONS = 8;
const CONNECT_MS = 5000;

const system: Resolve = (host) => dns.lookup(host, { all: true });

/**
 * HTTP to addresses that others named (SSRF). https and public addresses only; in the sandbox loopback as well, over http
 * too. The address that was checked is the address that is connected to, so a name cannot change its meaning in between.
 * No redirects, no proxies, no compression, a limit on time and size.
 */
export class Outbound {
  /** Connects to public addresses too, or to loopback alone. */
  private readonly open: Agent;
  private readonly confined: Agent;
  private readonly trusted: Agent;

  constructor(
    private readonly policy: OutboundPolicy,
    private readonly resolve: Resolve = system,
  ) {
    this.trusted = this.agentWith({});
    this.open = this.agent(true);
    this.confined = this.agent(false);
  }

  /** Throws `Refused('forbidden-address')`, or `Refused('unreachable')` for all that goes wrong on the way. */
  async fetch(url: string, init: OutboundRequest = {}): Promise<OutboundAnswer> {
    const { bytes, ...answer } = await this.fetchBytes(url, init);
    return { ...answer, text: bytes.toString('utf8') };
  }

  /** Throws as `fetch`. */
  async fetchBytes(url: string, init: OutboundRequest = {}): Promise<OutboundBytes> {
    const { method = 'GET', headers, body, timeoutMs = 5000, maxBytes = 65_536, signedAnswer = false } = init;
    const target = this.target(url, signedAnswer);
    try {
      const answer = await request(target, {
        method: method as 'GET',
        headers: { 'user-agent': 'assent', ...headers },
        body: body ?? null,
        dispatcher: this.dispatcher(target, signedAnswer),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const bytes = await readUpTo(answer.body, maxBytes);
      return { status: answer.statusCode, headers: headersOf(answer.headers), bytes };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** Whether an address may ever be called, judged by its text alone; registration asks before it stores one. */
  permits(url: string): boolean {
    try {
      this.target(url);
      return true;
    } catch {
      return false;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.trusted, this.open, this.confined].map((agent) => agent.destroy()));
  }

  // The URL parser has turned decimal, hexadecimal, octal and short IPv4 spellings into plain ones.
  private target(url: string, signedAnswer = false): URL {
    if (!URL.canParse(url)) throw new Refused('forbidden-address');
    const target = new URL(url);
    if (this.isTrusted(target)) return target;
    if (target.username || target.password || !/^https?:$/.test(target.protocol))
      throw new Refused('forbidden-address');
    const publicAllowed = mayBePublic(target, signedAnswer);
    if (!publicAllowed && !this.policy.loopbackAllowed) throw new Refused('forbidden-address');
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (LOCALHOST.test(host) && !this.policy.loopbackAllowed) throw new Refused('forbidden-address');
    if (isIP(host) && !this.mayConnect(host, publicAllowed)) throw new Refused('forbidden-address');
    return target;
  }

  private dispatcher(target: URL, signedAnswer: boolean): Agent {
    if (this.isTrusted(target)) return this.trusted;
    return mayBePublic(target, signedAnswer) ? this.open : this.confined;
  }

  private agent(publicAllowed: boolean): Agent {
    const lookup: LookupFunction = (host, { all }, done) => {
      this.addresses(host, publicAllowed).then(
        (addresses) =>
          all ? done(null, [...addresses]) : done(null, addresses[0]!.address, addresses[0]!.family),
        (error: Error) => done(error, []),
      );
    };
    return this.agentWith({ lookup });
  }

  private agentWith(how: { readonly lookup?: LookupFunction }): Agent {
    const { authorities } = this.policy;
    // Made once: to read all the roots of Node.js for each connection would take longer than the handshake.
    const believed = authorities && {
      secureContext: createSecureContext({ ca: [...rootCertificates, authorities] }),
    };
    return new Agent({ connections: CONNECTIONS, connect: { timeout: CONNECT_MS, ...how, ...believed } });
  }

  private isTrusted({ origin }: URL): boolean {
    return this.policy.trustedOrigins?.includes(origin) === true;
  }

  // One forbidden address among several is enough: the name is not to be trusted.
  private async addresses(host: string, publicAllowed: boolean): Promise<readonly LookupAddress[]> {
    const addresses = await this.resolve(host);
    if (addresses.length === 0) throw new Refused('unreachable', { cause: 'unknown-host' });
    if (!addresses.every(({ address }) => this.mayConnect(address, publicAllowed)))
      throw new Refused('forbidden-address');
    return addresses;
  }

  private mayConnect(address: string, publicAllowed: boolean): boolean {
    if (this.policy.loopbackAllowed && isLoopbackAddress(address)) return true;
    return publicAllowed && isPublicAddress(address);
  }
}

const mayBePublic = ({ protocol }: URL, signedAnswer: boolean): boolean =>
  protocol === 'https:' || signedAnswer;

const readUpTo = async (body: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new Refused('unreachable', { cause: 'answer-too-large' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const headersOf = (raw: Readonly<Record<string, string | string[] | undefined>>): Headers =>
  new Headers(
    Object.entries(raw).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    ),
  );

const refusalOf = (error: unknown): Refused => {
  if (error instanceof Refused) return error;
  const cause = (error as Error).name === 'TimeoutError' ? 'too-slow' : 'no-connection';
  return new Refused('unreachable', { cause });
};
