/** One PostgreSQL (superuser's URL) and one Kafka, for all specs of a run. */
export interface TestEnvironment {
  readonly databaseUrl: string;
  readonly brokers: string;
  /** What it is, for the log line at the start of the run. */
  readonly kind: string;
  stop(): Promise<void>;
}
