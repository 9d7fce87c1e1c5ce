/**
 * Runs inside a page, so it may use nothing from outside itself. Gives what keeps somebody from using the page, by the
 * success criteria of WCAG 2.2 that can be computed.
 */
export const findBarriers = (): string[] => {
  const barriers: string[] = [];
  const all = <E extends Element = HTMLElement>(selector: string): E[] => [
    ...document.querySelectorAll<E>(selector),
  ];
  const isSeen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  const named = (element: Element): string =>
    `<${element.tagName.toLowerCase()}${element.id && `#${element.id}`}> “${(element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  const wrong = (criterion: string, what: string, elements: readonly Element[]): void => {
    for (const element of elements) barriers.push(`${criterion}: ${what}: ${named(element)}`);
  };
  const textOf = (ids: string | null): string =>
    (ids ?? '')
      .split(/\s+/)
      .map((id) => (id ? document.getElementById(id)?.textContent : ''))
      .join(' ')
      .trim();

  // 3.1.1, 2.4.2, 1.3.1: language, title, landmarks
  if (!document.documentElement.lang) barriers.push('3.1.1: no language');
  if (!document.title.trim()) barriers.push('2.4.2: no title');
  if (all('main').length !== 1) barriers.push(`1.3.1: ${all('main').length} main landmarks`);

  // 1.3.1, 2.4.6: one first-level heading, it comes first, no level is left out
  const levels = all('h1,h2,h3,h4,h5,h6')
    .filter(isSeen)
    .map((heading) => Number(heading.tagName[1]));
  if (levels[0] !== 1 || levels.filter((level) => level === 1).length !== 1)
    barriers.push(`1.3.1: headings begin ${levels.join(',')}`);
  levels.forEach((level, index) => {
    if (index > 0 && level > levels[index - 1]! + 1)
      barriers.push(`1.3.1: headings jump ${levels.join(',')}`);
  });

  // 4.1.2, 3.3.2: every control has a name
  const fields = all<HTMLInputElement>('input:not([type=hidden]),select,textarea');
  const labelOf = (field: HTMLInputElement): string =>
    [...(field.labels ?? [])].map((label) => label.textContent).join('') ||
    field.getAttribute('aria-label') ||
    textOf(field.getAttribute('aria-labelledby'));
  wrong(
    '3.3.2',
    'field without a label',
    fields.filter((field) => !labelOf(field).trim()),
  );
  wrong(
    '4.1.2',
    'control without a name',
    all('a[href],button,summary').filter(
      (element) => !element.textContent?.trim() && !element.getAttribute('aria-label'),
    ),
  );
  wrong(
    '1.3.1',
    'group without a legend',
    all('fieldset').filter((group) => !group.querySelector(':scope > legend')?.textContent?.trim()),
  );
  wrong(
    '1.3.1',
    'choice outside a group',
    all('input[type=radio]').filter((radio) => !radio.closest('fieldset')),
  );
  wrong(
    '1.3.1',
    'header cell without a scope',
    all('th').filter((cell) => !cell.hasAttribute('scope')),
  );
  wrong('1.3.1', 'list item outside a list', all('li:not(ul > li, ol > li)'));
  wrong(
    '1.1.1',
    'picture without a text',
    all('img,svg').filter((image) => !image.hasAttribute('alt') && !image.closest('[aria-hidden=true]')),
  );

  // 4.1.2: what is referred to exists, once
  for (const attribute of ['for', 'aria-describedby', 'aria-labelledby'])
    wrong(
      '4.1.2',
      `${attribute} points nowhere`,
      all(`[${attribute}]`).filter(
        (element) =>
          !textOf(element.getAttribute(attribute)) &&
          !(element instanceof HTMLLabelElement && element.control),
      ),
    );
  wrong(
    '4.1.2',
    'id used twice',
    all('[id]').filter((element) => all(`[id="${CSS.escape(element.id)}"]`).length > 1),
  );

  // 1.4.10: no scrolling in two directions; what scrolls by itself can be reached by keyboard (2.1.1)
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) {
    barriers.push(`1.4.10: ${scrollWidth} px wide in a window of ${innerWidth} px`);
    wrong(
      '1.4.10',
      'sticks out',
      all('main *').filter((element) => element.getBoundingClientRect().right > innerWidth + 1),
    );
  }
  wrong(
    '1.4.10',
    'letters below each other',
    all('main *').filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return words.some((node) => (node.textContent ?? '').trim().length > 8) && width < 48 && height > 72;
    }),
  );
  wrong(
    '2.1.1',
    'scrolls, and no key reaches it',
    all('body *').filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
        element.tabIndex < 0,
    ),
  );

  // 2.5.8: targets are at least 24 px in both directions; links in a line of text are excepted
  wrong(
    '2.5.8',
    'target too small',
    all('button,summary,select,textarea,input:not([type=hidden]),a.button')
      .filter(isSeen)
      .map((element) => element.closest('label') ?? element)
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width < 24 || height < 24;
      }),
  );

  // 1.4.3: contrast of text
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  const colourOf = (css: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const over = (top: Colour, below: Colour): Colour => {
    const mix = (one: number, other: number): number => one * top[3] + other * (1 - top[3]);
    return [mix(top[0], below[0]), mix(top[1], below[1]), mix(top[2], below[2]), 1];
  };
  const groundOf = (element: Element | null): Colour => {
    if (!element)
      return colourOf(
        getComputedStyle(document.documentElement).colorScheme === 'dark'
          ? 'rgb(18,18,18)'
          : 'rgb(255,255,255)',
      );
    const own = colourOf(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, groundOf(element.parentElement));
  };
  const opacityOf = (element: Element | null): number =>
    element ? Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement) : 1;
  const luminance = (colour: Colour): number => {
    const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: Colour, other: Colour): number => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const hasText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  for (const element of all('body, body *').filter((each) => hasText(each) && isSeen(each))) {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const ground = groundOf(element);
    const [red, green, blue, alpha] = colourOf(style.color);
    const found = contrast(over([red, green, blue, alpha * opacityOf(element)], ground), ground);
    if (found < needed) wrong('1.4.3', `contrast ${found.toFixed(2)}`, [element]);
  }

  // 1.4.11: the border of a field stands out from what is around it
  for (const field of fields.filter((each) => isSeen(each) && !['radio', 'checkbox'].includes(each.type))) {
    const ground = groundOf(field.parentElement);
    const found = contrast(over(colourOf(getComputedStyle(field).borderTopColor), ground), ground);
    if (found < 3) wrong('1.4.11', `border contrast ${found.toFixed(2)}`, [field]);
  }
  return barriers;
};
