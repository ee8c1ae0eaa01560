/** The brokers that run for int specs. A spec that needs none may run without: then an address where nothing answers. */
export const testKafkaBrokers = (): string => process.env.TEST_KAFKA_BROKERS ?? '127.0.0.1:1';
