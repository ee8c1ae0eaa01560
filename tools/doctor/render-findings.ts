import type { Finding } from '@gong-timeline/runtime';

/** For people: what is fine in a line a check, then what is not, each with what it means and what to do. */
export const renderFindings = (findings: readonly Finding[]): readonly string[] => {
  const faults = findings.filter(({ level }) => level !== 'fine');
  const checks = [...new Set(findings.map(({ check }) => check))];
  const fine = checks.filter((check) => faults.every((fault) => fault.check !== check));
  const wrong = faults.filter(({ level }) => level === 'wrong').length;
  return [
    ...fine.map((check) => `ok       ${check} (${findings.filter((each) => each.check === check).length})`),
    ...faults.flatMap(({ check, level, what, means, todo }) => [
      '',
      `${level.toUpperCase().padEnd(8)} ${check}: ${what}`,
      ...(means === undefined ? [] : [`         ${means}.`]),
      ...(todo === undefined ? [] : [`         To do: ${todo}.`]),
    ]),
    '',
    faults.length === 0
      ? `Nothing is wrong: ${findings.length} things were looked at.`
      : `${wrong} wrong, ${faults.length - wrong} to watch, of ${findings.length} things looked at.`,
  ];
};
