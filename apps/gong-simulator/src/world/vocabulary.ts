/** The words a world is made of. Latin-1 only up to the marked lists, so that a big page stays a one-byte string. */
export const firstNames =
  'Ana Ben Carla David Elena Felix Grace Hugo Irene Jonas Karin Liam Maria Nils Olga Pedro Quinn Rosa Samir Tara Uwe Vera Will Xenia Yara Zoe Aïcha Björn Chloé Dário Émile Françoise Günther Hélène Íñigo José'.split(
    ' ',
  );
export const lastNames =
  "Abbott Becker Castro Dunn Eriksen Fischer Garcia Hansen Ivanov Jensen Keller Lopez Meyer Novak O'Brien Patel Quist Rossi Silva Tanaka Usman Vogel Walker Xavier Young Zimmer Ångström Müller Núñez Sørensen Garção D'Angelo".split(
    ' ',
  );
/** Names outside Latin-1, given to a few people of the `quarter` flavour only. */
export const farNames: readonly [string, string][] = [
  ['Łukasz', 'Żółkiewski'],
  ['Ирина', 'Петрова'],
  ['伟', '李'],
  ['נועה', 'לוי'],
  ['さくら', '田中'],
];
export const brands =
  'Northwind Bluepeak Cedar Delta Everest Fabrikam Granite Harbor Iris Juniper Kestrel Lumen Meridian Nimbus Orchid Pioneer Quartz Ridge Summit Tailwind Umbra Vertex Willow Xenon Yellowtail Zephyr Alpine Beacon Contoso Drift'.split(
    ' ',
  );
export const trades =
  'Foods Logistics Energy Health Retail Systems Media Insurance Motors Textiles Travel Robotics Bank Pharma Freight Labs Paper Steel Telecom Games Optics Farms Studios Tools'.split(
    ' ',
  );
export const industries = ['Retail', 'Manufacturing', 'Software', 'Healthcare', 'Financial Services', 'Logistics'];
export const staffTitles = ['CSM', 'Senior CSM', 'Account Executive', 'Solutions Engineer', 'Onboarding Manager'];
export const contactTitles = ['VP Operations', 'Head of IT', 'Project Lead', 'CFO', 'Analyst', 'Product Owner'];
export const meetingKinds = [
  'Quarterly review',
  'Weekly sync',
  'Kick-off',
  'Renewal planning',
  'Adoption check-in',
  'Training session',
  'Escalation call',
  'Roadmap preview',
];
