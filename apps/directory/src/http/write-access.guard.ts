import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { CoreSettings, type SettingValues } from '#service';
import { directorySettings } from '../directory.settings.js';

/** What the guard needs of Fastify's request. */
export interface IncomingRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Of the client, as trusted proxies tell it (ASSENT_TRUSTED_PROXIES). */
  readonly ip: string;
  /** Undefined where no proxy is trusted. */
  readonly ips?: readonly string[];
}

/**
 * Who may change the directory: whoever has its token or, when none is set, programs on this machine.
 * A browser sends `Origin` with every cross-origin change, so no web page can reach the directory through its visitor.
 */
@Injectable()
export class WriteAccess implements CanActivate {
  constructor(
    private readonly core: CoreSettings,
    @Inject(directorySettings.token)
    private readonly settings: SettingValues<typeof directorySettings.specs>,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<IncomingRequest>();
    const { headers } = request;
    if (headers['origin'] !== undefined && headers['origin'] !== this.core.issuer)
      throw new Refused('foreign-origin');
    this.requireAccess(request, headers['authorization']);
    return true;
  }

  /**
   * The same for a form, whose browser says that a page of ours sent it. Without `Origin` nobody knows, and it is refused:
   * pages with forms let the browser send it (`referrer-policy: same-origin`).
   */
  requireOwnForm(request: IncomingRequest, token = ''): void {
    if (request.headers['origin'] !== this.core.issuer) throw new Refused('foreign-origin');
    this.requireAccess(request, `Bearer ${token}`);
  }

  /** Whether a form has to ask for the token. */
  get needsToken(): boolean {
    return this.settings.token !== '';
  }

  private requireAccess(request: IncomingRequest, authorization: string | undefined): void {
    const { token } = this.settings;
    const allowed = token === '' ? isLocal(request) : isBearer(token, authorization);
    if (!allowed) throw new Refused('write-access-required');
  }
}

const loopback = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
// Behind a proxy that is not trusted to say who asks, every caller looks local; then only the token can tell.
const isLocal = ({ headers, ip, ips }: IncomingRequest): boolean =>
  loopback.test(ip) &&
  (ips !== undefined || headers['x-forwarded-for'] === undefined) &&
  headers['forwarded'] === undefined &&
  headers['x-real-ip'] === undefined;

const isBearer = (token: string, header = ''): boolean =>
  timingSafeEqual(digest(`Bearer ${token}`), digest(header));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
