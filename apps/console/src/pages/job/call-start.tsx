import { Time } from '../../time/time';

/** When a call began. It is Gong's own text: one that nobody can read is shown as it is. */
export const CallStart = ({ at }: { readonly at: string | null }) => {
  if (at === null) return null;
  return Number.isNaN(Date.parse(at)) ? <>{at}</> : <Time at={at} as="absolute" />;
};
