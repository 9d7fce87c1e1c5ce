const quality = (range: string): number => {
  const q = /;\s*q=([\d.]+)/i.exec(range)?.[1];
  return q === undefined ? 1 : Number(q);
};

const weight = (accept: string, type: string): number =>
  Math.max(
    0,
    ...accept
      .split(',')
      .filter((range) => range.trim().toLowerCase().startsWith(type))
      .map(quality),
  );

/** Whether a person reads: HTML is named, and not less wanted than JSON (RFC 9110 §12.5.1). Machines get JSON. */
export const prefersHtml = (accept = ''): boolean => {
  const html = weight(accept, 'text/html');
  return html > 0 && html >= weight(accept, 'application/json');
};
