import { deriveKey } from '#crypto';
import { CoreSettings } from '#service';
import { Subjects } from './subjects.js';

class Deployment extends CoreSettings {
  override readonly mode = 'sandbox';
  override readonly issuer = 'http://localhost:3000';

  constructor(private readonly secret: string) {
    super();
  }

  serviceUrl(): string {
    return this.issuer;
  }

  sharedKey(purpose: string): Uint8Array {
    return deriveKey(Buffer.alloc(32, this.secret), purpose);
  }
}

describe('subject identifiers (MEF 128 R32, OIDC Core §8.1)', () => {
  const subjects = new Subjects(new Deployment('a secret of the deployment'));

  it('are the same for a person at an organisation, every time', () => {
    expect(subjects.of('ada', 'buyer')).toBe(subjects.of('ada', 'buyer'));
  });

  it('differ between persons, between organisations, and between deployments', () => {
    const others = new Subjects(new Deployment('another secret'));
    const all = [
      subjects.of('ada', 'buyer'),
      subjects.of('bob', 'buyer'),
      subjects.of('ada', 'rival'),
      others.of('ada', 'buyer'),
    ];
    expect(new Set(all).size).toBe(4);
  });

  it('tell neither who it is nor where', () => {
    expect(subjects.of('ada', 'buyer')).toMatch(/^[\w-]{43}$/);
  });
});
