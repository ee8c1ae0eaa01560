export interface SettingsWanted {
  readonly port: number;
  readonly durable: boolean;
  readonly lz4: boolean;
  readonly logDir: string;
}

/** For a machine of 2 cores that also runs Kafka and the services. Everything not named is PostgreSQL's default. */
export function postgresSettings({ port, durable, lz4, logDir }: SettingsWanted): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // No socket file: TCP with a password is the one way in.
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '192MB',
    effective_cache_size: '1GB',
    maintenance_work_mem: '64MB',
    // A bulk load must not run into checkpoint after checkpoint (default 1GB and 5 min).
    max_wal_size: '2GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    // The built-in method costs more CPU than the disk it saves is worth.
    wal_compression: lz4 ? 'lz4' : 'off',
    wal_buffers: '16MB',
    random_page_cost: '1.1',
    // Compiling costs more than it saves on short statements.
    jit: 'off',
    // Outbox tables are filled and emptied all the time.
    autovacuum_naptime: '20s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // One file a day of the week, overwritten a week later.
    logging_collector: 'on',
    log_directory: logDir,
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
}

export function asFlags(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
