import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { opaqueId } from '#crypto';
import { type Context, EventStore, Refused } from '#event-sourcing';
import { Replicas } from '#replicas';
import type { SettingValues } from '#service';
import { AmendIntent } from './amend-intent.js';
import { amendedBody } from './amended-body.js';
import { contentOf } from './intent-body.js';
import { intents } from './intent.aggregate.js';
import type { StagedIntent } from './intent.js';
import { intentsSettings } from './intents.settings.js';
import { idempotencyClaim } from './request-headers.js';
import { StageIntent } from './stage-intent.js';
import { TakeBackIntent } from './take-back-intent.js';

/** An intent with the version that it has. */
export interface VersionedIntent {
  readonly version: number;
  readonly intent: StagedIntent;
}

/** What clients ask of their own intents; another client's intent is as unknown as one that never was. */
@Injectable()
export class IntentRequests {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly replicas: Replicas,
    @Inject(intentsSettings.token) private readonly settings: SettingValues<typeof intentsSettings.specs>,
  ) {}

  async stage(context: Context, body: unknown, idempotencyKey?: string): Promise<VersionedIntent> {
    const { id: clientId } = context.actor;
    const claim = idempotencyClaim(idempotencyKey, { clientId, body, at: context.at });
    const content = contentOf(body, this.defaultExpiry(context.at));
    const actsFor = await this.entitiesOf(clientId, content.onBehalfOf);
    const intentId = `urn:assent:intent:${opaqueId()}`;
    const details = { clientId, actsFor, content, limits: this.settings };
    const outcome = await this.commands.execute(new StageIntent(context, intentId, details, claim));
    return { version: outcome.version, intent: outcome.state as StagedIntent };
  }

  /** Throws `Refused('unknown-intent')`. */
  async read(clientId: string, intentId: string): Promise<VersionedIntent> {
    const loaded = await this.store.load(intents, intentId);
    if (!loaded || loaded.state.status === 'unstaged' || loaded.state.clientId !== clientId)
      throw new Refused('unknown-intent');
    return { version: loaded.version, intent: loaded.state };
  }

  async amend(
    context: Context,
    intentId: string,
    patch: unknown,
    version: number | undefined,
  ): Promise<VersionedIntent> {
    const clientId = context.actor.id;
    const current = await this.read(clientId, intentId);
    if (version !== undefined && version !== current.version) throw new Refused('version-mismatch');
    const content = contentOf(amendedBody(current.intent, patch), this.defaultExpiry(context.at));
    const details = {
      actsFor: await this.entitiesOf(clientId, content.onBehalfOf),
      content,
      limits: this.settings,
    };
    const command = new AmendIntent(context, intentId, details, current.version);
    const outcome = await this.commands.execute(command);
    return { version: outcome.version, intent: outcome.state as StagedIntent };
  }

  async takeBack(
    context: Context,
    intentId: string,
    details: { readonly note?: string; readonly expectedVersion?: number },
  ): Promise<void> {
    await this.read(context.actor.id, intentId);
    await this.commands.execute(new TakeBackIntent(context, intentId, 'taken-back-by-client', details));
  }

  // Asked only where it matters; the replica may be older than what the client says of itself.
  private async entitiesOf(clientId: string, onBehalfOf: string | undefined): Promise<readonly string[]> {
    if (onBehalfOf === undefined) return [];
    const client = await this.replicas.get('client', clientId, {
      satisfying: ({ software }) => software.onBehalfOf === onBehalfOf,
    });
    const entity = client?.view.software.onBehalfOf;
    return entity === undefined ? [] : [entity];
  }

  private defaultExpiry(at: string): string {
    return new Date(Date.parse(at) + this.settings.defaultLife * 1000).toISOString();
  }
}
