import { formsOf, titleOf } from './forms.js';
import { Approver } from './person.js';

const page = `
  <h1>Review <em>this</em> &amp; that</h1>
  <form method="post" action="/switch"><button type="submit">Use another account</button></form>
  <form method="post" action="/a?b=1&amp;c=2">
    <input type="hidden" name="token" value="&quot;x&#39;y&#x7a;">
    <input id=u name=username type="text" autocomplete="username" required>
    <input name="password" type="password">
    <input name="code" type="text" autocomplete="one-time-code">
    <input type="radio" name="intent-0" value="approve" /><input type="radio" name="intent-0" value="decline" />
    <input type="checkbox" name="remember"><input type="checkbox" name="kept" value="yes" checked>
    <button type="submit" name="action" value="cancel">Cancel</button>
    <button type="submit" name="action" value="decide">Confirm</button>
  </form>`;

describe('a server-rendered page', () => {
  it('is read like a browser reads it', () => {
    expect(titleOf(page)).toBe('Review this & that');
    const [first, second] = formsOf(page);
    expect(first).toMatchObject({ action: '/switch', method: 'POST' });
    expect(second).toMatchObject({ action: '/a?b=1&c=2', method: 'POST' });
    expect(second?.fields[0]).toMatchObject({ name: 'token', value: `"x'yz` });
  });

  it('is filled in by a person who approves', async () => {
    const person = { username: 'sam', password: 'a & b', totpSecret: 'JBSWY3DPEHPK3PXP' };
    const filled = await new Approver(person).fill(formsOf(page)[1]!);
    expect(Object.fromEntries(filled)).toEqual({
      token: `"x'yz`,
      username: 'sam',
      password: 'a & b',
      code: expect.stringMatching(/^\d{6}$/),
      'intent-0': 'approve',
      kept: 'yes',
      action: 'decide',
    });
  });
});
