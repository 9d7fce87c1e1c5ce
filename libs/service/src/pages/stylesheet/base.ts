/** Plain elements. */
export const base = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.55 var(--font); min-height: 100vh;
  min-height: 100dvh; display: flex; flex-direction: column; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; letter-spacing: -.012em; margin: 0 0 .75rem; text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.4vw, 2rem); font-weight: 680; }
h2 { font-size: 1.1875rem; font-weight: 640; }
h3 { font-size: 1rem; font-weight: 640; }
p, ul, ol, dl, table, pre, form, fieldset { margin: 0 0 1rem; }
p { max-width: 68ch; }
ul, ol { padding-inline-start: 1.25rem; }
li + li { margin-top: .25rem; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .08em; }
a:hover { color: var(--accent-strong); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.5rem 0; }
code, pre, kbd { font-family: var(--mono); font-size: .875em; }
code { background: var(--sunken); border: 1px solid var(--line); border-radius: 5px; padding: .05em .35em; }
pre { background: var(--sunken); border: 1px solid var(--line); border-radius: var(--radius-small); padding: .875rem 1rem;
  overflow-x: auto; overflow-wrap: normal; tab-size: 2; }
pre code { background: none; border: 0; padding: 0; font-size: 1em; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: var(--muted); padding-bottom: .5rem; }
th, td { text-align: start; vertical-align: top; padding: .625rem .75rem; border-bottom: 1px solid var(--line); }
th { font-size: .8125rem; font-weight: 600; color: var(--muted); }
tbody tr:last-child > * { border-bottom: 0; }
summary { cursor: pointer; font-weight: 600; padding: .375rem 0; }
fieldset { border: 0; padding: 0; min-inline-size: 0; }
legend { font-weight: 640; padding: 0; margin-bottom: .5rem; }
time { white-space: nowrap; }
`;
