import { Checkbox, NumberInput, Radio, Select, SimpleGrid, Stack } from '@mantine/core';
import { type OfForm, Section } from './section';

const HOURS = [1, 2, 4, 6, 12, 24];

export const ReachSection = ({ form }: OfForm) => {
  const { intervalHours } = form.getValues();
  return (
    <>
      <Section
        id="when"
        title="When, and how far back"
        about="Runs count from 00:00 UTC. Gong shows a call only after processing it, with its old start time: the look-back finds those."
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing={16}>
          <Select
            {...form.getInputProps('intervalHours')}
            label="Sync every"
            description={atHours(intervalHours)}
            data={HOURS.map((hours) => ({ value: String(hours), label: hours === 1 ? '1 hour' : `${hours} hours` }))}
            value={String(intervalHours)}
            allowDeselect={false}
            onChange={(hours) => form.setFieldValue('intervalHours', Number(hours) as typeof intervalHours)}
          />
          <NumberInput
            {...form.getInputProps('lookBackDays')}
            label="Look-back, in days"
            description="Each run reads this far before the last, 1 to 30."
            clampBehavior="none"
            allowDecimal={false}
          />
          <NumberInput
            {...form.getInputProps('firstRunDays')}
            label="First run, in days"
            description="0 to 365; 0: calls that start after connecting."
            clampBehavior="none"
            allowDecimal={false}
          />
        </SimpleGrid>
      </Section>
      <Section
        id="what"
        title="Companies, notes and users"
        about="How a company is found where the CRM names none, what an Activity holds, and who becomes a User."
      >
        <Stack gap={16}>
          <Checkbox
            {...form.getInputProps('matchDomains', { type: 'checkbox' })}
            label="Find companies by e-mail domain"
            description="The last resort, after CRM ids and e-mail addresses. Free-mail domains never count."
          />
          <Checkbox
            {...form.getInputProps('includeNotes', { type: 'checkbox' })}
            label="Include Gong's notes"
            description="Brief, key points and next steps, where Gong gives them."
          />
          <Radio.Group
            {...form.getInputProps('createUsersFor')}
            label="Create a missing User for"
            description="With the licence Internal Collaborator, which gives the least access."
          >
            <Stack gap={8} mt={8}>
              <Radio value="owners-of-synced-calls" label="Owners of synced calls" />
              <Radio value="every-active-gong-user" label="Every active Gong user" />
            </Stack>
          </Radio.Group>
        </Stack>
      </Section>
    </>
  );
};

const atHours = (interval: number): string => {
  if (interval === 1) return 'At every full hour UTC.';
  if (interval === 2) return 'At every even hour UTC.';
  const hours = Array.from({ length: 24 / interval }, (_, index) => index * interval);
  return `At ${hours.map((hour) => `${String(hour).padStart(2, '0')}:00`).join(', ')} UTC.`;
};
