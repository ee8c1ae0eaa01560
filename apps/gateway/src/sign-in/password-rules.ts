const SHORTEST = 12;
const LONGEST = 200;

/**
 * Beginnings and cores of the passwords that stand first on every list, and that are 12 characters and more. No list of
 * breached ones is asked: that would send part of the password elsewhere.
 */
const WELL_KNOWN = [
  'password',
  'passwort',
  'qwertyuiop',
  'qwerty123456',
  'asdfghjkl',
  '1234567890',
  '0987654321',
  'iloveyou',
  'letmein',
  'welcome',
  'administrator',
  'adminadmin',
  'changeme',
  'correcthorsebattery',
  'abcdefghijkl',
];
/** Characters that remain once the known part is taken away; that many are enough to be a password of their own. */
const ENOUGH_BESIDE = 7;

/**
 * By NIST SP 800-63B: length counts, kinds of characters don't; known ones, and what anybody knows of the person or the
 * place, are refused. Null when it can be used, else what is wrong with it.
 */
export const whatIsWrongWith = (password: string, about: readonly string[]): string | null => {
  const length = [...password].length;
  if (length < SHORTEST) return `is too short: ${SHORTEST} characters or more`;
  if (length > LONGEST) return `is too long: ${LONGEST} characters at most`;
  const folded = fold(password);
  if (new Set(folded).size < 5) return 'has too few different characters';
  if (isSequence(folded)) return 'is a sequence of characters';
  if (WELL_KNOWN.some((known) => leavesLittle(folded, known))) return 'is among the first that anybody tries';
  const words = ['gongtimeline', ...about.flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u))];
  const known = words.filter((word) => word.length >= 4).reduce((rest, word) => rest.replaceAll(word, ''), folded);
  if (known.length < ENOUGH_BESIDE) return 'is made of the name, the address or the company of the person';
  return null;
};

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const leavesLittle = (password: string, known: string): boolean =>
  password.includes(known) && password.replaceAll(known, '').length < ENOUGH_BESIDE;

/** 1234... and zyxw...: each character is next to the one before it. */
const isSequence = (password: string): boolean => {
  const steps = new Set([...password].slice(1).map((sign, index) => sign.charCodeAt(0) - password.charCodeAt(index)));
  return steps.size === 1;
};
