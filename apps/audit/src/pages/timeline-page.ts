import { html, type Html, page, type Page } from '#service';
import type { Entry } from '../reading/entry.js';
import type { Timeline } from '../reading/timelines.js';
import { toneOf } from '../reading/wording.js';
import {
  correlationLink,
  facts,
  homeLink,
  intentAsOfLink,
  intentLink,
  nextLink,
  streamLink,
  timeElement,
  valueElement,
} from './parts.js';

export interface TimelinePageParts {
  readonly of: 'intent' | 'correlation' | 'stream';
  readonly id: string;
  readonly timeline: Timeline;
}

const paths = { intent: 'intents', correlation: 'correlations', stream: 'streams' } as const;
const titles = {
  intent: 'Timeline of an intent',
  correlation: 'Timeline of a request',
  stream: 'Timeline of a stream',
} as const;

/** Who did what, when, why, with which token and key, in order. */
export const timelinePage = ({ of, id, timeline: { entries, next } }: TimelinePageParts): Page =>
  page({
    title: titles[of],
    width: 'wide',
    body: html`${homeLink}
      <p class="lead">${of === 'intent' ? intentLink(id) : html`<code>${id}</code>`}</p>
      <section class="card">
        <ol class="timeline">
          ${entries.map(item)}
        </ol>
        ${nextLink(next && pathOf(of, id, next), 'Later events')}
      </section>`,
  });

const pathOf = (of: TimelinePageParts['of'], id: string, cursor: string): string => {
  const path = `/audit/${paths[of]}/${encodeURIComponent(id)}${of === 'intent' ? '/timeline' : ''}`;
  return `${path}?cursor=${cursor}`;
};

const item = (entry: Entry): Html =>
  html`<li class="${toneOf(entry.type)}" id="e-${entry.id}">
    <h2>${entry.title}</h2>
    <p class="small muted">
      <span class="badge">${entry.service}</span> ${timeElement(entry.at)} by ${entry.actor.kind}
      <code>${entry.actor.id}</code>
    </p>
    ${facts(evidence(entry))} ${more(entry)}
  </li>`;

// Reasons that only repeat the title.
const saysNothing = new Set(['staged', 'amended', 'used']);

const evidence = ({ why, tokens, keys, causedBy, causationId }: Entry): Record<string, Html | undefined> => ({
  Why: why === undefined || saysNothing.has(why) ? undefined : html`${why}`,
  'Caused by': causedBy === undefined ? undefined : html`<a href="#e-${causationId}">${causedBy}</a>`,
  Tokens: tokens.length === 0 ? undefined : html`${tokens.map(tokenLine)}`,
  Keys:
    keys.length === 0
      ? undefined
      : html`${keys.map(({ role, kid }) => html`<div>${role}: <code>${kid}</code></div>`)}`,
});

const tokenLine = ({ use, jti, kid }: Entry['tokens'][number]): Html =>
  html`<div>${use} <code>${jti}</code>${kid !== undefined && html`, signed by <code>${kid}</code>`}</div>`;

const more = ({ stream, version, service, position, correlationId, view, detail, id, at }: Entry): Html =>
  html`<details>
    <summary class="small">All of it</summary>
    ${facts({
      Stream: html`${streamLink(stream)} version ${version}`,
      Request: correlationLink(correlationId),
      'Consent then': stream.startsWith('intent-')
        ? intentAsOfLink(stream.slice('intent-'.length), at)
        : undefined,
      Event: html`<code>${id}</code>, position ${position} of ${service}`,
      ...valuesOf(detail ?? {}),
    })}
    <h3 class="small">The state it led to</h3>
    ${facts(valuesOf(view))}
  </details>`;

const valuesOf = (record: Readonly<Record<string, unknown>>): Record<string, Html | string> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, valueElement(value)]));
