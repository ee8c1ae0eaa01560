import type { Database } from '@gong-timeline/persistence';

interface Role {
  readonly role: string;
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
  /** A role above row level security that it may become (SET ROLE), at whatever remove. */
  readonly above: string | null;
  /** A table of the schema whose owner it is, or may become (SET ROLE). */
  readonly owned: string | null;
}

/** Of PostgreSQL itself: who reaches files and programs of the server can make himself a superuser. */
const SERVER_ROLES = ['pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files'];

/** Why row level security would not hold the role this process works as; null when it does. */
export const roleAboveTenants = async (database: Database): Promise<string | null> => {
  const [found] = await database.query<Role>(
    `SELECT rolname AS role, rolsuper, rolbypassrls,
       (SELECT min(other.rolname) FROM pg_roles other
         WHERE (other.rolsuper OR other.rolbypassrls OR other.rolname = ANY($2))
           AND other.rolname <> current_user AND pg_has_role(current_user, other.oid, 'MEMBER')) AS above,
       (SELECT min(relname) FROM pg_class
         WHERE relnamespace = to_regnamespace(quote_ident($1)) AND relkind IN ('r', 'p')
           AND pg_has_role(current_user, relowner, 'MEMBER')) AS owned
     FROM pg_roles WHERE rolname = current_user`,
    [database.schema, SERVER_ROLES],
  );
  if (found === undefined) return null;
  const { role, rolsuper, rolbypassrls, above, owned } = found;
  if (rolsuper) return `${role} is a superuser`;
  if (rolbypassrls) return `${role} has BYPASSRLS`;
  if (above !== null) return `${role} may act as ${above}`;
  return owned === null ? null : `${role} owns ${database.schema}.${owned}, or may act as its owner`;
};
