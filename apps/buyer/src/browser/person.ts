import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import type { Field, Form } from './forms.js';

/** The person at the Seller who signs in and decides. */
export interface Person {
  readonly username: string;
  readonly password: string;
  /** TOTP secret, base32 (RFC 6238). */
  readonly totpSecret: string;
}

/** Fills in the Seller's forms as a person would who approves everything; reads labels by machine: type, autocomplete, name. */
export class Approver {
  private lastCode = '';

  constructor(private readonly person: Person) {}

  async fill({ fields }: Form): Promise<URLSearchParams> {
    const form = new URLSearchParams();
    for (const field of fields) {
      const value = await this.valueOf(field);
      if (value !== undefined && field.name !== '') form.append(field.name, value);
    }
    const button = chooseButton(fields);
    if (button && button.name !== '') form.append(button.name, button.value);
    return form;
  }

  private async valueOf(field: Field): Promise<string | undefined> {
    switch (field.type) {
      case 'submit':
      case 'button':
      case 'reset':
      case 'image':
        return undefined;
      case 'radio':
        return /^approve/i.test(field.value) ? field.value : undefined;
      case 'checkbox':
        return field.checked ? field.value : undefined;
      case 'password':
        return this.person.password;
      case 'hidden':
        return field.value;
      default:
        return isOneTimeCode(field) ? this.freshCode() : this.person.username;
    }
  }

  // A one-time code works once: who was just here waits for the next (RFC 6238 §5.2).
  private async freshCode(): Promise<string> {
    const totp = new TOTP({ secret: Secret.fromBase32(this.person.totpSecret) });
    if (totp.generate() === this.lastCode) await pause(30_000 - (Date.now() % 30_000) + 100);
    this.lastCode = totp.generate();
    return this.lastCode;
  }
}

const isOneTimeCode = ({ autocomplete, name }: Field): boolean =>
  autocomplete === 'one-time-code' || /otp|totp|one.?time/i.test(name);

const chooseButton = (fields: readonly Field[]): Field | undefined => {
  const buttons = fields.filter(({ type }) => type === 'submit');
  const isNo = ({ name, value }: Field): boolean => /decline|deny|cancel|reject/i.test(`${name} ${value}`);
  return buttons.find(({ value }) => /approve|allow/i.test(value)) ?? buttons.find((button) => !isNo(button));
};
