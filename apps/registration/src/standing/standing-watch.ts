import { Inject, Injectable } from '@nestjs/common';
import { PeriodicWork, type SettingValues } from '#service';
import { registrationSettings } from '../registration.settings.js';
import { StandingLook } from './standing-look.js';
import { WatchLease } from './watch-lease.js';

/**
 * Looks again and again at what registrations rest on, in one process of the service at a time: at each status list once
 * in its time to live, however many clients are on it; at revocation lists; at what the trust framework said; at what ends.
 */
@Injectable()
export class StandingWatch extends PeriodicWork {
  protected readonly interval: number;

  constructor(
    private readonly look: StandingLook,
    private readonly lease: WatchLease,
    @Inject(registrationSettings.token) settings: SettingValues<typeof registrationSettings.specs>,
  ) {
    super();
    this.interval = settings.standingInterval;
  }

  async run(): Promise<void> {
    if (!(await this.lease.hold())) return;
    await this.look.take();
    await this.lease.looked();
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await this.lease.giveBack();
  }
}
