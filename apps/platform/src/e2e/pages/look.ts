import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findBarriers } from './accessibility.js';
import type { Desk } from './chromium.js';

/**
 * `SCREENSHOTS=<folder>`: every page that is looked at is also pictured there, on desktop and phone, by day and by night:
 * `<name>-1280.png`, `<name>-390-dark.png`, …
 */
const pictures = process.env['SCREENSHOTS'];

const windows = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

/**
 * Looks at the page as it is, on desktop and phone, by day and by night: gives what keeps people from using it, and what
 * the browser complained of since the last look.
 */
export const look = async ({ page, complaints }: Desk, name: string): Promise<readonly string[]> => {
  const barriers = complaints.splice(0);
  for (const window of windows) {
    await page.setViewportSize(window);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await page.evaluate(findBarriers);
      barriers.push(...found.map((barrier) => `${name}, ${window.width} px, ${colorScheme}: ${barrier}`));
      await picture(page, `${name}-${window.width}${colorScheme === 'dark' ? '-dark' : ''}`);
    }
  }
  await page.setViewportSize(windows[0]);
  return barriers;
};

const picture = async (page: Page, name: string): Promise<void> => {
  if (!pictures || page.url() === 'about:blank') return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

/** What the Tab key reaches, in order, as role and text; complains of what does not show that it has the focus (WCAG 2.4.7). */
export const tabThrough = async (page: Page): Promise<{ reached: string[]; unseen: string[] }> => {
  const reached: string[] = [];
  const unseen: string[] = [];
  await page.evaluate('document.activeElement?.blur()');
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(focused);
    if (!focus || reached[0] === focus.name) break;
    reached.push(focus.name);
    if (!focus.visible) unseen.push(focus.name);
  }
  return { reached, unseen };
};

const focused = (): { name: string; visible: boolean } | undefined => {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return undefined;
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
  const shows = (each: Element): boolean => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  const { top, bottom } = element.getBoundingClientRect();
  const words = (label ?? element).textContent?.trim().replace(/\s+/g, ' ').slice(0, 60);
  return {
    name: `${element.tagName.toLowerCase()} ${words}`,
    visible: [element, label].some((each) => each && shows(each)) && top < innerHeight && bottom > 0,
  };
};
