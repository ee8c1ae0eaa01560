/** What calls are about. `@` stands for the account's name; no character here needs escaping in JSON. */
export const briefs = [
  '@ reviewed adoption across two regions and asked for a plan to bring the remaining teams on board. ',
  'The customer walked through open tickets and wants a weekly report until the backlog is gone. ',
  'The group agreed on the scope of the roll-out, the training dates and who signs off each step. ',
  'Budget for next year is under review; @ expects a decision before the end of the quarter. ',
  'The new project lead was introduced and the goals of the first ninety days were set. ',
  'Usage is up since the last release, mostly through the reporting module and the integrations. ',
  'Concerns about response times were raised, with two examples from last month. ',
  'A renewal proposal was presented; the questions were about seats, terms and data residency. ',
];
export const points = [
  'Usage is up in two regions since the last review.',
  'The integration with the data warehouse is the top request.',
  'Three more teams join the programme next month.',
  'The sponsor changed; a handover meeting is planned.',
  'Response times improved but are still above the target.',
  'Single sign-on has to be live before the audit.',
  'The customer compares the offer with a competitor.',
  'Training material in a second language is needed.',
  'Finance asks for yearly instead of monthly billing.',
  'The pilot group is happy with the new dashboards.',
];
export const steps = [
  'Send the updated quote by Friday.',
  'Book the training session for the second team.',
  'Share the security questionnaire and the audit report.',
  'Open a ticket for the slow export and report back.',
  'Introduce the new sponsor to the account team.',
  'Prepare the agenda for the executive review.',
];
export const sections = ['Introductions', 'Adoption', 'Open tickets', 'Roll-out plan', 'Commercials', 'Wrap-up'];
export const topics = ['Small Talk', 'Call Setup', 'Pricing', 'Product', 'Next Steps', 'Support', 'Wrap-Up'];
