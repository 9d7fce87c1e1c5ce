import { forms } from './forms.js';

/** Cards, facts, badges, notices, timelines, and forms. */
export const components = `
.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
  padding: clamp(1rem, 3vw, 1.5rem); margin-bottom: 1.25rem; }
.card > :last-child { margin-bottom: 0; }
.card h2 + .muted { margin-top: -.5rem; }
dl.facts { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .5rem 1.25rem; }
dl.facts dt { color: var(--muted); }
dl.facts dd { margin: 0; }
@media (max-width: 34rem) {
  dl.facts { grid-template-columns: 1fr; gap: 0; }
  dl.facts dt { font-size: .8125rem; }
  dl.facts dd { margin-bottom: .75rem; }
}
.badge { display: inline-block; font-size: .8125rem; font-weight: 600; line-height: 1.4; padding: .125rem .625rem;
  border-radius: 99px; background: var(--sunken); color: var(--muted); border: 1px solid var(--line); white-space: nowrap; }
.badge.good { background: var(--good-soft); color: var(--good); border-color: transparent; }
.badge.bad { background: var(--bad-soft); color: var(--bad); border-color: transparent; }
.badge.warn { background: var(--warn-soft); color: var(--warn); border-color: transparent; }
.badge.accent { background: var(--accent-soft); color: var(--accent); border-color: transparent; }
.notice { border-radius: var(--radius-small); padding: .75rem 1rem; margin: 0 0 1rem; background: var(--accent-soft);
  border-inline-start: 4px solid var(--accent); }
.notice.good { background: var(--good-soft); border-color: var(--good); }
.notice.bad { background: var(--bad-soft); border-color: var(--bad); }
.notice.warn { background: var(--warn-soft); border-color: var(--warn); }
.notice > :last-child { margin-bottom: 0; }
ul.rows { list-style: none; padding: 0; }
ul.rows > li { margin: 0; padding-block: .75rem; border-top: 1px solid var(--line); justify-content: space-between; }
ul.rows > li:first-child { border-top: 0; padding-top: 0; }
ul.rows > li:last-child { padding-bottom: 0; }
ul.rows > li > :first-child { flex: 1 1 16rem; min-inline-size: 0; }
ol.timeline { list-style: none; padding: 0; margin: 0 0 1rem; }
ol.timeline > li { position: relative; padding: 0 0 1.25rem 1.75rem; margin: 0; }
ol.timeline > li::before { content: ""; position: absolute; inset-inline-start: .3125rem; top: .45rem; inline-size: .75rem;
  block-size: .75rem; border-radius: 50%; background: var(--accent); box-shadow: 0 0 0 4px var(--accent-soft); }
ol.timeline > li::after { content: ""; position: absolute; inset-inline-start: .625rem; top: 1.5rem; bottom: -.125rem;
  border-inline-start: 2px solid var(--line); }
ol.timeline > li:last-child::after { display: none; }
ol.timeline h2 { font-size: 1rem; }
ol.timeline p { max-width: none; }
ol.timeline > li.good::before { background: var(--good); box-shadow: 0 0 0 4px var(--good-soft); }
ol.timeline > li.bad::before { background: var(--bad); box-shadow: 0 0 0 4px var(--bad-soft); }
ol.steps { counter-reset: step; list-style: none; padding: 0; }
ol.steps > li { counter-increment: step; position: relative; padding-inline-start: 2.5rem; margin-bottom: 1rem; }
ol.steps > li::before { content: counter(step); position: absolute; inset-inline-start: 0; top: 0; inline-size: 1.625rem;
  block-size: 1.625rem; border-radius: 50%; display: grid; place-items: center; font-size: .8125rem; font-weight: 680;
  background: var(--accent-soft); color: var(--accent); }
${forms}
@media (forced-colors: active) { .badge, .notice, .card { border: 1px solid; } .mark, ol.timeline > li::before { forced-color-adjust: none; } }
@media (prefers-reduced-motion: no-preference) { .button, button { transition: background-color .12s, border-color .12s; } }
`;
