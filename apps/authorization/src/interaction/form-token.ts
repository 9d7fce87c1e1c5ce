import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { constantTimeEqual } from '#crypto';
import { Refused } from '#event-sourcing';
import { CoreSettings } from '#service';

/** Proves that a form was sent from a page we made for this very browser (against CSRF), without anything to store. */
@Injectable()
export class FormTokens {
  constructor(private readonly settings: CoreSettings) {}

  /** `secret` is the cookie that the form is bound to, `purpose` what the form does. */
  issue(secret: string, purpose: string): string {
    const key = this.settings.sharedKey('authorization:form-token');
    return createHmac('sha256', key).update(`${purpose}\n${secret}`).digest('base64url');
  }

  /** Throws `Refused('form-token-invalid')`. */
  check(token: string | undefined, secret: string, purpose: string): void {
    const good = token !== undefined && constantTimeEqual(token, this.issue(secret, purpose));
    if (!good) throw new Refused('form-token-invalid');
  }
}
