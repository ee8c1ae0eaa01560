import { whyNotUsable } from './check-activity-type';

const types = [
  { id: 'meeting', name: 'Meeting', global: true, active: true },
  { id: 'visit', name: 'Visit', global: false, active: true },
  { id: 'fax', name: 'Fax', global: true, active: false },
];

it.each([
  ['meeting', null],
  ['visit', 'the Activity Type Visit is not a global one'],
  ['fax', 'the Activity Type Fax is not active'],
  ['nothing', 'there is no Activity Type with this id'],
])('only an active global Activity Type can be chosen: %s (S7)', (id, problem) => {
  expect(whyNotUsable(id, types)).toBe(problem);
});
