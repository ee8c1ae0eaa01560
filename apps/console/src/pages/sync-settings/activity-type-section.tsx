import { Anchor, Select } from '@mantine/core';
import { Link } from 'react-router';
import type { JsonOf } from '../../api/types';
import { type OfForm, Section } from './section';

type ActivityType = JsonOf<'listActivityTypes'>['items'][number];
interface ActivityTypeSectionProps extends OfForm {
  readonly types: readonly ActivityType[];
}

const RECOMMENDED = ['call', 'meeting'];

export const ActivityTypeSection = ({ form, types }: ActivityTypeSectionProps) => {
  const offered = types.filter(({ active, global }) => active && global);
  const chosen = form.getValues().activityTypeId;
  const gone = types.find(({ id }) => id === chosen && !offered.some((type) => type.id === id));
  const groups = [
    { group: 'Recommended', items: offered.filter(({ id }) => RECOMMENDED.includes(id)) },
    { group: 'Others', items: offered.filter(({ id }) => !RECOMMENDED.includes(id)) },
  ];
  const input = form.getInputProps('activityTypeId');
  return (
    <Section
      id="activity-type"
      title="On the Timeline"
      about="What each meeting becomes on the Timeline. Call and Meeting are recommended: they hold both internal and external attendees."
    >
      <Select
        {...input}
        label="Activity Type"
        description={
          <>
            Only global types that are active can be chosen.{' '}
            <Anchor component={Link} to="/administration/timeline/activity-types" underline="always" size="xs">
              Activity types
            </Anchor>
          </>
        }
        data={groups
          .filter(({ items }) => items.length > 0)
          .map(({ group, items }) => ({ group, items: items.map(({ id, name }) => ({ value: id, label: name })) }))}
        allowDeselect={false}
        placeholder="Choose a type"
        maw={400}
        error={
          input.error ??
          (gone === undefined ? undefined : `${gone.name} is no longer active and global: choose another type.`)
        }
      />
    </Section>
  );
};
