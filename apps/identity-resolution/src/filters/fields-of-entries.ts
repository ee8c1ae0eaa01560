import type { Company, User } from '../directory/tenant-directory';
import type { CompanyFields, UserFields } from './filter-fields';

/** A Company and its parent, when it has one that the directory knows. */
export const companyFields = (company: Company, parent: Company | undefined): CompanyFields => {
  const { gsid, name, parentGsid, details } = company;
  if (details === undefined)
    throw new Error(`The details of Company ${gsid} were not loaded, and filters ask for them`);
  return { gsid, name, parentGsid, parentName: parent?.name ?? null, ...details };
};

export const userFields = ({ customFields, ...user }: User): UserFields => {
  if (customFields === undefined) {
    throw new Error(`The custom fields of User ${user.gsid} were not loaded, and filters ask for them`);
  }
  return { ...user, customFields };
};
