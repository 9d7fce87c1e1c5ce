import { Body, Controller, Get, HttpCode, Param, Post, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { mefValidator } from '#contracts';
import { Clock, EventStore, Refused } from '#event-sourcing';
import { InternalOnly, problemErrors, RequestContexts } from '#service';
import { type Decided, IntentDecisions } from '../intent-decisions.js';
import { type InternalIntent, internalIntent } from '../intent-view.js';
import { intents } from '../intent.aggregate.js';
import type { Consent } from '../intent.js';

const text = { type: 'string', minLength: 1 } as const;

const problemsOf = mefValidator({
  type: 'object',
  required: ['authorizationId', 'sub', 'acr', 'at', 'decisions'],
  properties: {
    authorizationId: text,
    sub: text,
    acr: text,
    at: { type: 'string', format: 'date-time' },
    decisions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['intentId', 'decision'],
        properties: {
          intentId: text,
          decision: { enum: ['approved', 'declined'] },
          revision: { type: 'integer', minimum: 1 },
        },
      },
    },
  },
});

type DecisionsBody = Consent & Pick<Parameters<IntentDecisions['take']>[0], 'decisions'>;

/** For authorization: what a person is asked to consent to, and what that person decided. */
@ApiExcludeController()
@Controller('internal/intents')
@UseGuards(InternalOnly)
@UseFilters(
  problemErrors({
    'unknown-intent': { status: 404, code: 'unknown-intent', message: 'There is no such intent' },
  }),
)
export class InternalIntentsController {
  constructor(
    private readonly store: EventStore,
    private readonly decisions: IntentDecisions,
    private readonly contexts: RequestContexts,
    private readonly clock: Clock,
  ) {}

  @Get(':intentId')
  async read(@Param('intentId') intentId: string): Promise<InternalIntent> {
    const loaded = await this.store.load(intents, intentId);
    if (!loaded || loaded.state.status === 'unstaged') throw new Refused('unknown-intent');
    return internalIntent(loaded.state, this.clock.now().toISOString());
  }

  @Post('decisions')
  @HttpCode(200)
  async decide(@Body() body: unknown): Promise<{ decisions: readonly Decided[] }> {
    const problems = problemsOf(body);
    if (problems.length > 0) throw new Refused('invalid-body', { problems });
    const { authorizationId, sub, acr, at, decisions } = body as DecisionsBody;
    const consent = { authorizationId, sub, acr, at };
    const context = this.contexts.create({ kind: 'person', id: sub });
    return { decisions: await this.decisions.take({ consent, decisions }, context) };
  }
}
