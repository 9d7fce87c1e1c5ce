const shape = /^[0-9A-Z]{18}(?!00|01|99)[0-9]{2}$/;

/** Whether a text is a Legal Entity Identifier with right check digits (ISO 17442-1, ISO 7064 MOD 97-10). */
export const isLei = (text: string): boolean => shape.test(text) && remainder(text) === 1;

/** The check digits that complete 18 characters to an LEI. */
export const leiCheckDigits = (first18: string): string =>
  String(98 - remainder(`${first18}00`)).padStart(2, '0');

// Letters count as 10…35; the number has up to 40 digits, so the remainder is taken digit by digit.
const remainder = (text: string): number => {
  const digits = text.split('').map((character) => parseInt(character, 36));
  return digits
    .join('')
    .split('')
    .reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
};
