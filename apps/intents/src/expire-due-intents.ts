import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { PeriodicWork, RequestContexts, type SettingValues } from '#service';
import { ExpireIntent } from './expire-intent.js';
import { IntentList } from './intent-list.js';
import { intentsSettings } from './intents.settings.js';

const actor = { kind: 'service', id: 'intents.expire-due-intents' } as const;
const AT_ONCE = 100;

/** Ends intents whose time has run out. What is due stands in a table, so it outlives the process. */
@Injectable()
export class ExpireDueIntents extends PeriodicWork {
  protected readonly interval: number;

  constructor(
    private readonly list: IntentList,
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    @Inject(intentsSettings.token) settings: SettingValues<typeof intentsSettings.specs>,
  ) {
    super();
    this.interval = settings.expiryInterval;
  }

  async run(): Promise<void> {
    const due = await this.list.due(this.contexts.create(actor).at, AT_ONCE);
    for (const intentId of due)
      await this.commands.execute(new ExpireIntent(this.contexts.create(actor), intentId));
  }
}
