/** The Buyer's own look: another company than the Seller, so that one sees at once on whose page one is. */
const tokens = `
:root { color-scheme: light dark; --ink: #14213d; --soft: #52607a; --line: #dce1ea; --page: #f4f6fa; --card: #fff; --accent: #0b6e4f; --accent-soft: #e3f3ec; --accent-ink: #fff; --bad: #a4262c; --bad-soft: #fcebec; --wait: #845600; --wait-soft: #fdf2dd; --shadow: 0 1px 2px rgb(20 33 61 / .05), 0 10px 28px rgb(20 33 61 / .06); }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf5; --soft: #a5b1c8; --line: #2c3650; --page: #0d1424; --card: #151e33; --accent: #3ecf9b; --accent-soft: #12302a; --accent-ink: #06251a; --bad: #ff9ba0; --bad-soft: #371a22; --wait: #f0c060; --wait-soft: #32290f; --shadow: 0 10px 28px rgb(0 0 0 / .3); } }
`;

const elements = `
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: anywhere; }
header { background: #14213d; color: #fff; }
header div, main, footer p { width: 100%; max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem; }
header div { display: flex; align-items: center; gap: .75rem; }
header a { color: inherit; text-decoration: none; font-weight: 650; letter-spacing: .01em; }
header .mark { width: 1.75rem; height: 1.75rem; border-radius: .5rem; background: linear-gradient(135deg, #3ecf9b, #2a7de1); }
header .who { margin-left: auto; color: #c4cbdb; font-size: .875rem; text-align: end; }
header :focus-visible { outline-color: #8ab8ff; }
main { flex: 1; padding-top: clamp(1.5rem, 4vw, 2.5rem); padding-bottom: 3rem; }
footer { color: var(--soft); font-size: .875rem; border-top: 1px solid var(--line); }
h1 { font-size: clamp(1.5rem, 4vw, 2.1rem); line-height: 1.2; margin: 0 0 .75rem; letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 1.15rem; margin: 0 0 .75rem; }
p { margin: 0 0 1rem; } .lead, .soft { color: var(--soft); } .lead { font-size: 1.0625rem; max-width: 68ch; } .small { font-size: .875rem; }
code { font: .875em ui-monospace, SFMono-Regular, Menlo, monospace; }
time { white-space: nowrap; }
a { color: var(--accent); text-underline-offset: .18em; } :focus-visible { outline: 3px solid #2a7de1; outline-offset: 2px; border-radius: .3rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; } legend { font-weight: 650; margin-bottom: .75rem; padding: 0; font-size: 1.15rem; }
details { margin-bottom: 1.25rem; } summary { cursor: pointer; font-weight: 600; padding: .375rem 0; }
textarea { width: 100%; min-height: 12rem; margin-top: .75rem; padding: .75rem; border-radius: .5rem; border: 1px solid var(--soft); background: var(--page); color: inherit; font: .875rem/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; }
textarea[aria-invalid] { border: 2px solid var(--bad); }
button, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.875rem; border: 0; border-radius: .6rem; padding: .625rem 1.25rem; background: var(--accent); color: var(--accent-ink); font: inherit; font-weight: 650; cursor: pointer; text-decoration: none; }
button:hover, .button:hover { filter: brightness(1.08); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th, td { text-align: start; padding: .5rem 0; vertical-align: top; }
thead th { color: var(--soft); font-size: .875rem; font-weight: 600; padding-top: 0; } .number { text-align: end; white-space: nowrap; padding-inline-start: 1rem; }
tbody tr.item th { border-top: 1px solid var(--line); padding-top: .75rem; padding-bottom: .125rem; } tr.item .name::first-letter { text-transform: uppercase; } tr.item .name { display: inline-block; } tr.item .soft { font-weight: 400; margin-inline-start: .25rem; }
tbody tr:last-child td { padding-bottom: .75rem; } tfoot tr:first-child > * { border-top: 2px solid var(--line); padding-top: .75rem; } tfoot td { font-weight: 700; }
dl { margin: 0; display: grid; gap: .4rem; } dl div { display: grid; grid-template-columns: 8rem 1fr; gap: 0 1.25rem; } dt { color: var(--soft); } dd { margin: 0; }
`;

const parts = `
.card { background: var(--card); border: 1px solid var(--line); border-radius: .875rem; padding: clamp(1rem, 3vw, 1.5rem); margin: 0 0 1.25rem; box-shadow: var(--shadow); } .card > :last-child { margin-bottom: 0; }
.options { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); margin-bottom: 1.25rem; }
.option { display: flex; gap: .75rem; align-items: flex-start; border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; cursor: pointer; }
.option:hover { border-color: var(--soft); } .option:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--accent-soft); }
.option:has(:focus-visible) { outline: 3px solid #2a7de1; outline-offset: 2px; } .option :focus-visible { outline: none; }
.option input { width: 1.125rem; height: 1.125rem; flex: none; margin: .2rem 0 0; accent-color: var(--accent); } .option strong { display: block; }
.notice { border-radius: .6rem; padding: .75rem 1rem; font-weight: 600; } .notice.bad { background: var(--bad-soft); color: var(--bad); }
.steps { list-style: none; display: grid; grid-template-columns: repeat(4, 1fr); gap: .5rem; padding: 0; margin: 0 0 1.5rem; font-size: .9375rem; }
.steps li { color: var(--soft); border-top: 4px solid var(--line); padding-top: .5rem; }
.steps .done { color: var(--accent); border-color: var(--accent); font-weight: 600; } .steps .now { color: var(--wait); border-color: var(--wait); font-weight: 600; } .steps .bad { color: var(--bad); border-color: var(--bad); font-weight: 600; }
.state { display: inline-block; border-radius: 1rem; padding: .2rem .875rem; font-size: .875rem; font-weight: 650; white-space: nowrap; }
.good { color: var(--accent); } .bad { color: var(--bad); } .wait { color: var(--wait); }
.state.good { background: var(--accent-soft); } .state.bad { background: var(--bad-soft); } .state.wait { background: var(--wait-soft); }
.requests, .events { list-style: none; margin: 0; padding: 0; } .requests li, .events li { display: flex; gap: .25rem 1.25rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.requests li { flex-wrap: wrap; justify-content: space-between; align-items: flex-start; } .requests li div { flex: 1 1 18rem; } .requests a { font-weight: 600; } .requests .soft, .events strong { display: block; }
.requests li:last-child, .events li:last-child { padding-bottom: 0; } .events .when { flex: none; padding-top: .1rem; } .events code { margin-inline-end: .5rem; } .events .good { white-space: nowrap; }
.links { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-top: 1.5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 36rem) { dl div { grid-template-columns: 1fr; margin-bottom: .4rem; } dt { font-size: .875rem; } button, .links .button { width: 100%; } .events li { flex-direction: column; } .steps { font-size: .8125rem; } header .who { font-size: .8125rem; } }
`;

export const style = [tokens, elements, parts].join('');
