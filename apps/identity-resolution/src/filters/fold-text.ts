/**
 * Texts that differ only in case are equal (S8), in any script: lower case first and then upper case makes one of ß, ẞ and
 * SS, of σ and ς. However a letter with marks is composed, it is the same letter.
 */
export const foldText = (text: string): string => text.toLowerCase().toUpperCase().normalize('NFC');
