import { TestClock } from '#testing';
import { CoreSettings } from '../settings/core-settings.js';
import { InternalTokens } from './internal-tokens.js';

class Settings extends CoreSettings {
  override readonly mode = 'sandbox';
  override readonly issuer = 'http://localhost:3000';
  override serviceUrl = (): string => this.issuer;
  override sharedKey = (): Uint8Array => new Uint8Array(32).fill(3);
}

describe('the tokens by which services know each other', () => {
  const at = '2026-01-01T00:00:00.000Z';

  it.each([-30, 30])(
    'are good where the clock differs by %i s, also just before they are replaced',
    async (skew) => {
      const [here, there] = [new TestClock(new Date(at)), new TestClock(new Date(at))];
      const [caller, target] = [here, there].map((clock) => new InternalTokens(new Settings(), clock));
      const first = await caller!.issue('tokens', 'intents');
      here.advance({ seconds: 29 });
      there.advance({ seconds: 29 + skew });
      expect(await caller!.issue('tokens', 'intents')).toBe(first);
      expect(await target!.verify(first, 'intents')).toBe('tokens');
    },
  );

  it('end soon all the same', async () => {
    const clock = new TestClock(new Date(at));
    const tokens = new InternalTokens(new Settings(), clock);
    const old = await tokens.issue('tokens', 'intents');
    clock.advance({ seconds: 91 });
    await expect(tokens.verify(old, 'intents')).rejects.toThrow('unauthenticated');
  });
});
