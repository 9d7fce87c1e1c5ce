import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Refused } from '#event-sourcing';
import { Cookies } from './cookies.js';
import type { Visit } from './visits.js';
import { SignIn } from '../sign-in/sign-in.js';
import { StepUp } from '../sign-in/step-up.js';

/** Longer than any name, password or code that a person has. */
const LONGEST = { username: 256, password: 1024, totp: 12 } as const;

/** What a person typed in, cut to size: a text that is longer is not the right one either. */
export interface SignInFields {
  readonly username: string;
  readonly password: string;
  readonly totp: string;
}

export const signInFields = (form: Readonly<Record<string, string | undefined>>): SignInFields => ({
  username: bounded(form['username'], LONGEST.username),
  password: bounded(form['password'], LONGEST.password),
  totp: bounded(form['totp'], LONGEST.totp).replaceAll(/\s/g, ''),
});

const bounded = (text: string | undefined, longest: number): string =>
  text !== undefined && text.length <= longest ? text : '';

/** Turns a sent sign-in form into the attempt that the interaction asks for; the new session goes into a cookie. */
@Injectable()
export class SignInForms {
  constructor(
    private readonly commands: CommandBus,
    private readonly cookies: Cookies,
  ) {}

  async submit(
    { state, sessionSecret, context }: Visit,
    fields: SignInFields,
    { factors, address, reply }: { factors: readonly string[]; address: string; reply: FastifyReply },
  ): Promise<void> {
    const { acrValues } = state.authentication;
    const command = factors.includes('password')
      ? new SignIn({ ...fields, address, acrValues, formerSession: sessionSecret }, context)
      : new StepUp({ session: sessionSecret ?? '', totp: fields.totp, address }, context);
    const { session } = await this.commands.execute<typeof command, { readonly session: string }>(command);
    this.cookies.setSession(reply, session);
  }
}

export interface SignInProblem {
  readonly status: number;
  readonly message: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What a person is told of a failed attempt: the same whatever was wrong. Throws on what is no failed attempt. */
export const signInProblem = (error: unknown): SignInProblem => {
  if (error instanceof Refused && error.reason === 'sign-in-failed') {
    return { status: 422, message: 'That is not right. Check what you entered and try again.' };
  }
  if (error instanceof Refused && error.reason === 'too-many-attempts') {
    const retryAfter = Number(error.detail['retryAfter'] ?? 60);
    const minutes = Math.ceil(retryAfter / 60);
    const wait = minutes <= 1 ? 'a minute' : `${minutes} minutes`;
    return { status: 429, retryAfter, message: `There were too many attempts. Wait ${wait} and try again.` };
  }
  throw error;
};
