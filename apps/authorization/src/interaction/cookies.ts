import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CoreSettings } from '#service';
import { authorizationSettings, type AuthorizationSettings } from '../authorization.settings.js';

const SESSION = 'assent-session';
const INTERACTION = 'assent-interaction-';
const interactionCookie = (authorizationId: string): string => `${INTERACTION}${authorizationId}`;

/** Interactions that one browser may have open: more of their cookies would outgrow what servers take as headers. */
const MOST_INTERACTIONS = 16;

/** 43 characters of base64url, as all our cookies are: anything else is not looked up. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * The cookies of a person's browser: one for the session, and one for each open interaction, so that nobody can be made
 * to go on with a request that was begun in another browser. `__Host-` under https; plain names under http in the sandbox.
 */
@Injectable()
export class Cookies {
  private readonly secure: boolean;
  private readonly interactionLifetime: number;

  constructor(core: CoreSettings, @Inject(authorizationSettings.token) settings: AuthorizationSettings) {
    this.secure = core.issuer.startsWith('https:');
    this.interactionLifetime = settings.interactionLifetime;
  }

  session(request: FastifyRequest): string | undefined {
    return this.read(request, SESSION);
  }

  interaction(request: FastifyRequest, authorizationId: string): string | undefined {
    return this.read(request, interactionCookie(authorizationId));
  }

  /** Lives as long as the browser: the server knows when a session ends. */
  setSession(reply: FastifyReply, secret: string): void {
    this.write(reply, SESSION, secret);
  }

  clearSession(reply: FastifyReply): void {
    this.write(reply, SESSION, '', 0);
  }

  /**
   * Kept a while longer than the person has to decide, so that a late click is told what happened. The oldest ones make
   * room where a browser has many: it sends cookies of one path in the order in which it got them (RFC 6265 §5.4).
   */
  setInteraction(
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    authorizationId: string,
    secret: string,
  ): void {
    for (const oldest of this.interactions(request).slice(0, 1 - MOST_INTERACTIONS))
      this.write(reply, oldest, '', 0);
    this.write(reply, interactionCookie(authorizationId), secret, this.interactionLifetime + 600);
  }

  /** Names of the interactions' cookies, without the prefix of https. */
  private interactions(request: FastifyRequest): readonly string[] {
    const names = pairsOf(request).map((pair) => pair.slice(0, Math.max(pair.indexOf('='), 0)));
    const prefix = this.name(INTERACTION);
    return names
      .filter((name) => name.startsWith(prefix))
      .map((name) => `${INTERACTION}${name.slice(prefix.length)}`);
  }

  private name(name: string): string {
    return this.secure ? `__Host-${name}` : name;
  }

  private read(request: FastifyRequest, name: string): string | undefined {
    const prefix = `${this.name(name)}=`;
    const found = pairsOf(request).filter((pair) => pair.startsWith(prefix));
    const value = found.length === 1 ? found[0]?.slice(prefix.length) : undefined;
    return value !== undefined && SECRET.test(value) ? value : undefined;
  }

  private write(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
    const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax'];
    if (this.secure) attributes.push('Secure');
    if (maxAge !== undefined) attributes.push(`Max-Age=${maxAge}`);
    reply.header('set-cookie', `${this.name(name)}=${value}; ${attributes.join('; ')}`);
  }
}

const pairsOf = (request: FastifyRequest): readonly string[] => (request.headers.cookie ?? '').split('; ');
