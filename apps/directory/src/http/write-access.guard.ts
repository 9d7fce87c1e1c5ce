import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { CoreSettings, type SettingValues } from '#service';
import { directorySettings } from '../directory.settings.js';

interface IncomingRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly socket: { readonly remoteAddress?: string };
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
    const { headers, socket } = context.switchToHttp().getRequest<IncomingRequest>();
    if (headers['origin'] !== undefined && headers['origin'] !== this.core.issuer)
      throw new Refused('foreign-origin');
    const { token } = this.settings;
    const allowed =
      token === '' ? isLocal(headers, socket.remoteAddress) : isBearer(token, headers['authorization']);
    if (!allowed) throw new Refused('write-access-required');
    return true;
  }
}

const loopback = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip'];

// Behind a proxy every caller looks local; then only the token can tell.
const isLocal = (headers: IncomingRequest['headers'], address = ''): boolean =>
  loopback.test(address) && proxyHeaders.every((name) => headers[name] === undefined);

const isBearer = (token: string, header = ''): boolean =>
  timingSafeEqual(digest(`Bearer ${token}`), digest(header));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
