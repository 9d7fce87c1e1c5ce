import { html, type Html } from '#service';
import { measureInWords } from './measures.js';
import { asObject, asText, type Json } from './plain.js';
import { dateInWords, humanize, humanizeValue } from './words.js';

/** Deeper than any product schema; what lies below is named, not shown. */
const DEEPEST = 12;

/** Any JSON as a tidy nested list: every setting that is consented to can be read, whatever product it is of. */
export const configurationList = (value: Json, depth = 0): Html => {
  const entries = Object.entries(value).filter(([name]) => name !== '@type' && name !== '@schemaLocation');
  return html`<ul class="settings">
    ${entries.map(([name, member]) => html`<li><span class="setting">${humanize(name)}</span>${shown(member, depth + 1)}</li>`)}
  </ul>`;
};

/** How many settings there are to read. */
export const countSettings = (value: unknown): number => {
  if (Array.isArray(value))
    return value.length === 0 ? 1 : value.reduce<number>((sum, one) => sum + countSettings(one), 0);
  if (typeof value !== 'object' || value === null || measureInWords(asObject(value)) !== undefined) return 1;
  const members = Object.entries(value).filter(([name]) => !name.startsWith('@'));
  return members.reduce((sum, [, member]) => sum + countSettings(member), 0);
};

const shown = (value: unknown, depth: number): Html => {
  const text = inWords(value);
  if (text !== undefined) return html` <span class="value">${text}</span>`;
  if (depth >= DEEPEST) return html` <span class="value muted">more, nested too deep to show</span>`;
  if (!Array.isArray(value)) return configurationList(asObject(value), depth);
  return html`<ol class="settings">
    ${value.map((member) => html`<li>${shown(member, depth + 1)}</li>`)}
  </ol>`;
};

/** A value that fits on one line, in words; undefined for anything with a structure of its own. */
export const inWords = (value: unknown): string | undefined => {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return listed(value);
  if (typeof value === 'object')
    return Object.keys(value).length === 0 ? 'none' : measureInWords(asObject(value));
  return dateInWords(value) ?? humanizeValue(asText(value) ?? 'none');
};

const listed = (values: readonly unknown[]): string | undefined => {
  if (values.length === 0) return 'none';
  const words = values.map((value) => (typeof value === 'object' ? undefined : inWords(value)));
  return words.every((word) => word !== undefined) ? words.join(', ') : undefined;
};
