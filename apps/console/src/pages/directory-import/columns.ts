export type Kind = 'companies' | 'persons' | 'users';

interface ColumnOf {
  readonly name: string;
  readonly label: string;
  readonly needed?: true;
  /** What other systems call it, in small letters and without signs. */
  readonly also: readonly string[];
}

const ID: ColumnOf = { name: 'externalId', label: 'External id', needed: true, also: ['id', 'externalid', 'recordid'] };

/** The columns that an import knows (X4), as people call them. */
export const COLUMNS: Readonly<Record<Kind, readonly ColumnOf[]>> = {
  companies: [
    ID,
    { name: 'name', label: 'Name', needed: true, also: ['name', 'company', 'companyname', 'account', 'accountname'] },
    { name: 'parentExternalId', label: 'External id of the parent', also: ['parent', 'parentid', 'parentexternalid'] },
    { name: 'crmAccountIds', label: 'CRM account ids', also: ['crmaccountid', 'crmaccountids', 'accountid'] },
    { name: 'domains', label: 'Domains', also: ['domain', 'domains', 'website'] },
  ],
  persons: [
    ID,
    { name: 'name', label: 'Name', needed: true, also: ['name', 'fullname', 'contact', 'contactname'] },
    { name: 'emails', label: 'E-mail addresses', also: ['email', 'emails', 'emailaddress', 'mail'] },
    { name: 'crmContactIds', label: 'CRM contact ids', also: ['crmcontactid', 'crmcontactids', 'contactid'] },
    {
      name: 'companyExternalIds',
      label: 'External ids of their companies',
      also: ['companyid', 'companyexternalid', 'companyexternalids', 'accountid'],
    },
  ],
  users: [
    ID,
    { name: 'name', label: 'Name', needed: true, also: ['name', 'fullname', 'user', 'username'] },
    { name: 'email', label: 'E-mail', needed: true, also: ['email', 'emailaddress', 'mail'] },
    { name: 'licence', label: 'Licence', needed: true, also: ['licence', 'license', 'licensetype', 'licencetype'] },
    { name: 'active', label: 'Active', also: ['active', 'isactive'] },
  ],
};

const CUSTOM = 'customFields.';
const LEFT_OUT = '';
export type Mapping = Readonly<Record<string, string>>;

/** What each column of a file is taken for at first: by its name, else as a custom field of that name. */
export const guessMapping = (kind: Kind, header: readonly string[]): Mapping => {
  const taken = new Set<string>();
  const mapping: Record<string, string> = {};
  for (const name of header) {
    const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const known = COLUMNS[kind].find(
      (column) => !taken.has(column.name) && (column.name === name || column.also.includes(plain)),
    );
    const target = name === '' || plain === 'problem' ? LEFT_OUT : (known?.name ?? customName(name));
    mapping[name] = taken.has(target) ? LEFT_OUT : target;
    if (target !== LEFT_OUT) taken.add(target);
  }
  return mapping;
};

/** A custom field's name has letters, digits and _ only, and begins with a letter; empty where nothing is left. */
export const customName = (header: string): string => {
  const name = header
    .replace(/^customFields\./, '')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^[^A-Za-z]+|_+$/g, '')
    .slice(0, 64);
  return name === '' ? LEFT_OUT : `${CUSTOM}${name}`;
};

/** What keeps a mapping from being used, in words; empty when nothing does. */
export const mappingFaults = (kind: Kind, mapping: Mapping): readonly string[] => {
  const targets = Object.values(mapping).filter((target) => target !== LEFT_OUT);
  const missing = COLUMNS[kind].filter(({ name, needed }) => needed === true && !targets.includes(name));
  const twice = [...new Set(targets.filter((target, index) => targets.indexOf(target) !== index))];
  return [
    ...missing.map(({ label }) => `Say which column is “${label}”: each row needs it.`),
    ...twice.map((target) => `Two columns are “${labelOf(kind, target)}”: leave one of them out.`),
  ];
};

export const labelOf = (kind: Kind, target: string): string =>
  COLUMNS[kind].find(({ name }) => name === target)?.label ?? `Custom field ${target.slice(CUSTOM.length)}`;

/** As the API takes it: only what the header does not say by itself. */
export const columnsQuery = (mapping: Mapping): string | undefined => {
  const said = Object.entries(mapping).filter(([header, target]) => header !== target);
  if (said.length === 0) return undefined;
  return JSON.stringify(
    Object.fromEntries(said.map(([header, target]) => [header, target === LEFT_OUT ? null : target])),
  );
};
