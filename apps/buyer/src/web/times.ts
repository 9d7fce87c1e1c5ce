import { html, type Markup } from './html.js';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** `22 November 2026 at 18:27 UTC`, exact for machines. */
export const timeElement = (at: string): Markup =>
  html`<time datetime="${at}">${day.format(new Date(at))} UTC</time>`;

/** `18:27:34 UTC`, where the day is known. */
export const clockElement = (at: string): Markup =>
  html`<time datetime="${at}">${at.slice(11, 19)} UTC</time>`;
