const RANGE = /\b[SX]\d{1,2}\s*[-–]\s*[SX]?\d{1,2}\b/g;
const NUMBER = /\b[SX]\d{1,2}\b/g;

/** Every number of a rule in a name, the ends of a range too. */
export const rulesMentioned = (name: string): string[] => name.match(NUMBER) ?? [];

/** The rules that a name says it proves. A range (S17-S26) says what a file is about, and proves none of them. */
export const rulesNamed = (name: string): string[] => rulesMentioned(name.replaceAll(RANGE, ''));
