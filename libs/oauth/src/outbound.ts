import { type LookupAddress, promises as dns } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
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
}

/** What to send; 5 seconds and 64 KiB unless said otherwise. */
export interface OutboundRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** RFC 6761 §6.3: a name for loopback, whatever a resolver makes of it. */
const LOCALHOST = /(^|\.)localhost\.?$/;

const limits = { connections: 8, connect: { timeout: 5000 } };

const system: Resolve = (host) => dns.lookup(host, { all: true });

/**
 * HTTP to addresses that others named (SSRF). https and public addresses only; in the sandbox loopback as well, over http
 * too. The address that was checked is the address that is connected to, so a name cannot change its meaning in between.
 * No redirects, no proxies, no compression, a limit on time and size.
 */
export class Outbound {
  private readonly agents: Readonly<Record<string, Agent>>;
  private readonly trusted = new Agent(limits);

  constructor(
    private readonly policy: OutboundPolicy,
    private readonly resolve: Resolve = system,
  ) {
    this.agents = { 'http:': this.agent('http:'), 'https:': this.agent('https:') };
  }

  /** Throws `Refused('forbidden-address')`, or `Refused('unreachable')` for all that goes wrong on the way. */
  async fetch(url: string, init: OutboundRequest = {}): Promise<OutboundAnswer> {
    const target = this.target(url);
    try {
      const { method = 'GET', headers, body, timeoutMs = 5000, maxBytes = 65_536 } = init;
      const answer = await request(target, {
        method: method as 'GET',
        headers: { 'user-agent': 'assent', ...headers },
        body: body ?? null,
        dispatcher: this.isTrusted(target) ? this.trusted : this.agents[target.protocol]!,
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await readUpTo(answer.body, maxBytes);
      return { status: answer.statusCode, headers: headersOf(answer.headers), text };
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
    await Promise.all([this.trusted, ...Object.values(this.agents)].map((agent) => agent.destroy()));
  }

  // The URL parser has turned decimal, hexadecimal, octal and short IPv4 spellings into plain ones.
  private target(url: string): URL {
    if (!URL.canParse(url)) throw new Refused('forbidden-address');
    const target = new URL(url);
    if (this.isTrusted(target)) return target;
    if (target.username || target.password || !this.agents[target.protocol])
      throw new Refused('forbidden-address');
    if (target.protocol === 'http:' && !this.policy.loopbackAllowed) throw new Refused('forbidden-address');
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (LOCALHOST.test(host) && !this.policy.loopbackAllowed) throw new Refused('forbidden-address');
    if (isIP(host) && !this.mayConnect(host, target.protocol)) throw new Refused('forbidden-address');
    return target;
  }

  private agent(protocol: string): Agent {
    const lookup: LookupFunction = (host, { all }, done) => {
      this.addresses(host, protocol).then(
        (addresses) =>
          all ? done(null, [...addresses]) : done(null, addresses[0]!.address, addresses[0]!.family),
        (error: Error) => done(error, []),
      );
    };
    return new Agent({ ...limits, connect: { ...limits.connect, lookup } });
  }

  private isTrusted({ origin }: URL): boolean {
    return this.policy.trustedOrigins?.includes(origin) === true;
  }

  // One forbidden address among several is enough: the name is not to be trusted.
  private async addresses(host: string, protocol: string): Promise<readonly LookupAddress[]> {
    const addresses = await this.resolve(host);
    if (addresses.length === 0) throw new Refused('unreachable', { cause: 'unknown-host' });
    if (!addresses.every(({ address }) => this.mayConnect(address, protocol)))
      throw new Refused('forbidden-address');
    return addresses;
  }

  private mayConnect(address: string, protocol: string): boolean {
    if (this.policy.loopbackAllowed && isLoopbackAddress(address)) return true;
    return protocol === 'https:' && isPublicAddress(address);
  }
}

const readUpTo = async (body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new Refused('unreachable', { cause: 'answer-too-large' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
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
