import { Injectable } from '@nestjs/common';
import type { OpenedMessage } from './conversations.js';

/** Messages of requests that are being answered: whoever writes a refusal has to know which message it refuses. */
@Injectable()
export class OpenedMessages {
  private readonly byRequest = new WeakMap<object, OpenedMessage>();

  keep(raw: object, opened: OpenedMessage): void {
    this.byRequest.set(raw, opened);
  }

  of(raw: object): OpenedMessage | undefined {
    return this.byRequest.get(raw);
  }
}
