/** Labels, fields, choices and buttons; targets are at least 44 px high. */
export const forms = `
.field { margin-bottom: 1.125rem; }
label { display: block; font-weight: 600; margin-bottom: .375rem; }
.hint { color: var(--muted); font-size: .875rem; margin: 0 0 .375rem; }
.field-error { color: var(--bad); font-size: .875rem; font-weight: 600; margin: .375rem 0 0; }
input, select, textarea { font: inherit; color: inherit; inline-size: 100%; min-block-size: 2.75rem; padding: .5rem .75rem;
  background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius-small); }
.row > input { flex: 1 1 14rem; inline-size: auto; }
textarea { min-block-size: 12rem; font-family: var(--mono); font-size: .875rem; resize: vertical; }
input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; border-color: var(--accent); border-radius: var(--radius-small); }
input[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
input.code { font-family: var(--mono); letter-spacing: .3em; max-inline-size: 14rem; }
input[type="radio"], input[type="checkbox"] { inline-size: 1.25rem; block-size: 1.25rem; min-block-size: 0; margin: .15rem 0 0;
  padding: 0; flex: none; accent-color: var(--accent); }
label.choice { display: flex; gap: .75rem; align-items: flex-start; font-weight: 500; padding: .75rem .875rem; margin-bottom: .5rem;
  border: 1px solid var(--line); border-radius: var(--radius-small); cursor: pointer; background: var(--surface); }
label.choice:hover { border-color: var(--line-strong); }
label.choice:has(:checked) { border-color: var(--accent); background: var(--accent-soft); }
label.choice:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
label.choice :focus-visible { outline: none; }
.choices { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); }
button, .button { display: inline-flex; align-items: center; justify-content: center; gap: .5rem; min-block-size: 2.75rem;
  padding: .5rem 1.25rem; font: inherit; font-weight: 620; line-height: 1.3; text-decoration: none; cursor: pointer; border: 1px solid transparent;
  border-radius: var(--radius-small); background: var(--accent); color: var(--on-accent); }
button:hover, .button:hover { background: var(--accent-strong); color: var(--on-accent); }
button:focus-visible, .button:focus-visible { border-radius: var(--radius-small); }
button.secondary, .button.secondary { background: var(--surface); color: var(--text); border-color: var(--line-strong); }
button.secondary:hover, .button.secondary:hover { background: var(--sunken); }
button.danger, .button.danger { background: var(--surface); color: var(--bad); border-color: var(--bad); }
button.danger:hover, .button.danger:hover { background: var(--bad-soft); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
@media (max-width: 34rem) { .actions > *, .actions form, .actions button { flex: 1 1 100%; inline-size: 100%; } }
`;
