import type { Database } from '@gong-timeline/persistence';

interface Role {
  readonly role: string;
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
  /** A table of the schema whose owner it is, or may become (SET ROLE). */
  readonly owned: string | null;
}

/** Why row level security would not hold the role this process works as; null when it does. */
export const roleAboveTenants = async (database: Database): Promise<string | null> => {
  const [found] = await database.query<Role>(
    `SELECT rolname AS role, rolsuper, rolbypassrls,
       (SELECT min(relname) FROM pg_class
         WHERE relnamespace = to_regnamespace(quote_ident($1)) AND relkind IN ('r', 'p')
           AND pg_has_role(current_user, relowner, 'MEMBER')) AS owned
     FROM pg_roles WHERE rolname = current_user`,
    [database.schema],
  );
  if (found === undefined) return null;
  const { role, rolsuper, rolbypassrls, owned } = found;
  if (rolsuper) return `${role} is a superuser`;
  if (rolbypassrls) return `${role} has BYPASSRLS`;
  return owned === null ? null : `${role} owns ${database.schema}.${owned}, or may act as its owner`;
};
