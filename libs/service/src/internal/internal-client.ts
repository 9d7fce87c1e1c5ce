import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { currentTrace } from '../requests/trace.js';
import { HOSTED, type HostedServices } from '../run/hosted-services.js';
import { CoreSettings } from '../settings/core-settings.js';
import { Tracing } from '../traces/tracing.js';
import { TrustingConnections } from '../tls/trusting-connections.js';
import { InternalTokens } from './internal-tokens.js';

const TIMEOUT_MS = 5000;

interface Call {
  readonly method: 'GET' | 'POST';
  readonly service: string;
  readonly path: string;
  readonly body?: unknown;
}

/**
 * Calls the internal routes of other services. A refusal of the other side is thrown again here as `Refused` with the
 * same reason; no answer within five seconds, or a 5xx, is `Refused('neighbour-unavailable')`.
 */
@Injectable()
export class InternalClient {
  @Inject(TrustingConnections)
  private readonly connections: TrustingConnections;

  constructor(
    private readonly core: CoreSettings,
    private readonly tokens: InternalTokens,
    @Inject(HOSTED) private readonly hosted: HostedServices,
    private readonly tracing: Tracing,
  ) {}

  /** Undefined for a 404. */
  async get<T = unknown>(service: string, path: string): Promise<T | undefined> {
    const response = await this.send({ method: 'GET', service, path });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    return answer<T>(response, service);
  }

  async post<T = unknown>(service: string, path: string, body: unknown): Promise<T> {
    return answer<T>(await this.send({ method: 'POST', service, path, body }), service);
  }

  private send(call: Call): Promise<Response> {
    const { method, service } = call;
    const attributes = { 'http.request.method': method, 'assent.peer.service': service };
    const parent = currentTrace()?.traceparent;
    return this.tracing.within(
      { name: `${method} ${service}`, kind: 'client', parent, attributes },
      async (_, span) => {
        const response = await this.call(call);
        span?.setAttribute('http.response.status_code', response.status);
        return response;
      },
    );
  }

  private async call({ method, service, path, body }: Call): Promise<Response> {
    const traceparent = currentTrace()?.traceparent;
    const headers = {
      authorization: `Bearer ${await this.tokens.issue(this.hosted.name, service)}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(traceparent !== undefined && { traceparent }),
    };
    const url = `${this.core.serviceUrl(service)}${path}`;
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return this.connections
      .fetch(url, { method, headers, signal, redirect: 'error', ...payload })
      .catch(() => unavailable(service));
  }
}

const unavailable = (service: string): never => {
  throw new Refused('neighbour-unavailable', { service });
};

const answer = async <T>(response: Response, service: string): Promise<T> => {
  const text = await response.text().catch(() => unavailable(service));
  // A 401 is about this deployment's keys, not about whoever called us.
  if (response.status >= 500 || response.status === 401) unavailable(service);
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Refused(reasonOf(value), problemsOf(value));
  return value as T;
};

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

// Internal routes answer problem+json: the tail of `type` is the code, by custom the reason itself.
const reasonOf = (value: unknown): string =>
  /^urn:assent:problem:([a-z0-9-]+)$/.exec(String(member(value, 'type')))?.[1] ?? 'neighbour-refused';

const problemsOf = (value: unknown): Record<string, unknown> => {
  const problems = member(value, 'problems');
  return Array.isArray(problems) ? { problems } : {};
};
