import { ZxcvbnFactory, type ZxcvbnResult } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

const SHORTEST = 12;
const LONGEST = 200;
/** What is hard to guess by its beginning is so as a whole; looking at more would hold up other requests. */
const LOOKED_AT = 100;
const OF_THE_PERSON = 'is made of the name, the address or the company of the person';
/** Characters that must remain once the words of the person are taken away. */
const ENOUGH_BESIDE = 7;
/** "Very unguessable": 10^10 guesses and more, by one who knows all that `whatIsWrongWith` is told. */
const HARD_TO_GUESS = 4;

/**
 * By NIST SP 800-63B: length counts, kinds of characters don't; known ones, and what anybody knows of the person or the
 * place, are refused. Known are the 49,000 commonest of breaches, which come with the library: nothing is asked elsewhere.
 * Null when it can be used, else what is wrong with it. `about`: words of the person.
 */
export const whatIsWrongWith = (password: string, about: readonly string[]): string | null => {
  const length = [...password].length;
  if (length < SHORTEST) return `is too short: ${SHORTEST} characters or more`;
  if (length > LONGEST) return `is too long: ${LONGEST} characters at most`;
  const folded = fold(password);
  const known = ['gongtimeline', ...about.flatMap((text) => wordsOf(fold(text)))];
  const beside = known.reduce((rest, word) => rest.replaceAll(word, ''), folded);
  if (beside.length < ENOUGH_BESIDE) return OF_THE_PERSON;
  const judged = judge().check([...folded].slice(0, LOOKED_AT).join(''), known);
  return judged.score < HARD_TO_GUESS ? whyGuessed(judged) : null;
};

let zxcvbn: ZxcvbnFactory | undefined;
/** Its lists take 14 MB, so not before a password is chosen. */
const judge = (): ZxcvbnFactory => {
  zxcvbn ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return zxcvbn;
};

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4);

/** By the longest part of it that was recognised. */
const whyGuessed = ({ sequence }: ZxcvbnResult): string => {
  const [longest] = sequence
    .filter(({ pattern }) => pattern !== 'bruteforce')
    .sort((one, other) => other.token.length - one.token.length);
  switch (longest?.pattern) {
    case 'dictionary':
      return longest['dictionaryName'] === 'userInputs' ? OF_THE_PERSON : 'is among the first that anybody tries';
    case 'repeat':
      return 'repeats itself';
    case 'sequence':
    case 'spatial':
      return 'is a sequence of characters or keys';
    default:
      return 'is easy to guess';
  }
};
