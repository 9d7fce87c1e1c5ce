import { sha256Base64url } from '#crypto';
import { html } from '#service';

/** What the pages of consent need beyond the shared stylesheet. */
export const consentStylesheet = `
.asker { display: flex; gap: 1rem; align-items: flex-start; }
.asker .initial { flex: none; inline-size: 3rem; block-size: 3rem; border-radius: 12px; display: grid; place-items: center;
  background: var(--accent-soft); color: var(--accent); font-size: 1.375rem; font-weight: 700; }
.asker p { margin: 0; }
.asker .who { font-size: 1.125rem; font-weight: 650; margin-bottom: .125rem; }
.reference { color: var(--muted); font-size: .8125rem; margin: 1rem 0 0; }
blockquote { margin: 0 0 1.25rem; padding: .25rem 0 .25rem 1rem; border-inline-start: 3px solid var(--line-strong); font-size: 1.0625rem; white-space: pre-line; }
.card > header { margin-bottom: 1rem; }
.card > header h2 { margin-bottom: .25rem; }
.card > header h2 + .muted { margin: 0; }
@media (min-width: 34.01rem) { .card dl.facts { grid-template-columns: 9.5rem 1fr; } }
h3.section { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
ul.items { list-style: none; padding: 0; margin: 0 0 1rem; display: grid; gap: .875rem; }
ul.items > li { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: var(--radius-small); background: var(--sunken); }
ul.items h4 { margin: 0; font-size: 1rem; font-weight: 640; }
ul.items .title { display: flex; gap: .75rem; align-items: flex-start; margin-bottom: .875rem; }
ul.items .title .badge { margin-top: .0625rem; }
ul.items dl.facts { margin-bottom: .75rem; }
ul.items > li > :last-child { margin-bottom: 0; }
ul.contacts { list-style: none; padding: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }
ul.contacts li { margin: 0; }
ul.contacts .name { font-weight: 600; }
ul.contacts span { display: block; }
details.configuration { border-top: 1px solid var(--line); padding-top: .5rem; }
details.configuration > summary { color: var(--accent); padding-block: .625rem; }
ul.settings, ol.settings { margin: 0; padding-inline-start: 1rem; font-size: .875rem; }
ul.settings { list-style: none; border-inline-start: 1px solid var(--line); padding-inline-start: .875rem; }
ol.settings { padding-inline-start: 1.75rem; }
.settings li { margin: .25rem 0; }
.settings .setting { color: var(--muted); }
.settings .value { font-weight: 560; }
.settings .setting + .value::before { content: none; }
.settings .setting:has(+ .value)::after { content: ":"; }
.decision { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.decision fieldset { margin: 0; }
.decision .field-error { margin: 0 0 .625rem; }
.decision label.choice { margin: 0; }
.person { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; justify-content: space-between; margin-bottom: 1.25rem; }
.person p, .person form { margin: 0; }
button.link { background: none; border: 0; padding: .25rem 0; color: var(--accent); font-weight: 500; text-decoration: underline;
  text-underline-offset: .18em; }
button.link:hover { background: none; color: var(--accent-strong); }
.submit .actions { margin: 0; }
.submit p { margin: 0 0 1rem; }
`;

export const consentStylesheetPath = `/assets/authorization-${sha256Base64url(consentStylesheet).slice(0, 12)}.css`;

/** To be put first into the body of a page: HTML allows it there, and the policy allows it from here. */
export const consentStyles = html`<link rel="stylesheet" href="${consentStylesheetPath}" />`;
