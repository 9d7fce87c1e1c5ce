import { followedBy } from './followed.js';

describe('what a service that keeps kinds of streams follows', () => {
  it('are their owners, and of what these tell the events of those kinds', () => {
    const { services, types } = followedBy('audit', ['client']);
    expect(services).toEqual(['registration']);
    expect(types).toContain('ClientRegistered');
    expect(types).not.toContain('IntentStaged');
  });

  it('are all owners of a kind but itself, whose streams it reads where they are', () => {
    const { services, keeps } = followedBy('tokens', ['signing-keys', 'client']);
    expect(services).toContain('quotes');
    expect(services).not.toContain('tokens');
    expect(keeps('signing-keys', 'quotes')).toBe(true);
    expect(keeps('signing-keys', 'tokens')).toBe(false);
    expect(keeps('intent', 'intents')).toBe(false);
  });
});
