import { Text } from '@mantine/core';
import type { Activity } from '../../api/types';
import { initialsOf } from './initials-of';
import classes from './timeline.module.css';

type Attendee = Activity['attendees']['internal'][number];

export const nameOf = ({ name, emailAddress }: Pick<Attendee, 'name' | 'emailAddress'>): string =>
  name ?? emailAddress ?? 'Somebody without a name';

const MOST_SHOWN = 3;

/** Who was there, those of the customer first: initials with names, the rest by its number. */
export const PeopleLine = ({ attendees: { internal, external } }: Pick<Activity, 'attendees'>) => {
  const all = [
    ...external.map((person) => ({ person, side: 'external' })),
    ...internal.map((person) => ({ person, side: 'internal' })),
  ];
  const rest = all.length - MOST_SHOWN;
  return (
    <span className={classes.people}>
      {all.slice(0, MOST_SHOWN).map(({ person, side }, index) => (
        <span key={index} className={classes.person}>
          <Initials name={nameOf(person)} side={side} />
          {nameOf(person)}
        </span>
      ))}
      {rest > 0 && <span>and {rest} more</span>}
    </span>
  );
};

const Initials = ({ name, side }: { readonly name: string; readonly side: string }) => (
  <span aria-hidden className={classes.initials} data-side={side}>
    {initialsOf(name)}
  </span>
);

interface PeopleListProps {
  readonly title: string;
  readonly side: 'internal' | 'external';
  readonly people: readonly Attendee[];
  /** Whose call it was. */
  readonly author: Activity['author'];
}

export const PeopleList = ({ title, side, people, author }: PeopleListProps) => (
  <div>
    <Text size="xs" c="dimmed" mb={4}>
      {title}
    </Text>
    {people.length === 0 && <Text c="dimmed">Nobody</Text>}
    <ul className={classes.list}>
      {people.map((person, index) => (
        <li key={index} className={classes.person}>
          <Initials name={nameOf(person)} side={side} />
          <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {nameOf(person)}
            {side === 'internal' && person.gsid === author.gsid && ' (author)'}
            <Text span display="block" size="xs" c="dimmed">
              {[person.name === null ? null : person.emailAddress, person.gsid === null ? 'not in the directory' : null]
                .filter((part) => part !== null)
                .join(' · ')}
            </Text>
          </span>
        </li>
      ))}
    </ul>
  </div>
);
