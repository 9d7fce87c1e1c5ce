import type { Browser } from 'playwright-core';
import { noChromium, sitDown, startChromium } from './chromium.js';
import { look, tabThrough } from './look.js';

if (noChromium) console.warn(noChromium);

/** A page with one of every barrier. */
const barred = `<h3>Begins too deep</h3><p style="color: #999; background: #fff">Pale</p><img src="data:,">
  <form><input style="border: 1px solid #eee; width: 2000px; outline: 3px solid blue"><label for="nothing">Nowhere</label>
  <button style="outline: none; width: 9px; height: 9px"></button></form>
  <div style="overflow-x: auto; width: 5rem" tabindex="-1"><div style="width: 20rem">Out of reach</div></div>`;

const criteria = [
  '1.1.1',
  '1.3.1',
  '1.4.10',
  '1.4.11',
  '1.4.3',
  '2.1.1',
  '2.4.2',
  '2.5.8',
  '3.1.1',
  '3.3.2',
  '4.1.2',
];

(noChromium ? describe.skip : describe)('a look at a page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  it('finds a barrier of every criterion of WCAG 2.2 that it knows', async () => {
    const desk = await sitDown(browser, 'http://localhost');
    await desk.page.setContent(barred);
    const found = (await look(desk, 'barred')).map((barrier) => /: (\d\.\d\.\d+):/.exec(barrier)?.[1]);
    expect(new Set(found)).toEqual(new Set(criteria));
    expect((await tabThrough(desk.page)).unseen).toEqual(['button ']);
  });

  it('hears what the browser complains of', async () => {
    const desk = await sitDown(browser, 'http://localhost');
    await desk.page.setContent(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><p style="color: red">Red</p>
       <img alt="" src="http://elsewhere.invalid/pixel.png">`,
    );
    const complaints = (await look(desk, 'complaining')).join();
    expect(complaints).toMatch(/style.*Content Security Policy/s);
    expect(complaints).toMatch(/img-src|elsewhere/);
  });
});
