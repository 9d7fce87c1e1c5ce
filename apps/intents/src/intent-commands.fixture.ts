import type { IntentContent, IntentEvent } from './intent.js';
import { AmendIntent } from './amend-intent.js';
import { DecideIntent } from './decide-intent.js';
import { ExpireIntent } from './expire-intent.js';
import { RecordConsumption } from './record-consumption.js';
import { StageIntent } from './stage-intent.js';
import { TakeBackIntent } from './take-back-intent.js';
import { at, authorization, client, consent, content, context, limits, staged } from './intent.fixture.js';
const id = staged.intentId;

export const stage = (change: Partial<IntentContent> = {}, actsFor: string[] = []) =>
  new StageIntent(context('09:00'), id, {
    clientId: 'buyer-1',
    actsFor,
    content: { ...content, ...change },
    limits,
  });
export const amend = (time: string, change: Partial<IntentContent> = {}) =>
  new AmendIntent(context(time), id, { actsFor: [], content: { ...content, ...change }, limits });
export const decide = (decision: 'approved' | 'declined', time = '10:00', more: object = {}) =>
  new DecideIntent(context(time, authorization), id, decision, { consent, ...more });
export const takeBack = (time = '11:00') =>
  new TakeBackIntent(context(time), id, 'taken-back-by-client', { note: 'Too dear' });
export const expire = (time: string) => new ExpireIntent(context(time), id);
export const consume = (time = '11:00') => new RecordConsumption(context(time), id, 'quote-1');

export const withdrawn: IntentEvent = {
  type: 'IntentWithdrawn',
  reason: 'taken-back-by-client',
  note: 'Too dear',
  at: at('11:00'),
  by: client,
};
export const revoked: IntentEvent = { ...withdrawn, type: 'IntentRevoked' };
export const expired: IntentEvent = { type: 'IntentExpired', at: at('12:00'), by: client };
export const consumed: IntentEvent = {
  type: 'IntentConsumptionRecorded',
  resource: 'quote-1',
  at: at('11:00'),
  by: client,
};
