/** A form that a person would fill in. */
export interface Form {
  readonly action: string;
  /** Hidden fields with their values. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly html: string;
}

/** The form of a page whose markup has a certain text in it. Throws when there is none. */
export const formWith = (page: string, text: string): Form => {
  const html = page.split('<form').find((part) => part.includes(text));
  const action = html && /action="([^"]*)"/.exec(html)?.[1];
  if (!html || !action)
    throw new Error(`no form with ${text} in: ${page.replace(/<[^>]*>|\s+/g, ' ').slice(-300)}`);
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return { action, html, hidden: Object.fromEntries(inputs.map(([, name, value]) => [name!, value!])) };
};
