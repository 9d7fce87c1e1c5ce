/** Colours (contrast of text at least 4.5:1 in both schemes), spaces and type. */
export const tokens = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --surface: #ffffff; --sunken: #eef0f4;
  --text: #161b26; --muted: #525c6e; --line: #d8dde6; --line-strong: #7d889b;
  --accent: #1f4fd1; --accent-strong: #173fae; --on-accent: #ffffff; --accent-soft: #e8eefe;
  --good: #0b6b3f; --good-soft: #e2f5ea;
  --bad: #b02318; --bad-soft: #fdebe9;
  --warn: #8a5300; --warn-soft: #fdf1dc;
  --shadow: 0 1px 2px rgb(16 24 40 / .06), 0 8px 24px rgb(16 24 40 / .06);
  --radius: 12px; --radius-small: 8px;
  --font: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1117; --surface: #161b24; --sunken: #10151d;
    --text: #e8ecf3; --muted: #a3aec0; --line: #2a3240; --line-strong: #76829a;
    --accent: #8fb0ff; --accent-strong: #b3c9ff; --on-accent: #0c1630; --accent-soft: #1b2743;
    --good: #6fd9a0; --good-soft: #12291f;
    --bad: #ff9d94; --bad-soft: #331a18;
    --warn: #f3c06b; --warn-soft: #2e2412;
    --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 8px 24px rgb(0 0 0 / .3);
  }
}
`;
