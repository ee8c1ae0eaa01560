import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Rebuilds a tenant's Timeline from offset 0, prints it, an Activity a line, and ends.
 * Needs kafka-clients and nothing else: java -cp 'kafka-jars/*' TimelineConsumer.java brokers tenant
 */
public class TimelineConsumer {
  static final String TOPIC = "timeline.activity";
  static final Set<String> STATES = Set.of("timeline.activity-created.v1", "timeline.activity-updated.v1");

  /** The newest state of each Activity, as JSON, by key. Keep it wherever you like. */
  final Map<String, String> activities = new LinkedHashMap<>();

  final String tenant;
  /** Of the last 100,000 messages: a message that comes twice has the same ce_id, and comes close behind. */
  final Set<String> ids = Collections.newSetFromMap(new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > 100_000;
    }
  });

  TimelineConsumer(String tenant) {
    this.tenant = tenant;
  }

  void take(ConsumerRecord<String, String> record) {
    if (!tenant.equals(header(record, "ce_tenantid")) || !ids.add(header(record, "ce_id"))) return;
    String type = header(record, "ce_type");
    boolean gone = record.value() == null || "timeline.activity-retracted.v1".equals(type);
    if (gone) activities.remove(record.key());
    else if (STATES.contains(type)) activities.put(record.key(), record.value());
    // Any other type is news of later releases.
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  public static void main(String[] args) {
    var timeline = new TimelineConsumer(args[1]);
    Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "client.id", "timeline-consumer-java");
    // No group: whoever rebuilds all reads every partition. To share the work, subscribe with a group.id of your own.
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
          .map(info -> new TopicPartition(TOPIC, info.partition()))
          .collect(Collectors.toList());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (var record : consumer.poll(Duration.ofMillis(500))) timeline.take(record);
      }
    }
    var out = new java.io.PrintStream(System.out, false, StandardCharsets.UTF_8);
    timeline.activities.values().forEach(out::println);
    out.flush();
  }
}
